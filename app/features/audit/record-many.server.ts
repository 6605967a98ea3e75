import { now } from "#app/infra/clock.server.ts";
import type { Tx } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import { detailOf, type AuditSubject, type Doer } from "./record.server.ts";

export type AuditLine = { action: string; subject: AuditSubject; detail?: Record<string, unknown> };

/** Many lines of the audit trail at once, for acts on hundreds of people; see `recordAudit`. */
export async function recordAudits(tx: Tx, doer: Doer, lines: AuditLine[]): Promise<void> {
  const at = now();
  await tx.auditEntry.createMany({
    data: lines.map(({ action, subject, detail = {} }) => ({
      id: newId(),
      at,
      actorId: doer.personId,
      action,
      subjectKind: subject.kind,
      subjectId: subject.id,
      detail: JSON.stringify(detailOf(doer, detail)),
      requestId: doer.requestId,
    })),
  });
}
