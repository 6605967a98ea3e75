import { dayOf } from "#app/features/identity/staff-list.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { canonicalJson } from "#app/lib/canonical-json.ts";
import { fold, foldHeading } from "#app/lib/fold.ts";
import type { SchemeBook } from "#app/features/trainers/schemes/scheme-book.ts";
import { CRITERIA, type Scores } from "#app/features/trainers/schemes/criteria.ts";
import { evidenceStage } from "#app/features/trainers/schemes/stage.ts";
import { lastValidDay, type Scheme, type Stage } from "#app/features/trainers/schemes/scheme.ts";
import {
  isByTopic,
  scopeOf,
  scopeToStore,
  topicsOf,
  type Topic,
} from "#app/features/trainers/schemes/topics.ts";
import { SCHEME_IDS, TRAINING_LANGUAGES, type SchemeId } from "#app/features/trainers/schemes/schemes.ts";

/*
 * Certifications and candidacies from before this platform, from a list (issue 5): original numbers stay, a list that is sent
 * again changes nothing, and each row says what becomes of it.
 */

export const PAST_COLUMNS = [
  "person",
  "scheme",
  "language",
  "number",
  "validFrom",
  "validUntil",
  "topics",
  "employer",
  "suspended",
  "lifted",
  "revoked",
  "reason",
  "stage",
  "since",
  "courseEnded",
  "scores",
  "observed",
  "assessor",
  "evidence",
  "file",
] as const;
export type PastColumn = (typeof PAST_COLUMNS)[number];

/** Headings as offices write them, in the languages of the interface. */
const HEADINGS: Record<PastColumn, readonly string[]> = {
  person: [
    "person",
    "username",
    "e mail",
    "email",
    "personne",
    "identifiant",
    "courriel",
    "persona",
    "usuario",
    "correo",
    "correo electronico",
    "មនុស្ស",
    "បុគ្គល",
    "ឈ្មោះអ្នកប្រើ",
    "អ៊ីមែល",
  ],
  scheme: ["scheme", "certification", "dispositif", "esquema", "certificacion", "របប"],
  language: ["language", "langue", "idioma", "ភាសា"],
  number: [
    "number",
    "certificate number",
    "numero",
    "numero du certificat",
    "numero de certificado",
    "numero del certificado",
    "លេខ",
    "លេខវិញ្ញាបនបត្រ",
  ],
  validFrom: [
    "valid from",
    "from",
    "valable du",
    "du",
    "debut",
    "vigente desde",
    "valido desde",
    "desde el",
    "មានសុពលភាពពី",
    "មានសុពលភាពចាប់ពី",
  ],
  validUntil: [
    "valid until",
    "until",
    "valable jusqu au",
    "au",
    "fin",
    "vigente hasta",
    "valido hasta",
    "hasta el",
    "hasta",
    "មានសុពលភាពដល់",
    "មានសុពលភាពរហូតដល់",
  ],
  topics: ["topics", "topic", "scope", "themes", "theme", "portee", "temas", "tema", "alcance", "ប្រធានបទ"],
  employer: ["employer", "employeur", "empleador", "និយោជក"],
  suspended: [
    "suspended",
    "suspended on",
    "suspendue",
    "suspendue le",
    "suspendida",
    "suspendida el",
    "ផ្អាក",
  ],
  lifted: ["lifted", "lifted on", "levee", "levee le", "levantada", "levantada el", "ដោះការផ្អាក"],
  revoked: ["revoked", "revoked on", "retiree", "retiree le", "revocada", "revocada el", "ដកហូត"],
  reason: ["reason", "motif", "raison", "motivo", "razon", "មូលហេតុ"],
  courseEnded: [
    "course ended",
    "last course day",
    "fin du cours",
    "dernier jour du cours",
    "fin del curso",
    "ultimo dia del curso",
    "ថ្ងៃចុងក្រោយនៃវគ្គ",
  ],
  scores: ["scores", "twelve scores", "notes", "douze notes", "puntajes", "doce puntajes", "ពិន្ទុ"],
  observed: [
    "observed",
    "observed on",
    "observe",
    "observee",
    "observe le",
    "observee le",
    "observado",
    "observada",
    "observado el",
    "observada el",
    "ថ្ងៃសង្កេត",
  ],
  assessor: ["assessor", "observed by", "evaluateur", "evaluatrice", "evaluador", "evaluadora", "អ្នកវាយតម្លៃ"],
  stage: ["stage", "phase", "etape", "etapa", "fase", "ដំណាក់កាល"],
  since: ["since", "in stage since", "depuis", "depuis le", "desde", "ចាប់ពី", "តាំងពី"],
  evidence: [
    "evidence",
    "basis",
    "paper",
    "preuve",
    "piece",
    "base",
    "prueba",
    "evidencia",
    "respaldo",
    "ភស្តុតាង",
  ],
  file: ["file", "file name", "fichier", "nom du fichier", "archivo", "nombre del archivo", "ឯកសារ"],
};
const COLUMN_OF = new Map(
  PAST_COLUMNS.flatMap((column) =>
    [column, ...HEADINGS[column]].map((heading) => [foldHeading(heading), column] as const),
  ),
);
export const columnOf = (heading: string): PastColumn | null => COLUMN_OF.get(foldHeading(heading)) ?? null;

