import { inLanguage, type UnitOutline } from "#app/features/catalogue/course-outline.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { dueIn, type Due } from "./due.ts";
import { isLearning, mayRead, type EnrolmentStatus } from "./enrolment.ts";
import type { EnrolmentFacts } from "./enrolment-facts.ts";
import {
  lockView,
  passbookView,
  stepView,
  stillCountsView,
  type CountsView,
  type LockView,
  type PassbookView,
  type StepView,
} from "./passbook.ts";
import { moduleIn, type UnitState } from "./progress.ts";
import { courseTitle, unitTitle, type Title } from "./titles.ts";

/* What the learner's pages show, all of it from the facts of an enrolment. */

// ── my learning ─────────────────────────────────────────────────────────────────────────────────────

export type CourseSummary = { passbook: PassbookView; cohort: string; status: EnrolmentStatus };
export type MyLearning = {
  next: StepView | null;
  due: Due[];
  courses: CourseSummary[];
  ended: {
    enrolmentId: string;
    title: Title;
    cohort: string;
    status: EnrolmentStatus;
    open: boolean;
  }[];
};

export function myLearning(
  enrolments: EnrolmentFacts[],
  todayIn: (timeZone: string) => CalendarDay,
  locale: string,
): MyLearning {
  const running = enrolments.filter(({ status }) => isLearning(status)).sort(byLastAct);
  const steps = running.flatMap((course) => stepView(course, locale) ?? []);
  return {
    next: steps[0] ?? null,
    due: running
      .flatMap((course) => dueIn(course, todayIn(course.cohort.timeZone), locale))
      .sort((a, b) => (a.date < b.date ? -1 : 1)),
    courses: running.map((course) => ({
      passbook: passbookView(course, locale),
      cohort: course.cohort.name,
      status: course.status,
    })),
    ended: enrolments
      .filter(({ status }) => !isLearning(status))
      .map(({ id, version, cohort, status }) => ({
        enrolmentId: id,
        title: courseTitle(version.outline, locale),
        cohort: cohort.name,
        status,
        open: mayRead(status),
      })),
  };
}

/** The course one worked in last comes first. */
const byLastAct = (a: EnrolmentFacts, b: EnrolmentFacts) => lastAct(b) - lastAct(a);

const lastAct = ({ record }: EnrolmentFacts): number =>
  Math.max(
    0,
    ...record.marks.map(({ at }) => at),
    ...record.goals.map(({ at }) => at),
    ...record.attempts.map(({ startedAt, submittedAt }) => submittedAt ?? startedAt),
  );

// ── a course ────────────────────────────────────────────────────────────────────────────────────────

export type CoursePage = {
  passbook: PassbookView;
  next: StepView | null;
  stillCounts: CountsView[];
  status: EnrolmentStatus;
  cohort: { name: string; startDate: CalendarDay; endDate: CalendarDay };
  nameConfirmed: boolean;
};

export function coursePage(course: EnrolmentFacts, locale: string): CoursePage {
  const learning = isLearning(course.status);
  const { name, startDate, endDate } = course.cohort;
  return {
    passbook: passbookView(course, locale),
    next: learning ? stepView(course, locale) : null,
    stillCounts: learning ? stillCountsView(course, locale) : [],
    status: course.status,
    cohort: { name, startDate, endDate },
    nameConfirmed: course.nameConfirmed,
  };
}

// ── a module ────────────────────────────────────────────────────────────────────────────────────────

export type ModulePage = {
  enrolmentId: string;
  course: Title;
  title: Title;
  summary: string;
  objectives: string[];
  minutes: number;
  settled: number;
  lock: LockView | null;
  /** Whether there are questions to ask clients, and they are open. */
  clientForms: boolean;
  /** Where to go on in this module. */
  next: string | null;
  units: {
    unitId: string;
    title: Title;
    kind: UnitOutline["kind"];
    minutes: number;
    state: UnitState;
    at: number | null;
  }[];
};

export function modulePage(course: EnrolmentFacts, moduleId: string, locale: string): ModulePage | null {
  const progress = moduleIn(course.progress, moduleId);
  if (!progress) return null;
  const { outline } = course.version;
  const { module, units, settled, lock } = progress;
  const { text, locale: textLocale } = inLanguage(module.texts, locale, outline.source);
  return {
    enrolmentId: course.id,
    course: courseTitle(outline, locale),
    title: { words: text.title, locale: textLocale },
    summary: text.summary,
    objectives: module.objectives.flatMap((objective) => text.objectives[objective] ?? []),
    minutes: module.minutes,
    settled,
    lock: lock && lockView(course.id, outline, lock, locale),
    clientForms: module.clientForms && !lock,
    next: lock ? null : (units.find(({ state }) => state === "running" || state === "open")?.unit.id ?? null),
    units: units.map(({ unit, state, at }) => ({
      unitId: unit.id,
      title: unitTitle(outline, moduleId, unit.id, locale),
      kind: unit.kind,
      minutes: unit.minutes,
      state,
      at,
    })),
  };
}
