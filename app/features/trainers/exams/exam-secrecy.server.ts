import { accountsOf, ownersOf } from "#app/features/identity/who-now.server.ts";
import { Prisma, rowsIn, sql, type Tx } from "#app/infra/db.server.ts";
import { ownRecordsAnywhere, reachedIds, reachesAll, type Actor } from "#app/lib/actor.ts";
import { OPEN } from "#app/features/trainers/candidacies/candidacy-queue.ts";
import { sameExam } from "#app/features/trainers/schemes/schemes.ts";

/*
 * Whoever has read the questions of an exam does not sit it, and whoever is to sit it does not read them. Readings and
 * uploads are lines of the audit trail; an item keeps its id in every version and language. What was read by an account that
 * went into another is known to whoever has that one.
 */

/**
 * Schemes the actor is on the way to be certified under: their exams are secret to them, also by the role of another, as
 * they are to whoever acts for a candidate by that one's role.
 */
export const secretTo = (actor: Pick<Actor, "personId" | "reach">, tx: Tx): Promise<string[]> =>
  onTheWayUnder(ownRecordsAnywhere(actor), tx);

/** Schemes one of these people is on the way to be certified under, by whichever account. */
export async function onTheWayUnder(people: readonly string[], tx: Tx): Promise<string[]> {
  const open = await tx.candidacy.findMany({
    where: { personId: { in: await accountsOf(tx, ...people) }, openKey: OPEN },
    distinct: ["schemeId"],
    select: { schemeId: true },
  });
  return [...new Set(open.flatMap(({ schemeId }) => sameExam(schemeId)))];
}

/** Readings, by these accounts, of a question that a bank of the scheme's exam still holds: not of those others have replaced. */
function readings(accounts: readonly string[], schemeId: string): Prisma.Sql {
  const exam = Prisma.join(sameExam(schemeId));
  return sql`FROM "AuditEntry" a
      JOIN "ExamBank" b ON b."id" = a."subjectId"
      WHERE a."actorId" IN (${Prisma.join([...accounts])}) AND a."subjectKind" = ${"exam-bank"}
        AND a."action" IN (${"exam-bank.read"}, ${"exam-bank.uploaded"})
        AND b."schemeId" IN (${exam})
        AND EXISTS (SELECT 1 FROM "ExamItem" known
          JOIN "ExamItem" used ON used."itemId" = known."itemId"
          JOIN "ExamBank" bank ON bank."id" = used."bankId" AND bank."schemeId" IN (${exam})
          WHERE known."bankId" = b."id" AND bank."version" = (SELECT MAX(newest."version") FROM "ExamBank" newest
            WHERE newest."schemeId" = bank."schemeId" AND newest."language" = bank."language"))`;
}

/** When somebody last read, or brought, a question of the scheme's exam. Null: it is secret to them. */
export async function examReadAt(tx: Tx, personId: string, schemeId: string): Promise<Date | null> {
  const [last] = await rowsIn<{ at: Date }>(
    tx,
    sql`SELECT a."at" ${readings(await accountsOf(tx, personId), schemeId)} ORDER BY a."at" DESC LIMIT 1`,
  );
  return last?.at ?? null;
}

/** Of these people, those to whom the scheme's exam is secret no more. */
export async function examReaders(tx: Tx, people: readonly string[], schemeId: string): Promise<string[]> {
  if (people.length === 0) return [];
  const owners = await ownersOf(tx, people);
  const rows = await rowsIn<{ account: string }>(
    tx,
    sql`SELECT DISTINCT a."actorId" AS "account" ${readings([...owners.keys()], schemeId)}`,
  );
  return [...new Set(rows.map(({ account }) => owners.get(account)!))];
}

/** Whether somebody has read, or brought, a question that this very bank holds, whatever has replaced it since. */
export async function knowsBank(tx: Tx, personId: string, bankId: string): Promise<boolean> {
  const { schemeId } = await tx.examBank.findUniqueOrThrow({ where: { id: bankId } });
  const accounts = await accountsOf(tx, personId);
  const known = await rowsIn<{ itemId: string }>(
    tx,
    sql`SELECT used."itemId" FROM "AuditEntry" a
      JOIN "ExamBank" b ON b."id" = a."subjectId"
      JOIN "ExamItem" known ON known."bankId" = b."id"
      JOIN "ExamItem" used ON used."itemId" = known."itemId"
      JOIN "ExamBank" bank ON bank."id" = used."bankId" AND bank."id" = ${bankId}
      WHERE b."schemeId" IN (${Prisma.join(sameExam(schemeId))}) AND a."actorId" IN (${Prisma.join(accounts)}) AND a."subjectKind" = ${"exam-bank"}
        AND a."action" IN (${"exam-bank.read"}, ${"exam-bank.uploaded"})
      LIMIT 1`,
  );
  return known.length > 0;
}

/** Scripts of rooms that are closed, within reach, of no exam the actor is on the way to, and none of those they act for. */
export const workOnScripts = async (actor: Actor, tx: Tx) =>
  ({
    startedAt: { not: null },
    voidedAt: null,
    candidacy: { personId: { notIn: await accountsOf(tx, ...ownRecordsAnywhere(actor)) } },
    sitting: {
      closedAt: { not: null },
      cancelledAt: null,
      schemeId: { notIn: await secretTo(actor, tx) },
      ...(reachesAll(actor) ? {} : { programme: { in: reachedIds(actor, "programme") } }),
    },
  }) satisfies Prisma.ExamScriptWhereInput;
