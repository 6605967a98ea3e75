import { recordAudit } from "#app/features/audit/record.server.ts";
import { LicenceFacts, type LicenceDraft } from "#app/features/certification/licence-facts.ts";
import { certificateFile, type Printed } from "#app/features/credentials/certificate-files.server.ts";
import { bareSeal } from "#app/features/credentials/seal-for.server.ts";
import { checkDraft } from "#app/features/certification/freeze-facts.ts";
import { newCertificateCode, nextNumber } from "#app/features/certification/write-certificate.server.ts";
import type { Period } from "#app/features/trainers/renewal.ts";
import type { Scheme } from "#app/features/trainers/scheme.ts";
import type { LicenceSchemeId } from "#app/features/trainers/schemes.ts";
import { now } from "#app/infra/clock.server.ts";
import { db, type Tx } from "#app/infra/db.server.ts";
import { env } from "#app/infra/env.server.ts";
import { newId, sha256 } from "#app/infra/ids.server.ts";
import { fontsCover } from "#app/infra/font-families.server.ts";
import { wordsFor } from "#app/infra/words.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { canonicalJson } from "#app/lib/canonical-json.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { LOCALES } from "#app/lib/locales.ts";
import { paths } from "#app/lib/paths.ts";
import { licencesInReach } from "./licence-scope.server.ts";

/* A licence is its own certificate: one number, in the count of all certificates, and what it says is frozen with it. */

export type Given = {
  request: {
    id: string;
    programme: string;
    counted: string;
    renews: { number: string } | null;
    askedBy: string;
  };
  organisation: { id: string; name: string };
  scheme: Scheme;
  period: Period;
  reason: string;
  day: CalendarDay;
};

/** The number is taken last: from here to the commit its count is locked. */
export async function writeLicence(tx: Tx, actor: Actor, given: Given): Promise<void> {
  const { request, organisation, scheme, period, reason, day } = given;
  const id = newId();
  const draft = checkDraft(await draftOf(tx, actor, given), fontsCover);
  const code = newCertificateCode();
  const number = await nextNumber(tx, day);
  const verifyUrl = env.PUBLIC_ORIGIN + paths.verify(code);
  // A name that no font has is licensed all the same, without a paper.
  const certificate = draft.ok
    ? canonicalJson(LicenceFacts.parse({ ...draft.value, number, code, verifyUrl }))
    : null;
  await tx.licence.create({
    data: {
      id,
      number,
      organisationId: organisation.id,
      programme: request.programme,
      schemeId: scheme.id,
      schemeVersion: scheme.version,
      validFrom: period.validFrom,
      validUntil: period.validUntil,
      origin: request.renews ? "renewed" : "decided",
      basis: reason,
      code: certificate && code,
      certificate,
      certificateSha256: certificate && sha256(certificate),
      recordedAt: now(),
      recordedBy: actor.personId,
    },
  });
  await recordAudit(tx, actor, "licence.issued", { kind: "licence", id }, { number, request: request.id });
}

async function draftOf(
  tx: Tx,
  actor: Actor,
  { request, organisation, scheme, period, day }: Given,
): Promise<LicenceDraft> {
  const [decider, asker] = await Promise.all([
    tx.person.findUniqueOrThrow({
      where: { id: actor.personId },
      select: {
        name: true,
        affiliations: {
          where: { from: { lte: day }, OR: [{ until: null }, { until: { gte: day } }] },
          orderBy: [{ from: "desc" }, { id: "desc" }],
          take: 1,
          select: { organisation: { select: { name: true } } },
        },
      },
    }),
    tx.person.findUniqueOrThrow({ where: { id: request.askedBy }, select: { locale: true } }),
  ]);
  const locale = LOCALES.find((known) => known === asker.locale) ?? LOCALES[0];
  const { t } = wordsFor(locale, "UTC");
  const programme = t(`common.programme.${request.programme as "management"}`);
  return {
    kind: "licence",
    locale,
    issuer: decider.affiliations[0]?.organisation.name ?? programme,
    programme,
    scheme: {
      id: scheme.id,
      version: scheme.version,
      title: t(`trainers.scheme.${scheme.id as LicenceSchemeId}`),
    },
    validFrom: period.validFrom,
    validUntil: period.validUntil,
    timeZone: scheme.timeZone,
    trainers: trainersCounted(request.counted),
    decision: { event: request.id, on: day, inputsSha256: sha256(request.counted) },
    holder: { name: organisation.name },
    signatories: [{ name: decider.name, role: t("certification.print.decider") }],
    issuedOn: day,
    edition: 1,
    supersedes: request.renews?.number,
  };
}

function trainersCounted(counted: string): number {
  const { parts } = JSON.parse(counted) as { parts: { asked: { kind: string }; have: number }[] };
  return parts.find(({ asked }) => asked.kind === "trainers-in-force")?.have ?? 0;
}

// ── Reading ─────────────────────────────────────────────────────────────────────────────────────────

type Stored = { id: string; certificate: string | null; certificateSha256: string | null };

/** Throws when the facts are not the ones that were frozen: somebody wrote past the application. */
export function readFrozenLicence({ id, certificate, certificateSha256 }: Stored): LicenceFacts | null {
  if (certificate === null) return null;
  if (sha256(certificate) !== certificateSha256)
    throw new Error(`the facts of licence ${id} are not those that were frozen`);
  return LicenceFacts.parse(JSON.parse(certificate));
}

/** One that the actor sees, with what is printed of it. */
export async function licenceToPrint(
  actor: Pick<Actor, "reach">,
  licenceId: string,
): Promise<(Printed & { number: string }) | null> {
  const row = await db.licence.findFirst({ where: { AND: [{ id: licenceId }, licencesInReach(actor)] } });
  const facts = row && readFrozenLicence(row);
  return facts && { id: row.id, number: row.number, facts, pdfSha256: row.pdfSha256 };
}

/** The stored PDF, drawn and signed when it is first asked for. */
export const licenceCertificateFile = (printed: Printed) =>
  certificateFile(printed, {
    seal: bareSeal,
    keep: async (id, pdfSha256) => {
      await db.licence.updateMany({ where: { id, pdfSha256: null }, data: { pdfSha256 } });
      const kept = await db.licence.findUniqueOrThrow({ where: { id }, select: { pdfSha256: true } });
      return kept.pdfSha256!;
    },
  });