/** Short names beside the ids. */
const SCHEME_NAMES = new Map<string, SchemeId>(
  Object.entries({
    trainer: "mmw-volume-1-trainer",
    formateur: "mmw-volume-1-trainer",
    "master trainer": "mmw-master-trainer",
    "maitre formateur": "mmw-master-trainer",
    facilitator: "fe-facilitator",
    facilitateur: "fe-facilitator",
    capacitador: "mmw-volume-1-trainer",
    "capacitador master": "mmw-master-trainer",
    facilitador: "fe-facilitator",
    គ្រូបណ្តុះបណ្តាល: "mmw-volume-1-trainer",
    មេគ្រូបង្គោល: "mmw-master-trainer",
    អ្នកសម្របសម្រួល: "fe-facilitator",
  } as const),
);
const schemeNamed = (text: string): SchemeId | null =>
  SCHEME_IDS.find((id) => foldHeading(id) === foldHeading(text)) ??
  SCHEME_NAMES.get(foldHeading(text)) ??
  null;

/** What a row says besides of a candidate whose evidence was written down before that stage. */
export function askedOf(
  scheme: Scheme,
  stage: Stage,
): { courseEnded: boolean; scores: boolean; topics: boolean } {
  const asks = (of: Stage, ...kinds: string[]) => of.asks.some(({ kind }) => kinds.includes(kind));
  const before = scheme.stages.slice(0, scheme.stages.indexOf(stage));
  return {
    // An exam counts from the last day of the course before it.
    courseEnded: asks(stage, "exam") && !asks(stage, "attendance", "refresher"),
    // A decision looks at the practicum before it.
    scores: asks(stage, "criteria-floor") && evidenceStage(scheme, stage) !== stage.id,
    topics: isByTopic(scheme.id) && before.some((one) => asks(one, "exam")),
  };
}

export type PastRow = { row: number; values: Partial<Record<PastColumn, string>> };

/** Sentences under `trainers.past.fault.`. */
export const PAST_FAULTS = [
  "person",
  "scheme",
  "language",
  "evidence",
  "number-or-stage",
  "valid-from",
  "valid-until",
  "topics",
  "employer",
  "suspended",
  "lifted",
  "revoked",
  "reason",
  "stage",
  "since",
  "course-ended",
  "scores",
  "observed",
  "assessor",
  "to-come",
  "twice",
  "nobody",
  "own",
  "conflict",
  "not-yours",
  "number-taken",
  "facts-missing",
  "open-already",
  "read-exam",
  "file-missing",
  "file-kind",
] as const;
export type PastFault = (typeof PAST_FAULTS)[number];

type Common = {
  row: number;
  person: string;
  schemeId: SchemeId;
  language: string;
  evidence: string;
  /** The paper itself, by its name in the archive that came with the list. */
  file: string | null;
};
export type PastCertification = Common & {
  kind: "certification";
  number: string;
  validFrom: CalendarDay;
  validUntil: CalendarDay;
  /** What it may have been recorded with: where the list says no day, that of any version there has been. */
  ends: readonly CalendarDay[];
  /** As it is stored: null, the whole of the scheme. */
  topics: string | null;
  /** Who attested then, where the list says so. */
  employer: string | null;
  /** What was decided about it on paper, each on its day. */
  facts: readonly PastFact[];
};
export type PastFact = { kind: "suspended" | "lifted" | "revoked"; day: CalendarDay; reason: string };
export type PastCandidacy = Common & {
  kind: "candidacy";
  stage: string;
  since: CalendarDay;
  courseEnded: CalendarDay | null;
  topics: readonly Topic[] | null;
  observed: { on: CalendarDay; assessor: string; scores: Scores } | null;
};
export type PastEntry = PastCertification | PastCandidacy;
export type PastRead = { row: number; person: string; entry: PastEntry | null; faults: PastFault[] };

