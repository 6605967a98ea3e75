import { recordAudits, type AuditLine } from "#app/features/audit/record-many.server.ts";
import { kindOfFile } from "#app/features/cohorts/session-file.ts";
import { peopleInReach, peopleInReachOrStaff } from "#app/features/identity/people-scope.server.ts";
import { reachOf } from "#app/features/identity/permissions.ts";
import { now, today } from "#app/infra/clock.server.ts";
import { wholeReadings } from "#app/infra/csv-readings.server.ts";
import { inTransaction, isUniqueViolation, type Prisma, type Tx } from "#app/infra/db.server.ts";
import { eraseUnused } from "#app/infra/files.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import { forgetStaged, stagedFile, stageFile } from "#app/infra/staged-files.server.ts";
import { wordsFor } from "#app/infra/words.server.ts";
import { actingIn, isOwnRecord, programmeScope, reachedIds, reachesAll, type Actor } from "#app/lib/actor.ts";
import { addDays } from "#app/lib/calendar-day.ts";
import { foldHeading } from "#app/lib/fold.ts";
import { LOCALES } from "#app/lib/locales.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import { conflictsWith } from "#app/features/trainers/candidacies/conflict.server.ts";
import { keepBytes, type KeptDocument } from "#app/features/trainers/candidacies/keep-document.server.ts";
import { readPastSource, type PastFiles, type PastSource } from "./past-archive.server.ts";
import { settle } from "#app/features/trainers/candidacies/add-to-candidacy.server.ts";
import { attestingEmployer, standBehind } from "./attestation.server.ts";
import { OPEN } from "#app/features/trainers/candidacies/candidacy-queue.ts";
import { LONGEST_SUSPENSION_DAYS } from "./certification-acts.ts";
import { addFacts } from "./certification-facts.server.ts";
import { examReaders } from "#app/features/trainers/exams/exam-secrecy.server.ts";
import {
  columnOf,
  countPast,
  fileKey,
  personKey,
  planPast,
  readPast,
  successions,
  unnamedFiles,
  type PastCandidacy,
  type PastCertification,
  type PastEntry,
  type PastKnown,
  type PastPlanned,
  type PastRead,
  type PastRow,
} from "./past-records.ts";
import { namesOf } from "#app/features/trainers/schemes/stage.ts";
import type { SchemeBook } from "#app/features/trainers/schemes/scheme-book.ts";
import { loadSchemes } from "#app/features/trainers/schemes/scheme-versions.server.ts";
import { ALL_TOPICS, type Topic } from "#app/features/trainers/schemes/topics.ts";
import { PROGRAMME_OF, SCHEME_IDS, type SchemeId } from "#app/features/trainers/schemes/schemes.ts";

export const MOST_PAST_ROWS = 1000;
const AT_ONCE = 200;
/** A form field holds at most 20,000 characters, and none at its ends that could be cut off. */
const PIECE = 16_000;

export type PastPreview = {
  rows: PastPlanned[];
  counts: ReturnType<typeof countPast>;
  unknown: string[];
  /** The list itself, to be confirmed as it was looked at; nothing where it came in an archive. */
  carried: string[];
  /** Of an archive: its fingerprint, and how many papers it brings. All of it is taken, or nothing. */
  archive: { staged: string; papers: number } | null;
};

/** What each row would do; nothing is written. */
export async function previewPast(actor: Actor, bytes: Uint8Array): Promise<Result<PastPreview>> {
  const source = await readPastSource(bytes);
  if (!source.ok) return source;
  const looked = await inTransaction((tx) => look(tx, actor, source.value), { timeoutMs: 60_000 });
  const { files } = source.value;
  if (!looked.ok || files === null) return looked;
  const archive = { staged: await stageFile(actor.personId, bytes), papers: files.size };
  return ok({ ...looked.value, carried: [], archive });
}

