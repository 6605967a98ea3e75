import type { CourseOutline } from "#app/features/catalogue/course-outline.ts";
import { unitOf } from "#app/features/catalogue/course-outline.ts";
import { paths } from "#app/lib/paths.ts";
import type { EnrolmentFacts } from "./enrolment-facts.ts";
import { nextStep, whatStillCounts, type NextStep, type StillCounts } from "./next-step.ts";
import { moduleIn, type Lock, type ModuleProgress } from "./progress.ts";
import { courseTitle, moduleTitle, sectionTitle, unitTitle, type Title } from "./titles.ts";

/*
 * The passbook page of one course, as the learner's pages draw it: places that fill with stamps, the one next
 * step, and what still counts.
 */

export type PlaceView = {
  moduleId: string;
  title: Title;
  href: string;
  state: ModuleProgress["state"] | "now";
  /** A stamp says passed where there was a test, done where there was none. */
  stamp: "passed" | "done" | null;
  finishedAt: number | null;
  settled: number;
  units: number;
  lock: LockView | null;
};

export type LockView = { because: "not-chosen" } | { because: "mandatory-first"; title: Title; href: string };

export type SectionView = { id: string; title: Title; done: number; counting: number; places: PlaceView[] };

export type PassbookView = {
  enrolmentId: string;
  title: Title;
  done: number;
  counting: number;
  sections: SectionView[];
  final: { state: string; at: number | null; href: string } | null;
  plan: { state: string; goals: number; prompts: number; href: string } | null;
  /** Where electives are chosen, in a course that has a rule for them. */
  electives: string | null;
};

export function passbookView(course: EnrolmentFacts, locale: string): PassbookView {
  const { id, progress } = course;
  const { outline } = course.version;
  const next = nextStep(progress, course.record);
  const now = next?.kind === "unit" ? next.moduleId : null;
  return {
    enrolmentId: id,
    title: courseTitle(outline, locale),
    done: progress.done,
    counting: progress.counting,
    sections: progress.sections.map(({ section, modules, done, counting }) => ({
      id: section.id,
      title: sectionTitle(outline, section.id, locale),
      done,
      counting,
      places: modules.map((module) => placeView(course, module, now, locale)),
    })),
    final: progress.final && { state: progress.final.state, at: progress.final.at, href: paths.final(id) },
    plan: progress.plan && { ...progress.plan, href: paths.actionPlan(id) },
    electives: outline.selection && paths.electives(id),
  };
}

function placeView(
  { id, version }: EnrolmentFacts,
  module: ModuleProgress,
  now: string | null,
  locale: string,
): PlaceView {
  const moduleId = module.module.id;
  return {
    moduleId,
    title: moduleTitle(version.outline, moduleId, locale),
    href: paths.module(id, moduleId),
    state: moduleId === now ? "now" : module.state,
    stamp: module.state !== "done" ? null : module.hasQuiz ? "passed" : "done",
    finishedAt: module.finishedAt,
    settled: module.settled,
    units: module.units.length,
    lock: module.lock && lockView(id, version.outline, module.lock, locale),
  };
}

export const lockView = (
  enrolmentId: string,
  outline: CourseOutline,
  lock: Lock,
  locale: string,
): LockView =>
  lock.because === "not-chosen"
    ? lock
    : {
        because: lock.because,
        title: moduleTitle(outline, lock.moduleId, locale),
        href: paths.module(enrolmentId, lock.moduleId),
      };

// ── the next step ───────────────────────────────────────────────────────────────────────────────────

export type StepView = {
  kind: NextStep["kind"];
  href: string;
  course: Title;
  /** A unit's own title; the plan and the final are named by the page. */
  title: Title | null;
  module: Title | null;
  position: number;
  of: number;
  minutes: number;
  /** Electives to choose. */
  left: number;
  running: boolean;
  returned: boolean;
};

export function stepView(course: EnrolmentFacts, locale: string): StepView | null {
  const { id, progress, record } = course;
  const { outline } = course.version;
  const step = nextStep(progress, record);
  if (!step) return null;
  const view: StepView = {
    kind: step.kind,
    href: stepHref(id, step),
    course: courseTitle(outline, locale),
    title: null,
    module: null,
    position: 0,
    of: 0,
    minutes: 0,
    left: step.kind === "electives" ? step.left : 0,
    running: (step.kind === "unit" || step.kind === "final") && step.running,
    returned: step.kind === "plan" && step.returned,
  };
  if (step.kind !== "unit") return view;
  const { moduleId, unitId, position, of } = step;
  const module = moduleIn(progress, moduleId)?.module;
  return {
    ...view,
    title: unitTitle(outline, moduleId, unitId, locale),
    module: moduleTitle(outline, moduleId, locale),
    position,
    of,
    minutes: (module && unitOf(module, unitId)?.minutes) ?? 0,
  };
}

function stepHref(enrolmentId: string, step: NextStep): string {
  switch (step.kind) {
    case "unit":
      return paths.unit(enrolmentId, step.moduleId, step.unitId);
    case "electives":
      return paths.electives(enrolmentId);
    case "final":
      return paths.final(enrolmentId);
    case "plan":
      return paths.actionPlan(enrolmentId);
  }
}

// ── what still counts ───────────────────────────────────────────────────────────────────────────────

export type CountsView = StillCounts & { title: Title | null; href: string };

export function stillCountsView(course: EnrolmentFacts, locale: string): CountsView[] {
  const { id, progress, nameConfirmed } = course;
  const { outline } = course.version;
  return whatStillCounts(progress, nameConfirmed).map((thing) => {
    switch (thing.kind) {
      case "module":
      case "marking":
        return {
          ...thing,
          title: moduleTitle(outline, thing.moduleId, locale),
          href: paths.module(id, thing.moduleId),
        };
      case "electives":
        return { ...thing, title: null, href: paths.electives(id) };
      case "final":
        return { ...thing, title: null, href: paths.final(id) };
      case "plan":
        return { ...thing, title: null, href: paths.actionPlan(id) };
      case "name":
        return { ...thing, title: null, href: paths.printedName(id) };
    }
  });
}
