import { expect, test } from "vitest";
import { shortOf } from "#app/features/cohorts/attendance-forms.ts";
import {
  drawTest,
  formsOf,
  keyScores,
  testFigures,
  testRows,
} from "#app/features/cohorts/cohort-tests.server.ts";
import { findRunCohort } from "#app/features/cohorts/cohorts.server.ts";
import { formIn, myTest, sitTest } from "#app/features/cohorts/sit-test.server.ts";
import { answerField } from "#app/features/learning/answer.ts";
import { participationCells } from "#app/features/reports/participations.server.ts";
import { gain } from "#app/features/reports/participation.ts";
import { reportFilters } from "#app/features/reports/report-filters.ts";
import { today } from "#app/infra/clock.server.ts";
import { db } from "#app/infra/db.server.ts";
import { addDays } from "#app/lib/calendar-day.ts";
import { answersRight } from "#tests/support/cohort-test-fixture.ts";
import {
  actorFor,
  enrolLearner,
  enrolmentOf,
  makeCohort,
  makePerson,
  publishCourse,
} from "#tests/support/learning-fixture.ts";

const versionId = await publishCourse();
const DAY = today("Asia/Phnom_Penh");
const trainer = actorFor(await makePerson("Prak Vanna"), [{ kind: "programme", id: "management" }]);
const elsewhere = actorFor(await makePerson("Foreign"), [{ kind: "programme", id: "elsewhere" }]);
const reasonOf = (result: object) =>
  "reason" in result ? (result.reason as { key: string }).key : "bad" in result ? "bad" : "ok";

/** A cohort whose first and last day are today: both tests are open. */
async function cohortToday(people: number) {
  const cohortId = await makeCohort(versionId, { endDate: DAY });
  await db.cohort.update({ where: { id: cohortId }, data: { startDate: DAY } });
  const learners = [];
  for (let index = 0; index < people; index += 1) learners.push(await enrolLearner(versionId, cohortId));
  const cohort = (await findRunCohort(trainer, cohortId))!;
  return { cohortId, cohort, learners };
}
const score = (sitting: "pre" | "post", enrolmentId: string, right: number | null, shown = "") => ({
  sitting,
  who: shortOf(enrolmentId),
  right,
  shown,
});

test("drawn, sat on the screen and on paper: the report, the figures and the learner say the same gain", async () => {
  const { cohortId, cohort, learners } = await cohortToday(3);
  expect(reasonOf(await drawTest(trainer, cohort, 9, "seed"))).toBe("cohort-test.too-few-items");
  expect(reasonOf(await drawTest(trainer, cohort, 5, "one"))).toBe("ok");
  const first = await formsOf(cohortId);
  expect(reasonOf(await drawTest(trainer, cohort, 5, "two"))).toBe("ok");
  expect(await formsOf(cohortId)).not.toEqual(first);

  const [dara, bopha, third] = await Promise.all(learners.map(enrolmentOf));
  const forms = (await formsOf(cohortId))!;
  const asked = JSON.stringify(await formIn(cohortId, "pre", dara!.version, "en"));
  expect(asked).not.toMatch(/"key"|Because of/);
  const actor = actorFor(dara!.personId);
  const nonsense = Object.fromEntries(
    forms.pre.map((_, index) => [answerField(index + 1), "no such choice"]),
  );
  expect(reasonOf(await sitTest(actor, dara!, "pre", nonsense))).toBe("bad");
  expect(reasonOf(await sitTest(actor, dara!, "pre", answersRight(forms.pre, 2)))).toBe("ok");
  expect(reasonOf(await sitTest(actor, dara!, "pre", answersRight(forms.pre, 5)))).toBe(
    "cohort-test.already-sat-own",
  );
  expect(await myTest(dara!)).toMatchObject({ gain: null });
  expect(reasonOf(await sitTest(actor, dara!, "post", answersRight(forms.post, 5)))).toBe("ok");
  expect(await myTest(dara!)).toMatchObject({ gain: 1 });

  const keyed = [score("pre", bopha!.id, 4), score("post", bopha!.id, 4), score("pre", third!.id, 0)];
  expect(reasonOf(await keyScores(trainer, cohortId, keyed))).toBe("ok");
  expect(reasonOf(await drawTest(trainer, cohort, 5, "three"))).toBe("cohort-test.already-sat");
  const figures = (await testFigures(cohortId))!;
  expect(figures).toMatchObject({ sat: { pre: 3, post: 2 }, result: { pairs: 2 } });
  expect(figures.result!.gain).toBeCloseTo((0.9 - 0.6) / (1 - 0.6));

  const filters = { ...reportFilters(new URL("http://here/")), cohort: cohortId };
  const [cell] = await participationCells(trainer, filters);
  expect(cell).toMatchObject({ testPairs: 2, preMillionths: 1_200_000, postMillionths: 1_800_000 });
  expect(gain(cell!)).toBeCloseTo(figures.result!.gain!);
});

test("nothing of it counts: no attempt, no progress, no pass", async () => {
  const { cohortId, cohort, learners } = await cohortToday(1);
  await drawTest(trainer, cohort, 5, "seed");
  const before = await enrolmentOf(learners[0]!);
  const forms = (await formsOf(cohortId))!;
  await sitTest(actorFor(before.personId), before, "pre", answersRight(forms.pre, 5));
  const after = await enrolmentOf(learners[0]!);
  expect(after.record).toEqual(before.record);
  expect(after.progress).toEqual(before.progress);
});

test("keyed over the screen, over another's keying, beyond the form or from elsewhere: nothing is written", async () => {
  const { cohortId, cohort, learners } = await cohortToday(2);
  await drawTest(trainer, cohort, 5, "seed");
  const [dara, bopha] = await Promise.all(learners.map(enrolmentOf));
  await sitTest(actorFor(dara!.personId), dara!, "pre", {});
  const trying = async (...scores: ReturnType<typeof score>[]) =>
    reasonOf(await keyScores(trainer, cohortId, scores));
  expect(await trying(score("pre", bopha!.id, 2), score("pre", dara!.id, 3))).toBe("changed-meanwhile");
  expect(await db.cohortTestResult.count({ where: { enrolmentId: bopha!.id } })).toBe(0);
  expect(await trying(score("pre", bopha!.id, 6))).toBe("cohort-test.too-many");
  expect(await trying(score("pre", bopha!.id, 2))).toBe("ok");
  expect(await trying(score("pre", bopha!.id, 3))).toBe("changed-meanwhile");
  expect(await trying(score("pre", bopha!.id, null, "2"))).toBe("ok");
  expect(
    (await testRows(cohortId, 1)).rows.find(({ enrolmentId }) => enrolmentId === bopha!.id)!.scores,
  ).toEqual({});
  expect(reasonOf(await keyScores(elsewhere, cohortId, [score("pre", bopha!.id, 2)]))).toBe(
    "cohort.outside-reach",
  );
});

test("before the last day there is no test after, and after the first none before", async () => {
  const { cohortId, cohort, learners } = await cohortToday(1);
  await drawTest(trainer, cohort, 5, "seed");
  const days = { startDate: addDays(DAY, -1), endDate: addDays(DAY, 1) };
  await db.cohort.update({ where: { id: cohortId }, data: days });
  const course = await enrolmentOf(learners[0]!);
  const actor = actorFor(course.personId);
  expect(reasonOf(await sitTest(actor, course, "pre", {}))).toBe("cohort-test.over");
  expect(reasonOf(await sitTest(actor, course, "post", {}))).toBe("cohort-test.not-yet");
});
