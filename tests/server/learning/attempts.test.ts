import { describe, expect, test } from "vitest";
import type { AnswerValue, Question } from "#app/features/catalogue/question.ts";
import { myAttempt } from "#app/features/learning/my-attempt.server.ts";
import { saveAnswers } from "#app/features/learning/save-answers.server.ts";
import { sitting } from "#app/features/learning/sittings.server.ts";
import { startAttempt } from "#app/features/learning/start-attempt.server.ts";
import { submitAttempt, submitExpired } from "#app/features/learning/submit-attempt.server.ts";
import { db } from "#app/infra/db.server.ts";
import {
  auditOf,
  enrolLearner,
  enrolmentOf,
  publishCourse,
  type Learner,
} from "#tests/support/learning-fixture.ts";

const versionId = await publishCourse();
const TEST = { moduleId: "intro", unitId: "test" };

async function start(learner: Learner, at = TEST, seed = "seed") {
  const started = await startAttempt(learner.actor, await enrolmentOf(learner), at, seed);
  if (!started.ok) throw new Error(started.reason.key);
  return started.value.attemptId;
}

/** The right answer to an item, and a wrong one. */
function right({ body }: Question): AnswerValue {
  switch (body.kind) {
    case "single":
      return { choice: body.key };
    case "multiple":
      return { choices: body.key };
    case "true-false":
      return { choice: String(body.key) };
    case "numeric":
      return { text: body.key };
    case "matching":
      return { pairs: body.key };
    case "ordering":
      return { order: body.options };
    default:
      return { text: "reserve" };
  }
}

async function rightAnswers({ actor }: Learner, attemptId: string) {
  const paper = (await sitting(attemptId, actor.personId))!;
  return paper.paper.map(({ item }, index) => ({ item, value: right(paper.questions[index]!) }));
}

/** Moves the deadline, as time would. */
const endTime = (id: string, at = new Date(Date.now() - 1)) =>
  db.attempt.update({ where: { id }, data: { deadlineAt: at } });

const stored = (attemptId: string, itemId: string) =>
  db.answer.findUnique({ where: { attemptId_itemId: { attemptId, itemId } } });

describe("starting", () => {
  test("two presses at once make one attempt with one paper, and both lead to it", async () => {
    const learner = await enrolLearner(versionId);
    const enrolment = await enrolmentOf(learner);
    const press = (seed: string) => startAttempt(learner.actor, enrolment, TEST, seed);
    const answers = await Promise.all(["a", "b", "c", "d"].map(press));
    const ids = answers.map((answer) => (answer.ok ? answer.value.attemptId : answer.reason.key));
    expect(new Set(ids).size).toBe(1);
    expect(await db.attempt.count({ where: { enrolmentId: learner.enrolmentId } })).toBe(1);
    expect(await auditOf(ids[0]!)).toEqual(["attempt.started"]);
    expect((await enrolmentOf(learner)).status).toBe("active");
  });

  test("a later press resumes it", async () => {
    const learner = await enrolLearner(versionId);
    expect(await start(learner, TEST, "one")).toBe(await start(learner, TEST, "two"));
  });

  test("is refused where it is locked or not there, and for somebody else's enrolment", async () => {
    const learner = await enrolLearner(versionId);
    const enrolment = await enrolmentOf(learner);
    for (const at of [
      { moduleId: "risk", unitId: "test" },
      { moduleId: "", unitId: "final" },
      { moduleId: "intro", unitId: "read" },
      { moduleId: "intro", unitId: "nothing" },
    ])
      expect((await startAttempt(learner.actor, enrolment, at, "s")).ok).toBe(false);
    const other = await enrolLearner(versionId);
    expect((await startAttempt(other.actor, enrolment, TEST, "s")).ok).toBe(false);
    expect(await db.attempt.count({ where: { enrolmentId: learner.enrolmentId } })).toBe(0);
  });
});

