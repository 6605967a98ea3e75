import { expect, test } from "vitest";
import { enrolmentInReach } from "#app/features/learning/enrolments.server.ts";
import type { PermitAttemptForm } from "#app/features/learning/learning-forms.ts";
import { permitAttempt } from "#app/features/learning/permit-attempt.server.ts";
import { startAttempt } from "#app/features/learning/start-attempt.server.ts";
import { submitAttempt } from "#app/features/learning/submit-attempt.server.ts";
import { db } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import { courseModule, courseOutline, quiz } from "#tests/support/course-fixture.ts";
import {
  actorFor,
  auditOf,
  enrolLearner,
  enrolmentOf,
  publishCourse,
  type Learner,
} from "#tests/support/learning-fixture.ts";

const plan = { from: "objectives", draw: { know: 2 } } as const;
const outline = courseOutline();
outline.sections = [{ id: "core", kind: "core", group: null, modules: ["intro"] }];
outline.modules = {
  intro: courseModule("intro", [
    quiz("once", plan, { attempts: 1 }),
    quiz("timed", plan, { attempts: 1, minutes: 30 }),
    quiz("free", plan),
  ]),
};
outline.final = null;
const versionId = await publishCourse(outline);

const at = (unitId: string) => ({ moduleId: "intro", unitId });
const form = (kind: PermitAttemptForm["kind"], unitId: string, minutes?: number): PermitAttemptForm =>
  ({
    intent: "permit",
    grantId: newId(),
    assessment: `intro/${unitId}`,
    reason: "Power cut",
    kind,
    minutes,
  }) as PermitAttemptForm;

const trainerOf = ({ cohortId }: Learner, personId = "trainer") =>
  actorFor(personId, [{ kind: "cohort", id: cohortId }]);

async function permit(learner: Learner, given: PermitAttemptForm, trainer = trainerOf(learner)) {
  const enrolment = (await enrolmentInReach(trainerOf(learner), learner.enrolmentId))!;
  return permitAttempt(trainer, enrolment, given);
}
async function start(learner: Learner, unitId: string) {
  const started = await startAttempt(learner.actor, await enrolmentOf(learner), at(unitId), "seed");
  return started.ok ? started.value.attemptId : started.reason.key;
}
const attemptRow = (id: string) => db.attempt.findUniqueOrThrow({ where: { id } });

test("one attempt more, whatever is pressed twice", async () => {
  const learner = await enrolLearner(versionId);
  await submitAttempt(learner.actor, await start(learner, "once"));
  expect(await start(learner, "once")).toBe("learning.used-up");
  const given = form("extra-attempt", "once");
  expect(await permit(learner, given)).toEqual({ ok: true, value: undefined });
  expect(await permit(learner, given)).toEqual({ ok: true, value: undefined });
  expect(await db.attemptPermission.count({ where: { enrolmentId: learner.enrolmentId } })).toBe(1);
  const second = await start(learner, "once");
  expect((await attemptRow(second)).number).toBe(2);
  await submitAttempt(learner.actor, second);
  expect(await start(learner, "once")).toBe("learning.used-up");
  expect(await auditOf(learner.enrolmentId)).toContain("attempt.extra-attempt");
});

test("minutes more move a running attempt's deadline, also pressed twice at once, and hold for the next", async () => {
  const learner = await enrolLearner(versionId);
  const id = await start(learner, "timed");
  const before = (await attemptRow(id)).deadlineAt!.getTime();
  const given = form("extra-minutes", "timed", 15);
  await Promise.all([permit(learner, given), permit(learner, given)]);
  expect((await attemptRow(id)).deadlineAt!.getTime()).toBe(before + 15 * 60_000);
  await submitAttempt(learner.actor, id);
  await permit(learner, form("extra-attempt", "timed"));
  const next = await attemptRow(await start(learner, "timed"));
  expect(next.deadlineAt!.getTime()).toBe(next.startedAt.getTime() + 45 * 60_000);
});

test("an attempt given back goes on with its answers and without its marks", async () => {
  const learner = await enrolLearner(versionId);
  const id = await start(learner, "timed");
  await submitAttempt(learner.actor, id);
  expect(await permit(learner, form("reopen", "timed"))).toMatchObject({
    reason: { key: "learning.reopen-needs-minutes" },
  });
  const given = form("reopen", "timed", 20);
  expect((await permit(learner, given)).ok).toBe(true);
  expect((await permit(learner, given)).ok).toBe(true);
  const row = await attemptRow(id);
  expect(row).toMatchObject({ state: "in-progress", points: null, passed: null, submittedAt: null });
  expect(row.deadlineAt!.getTime()).toBeGreaterThan(Date.now() + 19 * 60_000);
  expect(await start(learner, "timed")).toBe(id);
  expect(await auditOf(id)).toContain("attempt.reopened");
  expect(await permit(learner, form("reopen", "timed", 20))).toMatchObject({
    reason: { key: "learning.reopen-still-running" },
  });
});

test.each([
  ["extra-attempt", "free", undefined, "attempts-are-free"],
  ["extra-minutes", "once", 10, "no-time-limit"],
  ["reopen", "once", undefined, "reopen-not-the-last"],
  ["extra-attempt", "nothing", undefined, "no-such-assessment"],
] as const)("%s for %s is refused and leaves nothing behind", async (kind, unitId, minutes, key) => {
  const learner = await enrolLearner(versionId);
  expect(await permit(learner, form(kind, unitId, minutes))).toMatchObject({
    reason: { key: `learning.${key}` },
  });
  expect(await db.attemptPermission.count({ where: { enrolmentId: learner.enrolmentId } })).toBe(0);
});

test("nobody grants themselves anything", async () => {
  const learner = await enrolLearner(versionId);
  const self = trainerOf(learner, learner.personId);
  expect(await permit(learner, form("extra-attempt", "once"), self)).toMatchObject({
    reason: { key: "learning.permit-own" },
  });
});