/** The words by which a cell says all of them. */
const EVERY_TOPIC = new Set(["all", "tous", "toutes", "todos", "todas", "ទាំងអស់"].map(foldHeading));

/** The topic a text names, by its id or as the interface calls it in one of its languages. */
export type TopicNamed = (text: string) => Topic | null;

/** What an attestation is for, as it is stored. */
function topicsIn(schemeId: SchemeId, text: string, topicNamed: TopicNamed): string | null {
  const topics = namedTopics(schemeId, text, topicNamed);
  return topics && scopeToStore(schemeId, topics);
}

/** Null: nothing is said, or something we do not know. */
function namedTopics(schemeId: SchemeId, text: string, topicNamed: TopicNamed): readonly Topic[] | null {
  if (EVERY_TOPIC.has(foldHeading(text))) return topicsOf(schemeId);
  const named = text.split(/[;,|\n]/).filter((part) => part.trim() !== "");
  const topics = named.map(topicNamed);
  const known = topics.every((topic) => topic !== null && topicsOf(schemeId).includes(topic));
  return known && topics.length > 0 ? topics.filter((topic) => topic !== null) : null;
}

/** A paper is recorded under the version that was in force on its first day; a candidate goes on under the one that holds. */
export type Versions = Pick<SchemeBook, "inForce" | "current" | "versions">;

/** One row of the list, or everything that is wrong with it at once. */
export function readPast(
  { row, values }: PastRow,
  versions: Versions,
  topicNamed: TopicNamed,
  today: CalendarDay,
): PastRead {
  const faults: PastFault[] = [];
  const need = <Value>(value: Value | null | undefined | "", fault: PastFault): Value | null => {
    if (value) return value;
    faults.push(fault);
    return null;
  };
  const person = values.person ?? "";
  need(person, "person");
  const schemeId = need(schemeNamed(values.scheme ?? ""), "scheme");
  const language = need(
    TRAINING_LANGUAGES.find((code) => code === fold(values.language ?? "").trim()),
    "language",
  );
  const evidence = need(values.evidence?.slice(0, 500), "evidence");
  const file = values.file ?? null;
  const isCertification = Boolean(values.number);
  if (isCertification === Boolean(values.stage)) faults.push("number-or-stage");
  const day = (text: string | undefined, fault: PastFault) => need(text ? dayOf(text) : null, fault);
  const done = (entry: PastEntry | null): PastRead => ({
    row,
    person,
    entry: faults.length === 0 ? entry : null,
    faults,
  });
  if (isCertification) {
    const validFrom = day(values.validFrom, "valid-from");
    const said = values.validUntil ? day(values.validUntil, "valid-until") : null;
    if (said && validFrom && said < validFrom) faults.push("valid-until");
    if (validFrom && validFrom > today) faults.push("to-come");
    const byTopic = schemeId !== null && isByTopic(schemeId);
    const topics = byTopic ? need(topicsIn(schemeId, values.topics ?? "", topicNamed), "topics") : null;
    const employer = values.employer ?? null;
    if (employer !== null && !byTopic) faults.push("employer");
    const facts = validFrom ? factsIn(values, validFrom, today, (fault) => faults.push(fault)) : [];
    if (!schemeId || !language || !evidence || !validFrom || !values.number) return done(null);
    const lastDay = ({ validity }: Scheme) => said ?? lastValidDay(validity, validFrom);
    const validUntil = lastDay(versions.inForce(schemeId, validFrom));
    const ends = [...new Set(versions.versions(schemeId).map(lastDay))];
    const number = values.number.toUpperCase().slice(0, 60);
    const common = { row, person, schemeId, language, evidence, file };
    const period = { number, validFrom, validUntil, ends };
    return done({ ...common, kind: "certification", ...period, topics, employer, facts });
  }
  const since = values.stage ? day(values.since, "since") : null;
  if (since && since > today) faults.push("to-come");
  const stage =
    schemeId && values.stage
      ? need(
          versions
            .current(schemeId)
            .stages.find(({ id, names = {} }) =>
              [id, ...Object.values(names)].some((said) => foldHeading(said) === foldHeading(values.stage!)),
            ),
          "stage",
        )
      : null;
  const asked = schemeId && stage && askedOf(versions.current(schemeId), stage);
  const past = (text: string | undefined, fault: PastFault) => {
    const said = day(text, fault);
    if (said && since && said > since) faults.push(fault);
    return said;
  };
  const courseEnded = asked?.courseEnded ? past(values.courseEnded, "course-ended") : null;
  const topics = asked?.topics
    ? need(namedTopics(schemeId!, values.topics ?? "", topicNamed), "topics")
    : null;
  const on = asked?.scores ? past(values.observed, "observed") : null;
  const scores = asked?.scores ? need(scoresIn(values.scores ?? ""), "scores") : null;
  const assessor = asked?.scores ? need(values.assessor, "assessor") : null;
  if (!schemeId || !language || !evidence || !since || !stage) return done(null);
  const observed = on && scores && assessor ? { on, scores, assessor } : null;
  const common = { row, person, schemeId, language, evidence, file };
  return done({ ...common, kind: "candidacy", stage: stage.id, since, courseEnded, topics, observed });
}

