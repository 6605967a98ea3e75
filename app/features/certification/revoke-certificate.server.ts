import { recordAudit } from "#app/features/audit/record.server.ts";
import { now } from "#app/infra/clock.server.ts";
import { inTransaction } from "#app/infra/db.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import { ADDRESSEE, tellHolder } from "./certificate-mail.server.ts";
import { readCertificate } from "./certificate-record.server.ts";
import { certificatesInReach } from "./certificates.server.ts";
import { mayRevoke } from "./correction.ts";

/** Ends a certificate with a reason its holder can read; the public check says so from the same moment. Sent twice it is once. */
export async function revokeCertificate(
  actor: Actor,
  certificateId: string,
  reason: string,
): Promise<Result<void> | null> {
  return inTransaction(async (tx) => {
    const row = await tx.certificate.findFirst({
      where: { AND: [{ id: certificateId }, certificatesInReach(actor)] },
      include: { person: { select: ADDRESSEE } },
    });
    if (!row) return null;
    const { person, ...stored } = row;
    const { facts, number } = readCertificate(stored);
    if (row.revokedReason === reason && row.revokedBy === actor.personId) return ok(undefined);
    const allowed = mayRevoke(
      { holderId: person.id, superseded: row.supersededAt !== null, revoked: row.revokedAt !== null },
      actor.personId,
    );
    if (!allowed.ok) return allowed;
    const { count } = await tx.certificate.updateMany({
      where: { id: certificateId, revokedAt: null, supersededAt: null },
      data: { revokedAt: now(), revokedBy: actor.personId, revokedReason: reason },
    });
    if (count !== 1) return refuse("changed-meanwhile");
    await recordAudit(
      tx,
      actor,
      "certificate.revoked",
      { kind: "certificate", id: certificateId },
      { number, reason },
    );
    await tellHolder(tx, person, "revoked", { certificateId, number, course: facts.course.title });
    return ok(undefined);
  });
}
