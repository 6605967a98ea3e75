import { recordAudit } from "#app/features/audit/record.server.ts";
import { assessmentAt } from "#app/features/catalogue/course-outline.ts";
import { questionBank } from "#app/features/catalogue/courses.server.ts";
import { now } from "#app/infra/clock.server.ts";
import { inSqlTransaction, sql, type SqlTx } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import { deadlineFor } from "./attempt.ts";
import { whyClosed } from "./attempt-policy.ts";
import { isPractice, showingOf } from "./counting.ts";
import { isLearning } from "./enrolment.ts";
import { own } from "./enrolment-scope.server.ts";
import { activate, type EnrolmentFacts } from "./enrolments.server.ts";
import { standingAt } from "./assessment-view.ts";
import { drawPaper, maxPointsOf } from "./quiz-draw.ts";

type At = { moduleId: string; unitId: string };

/**
 * Starts an attempt, or answers the one that runs. The number is a unique key, so that two presses at once make one
 * attempt and both lead to it. `seed` is fresh randomness: it draws the paper.
 */
export async function startAttempt(
  actor: Actor,
  enrolment: EnrolmentFacts,
  at: At,
  seed: string,
): Promise<Result<{ attemptId: string }>> {
  const standing = standingAt(enrolment.progress, at);
  if (standing === null || standing === "locked") return refuse("learning.assessment-locked");
  if (standing.kind === "resume") return ok({ attemptId: standing.attemptId });
  if (standing.kind === "closed") return { ok: false, reason: whyClosed(standing) };
  if (!isLearning(enrolment.status)) return refuse("learning.course-over");
  const attempt = await newAttempt(enrolment, at, standing.number, seed);
  return inSqlTransaction(async (tx) => {
    if ((await insertAttempt(tx, actor, attempt)) === 0) return runningAttempt(tx, attempt);
    await activate(tx, actor, enrolment);
    const subject = { kind: "attempt", id: attempt.id };
    await recordAudit(tx, actor, "attempt.started", subject, {
      enrolmentId: enrolment.id,
      ...at,
      number: attempt.number,
    });
    return ok({ attemptId: attempt.id });
  });
}

type NewAttempt = Awaited<ReturnType<typeof newAttempt>>;

async function newAttempt(enrolment: EnrolmentFacts, at: At, number: number, seed: string) {
  const { outline, id: versionId } = enrolment.version;
  const bank = await questionBank(versionId);
  const paper = drawPaper(outline, at, bank.questions, seed);
  const { policy } = assessmentAt(outline, at.moduleId, at.unitId)!;
  const granted = enrolment.record.permissions.filter(
    ({ moduleId, unitId }) => moduleId === at.moduleId && unitId === at.unitId,
  );
  const startedAt = now();
  const deadline = deadlineFor(policy, granted, startedAt.getTime());
  const showings = paper.flatMap(({ item }) =>
    outline.languages.map((locale) => showingOf(bank.textOf(item, locale).state)),
  );
  return {
    id: newId(),
    enrolmentId: enrolment.id,
    ...at,
    number,
    seed,
    paper: JSON.stringify(paper),
    startedAt,
    deadlineAt: deadline === null ? null : new Date(deadline),
    maxPoints: maxPointsOf(paper, bank.questions),
    practice: isPractice(showings),
  };
}

const insertAttempt = (tx: SqlTx, actor: Actor, a: NewAttempt) =>
  tx.$executeRaw(sql`
    INSERT INTO "Attempt" ("id", "enrolmentId", "moduleId", "unitId", "number", "state", "seed", "paper", "startedAt",
        "deadlineAt", "maxPoints", "practice")
    SELECT ${a.id}, e."id", ${a.moduleId}, ${a.unitId}, ${a.number}, 'in-progress', ${a.seed}, ${a.paper}, ${a.startedAt},
        ${a.deadlineAt}, ${a.maxPoints}, ${a.practice}
      FROM "Enrolment" e
      WHERE e."id" = ${a.enrolmentId} AND ${own(actor)} AND e."status" IN ('confirmed', 'active')
    ON CONFLICT DO NOTHING`);

/** Another press was first: its attempt is this one too. */
async function runningAttempt(
  tx: SqlTx,
  { enrolmentId, moduleId, unitId }: NewAttempt,
): Promise<Result<{ attemptId: string }>> {
  const [running] = await tx.$queryRaw<{ id: string }[]>(sql`
    SELECT "id" FROM "Attempt"
      WHERE "enrolmentId" = ${enrolmentId} AND "moduleId" = ${moduleId} AND "unitId" = ${unitId} AND "state" = 'in-progress'`);
  return running ? ok({ attemptId: running.id }) : refuse("changed-meanwhile");
}