/** Suspended, lifted, revoked: each on a day on which it could be, with why. */
function factsIn(
  values: PastRow["values"],
  validFrom: CalendarDay,
  today: CalendarDay,
  wrong: (fault: "suspended" | "lifted" | "revoked" | "reason") => void,
): PastFact[] {
  const reason = values.reason?.slice(0, 500) ?? "";
  const suspended = values.suspended && dayOf(values.suspended);
  const from = { suspended: validFrom, lifted: suspended, revoked: validFrom };
  const facts = (["suspended", "lifted", "revoked"] as const).flatMap((kind): PastFact[] => {
    const text = values[kind];
    if (!text) return [];
    const day = dayOf(text);
    const earliest = from[kind];
    if (day && earliest && day >= earliest && day <= today) return [{ kind, day, reason }];
    wrong(kind);
    return [];
  });
  if (reason === "" && facts.length > 0) wrong("reason");
  return facts;
}

/** Twelve scores of 1 to 5 in their order, whatever stands between them. */
function scoresIn(text: string): Scores | null {
  if (!/^\s*[1-5](\D+[1-5]){11}\s*$/.test(text)) return null;
  const given = text.match(/[1-5]/g)!;
  return Object.fromEntries(CRITERIA.map((criterion, index) => [criterion, Number(given[index])]));
}

// ── What becomes of it ──────────────────────────────────────────────────────────────────────────────

type HeldPeriod = {
  id: string;
  number: string;
  personId: string;
  schemeId: string;
  language: string;
  validFrom: CalendarDay;
  validUntil: CalendarDay;
  /** A newer one took over already. */
  succeeded: boolean;
};
type HeldCertification = HeldPeriod & {
  topics: string | null;
  /** What was decided about it. */
  decided: readonly { kind: string; day: CalendarDay }[];
};
type HeldCandidacy = { personId: string; schemeId: string; language: string; at: string; since: CalendarDay };

export type PastKnown = {
  /** The actor's own record, or that of whom they act for. */
  isOwn: (personId: string, schemeId: SchemeId) => boolean;
  /** The actor, or somebody on whose behalf, is close to them. */
  hasConflict: (personId: string, schemeId: SchemeId) => boolean;
  /** By username and by e-mail, folded: those the actor reaches. */
  people: ReadonlyMap<string, string>;
  /** The same of who observes candidates. */
  assessors: ReadonlyMap<string, string>;
  /** By name, folded. */
  employers: ReadonlyMap<string, string>;
  keeps: (schemeId: SchemeId) => boolean;
  certifications: readonly HeldCertification[];
  /** That are open, with the stage they were opened at. */
  candidacies: readonly HeldCandidacy[];
  /** What came with the list, each with whether it is of a kind we keep. */
  files: ReadonlyMap<string, boolean>;
  /** Whether the person knows questions of the scheme's exam. */
  knowsExam: (personId: string, schemeId: SchemeId) => boolean;
};

export type PastDecision =
  | { kind: "new"; personId: string; employerId?: string | undefined; assessorId?: string | undefined }
  | { kind: "same" }
  | { kind: "cannot"; faults: readonly PastFault[] };
export type PastPlanned = PastRead & { decision: PastDecision };

