import { rowsIn, sql, type Tx } from "#app/infra/db.server.ts";
import { OPEN } from "#app/features/trainers/candidacies/candidacy-queue.ts";

/*
 * Whoever has read the questions of an exam does not sit it, and whoever is to sit it does not read them. Readings and
 * uploads are lines of the audit trail; an item keeps its id in every version and language.
 */

/** Schemes somebody is on the way to be certified under: their exams are secret to them. */
export const onTheWayUnder = async (personId: string, tx: Tx): Promise<string[]> =>
  (
    await tx.candidacy.findMany({
      where: { personId, openKey: OPEN },
      distinct: ["schemeId"],
      select: { schemeId: true },
    })
  ).map(({ schemeId }) => schemeId);

/**
 * When somebody last read, or brought, a question that a bank of the scheme still holds. Null: its exam is secret to
 * them, also because other questions have replaced those they know.
 */
export async function examReadAt(tx: Tx, personId: string, schemeId: string): Promise<Date | null> {
  const [last] = await rowsIn<{ at: Date }>(
    tx,
    sql`SELECT a."at" FROM "AuditEntry" a
      JOIN "ExamBank" b ON b."id" = a."subjectId"
      WHERE a."actorId" = ${personId} AND a."subjectKind" = ${"exam-bank"}
        AND a."action" IN (${"exam-bank.read"}, ${"exam-bank.uploaded"})
        AND b."schemeId" = ${schemeId}
        AND EXISTS (SELECT 1 FROM "ExamItem" known
          JOIN "ExamItem" used ON used."itemId" = known."itemId"
          JOIN "ExamBank" bank ON bank."id" = used."bankId" AND bank."schemeId" = b."schemeId"
          WHERE known."bankId" = b."id" AND bank."version" = (SELECT MAX(newest."version") FROM "ExamBank" newest
            WHERE newest."schemeId" = bank."schemeId" AND newest."language" = bank."language"))
      ORDER BY a."at" DESC LIMIT 1`,
  );
  return last?.at ?? null;
}

/** Whether somebody has read, or brought, a question that this very bank holds, whatever has replaced it since. */
export async function knowsBank(tx: Tx, personId: string, bankId: string): Promise<boolean> {
  const known = await rowsIn<{ itemId: string }>(
    tx,
    sql`SELECT used."itemId" FROM "AuditEntry" a
      JOIN "ExamBank" b ON b."id" = a."subjectId"
      JOIN "ExamItem" known ON known."bankId" = b."id"
      JOIN "ExamItem" used ON used."itemId" = known."itemId"
      JOIN "ExamBank" bank ON bank."id" = used."bankId" AND bank."schemeId" = b."schemeId"
      WHERE bank."id" = ${bankId} AND a."actorId" = ${personId} AND a."subjectKind" = ${"exam-bank"}
        AND a."action" IN (${"exam-bank.read"}, ${"exam-bank.uploaded"})
      LIMIT 1`,
  );
  return known.length > 0;
}
