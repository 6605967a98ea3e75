import { recordAudit } from "#app/features/audit/record.server.ts";
import { now } from "#app/infra/clock.server.ts";
import { sql, type Tx } from "#app/infra/db.server.ts";
import { env } from "#app/infra/env.server.ts";
import { newCode, newId, sha256 } from "#app/infra/ids.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { canonicalJson } from "#app/lib/canonical-json.ts";
import { paths } from "#app/lib/paths.ts";
import { certificateNumber } from "./certificate-number.ts";
import type { FactsDraft } from "./freeze-facts.ts";
import { printedText } from "./printed-text.server.ts";
import { AnyFacts, type TrainerDraft } from "./trainer-facts.ts";

const CODE_LENGTH = 26;

export type CertificateKey = { personId: string; courseVersionId: string; kind: string; period: string };
/** One of the two says what it certifies. */
export type TrainerKey = {
  personId: string;
  kind: string;
  period: "";
  certificationId?: string;
  candidacyId?: string;
};
export type NewCertificate =
  | (CertificateKey & { draft: FactsDraft; enrolmentIds: string[] })
  | (TrainerKey & { draft: TrainerDraft; enrolmentIds?: never });
export type Written = { id: string; number: string };

/**
 * Gives the draft its number and code and freezes it. The number is taken in the same transaction, so one that
 * fails leaves no gap; the count's row is locked from here to the commit, so do this last.
 */
export async function writeCertificate(
  tx: Tx,
  actor: Actor,
  { draft, enrolmentIds = [], ...key }: NewCertificate,
  action: "certificate.issued" | "certificate.corrected",
  detail: Record<string, unknown> = {},
  /** Why it is issued in place of the one before. It stands with the certificate and not in the trail, which forgets nothing. */
  correctedBecause: string | null = null,
): Promise<Written> {
  const id = newId();
  const code = newCertificateCode();
  const number = await nextNumber(tx, draft.issuedOn);
  const verifyUrl = env.PUBLIC_ORIGIN + paths.verify(code);
  const facts = canonicalJson(AnyFacts.parse({ ...draft, number, code, verifyUrl }));
  await tx.certificate.create({
    data: {
      id,
      code,
      number,
      ...key,
      edition: draft.edition,
      facts,
      searchText: printedText(draft),
      factsSha256: sha256(facts),
      issuedAt: now(),
      issuedBy: actor.personId,
      correctedBecause,
    },
  });
  await tx.certificateEnrolment.createMany({
    data: enrolmentIds.map((enrolmentId) => ({ certificateId: id, enrolmentId })),
  });
  await recordAudit(tx, actor, action, subjectOf({ id, ...key }), {
    number,
    ...key,
    enrolmentIds,
    ...detail,
  });
  return { id, number };
}

type Certifies = { id: string; certificationId?: string | null; candidacyId?: string | null };

/** A trainer's certificate is shown with what it certifies, and has no page of its own. */
export function subjectOf({ id, certificationId, candidacyId }: Certifies) {
  if (certificationId) return { kind: "certification", id: certificationId };
  return candidacyId ? { kind: "candidacy", id: candidacyId } : { kind: "certificate", id };
}

export const newCertificateCode = (): string => newCode(CODE_LENGTH);

/** The next of the year, without a gap: its count is locked from here to the commit, so it is taken last. */
export async function nextNumber(tx: Tx, issuedOn: CalendarDay): Promise<string> {
  const year = issuedOn.slice(0, 4);
  return certificateNumber(year, await nextCount(tx, year));
}

async function nextCount(tx: Tx, year: string): Promise<number> {
  const rows = await tx.$queryRaw<{ last: number | bigint }[]>(sql`
    INSERT INTO "CertificateCounter" ("year", "last") VALUES (${year}, 1)
    ON CONFLICT ("year") DO UPDATE SET "last" = "CertificateCounter"."last" + 1 RETURNING "last"`);
  return Number(rows[0]!.last);
}
