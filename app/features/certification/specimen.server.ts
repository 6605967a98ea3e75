import { today } from "#app/infra/clock.server.ts";
import { env } from "#app/infra/env.server.ts";
import { wordsFor } from "#app/infra/words.server.ts";
import { addDays } from "#app/lib/calendar-day.ts";
import { paths } from "#app/lib/paths.ts";
import { CertificateKind } from "./certificate-facts.ts";
import type { PrintedCertificate } from "./certificate-pdf.server.tsx";
import { certificateWords } from "./certificate-words.server.ts";
import type { Looked } from "./template-drafts.server.ts";
import { holderOn, postsOf, TEMPLATES, type TemplateId, type TemplateKind } from "./template.ts";
import type { PrintedFacts } from "./licence-facts.ts";

/* A certificate of nobody, to look at a template by: every part that a real one may have, and marked across the page. */

const CODE = "0".repeat(26);

type Shown = { kind: TemplateKind; locale: string };

/** The whole of it, as the drawing takes it. */
export function specimen(id: TemplateId, { text, look }: Looked, shown: Shown): PrintedCertificate {
  const facts = factsOf(id, text, shown);
  const { t } = wordsFor(shown.locale, "UTC");
  return {
    facts,
    words: certificateWords(facts, text),
    look: { ...look, mark: t("certification.template.specimen.mark") },
  };
}

function factsOf(id: TemplateId, { holders, second }: Looked["text"], { kind, locale }: Shown): PrintedFacts {
  const day = today();
  const { t } = wordsFor(locale, "UTC");
  const beside = second && second !== locale ? wordsFor(second, "UTC") : null;
  const { programme } = TEMPLATES[id];
  const title = (words: typeof t) =>
    isOfCourse(kind)
      ? words("certification.template.specimen.course")
      : words(`trainers.scheme.${schemeOf(programme, kind)}`);
  const common = {
    number: "PB-0000-000000",
    code: CODE,
    verifyUrl: env.PUBLIC_ORIGIN + paths.verify(CODE),
    locale,
    issuer: t("certification.template.specimen.issuer"),
    programme: t(`common.programme.${programme}`),
    place: t("certification.template.specimen.place"),
    holder: { name: t("certification.template.specimen.holder"), nameLocal: "សុខ ដារ៉ា" },
    signatories: signatoriesShown(holders, day, t("certification.template.specimen.signatory")),
    issuedOn: day,
    edition: 1,
    ...(beside && {
      second: {
        locale: second!,
        programme: beside.t(`common.programme.${programme}`),
        title: title(beside.t),
      },
    }),
  };
  if (isOfCourse(kind))
    return {
      ...common,
      kind,
      course: { title: title(t), version: "1.0" },
      cohort: t("certification.template.specimen.cohort"),
      format: "standard",
      startDate: addDays(day, -12),
      endDate: day,
      minutes: 4320,
      halfDays: { attended: 19, total: 20 },
      modules: [],
    };
  const certified = {
    ...common,
    scheme: { id: schemeOf(programme, kind), version: "1.0", title: title(t) },
    validFrom: day,
    validUntil: addDays(day, 1095),
    timeZone: "UTC",
  };
  const decision = { event: "specimen", on: day };
  if (kind === "licence")
    return {
      ...certified,
      kind,
      place: undefined,
      holder: { name: t("certification.template.specimen.organisation") },
      trainers: 2,
      decision: { ...decision, inputsSha256: "0".repeat(64) },
    };
  return {
    ...certified,
    kind,
    certification: "KH-0000",
    language: locale,
    topics: [],
    decision: { ...decision, floor: 3 },
  };
}

const isOfCourse = (kind: TemplateKind): kind is CertificateKind =>
  CertificateKind.options.some((known) => known === kind);

/** Under which scheme each kind is shown. */
const SCHEME_OF = {
  management: {
    trainer: "mmw-volume-1-trainer",
    "master-trainer": "mmw-master-trainer",
    provisional: "mmw-volume-1-trainer",
    licence: "mmw-licence",
  },
  "financial-education": {
    facilitator: "fe-facilitator",
    "national-trainer": "fe-national-trainer",
    provisional: "fe-national-trainer",
    licence: "fe-licence",
  },
} as const satisfies Record<string, Partial<Record<TemplateKind, string>>>;
type SchemesOf<Programme> = Programme extends unknown ? Programme[keyof Programme] : never;
type ShownScheme = SchemesOf<(typeof SCHEME_OF)[keyof typeof SCHEME_OF]>;

const schemeOf = (programme: keyof typeof SCHEME_OF, kind: TemplateKind): ShownScheme =>
  (SCHEME_OF[programme] as Partial<Record<TemplateKind, ShownScheme>>)[kind]!;

/** A post that nobody holds today is shown all the same; the page says so. */
function signatoriesShown(holders: Looked["text"]["holders"], day: string, somebody: string) {
  if (holders.length === 0) return [{ name: "…", role: somebody }];
  return postsOf(holders).map((role) => ({ name: holderOn(holders, role, day)?.name ?? "…", role }));
}
