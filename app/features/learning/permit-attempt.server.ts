import { recordAudit } from "#app/features/audit/record.server.ts";
import { assessmentAt, FINAL } from "#app/features/catalogue/course-outline.ts";
import { now } from "#app/infra/clock.server.ts";
import { db, inTransaction, sql, type AttemptPermission, type Tx } from "#app/infra/db.server.ts";
import { refusalOf, undo } from "#app/infra/undo.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import { standingAt } from "./assessment-view.ts";
import { mayReopen, type Standing } from "./attempt-policy.ts";
import { isLearning } from "./enrolment.ts";
import type { EnrolmentFacts } from "./enrolments.server.ts";
import type { PermitAttemptForm } from "./learning-forms.ts";

const MINUTE = 60_000;

type Grant = {
  actor: Actor;
  enrolment: EnrolmentFacts;
  form: PermitAttemptForm;
  at: { moduleId: string; unitId: string };
  minutes: number;
};

/**
 * A trainer's grant: one attempt more, minutes more, or the last attempt given back. The enrolment comes from
 * `enrolmentInReach(actor, …)`. The same form sent twice is one grant.
 */
export async function permitAttempt(
  actor: Actor,
  enrolment: EnrolmentFacts,
  form: PermitAttemptForm,
): Promise<Result<void>> {
  const before = await db.attemptPermission.findUnique({ where: { id: form.grantId } });
  if (before) return isSame(before, enrolment, form) ? ok(undefined) : refuse("changed-meanwhile");
  const [moduleId = "", unitId = ""] = form.assessment.split("/");
  const at = { moduleId, unitId };
  const policy = assessmentAt(enrolment.version.outline, moduleId, unitId)?.policy;
  const standing = standingAt(enrolment.progress, at);
  if (!policy || standing === null) return refuse("learning.no-such-assessment");
  if (actor.personId === enrolment.personId) return refuse("learning.permit-own");
  if (!isLearning(enrolment.status)) return refuse("learning.course-over");
  const grant = { actor, enrolment, form, at, minutes: form.minutes || 0 };
  switch (form.kind) {
    case "extra-attempt":
      return policy.attempts === null
        ? refuse("learning.attempts-are-free")
        : keepGrant(grant, async () => ok(undefined));
    case "extra-minutes":
      return policy.minutes === null
        ? refuse("learning.no-time-limit")
        : keepGrant(grant, (tx) => extend(tx, grant));
    case "reopen":
      if (policy.minutes !== null && grant.minutes === 0) return refuse("learning.reopen-needs-minutes");
      return reopen({ ...grant, minutes: policy.minutes === null ? 0 : grant.minutes }, standing);
  }
}

/** Pressed twice; or a page one went back to, whose form was used for something else already. */
const isSame = (before: AttemptPermission, { id }: EnrolmentFacts, form: PermitAttemptForm): boolean =>
  before.enrolmentId === id &&
  `${before.moduleId}/${before.unitId}` === form.assessment &&
  before.kind === form.kind &&
  before.reason === form.reason;

/** The grant itself, then what it does, then the audit line; a grant that is there already has done its work. */
async function keepGrant(grant: Grant, act: (tx: Tx) => Promise<Result<void>>): Promise<Result<void>> {
  const { actor, enrolment, form, at, minutes } = grant;
  return inTransaction(async (tx): Promise<Result<void>> => {
    const kept = await tx.$executeRaw(sql`
      INSERT INTO "AttemptPermission" ("id", "enrolmentId", "moduleId", "unitId", "kind", "minutes", "reason",
          "grantedBy", "grantedAt")
      VALUES (${form.grantId}, ${enrolment.id}, ${at.moduleId}, ${at.unitId}, ${form.kind}, ${minutes}, ${form.reason},
        ${actor.personId}, ${now()})
      ON CONFLICT ("id") DO NOTHING`);
    if (kept === 0) return ok(undefined);
    const done = await act(tx);
    if (!done.ok) undo(done);
    const subject = { kind: "enrolment", id: enrolment.id };
    await recordAudit(tx, actor, `attempt.${form.kind}`, subject, { ...at, minutes, reason: form.reason });
    return done;
  }).catch(refusalOf);
}

/** Minutes for a running attempt move its deadline; otherwise they wait for the next one (see deadlineFor). */
async function extend(tx: Tx, { enrolment, at, minutes }: Grant): Promise<Result<void>> {
  const where = { enrolmentId: enrolment.id, ...at, state: "in-progress" };
  const running = await tx.attempt.findFirst({ where, select: { id: true, deadlineAt: true } });
  if (!running?.deadlineAt) return ok(undefined);
  const { count } = await tx.attempt.updateMany({
    where: { id: running.id, state: "in-progress", deadlineAt: running.deadlineAt },
    data: { deadlineAt: new Date(running.deadlineAt.getTime() + minutes * MINUTE) },
  });
  return count === 1 ? ok(undefined) : refuse("changed-meanwhile");
}

/** The learner goes on where they were; the marks of that hand-in are taken back and stand in the audit trail. */
async function reopen(grant: Grant, standing: Standing | "locked"): Promise<Result<void>> {
  const { actor, enrolment, at, minutes } = grant;
  const attempts = enrolment.record.attempts.filter(
    ({ moduleId, unitId }) => moduleId === at.moduleId && unitId === at.unitId,
  );
  const last = attempts.at(-1);
  if (!last || standing === "locked") return refuse("learning.reopen-not-the-last");
  const decision = mayReopen(at.moduleId === FINAL.moduleId, attempts, last.id, standing);
  if (!decision.ok) return decision;
  const attempt = decision.value;
  return keepGrant(grant, async (tx) => {
    const { count } = await tx.attempt.updateMany({
      where: { id: attempt.id, state: attempt.state, submittedAt: { not: null } },
      data: {
        state: "in-progress",
        submittedAt: null,
        gradedAt: null,
        points: null,
        passed: null,
        deadlineAt: minutes === 0 ? null : new Date(now().getTime() + minutes * MINUTE),
      },
    });
    if (count !== 1) return refuse("changed-meanwhile");
    await tx.answer.updateMany({
      where: { attemptId: attempt.id },
      data: { points: null, markedBy: null, comment: null },
    });
    const { points, passed } = attempt;
    await recordAudit(tx, actor, "attempt.reopened", { kind: "attempt", id: attempt.id }, { points, passed });
    return ok(undefined);
  });
}