async function look(tx: Tx, actor: Actor, { text, files }: PastSource): Promise<Result<PastPreview>> {
  const read = readList(text);
  if (!read.ok) return read;
  const unnamed = unnamedFiles(
    read.value.rows,
    [...(files?.values() ?? [])].map(({ name }) => name),
  );
  if (unnamed.length > 0)
    return refuse("past.unnamed-files", { count: unnamed.length, names: unnamed.slice(0, 5).join(", ") });
  const book = await loadSchemes(tx);
  const entries = read.value.rows.map((row) => readPast(row, book, topicNamed, today()));
  const rows = planPast(entries, await knownTo(tx, actor, book, entries, files));
  const packed = Buffer.from(text).toString("base64url");
  const carried = packed.match(new RegExp(`.{1,${PIECE}}`, "g")) ?? [];
  return ok({ rows, counts: countPast(rows), unknown: read.value.unknown, carried, archive: null });
}

/** The list that was looked at, taken: looked at again in the transaction, so that what is there meanwhile stays. */
export async function importPast(actor: Actor, carried: readonly string[]): Promise<Result<PastPreview>> {
  const text = Buffer.from(carried.join(""), "base64url").toString();
  return take(actor, { text, files: null }, new Map());
}

/** The archive that was looked at, all of it or nothing: each paper is kept with the record whose row names it. */
export async function importPastArchive(actor: Actor, staged: string): Promise<Result<PastPreview>> {
  const bytes = await stagedFile(actor.personId, staged);
  if (!bytes) return refuse("past.staged-gone");
  const source = await readPastSource(bytes);
  if (!source.ok) return source;
  const kept = new Map<string, KeptDocument>();
  const done = await keepAll(source.value.files ?? new Map(), kept).then((all) =>
    all.ok ? take(actor, source.value, kept) : all,
  );
  if (!done.ok) for (const { sha256 } of kept.values()) await eraseUnused(sha256);
  else await forgetStaged(actor.personId);
  return done;
}

async function keepAll(files: PastFiles, kept: Map<string, KeptDocument>): Promise<Result<null>> {
  for (const [key, { name, bytes }] of files) {
    const document = await keepBytes(name, bytes);
    if (!document.ok) return document;
    kept.set(key, document.value);
  }
  return ok(null);
}

async function take(
  actor: Actor,
  source: PastSource,
  kept: ReadonlyMap<string, KeptDocument>,
): Promise<Result<PastPreview>> {
  try {
    return await inTransaction(
      async (tx) => {
        const looked = await look(tx, actor, source);
        if (!looked.ok) return looked;
        if (source.files && looked.value.counts.cannot > 0) return refuse("past.all-or-nothing");
        await write(tx, actor, looked.value.rows, kept);
        return looked;
      },
      { timeoutMs: 60_000 },
    );
  } catch (error) {
    if (isUniqueViolation(error)) return refuse("changed-meanwhile");
    throw error;
  }
}

/** What each topic is called in the languages of the interface, and its id. */
const TOPIC_OF = new Map(
  ALL_TOPICS.flatMap((topic) =>
    [topic, ...LOCALES.map((locale) => wordsFor(locale, "UTC").t(`trainers.topic.${topic}`))].map(
      (name) => [foldHeading(name), topic] as const,
    ),
  ),
);
const topicNamed = (text: string): Topic | null => TOPIC_OF.get(foldHeading(text)) ?? null;

// ── Reading ─────────────────────────────────────────────────────────────────────────────────────────

/** The separator is the one that shows the most columns we know. */
function readList(text: string): Result<{ rows: PastRow[]; unknown: string[] }> {
  const readings = wholeReadings(text, { most: MOST_PAST_ROWS + 2 });
  const knownIn = ({ rows: [headings = []] }: { rows: readonly string[][] }) =>
    headings.filter((heading) => columnOf(heading) !== null).length;
  const [best] = readings.sort((one, other) => knownIn(other) - knownIn(one));
  if (!best || knownIn(best) < 4) return refuse("past.no-columns");
  const [headings = [], ...lines] = best.rows;
  const columns = headings.map(columnOf);
  const rows = lines.flatMap((cells, index): PastRow[] => {
    const values: PastRow["values"] = {};
    columns.forEach((column, place) => {
      const cell = (cells[place] ?? "")
        .normalize("NFC")
        .replace(/\p{Cc}+/gu, " ")
        .trim();
      if (column && cell) values[column] = cell;
    });
    return Object.keys(values).length > 0 ? [{ row: best.firstRow + index + 1, values }] : [];
  });
  if (rows.length === 0) return refuse("import.empty");
  if (rows.length > MOST_PAST_ROWS) return refuse("import.too-many-rows", { max: MOST_PAST_ROWS });
  return ok({ rows, unknown: headings.filter((text, place) => text.trim() && !columns[place]) });
}