describe("saving", () => {
  test("an answer is kept, replaced, and read back on another device", async () => {
    const learner = await enrolLearner(versionId);
    const id = await start(learner);
    const [first] = await rightAnswers(learner, id);
    const saved = await saveAnswers(learner.actor, id, [{ item: first!.item, value: { text: "draft" } }]);
    expect(saved).toMatchObject([{ itemId: first!.item, revision: 1 }]);
    expect(saved[0]!.savedAt).toBeInstanceOf(Date);
    expect(await saveAnswers(learner.actor, id, [first!])).toMatchObject([{ revision: 2 }]);
    const read = await myAttempt(learner.actor, id);
    expect(read?.answers.get(first!.item)?.value).toEqual(first!.value);
  });

  test("several answers are one statement", async () => {
    const learner = await enrolLearner(versionId);
    const id = await start(learner);
    const saved = await saveAnswers(learner.actor, id, await rightAnswers(learner, id));
    expect(saved).toHaveLength(5);
    expect(saved.every(({ revision }) => revision === 1)).toBe(true);
  });

  test("fifty saves at once: each is counted, and the last one stands", async () => {
    const learner = await enrolLearner(versionId);
    const id = await start(learner);
    const [{ item } = { item: "" }] = await rightAnswers(learner, id);
    const saves = await Promise.all(
      Array.from({ length: 50 }, async (_, n) => {
        const value = { text: `answer ${n}` };
        const [saved] = await saveAnswers(learner.actor, id, [{ item, value }]);
        return { value, revision: saved!.revision };
      }),
    );
    expect(saves.map(({ revision }) => revision).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 50 }, (_, n) => n + 1),
    );
    const last = saves.find(({ revision }) => revision === 50)!;
    expect(await stored(id, item)).toMatchObject({ revision: 50, value: JSON.stringify(last.value) });
  });

  test("is refused after the hand-in, after the deadline, and for anybody else", async () => {
    const learner = await enrolLearner(versionId);
    const other = await enrolLearner(versionId);
    const id = await start(learner);
    const [answer] = await rightAnswers(learner, id);
    expect(await saveAnswers(other.actor, id, [answer!])).toEqual([]);
    expect(await saveAnswers(learner.actor, "unknown", [answer!])).toEqual([]);
    await endTime(id);
    expect(await saveAnswers(learner.actor, id, [answer!])).toEqual([]);
    await endTime(id, new Date(Date.now() + 60_000));
    expect(await saveAnswers(learner.actor, id, [answer!])).toHaveLength(1);
    await submitAttempt(learner.actor, id);
    expect(await saveAnswers(learner.actor, id, [{ item: answer!.item, value: { text: "late" } }])).toEqual(
      [],
    );
    expect(await stored(id, answer!.item)).toMatchObject({
      revision: 1,
      value: JSON.stringify(answer!.value),
    });
  });

  test("beside a hand-in, what is acknowledged is marked", async () => {
    const learner = await enrolLearner(versionId);
    const id = await start(learner);
    const answers = await rightAnswers(learner, id);
    const [, ...saved] = await Promise.all([
      submitAttempt(learner.actor, id),
      ...answers.map((answer) => saveAnswers(learner.actor, id, [answer])),
    ]);
    const acknowledged = saved.flat().map(({ itemId }) => itemId);
    const rows = await db.answer.findMany({ where: { attemptId: id } });
    expect(rows.map(({ itemId }) => itemId).sort()).toEqual(acknowledged.sort());
    expect(rows.every(({ points }) => points === 100)).toBe(true);
    const attempt = await db.attempt.findUnique({ where: { id } });
    expect(attempt).toMatchObject({ state: "graded", points: rows.length * 100 });
  });
});

