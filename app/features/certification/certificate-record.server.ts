import type { Certificate as Row, Prisma } from "#app/infra/db.server.ts";
import { today } from "#app/infra/clock.server.ts";
import { sha256 } from "#app/infra/ids.server.ts";
import { dayIn, type CalendarDay } from "#app/lib/calendar-day.ts";
import { CertificateFacts, isNameless } from "./certificate-facts.ts";
import { certificateStatus, type CertificateStatus } from "./certificate-status.ts";
import type { CertificateRecord } from "./certificate-view.ts";

/** Throws when the facts are not the ones that were frozen: somebody wrote past the application. */
export function readCertificate(row: Row): CertificateRecord {
  const facts = CertificateFacts.parse(JSON.parse(row.facts));
  if (sha256(row.facts) !== row.factsSha256 && !isNameless(facts))
    throw new Error(`the facts of certificate ${row.id} are not those that were frozen`);
  const supersededOn = dayOf(row.supersededAt);
  const revokedOn = dayOf(row.revokedAt);
  return {
    id: row.id,
    personId: row.personId,
    courseVersionId: row.courseVersionId,
    kind: facts.kind,
    period: row.period,
    edition: row.edition,
    code: row.code,
    number: row.number,
    facts,
    factsSha256: row.factsSha256,
    pdfSha256: row.pdfSha256,
    status: certificateStatus({ issuedOn: facts.issuedOn, supersededOn, revokedOn }, today()),
    issuedAt: row.issuedAt.getTime(),
    issuedBy: row.issuedBy,
    supersededOn,
    revokedOn,
    revokedReason: row.revokedReason,
  };
}

/** What was done is done: where a demonstration's day stands before the instant, it happened that day. */
function dayOf(instant: Date | null): CalendarDay | null {
  if (!instant) return null;
  const [day, current] = [dayIn("UTC", instant), today()];
  return day < current ? day : current;
}

/** As `certificateStatus`, for filtering in the database. */
export const WITH_STATUS: Record<CertificateStatus, Prisma.CertificateWhereInput> = {
  valid: { revokedAt: null, supersededAt: null },
  superseded: { revokedAt: null, supersededAt: { not: null } },
  revoked: { revokedAt: { not: null } },
};
