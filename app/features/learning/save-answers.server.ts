import type { AnswerValue } from "#app/features/catalogue/question.ts";
import { now } from "#app/infra/clock.server.ts";
import { databaseKind, db, Prisma, sql } from "#app/infra/db.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { own } from "./enrolment-scope.server.ts";

export type GivenAnswer = { item: string; value: AnswerValue };
export type SavedAnswer = { itemId: string; savedAt: Date; revision: number };

/** PostgreSQL would let an answer slip in beside a hand-in that is just committing; SQLite writes one by one. */
const WHILE_IT_STAYS_OPEN = databaseKind === "postgresql" ? sql`FOR SHARE OF a` : Prisma.empty;

/**
 * Saves answers in one guarded statement: the owner, the open attempt and its deadline are in the where clause.
 * What comes back is saved; an empty list means that nothing was, because the attempt is not open (or not theirs).
 */
export async function saveAnswers(
  actor: Actor,
  attemptId: string,
  answers: GivenAnswer[],
): Promise<SavedAnswer[]> {
  if (answers.length === 0) return [];
  const at = now();
  const given = inOneOrder(answers).map(
    ({ item, value }) =>
      sql`SELECT CAST(${item} AS TEXT) AS "item", CAST(${JSON.stringify(value)} AS TEXT) AS "given"`,
  );
  return db.$queryRaw<SavedAnswer[]>(sql`
    INSERT INTO "Answer" ("attemptId", "itemId", "value", "savedAt", "revision")
    SELECT a."id", g."item", g."given", ${at}, 1
      FROM "Attempt" a
      JOIN "Enrolment" e ON e."id" = a."enrolmentId"
      CROSS JOIN (${Prisma.join(given, " UNION ALL ")}) g
      WHERE a."id" = ${attemptId} AND ${own(actor)} AND e."status" IN ('confirmed', 'active')
        AND a."state" = 'in-progress' AND (a."deadlineAt" IS NULL OR a."deadlineAt" > ${at})
      ${WHILE_IT_STAYS_OPEN}
    ON CONFLICT ("attemptId", "itemId") DO UPDATE SET "value" = excluded."value", "savedAt" = excluded."savedAt",
      "revision" = "Answer"."revision" + 1
    RETURNING "itemId", "savedAt", "revision"`);
}

/** Two forms saving the same rows take them in the same order, so neither waits for the other for ever. */
const inOneOrder = (answers: GivenAnswer[]) => [...answers].sort((a, b) => (a.item < b.item ? -1 : 1));
