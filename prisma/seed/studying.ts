import { FINAL, modulesInOrder, type UnitOutline } from "#app/features/catalogue/course-outline.ts";
import {
  reviewActionPlan,
  planInReach,
  saveGoal,
  submitActionPlan,
} from "#app/features/learning/action-plans.server.ts";
import { myEnrolment, type EnrolmentFacts } from "#app/features/learning/enrolments.server.ts";
import { recordProgress } from "#app/features/learning/record-progress.server.ts";
import { saveAnswers } from "#app/features/learning/save-answers.server.ts";
import { acceptedTexts, sitting } from "#app/features/learning/sittings.server.ts";
import { startAttempt } from "#app/features/learning/start-attempt.server.ts";
import { submitAttempt } from "#app/features/learning/submit-attempt.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import type { Result } from "#app/lib/result.ts";
import { answersTo } from "./answers.ts";

/* Learning done through the same acts as on the pages: what the demonstration shows could really have happened. */

export function must<Value>(outcome: Result<Value>): Value {
  if (outcome.ok) return outcome.value;
  throw new Error(`the demonstration was refused: ${JSON.stringify(outcome.reason)}`);
}

const read = async (actor: Actor, enrolmentId: string): Promise<EnrolmentFacts> => {
  const enrolment = await myEnrolment(actor, enrolmentId);
  if (!enrolment) throw new Error("the demonstration lost an enrolment");
  return enrolment;
};

type Study = {
  /** How many units of the course, in order; the whole course when left out. */
  units?: number;
  /** Wrong answers in each quiz. */
  wrong?: number;
  /** The day goals are set for. */
  byDate: CalendarDay;
};

/** Works through the course from the start. Quizzes with a free text wait for their marker afterwards. */
export async function study(
  actor: Actor,
  enrolmentId: string,
  { units, wrong = 1, byDate }: Study,
): Promise<void> {
  const { version } = await read(actor, enrolmentId);
  const path = modulesInOrder(version.outline).flatMap((module) =>
    module.units.map((unit) => ({ moduleId: module.id, unit })),
  );
  for (const { moduleId, unit } of path.slice(0, units))
    await doUnit(actor, enrolmentId, moduleId, unit, wrong, byDate);
}

async function doUnit(
  actor: Actor,
  enrolmentId: string,
  moduleId: string,
  unit: UnitOutline,
  wrong: number,
  byDate: CalendarDay,
) {
  const at = { moduleId, unitId: unit.id };
  if (unit.kind === "quiz")
    return sit(actor, enrolmentId, at, unit.assessment?.plan.from === "form" ? 0 : wrong);
  const enrolment = await read(actor, enrolmentId);
  if (unit.kind === "action-plan") {
    must(await saveGoal(actor, enrolment, at, { ...GOALS[Math.abs(unit.minutes) % GOALS.length]!, byDate }));
  } else must(await recordProgress(actor, enrolment, at));
}

export async function sit(
  actor: Actor,
  enrolmentId: string,
  at: { moduleId: string; unitId: string },
  wrong: number,
): Promise<void> {
  const { attemptId } = must(await startAttempt(actor, await read(actor, enrolmentId), at, newId()));
  const paper = (await sitting(attemptId, actor.personId))!;
  await saveAnswers(
    actor,
    attemptId,
    answersTo(paper, (item) => acceptedTexts(paper, item), wrong),
  );
  await submitAttempt(actor, attemptId);
}

export const sitFinal = (actor: Actor, enrolmentId: string, wrong: number) =>
  sit(actor, enrolmentId, FINAL, wrong);

export async function handInPlan(actor: Actor, enrolmentId: string): Promise<void> {
  must(await submitActionPlan(actor, await read(actor, enrolmentId)));
}

export async function approvePlan(reviewer: Actor, enrolmentId: string, note: string): Promise<void> {
  const plan = await planInReach(reviewer, enrolmentId);
  if (!plan) throw new Error("the demonstration lost an action plan");
  must(await reviewActionPlan(reviewer, plan, { verdict: "approved", note, version: plan.plan.version }));
}

const GOALS = [
  {
    goal: "Every client with a second late instalment is visited within three days.",
    firstStep: "Put the watch list on the wall on Monday and name who visits whom.",
    indicator: "Visits done within three days, out of all second late instalments.",
  },
  {
    goal: "Each client can say her rate, her fee and her total to repay before she signs.",
    firstStep: "Practise the three sentences with the officers on Thursday morning.",
    indicator: "Five clients a month asked after signing; all three figures right.",
  },
  {
    goal: "Two mornings a week belong to coaching officers in the field.",
    firstStep: "Hand the cash count to the teller and block Tuesday and Thursday.",
    indicator: "Mornings kept, out of eight a month, by the time diary.",
  },
];
