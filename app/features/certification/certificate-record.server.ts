import type { Certificate as Row, Licence, Prisma } from "#app/infra/db.server.ts";
import { today } from "#app/infra/clock.server.ts";
import { sha256 } from "#app/infra/ids.server.ts";
import { dayIn, type CalendarDay } from "#app/lib/calendar-day.ts";
import { isNameless } from "./certificate-facts.ts";
import { certificateStatus, type CertificateStatus } from "./certificate-status.ts";
import type { CertificateRecord, Drawable, TrainerCertificate } from "./certificate-view.ts";
import { LicenceFacts } from "./licence-facts.ts";
import { AnyFacts, isOfTrainer } from "./trainer-facts.ts";

/** Throws when the facts are not the ones that were frozen: somebody wrote past the application. */
function readFrozen(row: Row): AnyFacts {
  const facts = AnyFacts.parse(JSON.parse(row.facts));
  if (sha256(row.facts) !== row.factsSha256 && !isNameless(facts))
    throw new Error(`the facts of certificate ${row.id} are not those that were frozen`);
  return facts;
}

/** The same of a licence, which is its own certificate; null: it was given on paper, or went without one. */
export function readFrozenLicence({
  id,
  certificate,
  certificateSha256,
}: Pick<Licence, "id" | "certificate" | "certificateSha256">): LicenceFacts | null {
  if (certificate === null) return null;
  if (sha256(certificate) !== certificateSha256)
    throw new Error(`the facts of licence ${id} are not those that were frozen`);
  return LicenceFacts.parse(JSON.parse(certificate));
}

export const readDrawable = (row: Row): Drawable => ({
  id: row.id,
  number: row.number,
  facts: readFrozen(row),
  pdfSha256: row.pdfSha256,
});

/** @throws on a course's: whoever reads has asked for those of trainers. */
export function readTrainerCertificate(row: Row): TrainerCertificate {
  const facts = readFrozen(row);
  if (!isOfTrainer(facts)) throw new Error(`certificate ${row.id} is one of a course`);
  const { id, personId, certificationId, candidacyId, code, number, edition, factsSha256, pdfSha256 } = row;
  const replacedOn = dayOf(row.supersededAt);
  return {
    id,
    personId,
    certificationId,
    candidacyId,
    code,
    number,
    edition,
    facts,
    factsSha256,
    pdfSha256,
    replacedOn,
    inErrorOn: row.endedAs === IN_ERROR ? dayOf(row.revokedAt) : null,
    endedBecause: row.revokedReason,
    correctedBecause: row.correctedBecause,
  };
}

/** @throws on a trainer's. */
export function readCertificate(row: Row): CertificateRecord {
  const facts = readFrozen(row);
  if (isOfTrainer(facts) || row.courseVersionId === null)
    throw new Error(`certificate ${row.id} is one of a trainer`);
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
    status: certificateStatus(
      { issuedOn: facts.issuedOn, supersededOn, revokedOn, inError: row.endedAs === IN_ERROR },
      today(),
    ),
    issuedAt: row.issuedAt.getTime(),
    issuedBy: row.issuedBy,
    supersededOn,
    revokedOn,
    revokedReason: row.revokedReason,
    correctedBecause: row.correctedBecause,
  };
}

/** `endedAs` of one that should never have been issued; a revocation leaves it empty. */
export const IN_ERROR = "in-error";

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
  revoked: { revokedAt: { not: null }, endedAs: null },
  "in-error": { endedAs: IN_ERROR },
};
