import { recordAudit } from "#app/features/audit/record.server.ts";
import { addFact } from "#app/features/trainers/certifications/certification-facts.server.ts";
import { now } from "#app/infra/clock.server.ts";
import { db, inTransaction, isUniqueViolation, type Tx } from "#app/infra/db.server.ts";
import { ownRecordsOf, type Actor } from "#app/lib/actor.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import { attestedBy, schemeDay } from "./attestations.server.ts";
import type { Carried } from "./employer-view.ts";
import { actingAt, employerInReach, type EmployerInReach } from "./employer-scope.server.ts";
import { carriedEnd } from "./refresher-date.ts";

/** What a common date would do: whose end moves, from when to when, and who keeps theirs. */
export async function previewRefresherDate(employer: EmployerInReach, monthDay: string) {
  const ends = await endsOf(db, employer, monthDay);
  return ends.map(({ row, validUntil, to }): Carried => ({ name: row.person.name, from: validUntil, to }));
}

/**
 * Sets the common date and carries to it whoever ends within the six months before it, each with a fact of their own.
 * Sent twice it does nothing more. The actor's own attestation is left to somebody else. Null: not in reach.
 */
export async function setRefresherDate(
  asking: Actor,
  organisationId: string,
  monthDay: string,
  reason: string,
): Promise<Result<number> | null> {
  try {
    return await inTransaction(
      async (tx) => {
        const employer = await employerInReach(asking, organisationId, tx);
        if (!employer) return null;
        const actor = actingAt(asking, employer);
        const own = ownRecordsOf(actor);
        const set = { monthDay, setAt: now(), setBy: actor.personId };
        await tx.refresherDate.upsert({
          where: { organisationId },
          create: { organisationId, ...set },
          update: set,
        });
        const moved = (await endsOf(tx, employer, monthDay)).filter(
          ({ row, validUntil, to }) => to > validUntil && !own.includes(row.personId),
        );
        const day = await schemeDay(tx);
        for (const { row, to } of moved)
          await addFact(tx, actor, row, { kind: "extended", day, until: to, reason, recordedOn: day });
        const subject = { kind: "organisation", id: organisationId };
        await recordAudit(tx, actor, "attestation.refresher-date", subject, {
          monthDay,
          moved: moved.length,
        });
        return ok(moved.length);
      },
      { timeoutMs: 30_000 },
    );
  } catch (error) {
    if (isUniqueViolation(error, "sequence")) return refuse("changed-meanwhile");
    throw error;
  }
}

/** Of those not yet over: a common date revives nothing. */
async function endsOf(tx: Tx, employer: EmployerInReach, monthDay: string) {
  const day = await schemeDay(tx);
  const attested = await attestedBy(tx, employer, day);
  return attested
    .filter(({ standing, validUntil }) => validUntil >= day && standing.status !== "ended")
    .map((one) => ({ ...one, to: carriedEnd(one.validUntil, monthDay) }));
}
