import { expect, test } from "vitest";
import { evaluate, evaluationsOf, myEvaluations } from "#app/features/cohorts/evaluations.server.ts";
import { now, today } from "#app/infra/clock.server.ts";
import { db } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import { addDays } from "#app/lib/calendar-day.ts";
import { enrolLearner, enrolmentOf, makeCohort, publishCourse } from "#tests/support/learning-fixture.ts";

const versionId = await publishCourse();
const ZONE = "Asia/Phnom_Penh";
const DAY = today(ZONE);
const ballot = { relevance: 4, knowledge: 5, clarity: 4, timing: 3, participation: 5, good: "", better: "" };

async function dayWith(people: number, date = DAY) {
  const cohortId = await makeCohort(versionId, { endDate: "2099-01-01" });
  await db.halfDay.create({
    data: { id: newId(), cohortId, date, part: "am", title: "", contactMinutes: 180 },
  });
  const learners = [];
  for (let index = 0; index < people; index += 1) learners.push(await enrolLearner(versionId, cohortId));
  return { cohortId, learners, results: () => evaluationsOf({ id: cohortId, timeZone: ZONE }) };
}
const reasonOf = (result: { ok: boolean; reason?: { key: string } }) =>
  result.ok ? "ok" : result.reason?.key;

test("each answers once, five make a result, and nothing stored joins an answer to a person", async () => {
  const { cohortId, learners, results } = await dayWith(6);
  const since = now();
  for (const [index, learner] of learners.slice(0, 5).entries()) {
    const course = await enrolmentOf(learner);
    expect(reasonOf(await evaluate(course, DAY, { ...ballot, good: `words of ${index}` }))).toBe("ok");
    expect(reasonOf(await evaluate(course, DAY, ballot))).toBe("evaluation.answered");
    expect(await myEvaluations(course)).toEqual([{ date: DAY, phase: "open", answered: true }]);
    if (index === 3) expect((await results())[0]).toMatchObject({ ballots: 4, means: null });
  }
  expect((await results())[0]).toMatchObject({
    ballots: 5,
    expected: 6,
    means: { relevance: 400 },
    words: null,
  });
  const [row] = await db.evaluationBallot.findMany({ where: { cohortId } });
  expect(Object.keys(row!).sort()).toEqual([
    "better",
    "clarity",
    "cohortId",
    "date",
    "good",
    "id",
    "knowledge",
    "participation",
    "relevance",
    "timing",
  ]);
  expect(
    Object.keys((await db.evaluationVoter.findFirstOrThrow({ where: { cohortId } })) as object).sort(),
  ).toEqual(["cohortId", "date", "enrolmentId"]);
  const told = await db.auditEntry.findMany({ where: { at: { gte: since } }, select: { action: true } });
  expect(told.filter(({ action }) => action.startsWith("evaluation"))).toEqual([]);
});

test("all at once, each ballot is in the box once", async () => {
  const { cohortId, learners } = await dayWith(8);
  const courses = await Promise.all(learners.map(enrolmentOf));
  const outcomes = await Promise.all(
    courses.map((course, index) => evaluate(course, DAY, { ...ballot, good: `${index}` })),
  );
  expect(outcomes.map(reasonOf)).toEqual(Array.from({ length: 8 }, () => "ok"));
  const box = await db.evaluationBallot.findMany({ where: { cohortId } });
  expect(box.map(({ good }) => good).sort()).toEqual(["0", "1", "2", "3", "4", "5", "6", "7"]);
});

test("the box does not tell in which order the ballots came", async () => {
  const orders = new Set<string>();
  for (let time = 0; time < 6; time += 1) {
    const { cohortId, learners } = await dayWith(5);
    for (const [index, learner] of learners.entries())
      await evaluate(await enrolmentOf(learner), DAY, { ...ballot, good: String(index) });
    const asStored = await db.$queryRaw<
      { good: string }[]
    >`SELECT "good" FROM "EvaluationBallot" WHERE "cohortId" = ${cohortId}`;
    orders.add(asStored.map(({ good }) => good).join(""));
  }
  expect(orders.size).toBeGreaterThan(1);
});

test("not before its day, not after the next, not on a day without a half-day, not once one's course is over", async () => {
  const { learners } = await dayWith(1);
  const course = await enrolmentOf(learners[0]!);
  expect(reasonOf(await evaluate(course, addDays(DAY, 1), ballot))).toBe("evaluation.not-yet");
  expect(reasonOf(await evaluate(course, addDays(DAY, -2), ballot))).toBe("evaluation.closed");
  expect(reasonOf(await evaluate(course, addDays(DAY, -1), ballot))).toBe("evaluation.no-day");
  expect(reasonOf(await evaluate({ ...course, status: "completed" }, DAY, ballot))).toBe(
    "learning.course-over",
  );
});
