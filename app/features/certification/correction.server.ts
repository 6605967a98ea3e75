import { readSignatories } from "#app/features/cohorts/cohort-forms.ts";
import { db, type Tx } from "#app/infra/db.server.ts";
import { sha256 } from "#app/infra/ids.server.ts";
import { canonicalJson } from "#app/lib/canonical-json.ts";
import type { CertificateFacts } from "./certificate-facts.ts";
import type { Addressee } from "./certificate-mail.server.ts";
import { changedParts, CORRECTABLE, type CorrectableFacts, type ProposedCorrection } from "./correction.ts";

export type Correction = ProposedCorrection & { holder: Addressee; enrolmentIds: string[] };

/** What a new edition would say differently; the caller has found the certificate within its reach. */
export async function correctionOf(
  { id, facts }: { id: string; facts: CertificateFacts },
  tx: Tx = db,
): Promise<Correction> {
  const { person, enrolments } = await tx.certificate.findUniqueOrThrow({
    where: { id },
    select: {
      person: true,
      enrolments: { orderBy: { enrolmentId: "asc" }, select: { enrolment: { include: { cohort: true } } } },
    },
  });
  const { cohort } = enrolments.at(-1)!.enrolment;
  const { printedName, printedNameLocal } = person;
  const now: CorrectableFacts = {
    holder: printedName ? { name: printedName, nameLocal: printedNameLocal ?? undefined } : facts.holder,
    cohort: cohort.name,
    place: cohort.place || undefined,
    startDate: cohort.startDate,
    endDate: cohort.endDate,
    issuer: cohort.issuer,
    signatories: readSignatories(cohort.signatories),
  };
  return {
    now,
    changes: changedParts(facts, now),
    nameConfirmed: person.nameConfirmedAt !== null,
    seen: sha256(canonicalJson(CORRECTABLE.map((part) => now[part] ?? null))),
    holder: {
      id: person.id,
      name: person.name,
      email: person.email,
      locale: person.locale,
      timeZone: person.timeZone,
    },
    enrolmentIds: enrolments.map(({ enrolment }) => enrolment.id),
  };
}

/** For the page: what the next edition would say. */
export async function proposedCorrection(
  certificate: Parameters<typeof correctionOf>[0],
): Promise<ProposedCorrection> {
  const { now, changes, nameConfirmed, seen } = await correctionOf(certificate);
  return { now, changes, nameConfirmed, seen };
}
