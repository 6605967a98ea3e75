import type { SecondTexts } from "#app/features/certification/template.ts";
import type { TrainerDraft, TrainerKind } from "#app/features/certification/trainer-facts.ts";
import { sha256 } from "#app/infra/ids.server.ts";
import type { Tx } from "#app/infra/db.server.ts";
import { wordsFor } from "#app/infra/words.server.ts";
import { canonicalJson } from "#app/lib/canonical-json.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { LOCALES } from "#app/lib/locales.ts";
import { evidenceStage } from "#app/features/trainers/schemes/stage.ts";
import {
  loadCandidacy,
  readFile,
  type StoredCandidacy,
} from "#app/features/trainers/candidacies/candidacy-file.server.ts";
import { eventInto } from "#app/features/trainers/candidacies/candidacy-history.ts";
import { datesOf } from "./certification-status.ts";
import { readCertification, WITH_FACTS } from "./certifications.server.ts";
import { below, unscored, type Scores } from "#app/features/trainers/schemes/criteria.ts";
import { provisionalUntil } from "#app/features/trainers/candidacies/provisional.ts";
import { PAPER_OF } from "#app/features/trainers/schemes/papers.ts";
import type { Scheme } from "#app/features/trainers/schemes/scheme.ts";
import { loadSchemes } from "#app/features/trainers/schemes/scheme-versions.server.ts";
import { PROGRAMME_OF, type SchemeId } from "#app/features/trainers/schemes/schemes.ts";
import { topicsHeld, topicsOf, type Topic } from "#app/features/trainers/schemes/topics.ts";

/*
 * What a trainer's certificate says, from the decision that was recorded: who it names, what they may train, from when to
 * when, and what was decided on. Without such a decision there is nothing to print.
 */

type Decision = TrainerDraft["decision"] & { by: string; place?: string | undefined };
type Subject = {
  personId: string;
  programme: string;
  scheme: Scheme;
  version: string;
  language: string;
  topics: readonly Topic[];
  kind: TrainerKind;
  certification?: string | undefined;
  validFrom: CalendarDay;
  validUntil: CalendarDay;
  /** Of an edition that was printed; else the holder's. */
  locale?: string | undefined;
};

/** Null: it was decided on paper before this system, or is of a kind that is not printed. */
export async function certificationDraft(
  tx: Tx,
  certificationId: string,
  issuedOn: CalendarDay,
  locale?: string,
): Promise<TrainerDraft | null> {
  const row = await tx.certification.findUniqueOrThrow({
    where: { id: certificationId },
    include: WITH_FACTS,
  });
  const scheme = (await loadSchemes(tx)).judging(row);
  const kind = PAPER_OF[scheme.kind];
  const decision = await decisionOf(tx, row);
  if (kind === "licence" || !decision) return null;
  const { validUntil } = datesOf(readCertification(row), scheme.validity);
  const { personId, programme, language, validFrom, schemeVersion: version } = row;
  const topics = topicsHeld(row);
  const certified = { kind, certification: row.number, validFrom, validUntil, locale };
  const behind = await tx.attestation.findUnique({
    where: { certificationId },
    select: { organisation: { select: { name: true } } },
  });
  return draftOf(
    tx,
    { personId, programme, language, topics, scheme, version, ...certified },
    decision,
    issuedOn,
    behind?.organisation.name,
  );
}

/** Of the decision that let the candidate into the provisional stage; null: there was none here. */
export async function provisionalDraft(
  tx: Tx,
  row: StoredCandidacy,
  issuedOn: CalendarDay,
  locale?: string,
): Promise<TrainerDraft | null> {
  const { scheme, entries } = await readFile(row, tx);
  const decided = eventInto(scheme, row.personId, entries, "provisional");
  const validUntil = decided && provisionalUntil(scheme, decided.on);
  if (!decided || !validUntil) return null;
  const { personId, programme, language, schemeVersion: version } = row;
  const inputs = row.events.find(({ id }) => id === decided.id)?.inputs;
  const decision = { event: decided.id, on: decided.on, by: decided.by.personId, ...fingerprint(inputs) };
  const certified = { kind: "provisional", validFrom: decided.on, validUntil } as const;
  const subject = {
    personId,
    programme,
    language,
    topics: topicsOf(scheme.id),
    scheme,
    version,
    locale,
    ...certified,
  };
  return draftOf(tx, subject, decision, issuedOn);
}

