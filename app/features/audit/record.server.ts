import { now } from "#app/infra/clock.server.ts";
import { sql, type SqlTx } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import { actingFor, type Actor } from "#app/lib/actor.ts";

/** Who did it: an actor, a person who is just signing in, or the platform itself (null). */
export type Doer = { personId: string | null; requestId: string } & Partial<
  Pick<Actor, "reach" | "actingFor">
>;

/** The detail of a line, with those on whose behalf it was. */
export function detailOf(
  { reach = [], actingFor: found }: Doer,
  detail: Record<string, unknown>,
): Record<string, unknown> {
  const behalf = found ?? actingFor({ reach });
  return behalf.length > 0 ? { ...detail, for: behalf } : detail;
}

export type AuditSubject = { kind: string; id: string };

/**
 * One line of the audit trail, in the transaction of the change it tells of. `action` reads as a past event
 * ("cohort.created"); `detail` holds ids, states and reasons, never names or addresses, nor words about a person that a
 * record keeps: an erasure finds them there, and no line of the trail can be changed. Every act writes one: as SQL
 * that costs a tenth.
 */
export async function recordAudit(
  tx: SqlTx,
  doer: Doer,
  action: string,
  subject: AuditSubject,
  detail: Record<string, unknown> = {},
): Promise<void> {
  await tx.$executeRaw(sql`
    INSERT INTO "AuditEntry" ("id", "at", "actorId", "action", "subjectKind", "subjectId", "detail", "requestId")
    VALUES (${newId()}, ${now()}, ${doer.personId}, ${action}, ${subject.kind}, ${subject.id},
      ${JSON.stringify(detailOf(doer, detail))}, ${doer.requestId})`);
}
