import { recordAudit } from "#app/features/audit/record.server.ts";
import { LicenceFacts, type LicenceDraft } from "#app/features/certification/licence-facts.ts";
import { certificateFile, type Printed } from "#app/features/credentials/certificate-files.server.ts";
import { qrText } from "#app/features/credentials/credentials.server.ts";
import { sealFor } from "#app/features/credentials/seal-for.server.ts";
import { readFrozenLicence } from "#app/features/certification/certificate-record.server.ts";
import { checkDraft } from "#app/features/certification/freeze-facts.ts";
import { inTemplate, type SecondTexts } from "#app/features/certification/template.ts";
import { currentTemplate } from "#app/features/certification/templates.server.ts";
import { newCertificateCode, nextNumber } from "#app/features/certification/write-certificate.server.ts";
import type { Period } from "#app/features/trainers/renewal/renewal.ts";
import { loadSchemes } from "#app/features/trainers/schemes/scheme-versions.server.ts";
import type { Scheme } from "#app/features/trainers/schemes/scheme.ts";
import type { LicenceSchemeId } from "#app/features/trainers/schemes/schemes.ts";
import { now, today } from "#app/infra/clock.server.ts";
import { db, inTransaction, type Tx } from "#app/infra/db.server.ts";
import { env } from "#app/infra/env.server.ts";
import { newId, sha256 } from "#app/infra/ids.server.ts";
import { fontsCover } from "#app/infra/font-families.server.ts";
import { wordsFor } from "#app/infra/words.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { canonicalJson } from "#app/lib/canonical-json.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { LOCALES } from "#app/lib/locales.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import { paths } from "#app/lib/paths.ts";
import { holdLicensee, licencesInReach, licenseeInReach, worksAt } from "./licence-scope.server.ts";
import { answeringOn, licencesOf } from "./licences.server.ts";

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
  decided: { by: string; on: CalendarDay };
};

/** The number is taken last: from here to the commit its count is locked. */
export async function writeLicence(tx: Tx, actor: Actor, given: Given, reason: string): Promise<void> {
  const { request, organisation, scheme, period, decided } = given;
  const id = newId();
  const draft = await inItsTemplate(tx, request.programme, await draftOf(tx, given, decided.on));
  const number = await nextNumber(tx, decided.on);
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
      // A name that no font has is licensed all the same, without a paper, as is one on a day on which nobody signs.
      ...(draft.ok ? frozen(draft.value, number) : {}),
      recordedAt: now(),
      recordedBy: actor.personId,
    },
  });
  await recordAudit(tx, actor, "licence.issued", { kind: "licence", id }, { number, request: request.id });
}

function frozen(draft: LicenceDraft, number: string) {
  const code = newCertificateCode();
  const verifyUrl = env.PUBLIC_ORIGIN + paths.verify(code);
  const certificate = canonicalJson(LicenceFacts.parse({ ...draft, number, code, verifyUrl }));
  return { code, certificate, certificateSha256: sha256(certificate) };
}

/** As the newest version of its template has it, and printable; refused with what to put right. */
async function inItsTemplate(tx: Tx, programme: string, draft: LicenceDraft): Promise<Result<LicenceDraft>> {
  const made = inTemplate(draft, await currentTemplate(programme, "licence", tx), (locale) =>
    titlesIn(locale, programme, draft.scheme.id),
  );
  return made.ok ? checkDraft(made.value, fontsCover) : made;
}

function titlesIn(locale: string, programme: string, schemeId: string): SecondTexts {
  const { t } = wordsFor(locale, "UTC");
  return {
    programme: t(`common.programme.${programme as "management"}`),
    title: t(`trainers.scheme.${schemeId as LicenceSchemeId}`),
  };
}

/** What was decided here and went without its paper. */
export const lacksPaper = ({
  certificate,
  origin,
}: {
  certificate: string | null;
  origin: string;
}): boolean => certificate === null && origin !== "recorded";

/**
 * By an officer, where the decision had to go without: the paper of the present licence, in the name of whoever decided.
 * Refused with what to put right. Null: not theirs.
 */
export const issueLicencePaper = (
  asking: Actor,
  { organisationId, schemeId }: { organisationId: string; schemeId: LicenceSchemeId },
): Promise<Result<null> | null> =>
  inTransaction(async (tx) => {
    const found = await licenseeInReach(asking, "keep:licences", organisationId, schemeId, tx);
    if (!found) return null;
    const { actor, organisation } = found;
    if (await worksAt(tx, actor, organisationId)) return refuse("licence-own-record");
    await holdLicensee(tx, organisationId);
    const book = await loadSchemes(tx);
    const day = today(book.current(schemeId).timeZone);
    const row = answeringOn(await licencesOf(tx, organisationId, schemeId), day);
    if (!row) return refuse("licence-none");
    if (row.origin === "recorded") return refuse("certification-on-paper");
    if (!lacksPaper(row)) return ok(null);
    const { decidedBy, decidedOn, ...request } = await tx.licenceRequest.findFirstOrThrow({
      where: { organisationId, schemeId, outcome: "given", decidedAt: { lte: row.recordedAt } },
      orderBy: { decidedAt: "desc" },
      include: { renews: { select: { number: true } } },
    });
    const decided = { by: decidedBy!, on: decidedOn! };
    const given = { request, organisation, scheme: book.of(row), period: row, decided };
    const draft = await inItsTemplate(tx, request.programme, await draftOf(tx, given, day));
    if (!draft.ok) return draft;
    await tx.licence.update({ where: { id: row.id }, data: frozen(draft.value, row.number) });
    await recordAudit(tx, actor, "licence.printed", { kind: "licence", id: row.id }, { number: row.number });
    return ok(null);
  });

async function draftOf(
  tx: Tx,
  { request, organisation, scheme, period, decided }: Given,
  issuedOn: CalendarDay,
): Promise<LicenceDraft> {
  const [decider, asker] = await Promise.all([
    tx.person.findUniqueOrThrow({
      where: { id: decided.by },
      select: {
        name: true,
        affiliations: {
          where: { from: { lte: decided.on }, OR: [{ until: null }, { until: { gte: decided.on } }] },
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
  const { programme, title } = titlesIn(locale, request.programme, scheme.id);
  return {
    kind: "licence",
    locale,
    issuer: decider.affiliations[0]?.organisation.name ?? programme,
    programme,
    scheme: { id: scheme.id, version: scheme.version, title },
    validFrom: period.validFrom,
    validUntil: period.validUntil,
    timeZone: scheme.timeZone,
    trainers: trainersCounted(request.counted),
    decision: { event: request.id, on: decided.on, inputsSha256: sha256(request.counted) },
    holder: { name: organisation.name },
    signatories: [{ name: decider.name, role: t("certification.print.decider") }],
    issuedOn,
    edition: 1,
    supersedes: request.renews?.number,
  };
}

function trainersCounted(counted: string): number {
  const { parts } = JSON.parse(counted) as { parts: { asked: { kind: string }; have: number }[] };
  return parts.find(({ asked }) => asked.kind === "trainers-in-force")?.have ?? 0;
}

// ── Reading ─────────────────────────────────────────────────────────────────────────────────────────

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
    seal: (licenceId) => sealFor({ licenceId }),
    mark: (licenceId) => qrText({ licenceId }),
    keep: async (id, pdfSha256) => {
      await db.licence.updateMany({ where: { id, pdfSha256: null }, data: { pdfSha256 } });
      const kept = await db.licence.findUniqueOrThrow({ where: { id }, select: { pdfSha256: true } });
      return kept.pdfSha256!;
    },
  });