const HELD = {
  id: true,
  number: true,
  personId: true,
  schemeId: true,
  language: true,
  validFrom: true,
  validUntil: true,
  topics: true,
  facts: {
    where: { kind: { in: ["succeeded", "suspended", "lifted", "revoked"] } },
    select: { kind: true, day: true },
  },
} satisfies Prisma.CertificationSelect;

async function knownTo(
  tx: Tx,
  actor: Actor,
  book: SchemeBook,
  entries: readonly PastRead[],
  files: PastFiles | null,
): Promise<PastKnown> {
  const names = [...new Set(entries.map(({ person }) => personKey(person)))];
  const numbers = entries.flatMap(({ entry }) => (entry?.kind === "certification" ? [entry.number] : []));
  const people = await peopleNamed(tx, { AND: [peopleInReach(actor), { deactivatedAt: null }] }, names);
  const taken = [];
  for (const some of chunks(numbers))
    taken.push(...(await tx.certification.findMany({ where: { number: { in: some } }, select: HELD })));
  const candidacies = [];
  for (const some of chunks([...new Set(people.values())]))
    candidacies.push(
      ...(await tx.candidacy.findMany({
        where: { personId: { in: some }, openKey: OPEN },
        select: {
          personId: true,
          schemeId: true,
          language: true,
          events: { where: { number: 1 }, select: { day: true, body: true } },
        },
      })),
    );
  const keeper = { ...actor, reach: reachOf(actor.grants, "keep:certifications") };
  const keeperOf = (schemeId: SchemeId) => actingIn(keeper, programmeScope(PROGRAMME_OF[schemeId]));
  /** Of each scheme, those of its rows of whom something is so. */
  const among = async (
    kind: PastEntry["kind"] | "any",
    ask: (schemeId: SchemeId, people: readonly string[]) => Promise<Iterable<string>>,
  ) => {
    const found = new Map<SchemeId, Set<string>>();
    for (const schemeId of SCHEME_IDS) {
      const rows = entries.filter(
        ({ entry }) => entry?.schemeId === schemeId && (kind === "any" || entry.kind === kind),
      );
      const named = new Set(rows.flatMap(({ person }) => people.get(personKey(person)) ?? []));
      found.set(schemeId, new Set());
      for (const some of chunks([...named]))
        for (const personId of await ask(schemeId, some)) found.get(schemeId)!.add(personId);
    }
    return (personId: string, schemeId: SchemeId) => found.get(schemeId)!.has(personId);
  };
  return {
    isOwn: (personId, schemeId) => isOwnRecord(keeperOf(schemeId), personId),
    hasConflict: await among("any", (schemeId, some) => {
      const scheme = book.current(schemeId);
      return conflictsWith(tx, keeperOf(schemeId), some, scheme, today(scheme.timeZone));
    }),
    people,
    keeps: (schemeId) =>
      book.ids.includes(schemeId) &&
      (reachesAll(keeper) || reachedIds(keeper, "programme").includes(PROGRAMME_OF[schemeId])),
    assessors: await peopleNamed(tx, peopleInReachOrStaff(actor), assessorsIn(entries)),
    employers: await employersNamed(tx, entries),
    certifications: taken.map(({ facts, ...row }) => ({
      ...row,
      decided: facts,
      succeeded: facts.some(({ kind }) => kind === "succeeded"),
    })),
    candidacies: candidacies.map(({ events, ...row }) => ({
      ...row,
      at: (JSON.parse(events[0]!.body) as { at: string }).at,
      since: events[0]!.day,
    })),
    files: new Map([...(files ?? [])].map(([key, { bytes }]) => [key, kindOfFile(bytes) !== null])),
    knowsExam: await among("candidacy", (schemeId, some) => examReaders(tx, some, schemeId)),
  };
}

const assessorsIn = (entries: readonly PastRead[]): string[] =>
  entries.flatMap(({ entry }) =>
    entry?.kind === "candidacy" && entry.observed ? [personKey(entry.observed.assessor)] : [],
  );

