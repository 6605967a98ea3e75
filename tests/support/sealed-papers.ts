import { certificateWords } from "#app/features/certification/certificate-words.server.ts";
import { drawAndSeal, type Drawing } from "#app/features/certification/draw-and-seal.server.ts";
import type { LicenceFacts, PrintedFacts } from "#app/features/certification/licence-facts.ts";
import { specimen } from "#app/features/certification/specimen.server.ts";
import {
  FIRST_TEMPLATE,
  paletteOf,
  TEMPLATES,
  type TemplateId,
  type TemplateKind,
} from "#app/features/certification/template.ts";
import { transcriptWords } from "#app/features/certification/transcript-words.server.ts";
import type { Transcript } from "#app/features/certification/transcript.ts";
import { makeCertificate } from "#app/infra/certificate-authority.server.ts";
import type { Seal } from "#app/infra/sealed-pdf.server.ts";
import type { Locale } from "#app/lib/locales.ts";

/* Every kind of paper that is sealed, of nobody: as the app draws it, without rows. */

type Unsealed = { set: Printed[] } | { transcript: ReturnType<typeof transcriptWords> };
type Printed = Extract<Drawing, { set: unknown }>["set"][number];

const LOOK = { palette: paletteOf(FIRST_TEMPLATE.colours), logo: null };

type Certificate = {
  kind: TemplateKind;
  locale: Locale;
  second?: Locale;
  change?: object;
};

/** Of a course or of somebody who trains. */
export function aCertificate({ kind, locale, second, change = {} }: Certificate): Printed {
  const id = (Object.keys(TEMPLATES) as TemplateId[]).find((one) =>
    TEMPLATES[one].kinds.some((known) => known === kind),
  )!;
  const text = { ...FIRST_TEMPLATE, second: second ?? null };
  const { facts } = specimen(id, { text, look: LOOK }, { kind, locale });
  const changed: PrintedFacts = Object.assign(facts, change);
  return {
    facts: changed,
    words: certificateWords(changed, text),
    look: LOOK,
    mark: changed.verifyUrl,
  };
}

export function aLicence(locale: Locale, change: Partial<LicenceFacts> = {}): Printed {
  const { facts } = aCertificate({ kind: "trainer", locale });
  const { number, code, verifyUrl, issuer, programme, holder, signatories, issuedOn, edition } = facts;
  const licence: LicenceFacts = {
    number,
    code,
    verifyUrl,
    locale,
    issuer,
    programme,
    holder,
    signatories,
    issuedOn,
    edition,
    kind: "licence",
    scheme: { id: "licence", version: "1.0", title: "Licence" },
    validFrom: issuedOn,
    validUntil: "2029-11-01",
    timeZone: "Asia/Phnom_Penh",
    trainers: 4,
    decision: { event: "decision", on: issuedOn, inputsSha256: "0".repeat(64) },
    ...change,
  };
  return { facts: licence, words: certificateWords(licence), look: LOOK, mark: verifyUrl };
}

export function aTranscript(languages: [Locale, Locale], change: Partial<Transcript> = {}) {
  const { facts } = aCertificate({ kind: "achievement", locale: languages[0] });
  const tested = { kind: "tested" as const, shares: [0.86, 0.9], passed: true };
  return transcriptWords(facts as Parameters<typeof transcriptWords>[0], {
    languages,
    course: ["Management essentials", "Management essentials"],
    rows: Array.from({ length: 12 }, (_, index) => ({
      titles: [`Module ${index + 1}`, `Module ${index + 1}`],
      minutes: 90,
      result: tested,
    })),
    final: tested,
    plan: { approved: true },
    hours: [],
    recordedOn: facts.issuedOn,
    ...change,
  });
}

let seal: Promise<Seal> | null = null;

/** With something attached, as a certificate has it. */
export const aSeal = (): Promise<Seal> => (seal ??= makeSeal());

async function makeSeal(): Promise<Seal> {
  const from = new Date("2026-11-01T00:00:00Z");
  const authority = await makeCertificate({ name: "Authority", from, years: 30 }, null);
  const { key, certificate } = await makeCertificate({ name: "Certificates", from, years: 20 }, authority);
  return {
    with: { key, chain: [certificate] },
    at: new Date("2026-11-02T12:00:00Z"),
    name: "passbook.example",
    contact: "https://passbook.example",
    attachment: {
      name: "credential.jwt",
      type: "application/vc+jwt",
      description: "Certificate",
      bytes: Buffer.from("a.token.of-nobody"),
    },
  };
}

/** By name, sealed. */
export async function sealedPapers(): Promise<[name: string, pdf: Buffer][]> {
  const kinds = [...new Set(Object.values(TEMPLATES).flatMap((template) => [...template.kinds]))];
  const papers: [string, Unsealed][] = [
    ...kinds.map((kind): [string, Unsealed] => [kind, { set: [aCertificate({ kind, locale: "en" })] }]),
    [
      "achievement, km beside en",
      { set: [aCertificate({ kind: "achievement", locale: "km", second: "en" })] },
    ],
    ["licence", { set: [aLicence("fr")] }],
    ["transcript, es beside km", { transcript: aTranscript(["es", "km"]) }],
  ];
  const sealing = await aSeal();
  const sealed: [string, Buffer][] = [];
  for (const [name, drawing] of papers)
    sealed.push([name, Buffer.from(await drawAndSeal({ ...drawing, seal: sealing }))]);
  return sealed;
}