describe("handing in", () => {
  test("marks by rules, grades, and passes by the course's own number", async () => {
    const learner = await enrolLearner(versionId);
    const id = await start(learner);
    await saveAnswers(learner.actor, id, (await rightAnswers(learner, id)).slice(0, 4));
    await submitAttempt(learner.actor, id);
    const read = await myAttempt(learner.actor, id);
    expect(read?.attempt).toMatchObject({ state: "graded", points: 400, maxPoints: 500, passed: true });
    expect(await auditOf(id)).toEqual(["attempt.started", "attempt.submitted", "attempt.graded"]);
    expect((await enrolmentOf(learner)).progress.sections[0]?.modules[0]?.units[1]?.state).toBe("done");
  });

  test("an empty paper is nothing out of everything", async () => {
    const learner = await enrolLearner(versionId);
    const id = await start(learner);
    await submitAttempt(learner.actor, id);
    expect((await myAttempt(learner.actor, id))?.attempt).toMatchObject({ points: 0, passed: false });
  });

  test("pressed twice, also at once, it is handed in once", async () => {
    const learner = await enrolLearner(versionId);
    const id = await start(learner);
    await saveAnswers(learner.actor, id, await rightAnswers(learner, id));
    const first = await Promise.all([submitAttempt(learner.actor, id), submitAttempt(learner.actor, id)]);
    const when = (await db.attempt.findUnique({ where: { id } }))?.submittedAt;
    expect([...first, await submitAttempt(learner.actor, id)]).toEqual([true, true, true]);
    expect((await db.attempt.findUnique({ where: { id } }))?.submittedAt).toEqual(when);
    expect(await auditOf(id)).toEqual(["attempt.started", "attempt.submitted", "attempt.graded"]);
  });

  test("a foreign attempt is not there, to read or to hand in", async () => {
    const learner = await enrolLearner(versionId);
    const other = await enrolLearner(versionId);
    const id = await start(learner);
    expect(await myAttempt(other.actor, id)).toBeNull();
    expect(await myAttempt(other.actor, "unknown")).toBeNull();
    expect(await submitAttempt(other.actor, id)).toBe(false);
    expect((await myAttempt(learner.actor, id))?.attempt.state).toBe("in-progress");
  });

  test("attempts are never summed: each stands for itself", async () => {
    const learner = await enrolLearner(versionId);
    const first = await start(learner, TEST, "first");
    await saveAnswers(learner.actor, first, (await rightAnswers(learner, first)).slice(0, 2));
    await submitAttempt(learner.actor, first);
    const second = await start(learner, TEST, "second");
    await saveAnswers(learner.actor, second, (await rightAnswers(learner, second)).slice(0, 3));
    await submitAttempt(learner.actor, second);
    const { attempts } = (await enrolmentOf(learner)).record;
    expect(attempts.map(({ number, points, passed }) => [number, points, passed])).toEqual([
      [1, 200, false],
      [2, 300, false],
    ]);
  });
});

describe("when the time is up", () => {
  test("whoever looks finds it handed in with what was saved, at the deadline, by the platform", async () => {
    const learner = await enrolLearner(versionId);
    const id = await start(learner);
    await saveAnswers(learner.actor, id, await rightAnswers(learner, id));
    const deadline = new Date(Date.now() - 5000);
    await endTime(id, deadline);
    const read = await myAttempt(learner.actor, id);
    expect(read?.attempt).toMatchObject({ state: "graded", submittedAt: deadline.getTime(), passed: true });
    const line = await db.auditEntry.findFirst({ where: { subjectId: id, action: "attempt.submitted" } });
    expect(line?.actorId).toBeNull();
  });

  test("a late press is the hand-in of the deadline", async () => {
    const learner = await enrolLearner(versionId);
    const id = await start(learner);
    const deadline = new Date(Date.now() - 5000);
    await endTime(id, deadline);
    await submitAttempt(learner.actor, id);
    expect((await db.attempt.findUnique({ where: { id } }))?.submittedAt).toEqual(deadline);
  });

  test("also whoever looks at their course", async () => {
    const learner = await enrolLearner(versionId);
    const id = await start(learner);
    await endTime(id);
    const { record } = await enrolmentOf(learner);
    expect(record.attempts).toMatchObject([{ id, state: "graded", passed: false }]);
  });

  test("the clock hands in everybody's, and leaves the others alone", async () => {
    const [late, inTime] = [await enrolLearner(versionId), await enrolLearner(versionId)];
    const [lateId, inTimeId] = [await start(late), await start(inTime)];
    await endTime(lateId);
    await endTime(inTimeId, new Date(Date.now() + 60_000));
    expect(await submitExpired()).toBe(1);
    expect(await submitExpired()).toBe(0);
    expect((await db.attempt.findUnique({ where: { id: inTimeId } }))?.state).toBe("in-progress");
  });
});
