import { electivesMissing, unmetParts, validChoice } from "#app/features/catalogue/elective-choice.ts";
import {
  inLanguage,
  type CourseOutline,
  type SectionOutline,
} from "#app/features/catalogue/course-outline.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { ok, refuse, type Refusal, type Result } from "#app/lib/result.ts";
import type { EnrolmentFacts } from "./enrolment-facts.ts";
import { isLearning } from "./enrolment.ts";
import { moduleIn } from "./progress.ts";
import { moduleTitle, sectionTitle, type Title } from "./titles.ts";

/*
 * Electives are chosen at registration, and the agenda is built from the choices (domain §1.2): learners choose until the
 * course begins, later whoever runs it chooses for them. A module somebody has begun stays chosen, and nobody is left
 * without a choice because the course began first.
 */

export type Chooser = "learner" | "staff";
type Chooses = Pick<EnrolmentFacts, "status" | "electives" | "cohort" | "progress"> & {
  version: { outline: CourseOutline };
};

/** Why this person may not choose now; null when they may. */
export function whyNotChoose(course: Chooses, by: Chooser, today: CalendarDay): Refusal | null {
  const { status, electives, cohort, version } = course;
  if (!isLearning(status) || cohort.closed) return { key: "learning.course-over" };
  const complete = unmetParts(version.outline, electives).length === 0;
  if (by === "learner" && hasCourseBegun(cohort, today) && complete)
    return { key: "learning.electives-fixed" };
  return null;
}

/** A course at one's own pace has no agenda that begins. */
const hasCourseBegun = ({ selfPaced, startDate }: Chooses["cohort"], today: CalendarDay): boolean =>
  !selfPaced && startDate <= today;

/** The choice to be kept, or what is still missing from it. */
export function decideElectives(
  course: Chooses,
  wanted: readonly string[],
  by: Chooser,
  today: CalendarDay,
): Result<string[]> {
  const why = whyNotChoose(course, by, today);
  if (why) return { ok: false, reason: why };
  const { outline } = course.version;
  const choice = validChoice(outline, [...wanted, ...course.electives.filter((id) => hasBegun(course, id))]);
  const missing = electivesMissing(outline, choice);
  if (missing.count === 0) return ok(choice);
  const groups = (["products", "segments"] as const).filter((group) => missing[group] > 0);
  return refuse(["learning.electives-left", ...groups].join("-"), missing);
}

/** The choice a page was drawn from, as its form sends it back. */
export const choiceSeen = ({ electives, version }: Pick<Chooses, "electives" | "version">): string =>
  validChoice(version.outline, electives).join(" ");

function hasBegun(course: Chooses, moduleId: string): boolean {
  const units = moduleIn(course.progress, moduleId)?.units ?? [];
  return units.some(({ state }) => state !== "open" && state !== "locked");
}

// ── the page ────────────────────────────────────────────────────────────────────────────────────────

export type ElectivesPage = {
  rule: { total: number; products: number; segments: number };
  sections: {
    id: string;
    title: Title;
    modules: { moduleId: string; title: Title; summary: Title; minutes: number; begun: boolean }[];
  }[];
  chosen: string[];
  seen: string;
  whyNot: Refusal | null;
  /** Until when a learner may change it: "always", the day the course begins, or not once it is kept. */
  until: "always" | "once-kept" | CalendarDay;
};

/** What there is to choose from; null in a course without electives. */
export function electivesPage(
  course: Chooses,
  by: Chooser,
  today: CalendarDay,
  locale: string,
): ElectivesPage | null {
  const { outline } = course.version;
  if (!outline.selection) return null;
  return {
    rule: outline.selection,
    sections: outline.sections
      .filter(({ kind }) => kind === "elective")
      .map((section) => electiveSection(course, section, locale)),
    chosen: validChoice(outline, course.electives),
    seen: choiceSeen(course),
    whyNot: whyNotChoose(course, by, today),
    until: changeableUntil(course, by, today),
  };
}

function changeableUntil({ cohort }: Chooses, by: Chooser, today: CalendarDay): ElectivesPage["until"] {
  if (by === "staff" || cohort.selfPaced) return "always";
  return hasCourseBegun(cohort, today) ? "once-kept" : cohort.startDate;
}

function electiveSection(course: Chooses, { id, modules }: SectionOutline, locale: string) {
  const { outline } = course.version;
  return {
    id,
    title: sectionTitle(outline, id, locale),
    modules: modules.map((moduleId) => {
      const { texts, minutes } = outline.modules[moduleId]!;
      const { text, locale: written } = inLanguage(texts, locale, outline.source);
      return {
        moduleId,
        title: moduleTitle(outline, moduleId, locale),
        summary: { words: text.summary, locale: written },
        minutes,
        begun: hasBegun(course, moduleId),
      };
    }),
  };
}
