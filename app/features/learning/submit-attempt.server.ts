import { recordAudit, type Doer } from "#app/features/audit/record.server.ts";
import { AnswerValue } from "#app/features/catalogue/question.ts";
import { now } from "#app/infra/clock.server.ts";
import { inSqlTransaction, Prisma, rowsOf, sql, type SqlTx } from "#app/infra/db.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { own } from "./enrolment-scope.server.ts";
import { markAnswer, passes, totalOf } from "./quiz-marking.ts";
import { acceptedTexts, sitting, type Sitting } from "./sittings.server.ts";

/** Hands in one's own attempt; pressed twice it is handed in once. False when there is no such attempt of theirs. */
export async function submitAttempt(actor: Actor, attemptId: string): Promise<boolean> {
  const paper = await sitting(attemptId, actor.personId);
  if (!paper) return false;
  await handIn(paper, actor, own(actor));
  return true;
}

type Overdue = { id: string; personId: string };

/**
 * Hands in, with what was saved until then, attempts whose time is up: of one person when they look, or of
 * everybody when the clock strikes. The platform does it, not the learner.
 */
export async function submitExpired(
  whose: Prisma.Sql = sql`1 = 1`,
  requestId = "clock",
  most = 200,
): Promise<number> {
  const overdue = await rowsOf<Overdue>(sql`
    SELECT a."id", e."personId" FROM "Attempt" a JOIN "Enrolment" e ON e."id" = a."enrolmentId"
      WHERE a."state" = 'in-progress' AND a."deadlineAt" <= ${now()} AND ${whose} ORDER BY a."deadlineAt" LIMIT ${most}`);
  for (const { id, personId } of overdue) {
    const paper = await sitting(id, personId);
    if (paper) await handIn(paper, { personId: null, requestId }, sql`a0."deadlineAt" <= ${now()}`);
  }
  return overdue.length;
}

/**
 * Takes the attempt, marks what rules can mark, and grades it unless a person has something to read. Nobody hands in
 * after the deadline: whatever comes later is the hand-in of that moment.
 */
async function handIn(paper: Sitting, doer: Doer, guard: Prisma.Sql): Promise<void> {
  const { attemptId } = paper;
  const at = now();
  await inSqlTransaction(async (tx) => {
    const taken = await tx.$executeRaw(sql`
      UPDATE "Attempt" SET "state" = 'submitted',
          "submittedAt" = CASE WHEN "deadlineAt" < ${at} THEN "deadlineAt" ELSE ${at} END
        WHERE "id" = ${attemptId} AND "state" = 'in-progress' AND "id" IN (
          SELECT a0."id" FROM "Attempt" a0 JOIN "Enrolment" e ON e."id" = a0."enrolmentId"
            WHERE a0."id" = ${attemptId} AND ${guard})`);
    if (taken === 0) return;
    const subject = { kind: "attempt", id: attemptId };
    const points = await markByRules(tx, paper);
    const total = totalOf(points);
    await recordAudit(tx, doer, "attempt.submitted", subject, {
      answers: points.length,
      waiting: total.waiting,
    });
    if (!total.waiting) await grade(tx, paper, doer, total.points);
  });
}

type Given = { itemId: string; value: string };

async function markByRules(tx: SqlTx, paper: Sitting): Promise<(number | null)[]> {
  const given = await tx.$queryRaw<Given[]>(
    sql`SELECT "itemId", "value" FROM "Answer" WHERE "attemptId" = ${paper.attemptId}`,
  );
  const marks = given.map(({ itemId, value }) => ({ itemId, points: pointsFor(paper, itemId, value) }));
  const known = marks.filter(({ points }) => points !== null);
  if (known.length > 0) {
    const cases = known.map(({ itemId, points }) => sql`WHEN ${itemId} THEN CAST(${points} AS INTEGER)`);
    await tx.$executeRaw(sql`
      UPDATE "Answer" SET "points" = CASE "itemId" ${Prisma.join(cases, " ")} END WHERE "attemptId" = ${paper.attemptId}`);
  }
  return marks.map(({ points }) => points);
}

function pointsFor(paper: Sitting, item: string, value: string): number | null {
  const question = paper.bank.questions.get(item);
  const answer = AnswerValue.safeParse(JSON.parse(value));
  if (!question || !answer.success) return 0;
  return markAnswer(question, answer.data, acceptedTexts(paper, item));
}

/** The last word on an attempt: its sum and whether that passes. The caller holds the attempt's row. */
export async function grade(tx: SqlTx, paper: Sitting, doer: Doer, points: number): Promise<void> {
  const passed = passes(points, paper.maxPoints, paper.assessment.policy.pass);
  const graded = await tx.$executeRaw(sql`
    UPDATE "Attempt" SET "state" = 'graded', "gradedAt" = ${now()}, "points" = ${points}, "passed" = ${passed}
      WHERE "id" = ${paper.attemptId} AND "state" = 'submitted'`);
  if (graded !== 1)
    throw new Error(`attempt ${paper.attemptId} was graded by somebody else at the same moment`);
  await recordAudit(tx, doer, "attempt.graded", { kind: "attempt", id: paper.attemptId }, { points, passed });
}
