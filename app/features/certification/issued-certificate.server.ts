import { personNow, whoNow } from "#app/features/identity/who-now.server.ts";
import { db, type Tx } from "#app/infra/db.server.ts";
import { actingWhereFound, isOwnRecord, type Actor } from "#app/lib/actor.ts";
import { isNameless } from "./certificate-facts.ts";
import { readCertificate } from "./certificate-record.server.ts";
import type { CertificateRecord, IssuedCertificate } from "./certificate-view.ts";
import { certificatesInReach } from "./certificates.server.ts";
import type { FoundPaper } from "./paper-log.server.ts";

/** One certificate with its other editions, if within the actor's reach. */
export async function findIssued(actor: Actor, certificateId: string): Promise<IssuedCertificate | null> {
  const row = await db.certificate.findFirst({
    where: { AND: [{ id: certificateId }, certificatesInReach(actor)] },
    include: {
      enrolments: {
        select: { enrolment: { select: { cohort: { select: { id: true, name: true, timeZone: true } } } } },
      },
    },
  });
  if (!row) return null;
  const { enrolments, ...stored } = row;
  const certificate = readCertificate(stored);
  const { personId, courseVersionId, kind, period } = certificate;
  const holderId = await personNow(db, personId);
  const [editions, issuer] = await Promise.all([
    db.certificate.findMany({
      where: { personId, courseVersionId, kind, period },
      orderBy: { edition: "desc" },
    }),
    db.person.findUnique({ where: { id: certificate.issuedBy }, select: { name: true } }),
  ]);
  return {
    ...certificate,
    holderId,
    issuerName: issuer?.name ?? null,
    cohort: enrolments.at(-1)?.enrolment.cohort ?? null,
    editions: editions.map(readCertificate),
  };
}

/** On paper, for an actor who is known to be that towards it: printed is what holds. `who`: as whom its holder is known by now. */
export const coursePaper = (
  actor: Actor,
  certificate: CertificateRecord,
  who: (id: string) => string,
): FoundPaper => ({
  actor,
  of: { certificateId: certificate.id },
  subject: { kind: "certificate", id: certificate.id },
  number: certificate.number,
  holds: certificate.status === "valid" && !isNameless(certificate.facts),
  own: isOwnRecord(actor, who(certificate.personId)),
});

/** One within the actor's reach, with the actor as who they are towards it. */
export async function findCoursePaper(
  asking: Actor,
  certificateId: string,
  tx: Tx = db,
): Promise<FoundPaper | null> {
  const acting = await actingWhereFound(asking, (who) =>
    tx.certificate.findFirst({ where: { AND: [{ id: certificateId }, certificatesInReach(who)] } }),
  );
  if (!acting) return null;
  const certificate = readCertificate(acting.found);
  return coursePaper(acting.actor, certificate, await whoNow(tx, [certificate.personId]));
}