/** Names in an archive and in a list are written with other letters for the same ones. */
export const fileKey = (name: string): string => name.normalize("NFC").trim().toLowerCase();

/** What came with the list and no row names: whoever packed it meant something by it. */
export const unnamedFiles = (rows: readonly PastRow[], files: Iterable<string>): string[] => {
  const named = new Set(rows.flatMap(({ values }) => (values.file ? [fileKey(values.file)] : [])));
  return [...files].filter((name) => !named.has(fileKey(name)));
};

export const personKey = (person: string): string => fold(person).trim();

export function planPast(rows: readonly PastRead[], known: PastKnown): PastPlanned[] {
  const seen = new Set<string>();
  return rows.map((read) => ({ ...read, decision: decide(read, known, seen) }));
}

function decide({ entry, faults }: PastRead, known: PastKnown, seen: Set<string>): PastDecision {
  if (!entry) return { kind: "cannot", faults };
  const cannot = (fault: PastFault): PastDecision => ({ kind: "cannot", faults: [fault] });
  if (!known.keeps(entry.schemeId)) return cannot("not-yours");
  const personId = known.people.get(personKey(entry.person));
  if (!personId) return cannot("nobody");
  if (known.isOwn(personId, entry.schemeId)) return cannot("own");
  if (known.hasConflict(personId, entry.schemeId)) return cannot("conflict");
  if (entry.file !== null) {
    const kept = known.files.get(fileKey(entry.file));
    if (!kept) return cannot(kept === undefined ? "file-missing" : "file-kind");
  }
  const { schemeId, language } = entry;
  const key =
    entry.kind === "certification" ? `number ${entry.number}` : `stage ${personId} ${schemeId} ${language}`;
  if (seen.has(key)) return cannot("twice");
  seen.add(key);
  const ofThese = (held: { personId: string; schemeId: string; language: string }) =>
    held.personId === personId && held.schemeId === schemeId && held.language === language;
  if (entry.kind === "certification") {
    const there = known.certifications.find(({ number }) => number === entry.number);
    const employerId = entry.employer === null ? undefined : known.employers.get(personKey(entry.employer));
    if (entry.employer !== null && !employerId) return cannot("employer");
    if (!there) return { kind: "new", personId, employerId };
    const same =
      ofThese(there) &&
      there.validFrom === entry.validFrom &&
      entry.ends.includes(there.validUntil) &&
      canonicalJson(scopeOf(schemeId, there.topics)) === canonicalJson(scopeOf(schemeId, entry.topics));
    if (!same) return cannot("number-taken");
    const decided = entry.facts.every(({ kind, day }) =>
      there.decided.some((fact) => fact.kind === kind && fact.day === day),
    );
    return decided ? { kind: "same" } : cannot("facts-missing");
  }
  const { observed } = entry;
  const assessorId = observed ? known.assessors.get(personKey(observed.assessor)) : undefined;
  if (observed && (!assessorId || assessorId === personId)) return cannot("assessor");
  const open = known.candidacies.find(ofThese);
  if (!open)
    return known.knowsExam(personId, schemeId) ? cannot("read-exam") : { kind: "new", personId, assessorId };
  return open.at === entry.stage && open.since === entry.since ? { kind: "same" } : cannot("open-already");
}

export type Succession = { before: string; from: CalendarDay };

/** Which period took over from which: of one person, scheme and language each ends when the next begins. */
export function successions(held: readonly HeldPeriod[]): Succession[] {
  const rows = new Map<string, HeldPeriod[]>();
  for (const row of held) {
    const key = `${row.personId} ${row.schemeId} ${row.language}`;
    rows.set(key, [...(rows.get(key) ?? []), row]);
  }
  return [...rows.values()].flatMap((own) => {
    const ordered = [...own].sort(
      (a, b) => a.validFrom.localeCompare(b.validFrom) || a.number.localeCompare(b.number),
    );
    return ordered.flatMap((row) => {
      const next = ordered.find(({ validFrom }) => validFrom > row.validFrom);
      return next && !row.succeeded ? [{ before: row.id, from: next.validFrom }] : [];
    });
  });
}

export const countPast = (planned: readonly PastPlanned[]): Record<PastDecision["kind"], number> => ({
  new: planned.filter(({ decision }) => decision.kind === "new").length,
  same: planned.filter(({ decision }) => decision.kind === "same").length,
  cannot: planned.filter(({ decision }) => decision.kind === "cannot").length,
});
