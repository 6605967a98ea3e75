import { unitReading } from "#app/features/catalogue/unit-reading.server.ts";
import { unitOf } from "#app/features/catalogue/course-outline.ts";
import { planOf } from "./action-plans.server.ts";
import { mayWrite } from "./action-plan.ts";
import { assessmentView } from "./assessment-view.ts";
import { neighbours } from "./course-path.ts";
import { isLearning } from "./enrolment.ts";
import type { EnrolmentFacts } from "./enrolment-facts.ts";
import type { GoalView } from "./action-plan.ts";
import { lockView } from "./passbook.ts";
import { moduleIn } from "./progress.ts";
import { unitTitle } from "./titles.ts";

/** What the page of a unit shows, of whatever kind it is; null when the course has no such unit. */
export async function unitPage(course: EnrolmentFacts, moduleId: string, unitId: string, locale: string) {
  const progress = moduleIn(course.progress, moduleId);
  const unit = progress && unitOf(progress.module, unitId);
  const reading = unit && (await unitReading(course.version.id, moduleId, unitId, locale));
  if (!progress || !reading) return null;
  const { outline } = course.version;
  const { previous, next } = neighbours(progress.module, unitId);
  const titled = (id: string | null) => id && { unitId: id, title: unitTitle(outline, moduleId, id, locale) };
  const state = progress.units.find((each) => each.unit.id === unitId);
  return {
    enrolmentId: course.id,
    moduleId,
    unitId,
    reading,
    lock: progress.lock && lockView(course.id, outline, progress.lock, locale),
    learning: isLearning(course.status),
    doneAt: state?.at ?? null,
    previous: titled(previous) || null,
    next: titled(next) || null,
    assessment: assessmentView(course, { moduleId, unitId }),
    goal: unit.kind === "action-plan" ? await goalOf(course, moduleId, unitId) : null,
  };
}

async function goalOf(course: EnrolmentFacts, moduleId: string, unitId: string): Promise<GoalView> {
  const { state, prompts } = await planOf(course);
  const prompt = prompts.find((each) => each.moduleId === moduleId && each.unitId === unitId);
  return { goal: prompt?.goal ?? null, state, mayWrite: mayWrite(state) && isLearning(course.status) };
}
