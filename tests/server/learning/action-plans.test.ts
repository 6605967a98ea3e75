import { expect, test } from "vitest";
import type { Goal } from "#app/features/learning/action-plan.ts";
import {
  countToReview,
  listToReview,
  planInReach,
  planOf,
  reviewActionPlan,
  saveGoal,
  submitActionPlan,
} from "#app/features/learning/action-plans.server.ts";
import { db } from "#app/infra/db.server.ts";
import { courseModule, courseOutline, unit } from "#tests/support/course-fixture.ts";
import {
  actorFor,
  auditOf,
  enrolLearner,
  enrolmentOf,
  publishCourse,
  type Learner,
} from "#tests/support/learning-fixture.ts";
import { QUEUE } from "#tests/support/lists.ts";

const outline = courseOutline();
outline.sections = [{ id: "core", kind: "core", group: null, modules: ["risk"] }];
outline.modules = {
  risk: courseModule("risk", [
    unit("goal", { kind: "action-plan" }),
    unit("second", { kind: "action-plan" }),
  ]),
};
outline.final = null;
const versionId = await publishCourse(outline);

const GOAL: Goal = {
  goal: "PAR30 below 5 %",
  firstStep: "Meet the four officers",
  byDate: "2026-11-20",
  indicator: "The monthly report",
};
const at = (unitId: string) => ({ moduleId: "risk", unitId });
const write = async (learner: Learner, unitId: string, goal = GOAL) =>
  saveGoal(learner.actor, await enrolmentOf(learner), at(unitId), goal);
const handIn = async (learner: Learner) => submitActionPlan(learner.actor, await enrolmentOf(learner));
const trainerOf = ({ cohortId }: Learner, personId = "trainer") =>
  actorFor(personId, [{ kind: "cohort", id: cohortId }]);
const reason = (key: string) => ({ ok: false, reason: { key: `learning.${key}` } });

async function submitted(): Promise<Learner> {
  const learner = await enrolLearner(versionId);
  await write(learner, "goal");
  await write(learner, "second");
  await handIn(learner);
  return learner;
}

test("goals are written, replaced, and make the unit done", async () => {
  const learner = await enrolLearner(versionId);
  expect((await write(learner, "goal")).ok).toBe(true);
  expect((await write(learner, "goal", { ...GOAL, goal: "PAR30 below 4 %" })).ok).toBe(true);
  const plan = await planOf(await enrolmentOf(learner));
  expect(plan.prompts.map(({ goal }) => goal?.goal ?? null)).toEqual(["PAR30 below 4 %", null]);
  const { progress } = await enrolmentOf(learner);
  expect(progress.plan).toEqual({ state: "draft", goals: 1, prompts: 2 });
});

test("a goal is refused in the past, for no prompt, and for somebody else", async () => {
  const learner = await enrolLearner(versionId);
  expect(await write(learner, "goal", { ...GOAL, byDate: "2026-11-01" })).toMatchObject(
    reason("goal-in-the-past"),
  );
  expect(await write(learner, "nothing")).toMatchObject(reason("no-such-prompt"));
  const other = await enrolLearner(versionId);
  const foreign = await saveGoal(other.actor, await enrolmentOf(learner), at("goal"), GOAL);
  expect(foreign.ok).toBe(false);
  expect((await enrolmentOf(learner)).record.goals).toEqual([]);
});

test("a plan is handed in whole, once, and then no longer written", async () => {
  const learner = await enrolLearner(versionId);
  await write(learner, "goal");
  expect(await handIn(learner)).toMatchObject(reason("plan-goals-missing"));
  await write(learner, "second");
  expect(await Promise.all([handIn(learner), handIn(learner)])).toEqual([
    { ok: true, value: undefined },
    { ok: true, value: undefined },
  ]);
  expect(await write(learner, "goal")).toMatchObject(reason("plan-not-open"));
  const lines = await auditOf(learner.enrolmentId);
  expect(lines.filter((line) => line === "action-plan.submitted")).toHaveLength(1);
});

test("the queue holds what is in reach and not one's own", async () => {
  const learner = await submitted();
  expect(await listToReview(trainerOf(learner), QUEUE)).toMatchObject({
    total: 1,
    rows: [{ enrolmentId: learner.enrolmentId, name: "Sok Dara" }],
  });
  expect(await countToReview(actorFor("trainer", [{ kind: "cohort", id: "another" }]))).toBe(0);
  expect(await countToReview(trainerOf(learner, learner.personId))).toBe(0);
  expect(await planInReach(actorFor("trainer", []), learner.enrolmentId)).toBeNull();
  const draft = await enrolLearner(versionId);
  expect(await planInReach(trainerOf(draft), draft.enrolmentId)).toBeNull();
});

test("it goes back with a word, comes again, and is approved by another person", async () => {
  const learner = await submitted();
  await db.person.update({
    where: { id: learner.personId },
    data: { email: `${learner.personId}@example.org` },
  });
  const trainer = trainerOf(learner);
  const read = async () => (await planInReach(trainer, learner.enrolmentId))!;
  const first = await read();
  const back = { verdict: "returned", note: "Who measures it?", version: first.plan.version } as const;
  expect(await reviewActionPlan(trainer, first, { ...back, note: " " })).toMatchObject(
    reason("plan-note-missing"),
  );
  expect((await reviewActionPlan(trainer, first, back)).ok).toBe(true);
  expect((await enrolmentOf(learner)).progress.plan?.state).toBe("returned");

  expect((await write(learner, "goal")).ok).toBe(true);
  await handIn(learner);
  const second = await read();
  const approve = { verdict: "approved", note: "" } as const;
  expect((await reviewActionPlan(trainer, second, { ...approve, version: first.plan.version })).ok).toBe(
    false,
  );
  const self = trainerOf(learner, learner.personId);
  const good = { ...approve, version: second.plan.version };
  expect(await reviewActionPlan(self, second, good)).toMatchObject(reason("plan-own"));
  expect((await reviewActionPlan(trainer, second, good)).ok).toBe(true);
  expect((await reviewActionPlan(trainer, await read(), good)).ok).toBe(true);
  const lines = await auditOf(learner.enrolmentId);
  expect(lines.filter((line) => line === "action-plan.approved")).toHaveLength(1);
  const mails = await db.outboxMessage.findMany({
    where: { personId: learner.personId },
    orderBy: { createdAt: "asc" },
  });
  expect(mails.map(({ kind }) => kind)).toEqual(["plan-returned", "plan-approved"]);
  expect((await enrolmentOf(learner)).progress.plan?.state).toBe("approved");
});