/** By username and by e-mail address. */
async function peopleNamed(
  tx: Tx,
  where: Prisma.PersonWhereInput,
  names: readonly string[],
): Promise<Map<string, string>> {
  const people = new Map<string, string>();
  for (const some of chunks([...new Set(names)])) {
    const found = await tx.person.findMany({
      where: { AND: [where, { OR: [{ username: { in: some } }, { email: { in: some } }] }] },
      select: { id: true, username: true, email: true },
    });
    for (const { id, username, email } of found)
      for (const name of [username, email]) if (name) people.set(personKey(name), id);
  }
  return people;
}

async function employersNamed(tx: Tx, entries: readonly PastRead[]): Promise<Map<string, string>> {
  const named = entries.some(({ entry }) => entry?.kind === "certification" && entry.employer !== null);
  // All of them: the two databases compare letters in different ways.
  const rows = named ? await tx.organisation.findMany({ select: { id: true, name: true } }) : [];
  return new Map(rows.map(({ id, name }) => [personKey(name), id]));
}

const chunks = <Item>(items: readonly Item[]): Item[][] =>
  Array.from({ length: Math.ceil(items.length / AT_ONCE) }, (_, index) =>
    items.slice(index * AT_ONCE, (index + 1) * AT_ONCE),
  );

// ── Writing ─────────────────────────────────────────────────────────────────────────────────────────

type New<Entry> = {
  id: string;
  personId: string;
  employerId: string | undefined;
  assessorId: string | undefined;
  entry: Entry;
};

type Kept = ReadonlyMap<string, KeptDocument>;

async function write(tx: Tx, actor: Actor, rows: readonly PastPlanned[], kept: Kept): Promise<void> {
  const certifications: New<PastCertification>[] = [];
  const candidacies: New<PastCandidacy>[] = [];
  for (const { entry, decision } of rows) {
    if (!entry || decision.kind !== "new") continue;
    const { personId, employerId, assessorId } = decision;
    const common = { id: newId(), personId, employerId, assessorId };
    if (entry.kind === "certification") certifications.push({ ...common, entry });
    else candidacies.push({ ...common, entry });
  }
  const book = await loadSchemes(tx);
  const recorded = { recordedAt: now(), recordedBy: actor.personId };
  for (const some of chunks(certifications)) {
    await tx.certification.createMany({
      data: some.map(({ id, personId, entry }) => ({
        id,
        personId,
        number: entry.number,
        programme: PROGRAMME_OF[entry.schemeId],
        schemeId: entry.schemeId,
        schemeVersion: book.inForce(entry.schemeId, entry.validFrom).version,
        language: entry.language,
        validFrom: entry.validFrom,
        validUntil: entry.validUntil,
        topics: entry.topics,
        origin: "recorded",
        basis: entry.evidence,
        ...recorded,
      })),
    });
    await recordAudits(
      tx,
      actor,
      some.map(({ id, entry: { schemeId, evidence } }): AuditLine => ({
        action: "certification.recorded",
        subject: { kind: "certification", id },
        detail: { schemeId, basis: evidence, imported: true },
      })),
    );
  }
  for (const { id, personId, employerId, entry } of certifications) {
    const { kind } = book.current(entry.schemeId);
    const behind = employerId ?? (await attestingEmployer(tx, personId, kind, entry.validFrom));
    await standBehind(tx, { id, personId }, behind);
  }
  for (const some of chunks(certifications.flatMap(decidedOnPaper))) await addFacts(tx, actor, some);
  await letSucceed(tx, actor, certifications);
  for (const one of candidacies) await openAt(tx, actor, book, one);
  await keepPapers(tx, actor, certifications, candidacies, kept);
}

/** What was decided then, was known then: each fact on its own day. */
function decidedOnPaper({ id, entry: { facts } }: New<PastCertification>) {
  const lifted = facts.find(({ kind }) => kind === "lifted")?.day;
  return facts.map(({ kind, day, reason }, index) => {
    const until = kind === "suspended" ? (lifted ?? addDays(day, LONGEST_SUSPENSION_DAYS)) : null;
    return { to: { id, facts: facts.slice(0, index) }, fact: { kind, day, until, reason, recordedOn: day } };
  });
}

