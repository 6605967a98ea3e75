import { validChoice } from "#app/features/catalogue/elective-choice.ts";
import type { CourseOutline } from "#app/features/catalogue/course-outline.ts";
import { moduleTitle, type Title } from "#app/features/learning/titles.ts";
import { db } from "#app/infra/db.server.ts";

export type ElectiveDemand = {
  people: number;
  /** Who has not chosen yet. */
  undecided: number;
  modules: { moduleId: string; title: Title; chosen: number }[];
};

/** What the people of a cohort chose, the most wanted first; null in a course without electives. */
export async function electiveDemand(
  cohortId: string,
  outline: CourseOutline,
  locale: string,
): Promise<ElectiveDemand | null> {
  if (!outline.selection) return null;
  const enrolments = await db.enrolment.findMany({
    where: { cohortId, status: { notIn: ["withdrawn", "no-show", "deferred"] } },
    select: { electives: true },
  });
  const choices = enrolments.map(({ electives }) => validChoice(outline, JSON.parse(electives) as string[]));
  const modules = outline.sections
    .filter(({ kind }) => kind === "elective")
    .flatMap((section) => section.modules)
    .map((moduleId) => ({
      moduleId,
      title: moduleTitle(outline, moduleId, locale),
      chosen: choices.filter((choice) => choice.includes(moduleId)).length,
    }));
  return {
    people: choices.length,
    undecided: choices.filter((choice) => choice.length === 0).length,
    modules: modules.sort((a, b) => b.chosen - a.chosen),
  };
}
