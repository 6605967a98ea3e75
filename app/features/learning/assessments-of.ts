import { FINAL } from "#app/features/catalogue/course-outline.ts";
import { assessmentView, type AssessmentView } from "./assessment-view.ts";
import type { EnrolmentFacts } from "./enrolment-facts.ts";
import { countsIn } from "./progress.ts";
import { moduleTitle, unitTitle, type Title } from "./titles.ts";

/** One quiz, or the final, of one person, for those who may add to its attempts. */
export type PersonAssessment = {
  /** moduleId/unitId, as PermitAttemptForm names it; the final is /final. */
  assessment: string;
  module: Title | null;
  title: Title | null;
  view: AssessmentView;
};

/** Every assessment that counts in this enrolment, in the order of the course, the final last. */
export function assessmentsOf(course: EnrolmentFacts, locale: string): PersonAssessment[] {
  const { outline } = course.version;
  const of = (moduleId: string, unitId: string): PersonAssessment[] => {
    const view = assessmentView(course, { moduleId, unitId });
    if (!view) return [];
    const isFinal = moduleId === FINAL.moduleId;
    return [
      {
        assessment: `${moduleId}/${unitId}`,
        module: isFinal ? null : moduleTitle(outline, moduleId, locale),
        title: isFinal ? null : unitTitle(outline, moduleId, unitId, locale),
        view,
      },
    ];
  };
  const modules = course.progress.sections.flatMap((section) => section.modules.filter(countsIn));
  return [
    ...modules.flatMap(({ module }) => module.units.flatMap(({ id }) => of(module.id, id))),
    ...of(FINAL.moduleId, FINAL.unitId),
  ];
}
