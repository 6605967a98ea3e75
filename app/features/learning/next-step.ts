import { countsIn, type CourseProgress, type LearningRecord, type ModuleProgress } from "./progress.ts";

/* What to do next in a course, and what still counts: one thing at a time, and for each a reason. */

export type NextStep =
  | { kind: "unit"; moduleId: string; unitId: string; position: number; of: number; running: boolean }
  | { kind: "electives"; left: number }
  | { kind: "final"; running: boolean }
  | { kind: "plan"; returned: boolean };

/**
 * A running attempt first, then the choice of electives, then on where one stopped, then the plan and the final; null when
 * nothing can be done now.
 */
export function nextStep(progress: CourseProgress, record: LearningRecord): NextStep | null {
  const modules = progress.sections.flatMap((section) => section.modules);
  return (
    first(modules, (module) => unitIn(module, isRunning)) ??
    (progress.final?.state === "running" ? { kind: "final", running: true } : null) ??
    (progress.plan?.state === "returned" ? { kind: "plan", returned: true } : null) ??
    (progress.electivesLeft > 0 ? { kind: "electives", left: progress.electivesLeft } : null) ??
    first(whereOneStopped(modules, record), (module) => unitIn(module, canBeDoneNow)) ??
    planStep(progress) ??
    finalStep(progress)
  );
}

const isRunning = ({ state }: ModuleProgress["units"][number]) => state === "running";

/** A quiz that may only be sat again another day is not the next thing to do. */
const canBeDoneNow = ({ state, standing }: ModuleProgress["units"][number]) =>
  state === "open" && (standing === null || standing.kind === "start");

function first<Item, Found>(items: Item[], find: (item: Item) => Found | null): Found | null {
  for (const item of items) {
    const found = find(item);
    if (found !== null) return found;
  }
  return null;
}

function unitIn(
  { module, units }: ModuleProgress,
  wanted: (unit: ModuleProgress["units"][number]) => boolean,
): NextStep | null {
  const index = units.findIndex(wanted);
  const unit = units[index];
  if (!unit) return null;
  const running = unit.state === "running";
  return {
    kind: "unit",
    moduleId: module.id,
    unitId: unit.unit.id,
    position: index + 1,
    of: units.length,
    running,
  };
}

/** The module last worked in comes first, the others in their order. */
function whereOneStopped(modules: ModuleProgress[], record: LearningRecord): ModuleProgress[] {
  const acts = [
    ...record.marks,
    ...record.goals,
    ...record.attempts.map(({ moduleId, startedAt }) => ({ moduleId, at: startedAt })),
  ];
  const last = acts.reduce<{ moduleId: string; at: number } | null>(
    (latest, act) => (latest && latest.at > act.at ? latest : act),
    null,
  );
  const there = modules.filter(({ module }) => module.id === last?.moduleId);
  return [...there, ...modules.filter((each) => !there.includes(each))];
}

const planStep = ({ plan }: CourseProgress): NextStep | null =>
  plan?.state === "draft" && plan.goals === plan.prompts ? { kind: "plan", returned: false } : null;

const finalStep = ({ final }: CourseProgress): NextStep | null =>
  final?.state === "open" && final.standing.kind === "start" ? { kind: "final", running: false } : null;

// ── what still counts ───────────────────────────────────────────────────────────────────────────────

export type StillCounts =
  | { kind: "electives"; left: number }
  | { kind: "module"; moduleId: string; left: number; locked: boolean }
  | { kind: "marking"; moduleId: string }
  | {
      kind: "final";
      state: "locked" | "open" | "running" | "waiting" | "not-passed";
      pass: number;
      modulesLeft: number;
    }
  | { kind: "plan"; state: "draft" | "submitted" | "returned"; goalsLeft: number }
  | { kind: "name" };

/** Everything between here and the certificate that is the learner's own to do or to wait for. */
export function whatStillCounts(progress: CourseProgress, nameConfirmed: boolean): StillCounts[] {
  const modules = progress.sections.flatMap((section) => section.modules.filter(countsIn));
  return [
    ...(progress.electivesLeft > 0 ? [{ kind: "electives" as const, left: progress.electivesLeft }] : []),
    ...modules.flatMap(moduleLeft),
    ...finalLeft(progress),
    ...planLeft(progress),
    ...(nameConfirmed ? [] : [{ kind: "name" as const }]),
  ];
}

function moduleLeft({ module, state, units, settled }: ModuleProgress): StillCounts[] {
  if (state === "done" || state === "not-passed") return [];
  if (state === "waiting") return [{ kind: "marking", moduleId: module.id }];
  return [{ kind: "module", moduleId: module.id, left: units.length - settled, locked: state === "locked" }];
}

function finalLeft({ final }: CourseProgress): StillCounts[] {
  if (!final || final.state === "done") return [];
  return [
    { kind: "final", state: final.state, pass: final.assessment.policy.pass, modulesLeft: final.modulesLeft },
  ];
}

function planLeft({ plan }: CourseProgress): StillCounts[] {
  if (!plan || plan.state === "approved") return [];
  return [{ kind: "plan", state: plan.state, goalsLeft: plan.prompts - plan.goals }];
}
