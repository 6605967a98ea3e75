import { expect, test } from "vitest";
import {
  attemptToMark,
  countToMark,
  listToMark,
  markAttempt,
} from "#app/features/learning/mark-attempt.server.ts";
import { myAttempt } from "#app/features/learning/my-attempt.server.ts";
import { saveAnswers } from "#app/features/learning/save-answers.server.ts";
import { startAttempt } from "#app/features/learning/start-attempt.server.ts";
import { submitAttempt } from "#app/features/learning/submit-attempt.server.ts";
import { db } from "#app/infra/db.server.ts";
import { courseModule, courseOutline, quiz } from "#tests/support/course-fixture.ts";
import {
  actorFor,
  auditOf,
  enrolLearner,
  enrolmentOf,
  makeCohort,
  publishCourse,
} from "#tests/support/learning-fixture.ts";
import { QUEUE } from "#tests/support/lists.ts";

const outline = courseOutline();
const letter = quiz("letter", { from: "form", items: ["letter", "word"] }, { attempts: 1, pass: 50 });
outline.sections = [{ id: "core", kind: "core", group: null, modules: ["risk"] }];
outline.modules = { risk: courseModule("risk", [letter]) };
outline.final = null;
const versionId = await publishCourse(outline);

const LETTER = { moduleId: "risk", unitId: "letter" };

async function handInLetter(cohortId: string, word = "RESERVE") {
  const learner = await enrolLearner(versionId, cohortId);
  const started = await startAttempt(learner.actor, await enrolmentOf(learner), LETTER, "seed");
  const id = started.ok ? started.value.attemptId : "";
  await saveAnswers(learner.actor, id, [
    { item: "risk/letter", value: { text: "Dear Ms Chan, …" } },
    { item: "risk/word", value: { text: word } },
  ]);
  await submitAttempt(learner.actor, id);
  return { learner, id };
}

const markerOf = (cohortId: string, personId = "marker") => ({
  ...actorFor(personId, [{ kind: "cohort", id: cohortId }]),
  shut: [] as string[],
});
const mark = (points: number) => [{ item: "risk/letter", points, comment: "Clear." }];

test("a written answer waits for a person; rules mark the rest at once", async () => {
  const { learner, id } = await handInLetter(await makeCohort(versionId));
  const read = await myAttempt(learner.actor, id);
  expect(read?.attempt).toMatchObject({ state: "submitted", points: null, passed: null });
  expect(read?.answers.get("risk/word")?.points).toBe(100);
  expect(read?.answers.get("risk/letter")?.points).toBeNull();
});

test("the queue holds what is in reach, the longest waiting first, never one's own", async () => {
  const cohortId = await makeCohort(versionId);
  const [first, second] = [await handInLetter(cohortId), await handInLetter(cohortId)];
  const queue = await listToMark(markerOf(cohortId), QUEUE, "fr");
  expect(queue.total).toBe(2);
  expect(queue.rows.map(({ attemptId }) => attemptId)).toEqual([first.id, second.id]);
  expect(queue.rows[0]).toMatchObject({ name: "Sok Dara", title: "Titre de letter", waiting: 1 });
  expect((await listToMark(markerOf(cohortId), { ...QUEUE, page: 2 }, "en")).rows).toEqual([]);
  const newest = { by: "since", descending: true } as const;
  const turned = await listToMark(markerOf(cohortId), { ...QUEUE, sorting: newest }, "en");
  expect(turned.rows.map(({ attemptId }) => attemptId)).toEqual([second.id, first.id]);
  const found = async (q: string) => (await listToMark(markerOf(cohortId), { ...QUEUE, q }, "en")).total;
  expect([await found("dara sok"), await found("somebody else")]).toEqual([2, 0]);
  expect(await countToMark(markerOf("another"))).toBe(0);
  const self = markerOf(cohortId, first.learner.personId);
  expect(await countToMark(self)).toBe(1);
  expect(await attemptToMark(self, first.id)).toBeNull();
  expect(await attemptToMark(markerOf("another"), first.id)).toBeNull();
});

test("the last mark grades the attempt, once, and takes it off the queue", async () => {
  const cohortId = await makeCohort(versionId);
  const { learner, id } = await handInLetter(cohortId);
  const marker = markerOf(cohortId);
  const { sitting } = (await attemptToMark(marker, id))!;
  expect(await markAttempt(marker, sitting, [])).toEqual({ ok: true, value: { graded: false } });
  const presses = await Promise.all([
    markAttempt(marker, sitting, mark(150)),
    markAttempt(marker, sitting, mark(150)),
  ]);
  expect(presses.filter(({ ok }) => ok)).toHaveLength(1);
  const read = await myAttempt(learner.actor, id);
  expect(read?.attempt).toMatchObject({ state: "graded", points: 250, passed: true });
  expect(read?.answers.get("risk/letter")).toMatchObject({ points: 150, comment: "Clear." });
  expect((await auditOf(id)).filter((action) => action === "attempt.graded")).toHaveLength(1);
  expect(await attemptToMark(marker, id)).toBeNull();
});

test("answers of a course whose keys are shut to somebody are left to others", async () => {
  const cohortId = await makeCohort(versionId);
  const { id } = await handInLetter(cohortId);
  const { courseId } = await db.courseVersion.findUniqueOrThrow({ where: { id: versionId } });
  const examined = { ...markerOf(cohortId), shut: [courseId] };
  expect([await countToMark(examined), (await listToMark(examined, QUEUE, "en")).total]).toEqual([0, 0]);
  expect(await attemptToMark(examined, id)).toBeNull();
  const { sitting } = (await attemptToMark({ ...examined, shut: ["another"] }, id))!;
  expect((await markAttempt(examined, sitting, mark(400))).ok).toBe(false);
});

test("who lost their reach, or is the learner, marks nothing", async () => {
  const cohortId = await makeCohort(versionId);
  const { learner, id } = await handInLetter(cohortId);
  const { sitting } = (await attemptToMark(markerOf(cohortId), id))!;
  expect((await markAttempt(markerOf("another"), sitting, mark(400))).ok).toBe(false);
  expect((await markAttempt(markerOf(cohortId, learner.personId), sitting, mark(400))).ok).toBe(false);
  expect(await db.answer.count({ where: { attemptId: id, points: null } })).toBe(1);
});