/** Each paper with its record. */
async function keepPapers(
  tx: Tx,
  actor: Actor,
  certifications: readonly New<PastCertification>[],
  candidacies: readonly New<PastCandidacy>[],
  kept: Kept,
): Promise<void> {
  const added = { addedBy: actor.personId, addedAt: now() };
  const paperOf = ({ entry }: New<PastCertification | PastCandidacy>) => {
    const document = entry.file === null ? undefined : kept.get(fileKey(entry.file));
    return document && { id: newId(), ...document, ...added };
  };
  for (const one of certifications) {
    const paper = paperOf(one);
    if (paper) await tx.certificationPaper.create({ data: { ...paper, certificationId: one.id } });
  }
  for (const one of candidacies) {
    const paper = paperOf(one);
    if (paper) await tx.candidacyFile.create({ data: { ...paper, candidacyId: one.id, document: "other" } });
  }
}

/** Of the periods of one person, scheme and language the later takes over from the earlier on its own first day. */
async function letSucceed(tx: Tx, actor: Actor, imported: readonly New<PastCertification>[]): Promise<void> {
  const series = new Map(
    imported.map(({ personId, entry: { schemeId, language } }) => [
      `${personId} ${schemeId} ${language}`,
      { personId, schemeId, language },
    ]),
  );
  for (const some of chunks([...series.values()])) {
    const rows = await tx.certification.findMany({
      where: { OR: some },
      select: { ...HELD, facts: { select: { kind: true } } },
    });
    const byId = new Map(rows.map((row) => [row.id, row]));
    const held = rows.map(({ facts, ...row }) => ({
      ...row,
      succeeded: facts.some(({ kind }) => kind === "succeeded"),
    }));
    const ended = successions(held).map(({ before, from }) => ({
      to: byId.get(before)!,
      fact: { kind: "succeeded", day: from, word: "renewed", reason: "", recordedOn: today() } as const,
    }));
    await addFacts(tx, actor, ended);
  }
}

async function openAt(
  tx: Tx,
  actor: Actor,
  book: SchemeBook,
  { id, personId, assessorId, entry }: New<PastCandidacy>,
): Promise<void> {
  const { schemeId, language, stage, since, evidence, courseEnded, topics, observed } = entry;
  const written = { day: since, reason: evidence, recordedAt: now() };
  const opened = { at: stage, ...(courseEnded && { endedOn: courseEnded }), ...(topics && { topics }) };
  const seen = observed && { on: observed.on, minutes: 0, scores: observed.scores, notes: "" };
  await tx.candidacy.create({
    data: {
      id,
      personId,
      programme: PROGRAMME_OF[schemeId],
      schemeId,
      schemeVersion: book.current(schemeId).version,
      language,
      openKey: OPEN,
      state: stage,
      enteredOn: since,
      waitsFor: "file",
      openedOn: since,
      events: {
        create: [
          {
            ...written,
            id: newId(),
            number: 1,
            kind: "opened",
            actingAs: "officer",
            body: JSON.stringify(opened),
            recordedBy: actor.personId,
          },
          // Whoever observed has assessed, and nobody else by having imported it.
          ...(seen && assessorId
            ? [
                {
                  ...written,
                  id: newId(),
                  number: 2,
                  kind: "observation",
                  actingAs: "master-trainer",
                  body: JSON.stringify(seen),
                  recordedBy: assessorId,
                },
              ]
            : []),
        ],
      },
    },
  });
  await recordAudits(tx, actor, [
    {
      action: "candidacy.imported",
      subject: { kind: "candidacy", id },
      detail: { personId, schemeId, language, at: stage, since, basis: evidence },
    },
  ]);
  await settle(tx, actor, id);
}

/** At which stages a candidate can be taken in, by scheme, and what each is called there. */
export async function stagesToImport() {
  const book = await loadSchemes();
  return SCHEME_IDS.map((schemeId) => {
    const scheme = book.current(schemeId);
    return { schemeId, stages: scheme.stages.map(({ id }) => id), names: namesOf(scheme) };
  }).filter(({ stages }) => stages.length > 0);
}