async function draftOf(
  tx: Tx,
  subject: Subject,
  { by, place, ...decision }: Decision,
  issuedOn: CalendarDay,
  employer?: string,
): Promise<TrainerDraft> {
  const { scheme, version, kind, language, certification, validFrom, validUntil } = subject;
  const [holder, decider] = await Promise.all([
    tx.person.findUniqueOrThrow({ where: { id: subject.personId } }),
    tx.person.findUniqueOrThrow({ where: { id: by }, select: { id: true, name: true } }),
  ]);
  const wanted = subject.locale ?? holder.locale;
  const locale = LOCALES.find((known) => known === wanted) ?? LOCALES[0];
  const { t } = wordsFor(locale, "UTC");
  const programme = t(`common.programme.${subject.programme as "management"}`);
  const all = subject.topics.length === topicsOf(scheme.id).length;
  return {
    kind,
    locale,
    // An attestation is the employer's own; every other certificate that of the office that decided.
    issuer: employer ?? (await employerOn(tx, decider.id, decision.on)) ?? programme,
    programme,
    scheme: { id: scheme.id, version, title: t(`trainers.scheme.${scheme.id as SchemeId}`) },
    certification,
    language,
    topics: all ? [] : subject.topics.map((topic) => t(`trainers.topic.${topic}`)),
    place: place || undefined,
    validFrom,
    validUntil,
    timeZone: scheme.timeZone,
    decision,
    holder: { name: holder.printedName ?? holder.name, nameLocal: holder.printedNameLocal ?? undefined },
    signatories: [{ name: decider.name, role: t("certification.print.decider") }],
    issuedOn,
    edition: 1,
  };
}

/** For the language beside a certificate's own; topics that are called otherwise by now stay as they are called there. */
export function secondTexts({ scheme, topics, locale }: TrainerDraft, second: string): SecondTexts {
  const [own, other] = [wordsFor(locale, "UTC"), wordsFor(second, "UTC")];
  const known = topicsOf(scheme.id).filter((topic) => topics.includes(own.t(`trainers.topic.${topic}`)));
  return {
    programme: other.t(`common.programme.${PROGRAMME_OF[scheme.id as SchemeId]}`),
    title: other.t(`trainers.scheme.${scheme.id as SchemeId}`),
    ...(known.length === topics.length && {
      topics: known.map((topic) => other.t(`trainers.topic.${topic}`)),
    }),
  };
}

async function employerOn(tx: Tx, personId: string, day: CalendarDay): Promise<string | undefined> {
  const held = await tx.affiliation.findFirst({
    where: { personId, from: { lte: day }, OR: [{ until: null }, { until: { gte: day } }] },
    orderBy: [{ from: "desc" }, { id: "desc" }],
    select: { organisation: { select: { name: true } } },
  });
  return held?.organisation.name;
}

const fingerprint = (inputs: string | null | undefined) => (inputs ? { inputsSha256: sha256(inputs) } : {});

// ── The decision ────────────────────────────────────────────────────────────────────────────────────

type Row = {
  id: string;
  origin: string;
  predecessorId: string | null;
  validFrom: CalendarDay;
  recordedBy: string;
};

async function decisionOf(tx: Tx, row: Row): Promise<Decision | null> {
  if (row.origin === "decided") return candidacyDecision(tx, row);
  if (row.predecessorId === null || !["renewed", "reduced", "recognised"].includes(row.origin)) return null;
  const fact = await tx.certificationFact.findFirst({
    where: {
      certificationId: row.predecessorId,
      kind: "succeeded",
      day: row.validFrom,
      word: row.origin,
    },
    orderBy: { sequence: "desc" },
  });
  if (!fact) return null;
  const { id, recordedOn, recordedBy, day, word, reason } = fact;
  // A reduction and a recognition are decided on what they say themselves.
  const inputs = fact.inputs ?? canonicalJson({ day, word, reason, of: row.predecessorId });
  return { event: id, on: recordedOn, by: recordedBy, ...fingerprint(inputs) };
}

/** The last act of the candidacy, with the scores and the course it was taken on. */
async function candidacyDecision(tx: Tx, { id }: Row): Promise<Decision | null> {
  const row = await loadCandidacy({ certificationId: id }, tx);
  if (!row) return null;
  // Its own scheme: the short way to another language has other stages than what it leads to.
  const { scheme, entries, history } = await readFile(row, tx);
  const decided = eventInto(scheme, row.personId, entries, "certified");
  if (!decided) return null;
  const inputs = row.events.find((event) => event.id === decided.id)?.inputs;
  const stage = evidenceStage(scheme, scheme.stages.at(-1)!);
  const cohortId = history.cohorts[stage];
  const cohort =
    cohortId && (await tx.cohort.findUnique({ where: { id: cohortId }, select: { place: true } }));
  return {
    event: decided.id,
    on: decided.on,
    by: decided.by.personId,
    ...fingerprint(inputs),
    ...floorMet(scheme, inputs, stage),
    ...(cohort ? { place: cohort.place } : {}),
  };
}

/** The floor every criterion was held to, if the scores that were decided on meet it. */
function floorMet(scheme: Scheme, inputs: string | null | undefined, stage: string): { floor?: number } {
  const asked = scheme.stages.at(-1)!.asks.find(({ kind }) => kind === "criteria-floor");
  if (asked?.kind !== "criteria-floor" || !inputs) return {};
  const { stages } = JSON.parse(inputs) as { stages: Record<string, { scores: Scores } | undefined> };
  const scores = stages[stage]?.scores;
  const met = scores && unscored(scores).length === 0 && below(scores, asked.floor).length === 0;
  return met ? { floor: asked.floor } : {};
}
