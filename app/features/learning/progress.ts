import {
  FINAL,
  type Assessment,
  type CourseOutline,
  type ModuleOutline,
  type SectionOutline,
  type UnitOutline,
} from "#app/features/catalogue/course-outline.ts";
import { electivesLeft } from "#app/features/catalogue/elective-choice.ts";
import type { PlanState } from "./action-plan.ts";
import { isPass, type AttemptFacts, type Clock, type PermissionFacts } from "./attempt.ts";
import { attemptStanding, type Standing } from "./attempt-policy.ts";

/*
 * How far somebody is: per unit, module, section and course, from what was recorded. Nothing is stored twice;
 * the mandatory-first section opens the others, electives count when chosen, those still to be chosen count too
 * (domain §1.2), and the final opens once every module that counts is finished.
 */

type At = { moduleId: string; unitId: string };

/** Everything recorded in one enrolment, as facts. */
export type LearningRecord = {
  marks: (At & { at: number })[];
  goals: (At & { at: number })[];
  attempts: (At & AttemptFacts)[];
  permissions: (At & PermissionFacts)[];
  plan: PlanState | null;
};

/** A quiz is settled when passed, or when no attempt is left: "not passed" lets one go on (issue 2). */
export type UnitState = "done" | "not-passed" | "waiting" | "running" | "open" | "locked";

export type Lock = { because: "mandatory-first"; moduleId: string } | { because: "not-chosen" };

export type UnitProgress = {
  unit: UnitOutline;
  state: UnitState;
  at: number | null;
  standing: Standing | null;
};

export type ModuleProgress = {
  module: ModuleOutline;
  state: "done" | "not-passed" | "waiting" | "started" | "open" | "locked";
  /** When the last unit was settled. */
  finishedAt: number | null;
  hasQuiz: boolean;
  lock: Lock | null;
  units: UnitProgress[];
  settled: number;
};

export type SectionProgress = {
  section: SectionOutline;
  modules: ModuleProgress[];
  done: number;
  counting: number;
};

export type FinalProgress = {
  assessment: Assessment;
  /** Modules to finish before it opens. */
  modulesLeft: number;
  state: UnitState;
  at: number | null;
  standing: Standing;
};

export type CourseProgress = {
  sections: SectionProgress[];
  final: FinalProgress | null;
  plan: { state: PlanState; goals: number; prompts: number } | null;
  /** How many electives must still be chosen. */
  electivesLeft: number;
  done: number;
  counting: number;
};

export function courseProgress(
  outline: CourseOutline,
  electives: readonly string[],
  record: LearningRecord,
  clock: Clock,
): CourseProgress {
  const read = indexed(record, clock);
  const lockOf = locks(outline, new Set(electives), read);
  const sections = outline.sections.map((section) =>
    sectionProgress(
      section,
      section.modules.map((id) => moduleProgress(outline.modules[id]!, lockOf(section, id), read)),
    ),
  );
  const counting = sections.flatMap(({ modules }) => modules.filter(countsIn));
  const toChoose = electivesLeft(outline, electives);
  const modulesLeft = counting.filter((module) => !letsGoOn(module)).length + toChoose;
  return {
    sections,
    final: outline.final && finalProgress(outline.final, modulesLeft, read),
    plan: planProgress(counting, record),
    electivesLeft: toChoose,
    done: counting.filter(isFinished).length,
    counting: counting.length + toChoose,
  };
}

/** A module where the course stands now. */
export const moduleIn = (progress: CourseProgress, moduleId: string): ModuleProgress | undefined =>
  progress.sections.flatMap(({ modules }) => modules).find(({ module }) => module.id === moduleId);

/** Elective modules that were not chosen stand on the page and count for nothing. */
export const countsIn = ({ lock }: ModuleProgress): boolean => lock?.because !== "not-chosen";

const isFinished = ({ state }: ModuleProgress) => state === "done" || state === "not-passed";
/** Nobody is held up by a marker. */
const letsGoOn = (module: ModuleProgress) => isFinished(module) || module.state === "waiting";
const isSettled = ({ state }: UnitProgress) => state === "done" || state === "not-passed";

// ── what was recorded, found by address ─────────────────────────────────────────────────────────────

type Read = {
  done: (moduleId: string, unitId: string) => number | null;
  sat: (assessment: Assessment, moduleId: string, unitId: string) => Sat;
};
type Sat = { state: UnitState; at: number | null; standing: Standing };

