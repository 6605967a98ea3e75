import { expect, test } from "vitest";
import { findRunCohort } from "#app/features/cohorts/cohorts.server.ts";
import {
  answerFollowUp,
  askForFollowUp,
  cohortFollowUps,
  confirmFollowUp,
  goalsOf,
  myFollowUps,
  toConfirm,
} from "#app/features/cohorts/follow-ups.server.ts";
import { db } from "#app/infra/db.server.ts";
import { actorFor } from "#tests/support/learning-fixture.ts";
import * as fresh from "#tests/support/fresh.ts";

const ANSWERS = { "risk/goal": { state: "partly" as const, note: "Slowly." } };
const nobody = { supervisorName: "", supervisorEmail: "" };
const chenda = { supervisorName: "Chenda", supervisorEmail: "chenda@example.org" };
const reasonOf = (result: { ok: boolean; reason?: { key: string } }) =>
  result.ok ? "ok" : result.reason?.key;

const linkIn = (body: string) => /\/confirm\/(\S+)/.exec(body)![1]!;
const mailsTo = (address: string) =>
  db.outboxMessage.findMany({ where: { address, kind: "follow-up-confirm" }, orderBy: { createdAt: "asc" } });

test("a learner says what became of their goals, and a supervisor confirms it once, by the newest link", async () => {
  const learner = await fresh.learnerToFollowUp();
  const course = await fresh.enrolmentOf(learner);
  expect((await goalsOf(course)).map(({ unitId }) => unitId)).toEqual(["goal"]);
  expect((await myFollowUps(course)).map(({ months, phase }) => [months, phase])).toEqual([
    [3, "open"],
    [6, "to-come"],
  ]);
  const address = `chenda.${learner.personId}@example.org`;
  const answer = (who: typeof chenda) => answerFollowUp(learner.actor, course, 3, ANSWERS, who);
  expect(reasonOf(await answer(nobody))).toBe("ok");
  expect(reasonOf(await answer({ ...chenda, supervisorEmail: address }))).toBe("ok");
  expect(reasonOf(await answer({ ...chenda, supervisorEmail: address }))).toBe("ok");
  const [old, newest] = (await mailsTo(address)).map(({ body }) => linkIn(body)) as [string, string];
  expect(await toConfirm(old, "en")).toBeNull();
  expect(await toConfirm(newest, "en")).toMatchObject({
    supervisorName: "Chenda",
    goals: [{ goal: "PAR 30 under 5 %", state: "partly", note: "Slowly." }],
  });
  const confirm = () => confirmFollowUp(newest, { confirmation: "confirmed", comment: "I saw it." }, "test");
  expect((await Promise.all([confirm(), confirm()])).sort()).toEqual([false, true]);
  expect(await toConfirm(newest, "en")).toBeNull();
  expect(reasonOf(await answer(nobody))).toBe("follow-up.confirmed");
  expect((await myFollowUps(course))[0]?.answer).toMatchObject({
    confirmation: "confirmed",
    comment: "I saw it.",
  });
});

test("not before it is due, and not by who left", async () => {
  const learner = await fresh.learnerToFollowUp();
  const course = await fresh.enrolmentOf(learner);
  expect(reasonOf(await answerFollowUp(learner.actor, course, 6, ANSWERS, nobody))).toBe("follow-up.to-come");
  const left = { ...course, status: "withdrawn" as const };
  expect(reasonOf(await answerFollowUp(learner.actor, left, 3, ANSWERS, nobody))).toBe("follow-up.over");
});

test("whoever runs the cohort sees who answered, and asks the others once a day", async () => {
  const learner = await fresh.learnerToFollowUp();
  const other = await fresh.learner(learner.cohortId);
  await db.person.update({ where: { id: other.personId }, data: { email: `${other.personId}@example.org` } });
  await answerFollowUp(learner.actor, await fresh.enrolmentOf(learner), 3, ANSWERS, nobody);
  const trainer = actorFor("trainer", [{ kind: "cohort", id: learner.cohortId }]);
  const cohort = (await findRunCohort(trainer, learner.cohortId))!;
  const [first] = await cohortFollowUps(cohort);
  expect(first).toMatchObject({ months: 3, phase: "open", asked: 2, answered: 1, goals: { partly: 1 } });
  expect(await askForFollowUp(trainer, cohort, 3)).toEqual({ ok: true, value: 1 });
  await askForFollowUp(trainer, cohort, 3);
  expect(await db.outboxMessage.count({ where: { personId: other.personId, kind: "follow-up" } })).toBe(1);
  expect(reasonOf(await askForFollowUp(trainer, cohort, 6))).toBe("follow-up.to-come");
});
