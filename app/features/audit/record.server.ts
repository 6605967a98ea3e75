import { now } from "#app/infra/clock.server.ts";
import type { Tx } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";

/** Who did it: an actor, a person who is just signing in, or the platform itself (null). */
export type Doer = { personId: string | null; requestId: string };

export type AuditSubject = { kind: string; id: string };

/**
 * One line of the audit trail, in the transaction of the change it tells of. `action` reads as a past event
 * ("cohort.created"); `detail` holds ids, states and reasons, never names or addresses.
 */
export async function recordAudit(
  tx: Tx,
  doer: Doer,
  action: string,
  subject: AuditSubject,
  detail: Record<string, unknown> = {},
): Promise<void> {
  await tx.auditEntry.create({
    data: {
      id: newId(),
      at: now(),
      actorId: doer.personId,
      action,
      subjectKind: subject.kind,
      subjectId: subject.id,
      detail: JSON.stringify(detail),
      requestId: doer.requestId,
    },
  });
}