function indexed(record: LearningRecord, clock: Clock): Read {
  const key = (moduleId: string, unitId: string) => `${moduleId}/${unitId}`;
  const done = new Map(
    [...record.goals, ...record.marks].map((row) => [key(row.moduleId, row.unitId), row.at]),
  );
  const here = (moduleId: string, unitId: string) => (row: At) =>
    row.moduleId === moduleId && row.unitId === unitId;
  return {
    done: (moduleId, unitId) => done.get(key(moduleId, unitId)) ?? null,
    sat: (assessment, moduleId, unitId) =>
      satAt(
        assessment,
        record.attempts.filter(here(moduleId, unitId)),
        record.permissions.filter(here(moduleId, unitId)),
        clock,
      ),
  };
}

function satAt(
  { policy }: Assessment,
  attempts: AttemptFacts[],
  permissions: PermissionFacts[],
  clock: Clock,
): Sat {
  const standing = attemptStanding(policy, attempts, permissions, clock);
  const pass = attempts.find(isPass);
  if (pass) return { state: "done", at: pass.submittedAt, standing };
  if (standing.kind === "resume") return { state: "running", at: null, standing };
  if (standing.kind === "closed" && standing.because === "being-marked")
    return { state: "waiting", at: null, standing };
  if (standing.kind === "closed" && standing.because === "used-up") {
    const last = Math.max(...attempts.map(({ submittedAt }) => submittedAt ?? 0));
    return { state: "not-passed", at: last, standing };
  }
  return { state: "open", at: null, standing };
}

// ── modules, sections, final, plan ──────────────────────────────────────────────────────────────────

/** The first unfinished mandatory module holds back every section that is not mandatory-first itself. */
function locks(outline: CourseOutline, chosen: ReadonlySet<string>, read: Read) {
  const holding = outline.sections
    .filter(({ kind }) => kind === "mandatory-first")
    .flatMap(({ modules }) => modules)
    .find((id) => !letsGoOn(moduleProgress(outline.modules[id]!, null, read)));
  return ({ kind }: SectionOutline, moduleId: string): Lock | null => {
    if (kind === "elective" && !chosen.has(moduleId)) return { because: "not-chosen" };
    if (kind !== "mandatory-first" && holding) return { because: "mandatory-first", moduleId: holding };
    return null;
  };
}

function moduleProgress(module: ModuleOutline, lock: Lock | null, read: Read): ModuleProgress {
  const units = module.units.map((unit) => unitProgress(module.id, unit, lock !== null, read));
  const settled = units.filter(isSettled).length;
  const finished = settled === units.length;
  return {
    module,
    lock,
    units,
    settled,
    hasQuiz: units.some(({ unit }) => unit.kind === "quiz"),
    finishedAt: finished ? Math.max(...units.map(({ at }) => at ?? 0)) : null,
    state: moduleState(units, lock, finished),
  };
}

function moduleState(units: UnitProgress[], lock: Lock | null, finished: boolean): ModuleProgress["state"] {
  if (finished) return units.some(({ state }) => state === "not-passed") ? "not-passed" : "done";
  if (lock) return "locked";
  if (units.every((unit) => isSettled(unit) || unit.state === "waiting")) return "waiting";
  return units.some((unit) => isSettled(unit) || unit.state !== "open") ? "started" : "open";
}

/** What was done stays done, also where a lock came later. */
function unitProgress(moduleId: string, unit: UnitOutline, locked: boolean, read: Read): UnitProgress {
  if (unit.assessment) {
    const sat = read.sat(unit.assessment, moduleId, unit.id);
    return { unit, ...sat, state: locked && sat.state === "open" ? "locked" : sat.state };
  }
  const at = read.done(moduleId, unit.id);
  return { unit, at, standing: null, state: at !== null ? "done" : locked ? "locked" : "open" };
}

const sectionProgress = (section: SectionOutline, modules: ModuleProgress[]): SectionProgress => ({
  section,
  modules,
  done: modules.filter((module) => countsIn(module) && isFinished(module)).length,
  counting: modules.filter(countsIn).length,
});

function finalProgress(assessment: Assessment, modulesLeft: number, read: Read): FinalProgress {
  const sat = read.sat(assessment, FINAL.moduleId, FINAL.unitId);
  const locked = modulesLeft > 0 && sat.state === "open";
  return { assessment, modulesLeft, ...sat, state: locked ? "locked" : sat.state };
}

function planProgress(counting: ModuleProgress[], record: LearningRecord): CourseProgress["plan"] {
  const prompts = counting.flatMap(({ units }) => units.filter(({ unit }) => unit.kind === "action-plan"));
  if (prompts.length === 0) return null;
  return {
    state: record.plan ?? "draft",
    prompts: prompts.length,
    goals: prompts.filter(({ at }) => at !== null).length,
  };
}
