import { expect, test } from "vitest";
import {
  enrol,
  enrolmentInReach,
  moveEnrolmentTo,
  myEnrolment,
  myEnrolments,
} from "#app/features/learning/enrolments.server.ts";
import { learningRecords } from "#app/features/learning/learning-records.server.ts";
import { recordProgress } from "#app/features/learning/record-progress.server.ts";
import { db, inTransaction, statementsSoFar } from "#app/infra/db.server.ts";
import {
  actorFor,
  auditOf,
  enrolLearner,
  enrolmentOf,
  makeCohort,
  publishCourse,
} from "#tests/support/learning-fixture.ts";

const doer = { personId: null, requestId: "test" };
const versionId = await publishCourse();
const READ = { moduleId: "intro", unitId: "read" };

test("enrolling twice, also at once, is one enrolment and one line in the audit trail", async () => {
  const { personId, cohortId, enrolmentId } = await enrolLearner(versionId);
  const again = () =>
    inTransaction((tx) => enrol(tx, doer, { personId, cohortId, courseVersionId: versionId }));
  const outcomes = await Promise.all([again(), again(), again()]);
  expect(outcomes).toEqual(Array.from({ length: 3 }, () => ({ enrolmentId, outcome: "already" })));
  expect(await db.enrolment.count({ where: { personId } })).toBe(1);
  expect(await auditOf(enrolmentId)).toEqual(["enrolment.created"]);
});

test("who withdrew is confirmed again in the same row, and reads nothing meanwhile", async () => {
  const learner = await enrolLearner(versionId);
  const { personId, cohortId, enrolmentId, actor } = learner;
  expect((await inTransaction((tx) => moveEnrolmentTo(tx, doer, enrolmentId, "withdrawn"))).ok).toBe(true);
  expect(await myEnrolment(actor, enrolmentId)).toBeNull();
  expect((await myEnrolments(personId))[0]?.status).toBe("withdrawn");
  const back = await inTransaction((tx) =>
    enrol(tx, doer, { personId, cohortId, courseVersionId: versionId }),
  );
  expect(back).toEqual({ enrolmentId, outcome: "confirmed-again" });
  expect(await enrolmentOf(learner)).toMatchObject({ status: "confirmed" });
});

test("a move the machine does not know is refused and changes nothing", async () => {
  const { enrolmentId } = await enrolLearner(versionId);
  const moved = await inTransaction((tx) => moveEnrolmentTo(tx, doer, enrolmentId, "completed"));
  expect(moved.ok).toBe(false);
  expect(await db.enrolment.findUnique({ where: { id: enrolmentId } })).toMatchObject({
    status: "confirmed",
  });
});

test("an enrolment is found by its own person and within reach, by nobody else", async () => {
  const { actor, enrolmentId, cohortId } = await enrolLearner(versionId);
  const { actor: other } = await enrolLearner(versionId);
  expect(await myEnrolment(actor, enrolmentId)).not.toBeNull();
  expect(await myEnrolment(other, enrolmentId)).toBeNull();
  expect(await myEnrolment(actor, "unknown")).toBeNull();
  const trainer = (id: string) => actorFor("trainer", [{ kind: "cohort", id }]);
  expect(await enrolmentInReach(trainer(cohortId), enrolmentId)).not.toBeNull();
  expect(await enrolmentInReach(trainer("another"), enrolmentId)).toBeNull();
  expect(
    await enrolmentInReach(actorFor("x", [{ kind: "programme", id: "management" }]), enrolmentId),
  ).not.toBeNull();
  expect(await enrolmentInReach(actorFor("x", [{ kind: "programme", id: "other" }]), enrolmentId)).toBeNull();
  expect(await enrolmentInReach(actorFor("x", []), enrolmentId)).toBeNull();
});

test("done, next: pressed twice it is one mark, and the course has begun", async () => {
  const learner = await enrolLearner(versionId);
  const before = await enrolmentOf(learner);
  await Promise.all([
    recordProgress(learner.actor, before, READ),
    recordProgress(learner.actor, before, READ),
  ]);
  await recordProgress(learner.actor, await enrolmentOf(learner), READ);
  const after = await enrolmentOf(learner);
  expect(after.status).toBe("active");
  expect(after.record.marks).toHaveLength(1);
  expect(after.progress.sections[0]?.modules[0]?.units[0]?.state).toBe("done");
  expect(await auditOf(learner.enrolmentId)).toEqual(["enrolment.created", "enrolment.active"]);
});

test("nothing is recorded for a locked module, a quiz, an unknown unit, or somebody else", async () => {
  const learner = await enrolLearner(versionId);
  const enrolment = await enrolmentOf(learner);
  for (const at of [
    { moduleId: "risk", unitId: "par" },
    { moduleId: "intro", unitId: "test" },
    { moduleId: "intro", unitId: "nothing" },
    { moduleId: "nowhere", unitId: "read" },
  ])
    expect((await recordProgress(learner.actor, enrolment, at)).ok).toBe(false);
  const { actor: other } = await enrolLearner(versionId);
  await recordProgress(other, { ...enrolment, status: "active" }, READ);
  expect((await enrolmentOf(learner)).record.marks).toEqual([]);
});

test("once the course is over nothing more is recorded", async () => {
  const learner = await enrolLearner(versionId);
  await inTransaction((tx) => moveEnrolmentTo(tx, doer, learner.enrolmentId, "active"));
  await inTransaction((tx) => moveEnrolmentTo(tx, doer, learner.enrolmentId, "completed"));
  expect((await recordProgress(learner.actor, await enrolmentOf(learner), READ)).ok).toBe(true);
  expect((await enrolmentOf(learner)).record.marks).toEqual([]);
});

test("a batch of records takes as many statements for thirty learners as for one", async () => {
  const cohortId = await makeCohort(versionId);
  const learners = [];
  for (let n = 0; n < 30; n++) learners.push(await enrolLearner(versionId, cohortId));
  const first = learners[0]!;
  await recordProgress(first.actor, await enrolmentOf(first), READ);
  const ids = learners.map(({ enrolmentId }) => enrolmentId);
  const counted = async (some: string[]) => {
    let statements = 0;
    const counting = new Proxy(db, {
      get: (target, name) => {
        if (name === "$queryRaw") statements++;
        return Reflect.get(target, name) as unknown;
      },
    });
    const records = await learningRecords(some, counting);
    return { statements, records };
  };
  const [one, thirty] = [await counted(ids.slice(0, 1)), await counted(ids)];
  expect(one.statements).toBe(3);
  expect(thirty.statements).toBe(3);
  expect(thirty.records.size).toBe(30);
  expect(thirty.records.get(ids[0]!)?.marks).toHaveLength(1);
  expect(thirty.records.get(ids[29]!)?.marks).toEqual([]);
});

test("my learning takes as many statements for four courses as for one", async () => {
  const learner = await enrolLearner(versionId);
  const counted = async () => {
    const before = statementsSoFar();
    const courses = await myEnrolments(learner.personId);
    return { courses: courses.length, statements: statementsSoFar() - before };
  };
  const one = await counted();
  for (let n = 0; n < 3; n++) {
    const cohortId = await makeCohort(versionId);
    const { personId } = learner;
    await inTransaction((tx) => enrol(tx, doer, { personId, cohortId, courseVersionId: versionId }));
  }
  expect(one).toEqual({ courses: 1, statements: 3 });
  expect(await counted()).toEqual({ courses: 4, statements: one.statements });
});
