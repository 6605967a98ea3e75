import { today } from "#app/infra/clock.server.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { db, sql, type Prisma, type Tx } from "#app/infra/db.server.ts";
import { type File } from "./candidacy.ts";
import {
  isActKind,
  pastOf,
  readHistory,
  withBars,
  type Assessed,
  type Entry,
  type History,
  type OpenedAt,
} from "./candidacy-history.ts";
import { whoNow } from "#app/features/identity/who-now.server.ts";
import { SEATLESS } from "#app/features/learning/enrolment.ts";
import { stageDueOn } from "./candidacy-queue.ts";
import { isRecordKind, peopleIn, RECORDS, withPeople } from "./candidacy-records.ts";
import { standingOn } from "#app/features/trainers/certifications/certification-status.ts";
import {
  readCertification,
  WITH_FACTS,
} from "#app/features/trainers/certifications/certifications.server.ts";
import {
  anchorsOfScores,
  versionAt,
  type Anchors,
  type Move,
} from "#app/features/trainers/schemes/anchors.ts";
import { refreshingCourses } from "#app/features/trainers/schemes/courses.ts";
import type { Scores } from "#app/features/trainers/schemes/criteria.ts";
import type { SchemeBook } from "#app/features/trainers/schemes/scheme-book.ts";
import { byPerson, gradedTests, onDaysOf } from "#app/features/trainers/renewal/graded-tests.server.ts";
import { isByEmployer, type Around, type Bar, type Past } from "./impartiality.ts";
import { barsOn } from "./judges.server.ts";
import { heldSince, type CandidateFacts, type Held } from "#app/features/trainers/schemes/requirements.ts";
import type { Actor, Scheme } from "#app/features/trainers/schemes/scheme.ts";
import { loadSchemes } from "#app/features/trainers/schemes/scheme-versions.server.ts";

/* A stored candidacy read back: its events are its history, and its history is the file an act is decided on. */

export const WITH_EVENTS = {
  events: { orderBy: { number: "asc" } },
  person: { select: { name: true, locale: true } },
} satisfies Prisma.CandidacyInclude;
export type StoredCandidacy = Prisma.CandidacyGetPayload<{ include: typeof WITH_EVENTS }>;
type StoredEvent = StoredCandidacy["events"][number];

export const loadCandidacy = (where: Prisma.CandidacyWhereInput, tx: Tx = db) =>
  tx.candidacy.findFirst({ where, include: WITH_EVENTS });

/** Of two who plan for a candidate at once one waits, and then sees what the other planned. */
export const holdCandidacy = (tx: Tx, id: string) =>
  tx.$executeRaw(sql`UPDATE "Candidacy" SET "id" = "id" WHERE "id" = ${id}`);

export type ReadFile = { scheme: Scheme; history: History; entries: readonly Entry[]; file: File };

export async function readFile(row: StoredCandidacy, tx: Tx = db): Promise<ReadFile> {
  const scheme = (await loadSchemes(tx)).of(row);
  const [entries = []] = await readEvents([row], tx);
  const register = await registerOf(tx, [scheme], [row.personId], today(scheme.timeZone));
  const { history, file } = await readAs(scheme, { ...row, entries }, register, tx);
  return { scheme, history, entries, file };
}

/** The files of many; the register is asked once. */
export async function readFiles(rows: readonly StoredCandidacy[], tx: Tx = db): Promise<File[]> {
  const book = await loadSchemes(tx);
  const schemes = [...new Set(rows.map((row) => book.of(row)))];
  const people = rows.map(({ personId }) => personId);
  const register = await registerOf(tx, schemes, people, today());
  const events = await readEvents(rows, tx);
  const files: File[] = [];
  for (const [index, row] of rows.entries()) {
    const told = { ...row, entries: events[index]! };
    files.push((await readAs(book.of(row), told, register, tx)).file);
  }
  return files;
}

type Register = (personId: string, scheme: Scheme) => Pick<CandidateFacts, "held" | "refreshers">;

/** What is known of people beside their candidacies, whichever of these schemes they are read by. */
export async function registerOf(
  tx: Tx,
  schemes: readonly Scheme[],
  people: readonly string[],
  day: CalendarDay,
): Promise<Register> {
  const held = await heldBy(tx, schemes, people, day);
  const refreshed = await refreshedBy(tx, schemes, people);
  return (personId, scheme) => ({
    held: held.get(personId) ?? [],
    refreshers: refreshed(personId, scheme),
  });
}

const keyOf = ({ personId, on }: Assessed): string => `${personId} ${on}`;

/**
 * A candidacy as a scheme reads it, with the bars of those whose observations count: facts of today's register about the
 * days they observed.
 *
 * @param bars what was found, for whoever reads it by another version of the scheme too
 */
export async function readAs(
  scheme: Scheme,
  { personId, entries }: { personId: string; entries: readonly Entry[] },
  register: Register,
  tx: Tx = db,
  bars = new Map<string, Bar[]>(),
): Promise<{ history: History; file: File }> {
  const history = readHistory(scheme, personId, entries);
  const unasked = Object.values(history.observers)
    .flat()
    .filter((seen) => !bars.has(keyOf(seen)));
  const about = unasked.length > 0 ? await around({ personId }, scheme, true, tx) : null;
  for (const seen of about ? unasked : [])
    bars.set(keyOf(seen), await barsOn("assess", seen.personId, about!, seen.on, tx));
  const facts = withBars(history, (seen) => bars.get(keyOf(seen)) ?? []);
  const known = { ...facts, ...register(personId, scheme) };
  return { history, file: { scheme, candidacy: history.candidacy, facts: known } };
}

/** The last day of the stage each is in; the row of one who appeals keeps the appeal's instead. */
export async function stageDaysOf(ids: string[], tx: Tx = db): Promise<Map<string, CalendarDay | null>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.candidacy.findMany({
    where: { id: { in: ids } },
    orderBy: { id: "asc" },
    include: WITH_EVENTS,
  });
  const files = await readFiles(rows, tx);
  return new Map(rows.map(({ id }, index) => [id, stageDueOn(files[index]!)]));
}

// ── What the scores stand for ───────────────────────────────────────────────────────────────────────

const movesOf = ({ events }: StoredCandidacy): Move[] =>
  events.flatMap(({ kind, body, recordedAt }) =>
    kind === "moved" ? [{ at: recordedAt.getTime(), from: (JSON.parse(body) as { from: string }).from }] : [],
  );

/** In the words of the version the candidacy had at an instant; null: it has now. */
export function anchorsAt(book: SchemeBook, row: StoredCandidacy, at: number | null): Anchors | undefined {
  const { schemeId, schemeVersion } = row;
  const version = at === null ? schemeVersion : versionAt(schemeVersion, movesOf(row), at);
  return book.of({ schemeId, schemeVersion: version }).anchors;
}

/** Of the scores as they count now: each in the words it was given in. */
export function anchorsInFile(
  book: SchemeBook,
  row: StoredCandidacy,
  struck: ReadonlySet<string>,
  standing: Scores,
): Anchors {
  const scored = row.events.flatMap((event) => {
    const entry = readEntry(event);
    return entry.kind === "observation" && !struck.has(entry.id)
      ? [{ scores: entry.body.scores, anchors: anchorsAt(book, row, event.recordedAt.getTime()) }]
      : [];
  });
  return anchorsOfScores(anchorsAt(book, row, null), scored, standing);
}

/** What the register says on a day of the certifications that one of these schemes builds on, by person. */
async function heldBy(
  tx: Tx,
  schemes: readonly Scheme[],
  people: readonly string[],
  day: CalendarDay,
): Promise<Map<string, Held[]>> {
  const asked = schemes.flatMap(({ stages }) =>
    stages.flatMap(({ asks }) =>
      asks.flatMap((one) => (one.kind === "held" ? one.schemes : one.kind === "mentored" ? one.each : [])),
    ),
  );
  if (asked.length === 0) return new Map();
  const [book, rows] = await Promise.all([
    loadSchemes(tx),
    tx.certification.findMany({
      where: { personId: { in: [...new Set(people)] }, schemeId: { in: [...new Set(asked)] } },
      orderBy: { id: "asc" },
      include: WITH_FACTS,
    }),
  ]);
  const held = (personId: string): Held[] => {
    const own = rows.filter((row) => row.personId === personId);
    const valid = own.filter(
      (row) => standingOn(readCertification(row), book.judging(row, day).validity, day).valid,
    );
    return [...new Set(valid.map(({ schemeId }) => schemeId))].flatMap((schemeId) => {
      const since = heldSince(schemeId, own, day);
      return since ? [{ schemeId, since }] : [];
    });
  };
  return new Map(people.map((personId) => [personId, held(personId)]));
}

/** The refreshers of a scheme that somebody has taken here, where its stages ask for one. */
async function refreshedBy(tx: Tx, schemes: readonly Scheme[], people: readonly string[]) {
  const asking = schemes.filter(({ stages }) =>
    stages.some(({ asks }) => asks.some(({ kind }) => kind === "refresher")),
  );
  const courses = [...new Set(asking.flatMap(refreshingCourses))];
  const tests =
    courses.length > 0 ? await gradedTests(tx, { id: { in: [...new Set(people)] } }, courses) : null;
  return (personId: string, scheme: Scheme) =>
    onDaysOf(scheme.timeZone, tests?.get(personId) ?? []).filter(({ courseId }) =>
      refreshingCourses(scheme).includes(courseId),
    );
}

/**
 * What says who may judge the candidate: over all their candidacies, since the short ways and a second try begin without a
 * course, an assessor or a tie of their own.
 */
export async function around(
  { personId }: { personId: string },
  { kind }: Scheme,
  deciding: boolean,
  tx: Tx = db,
): Promise<Omit<Around, "candidate"> & { candidateId: string }> {
  const byEmployer = isByEmployer(kind);
  const past = await loadPast(tx, personId);
  // An employer's training department trains its officers, and its area managers observe them.
  return { ...past, learntIn: byEmployer ? [] : past.learntIn, candidateId: personId, byEmployer, deciding };
}

export const loadPast = async (tx: Tx, personId: string): Promise<Past> =>
  (await loadPasts(tx, [personId])).get(personId)!;

/** Of many with the same questions. */
export async function loadPasts(tx: Tx, people: readonly string[]): Promise<Map<string, Past>> {
  const anyOf = { in: [...people] };
  const [book, rows, seats, signed] = await Promise.all([
    loadSchemes(tx),
    tx.candidacy.findMany({ where: { personId: anyOf }, include: WITH_EVENTS }),
    tx.enrolment.findMany({
      where: { personId: anyOf, status: { notIn: SEATLESS } },
      select: { personId: true, cohortId: true },
    }),
    tx.observationRating.findMany({
      where: { signedAt: { not: null }, observation: { personId: anyOf } },
      select: { assessorId: true, observation: { select: { personId: true } } },
    }),
  ]);
  const [events, now] = await Promise.all([
    readEvents(rows, tx),
    whoNow(
      tx,
      signed.map(({ assessorId }) => assessorId),
    ),
  ]);
  const candidacies = byPerson(
    rows.map((row, index) => {
      const { personId } = row;
      const scheme = book.of(row);
      return { personId, scheme, history: readHistory(scheme, personId, events[index]!) };
    }),
  );
  const seatsOf = byPerson(seats);
  const ratings = byPerson(
    signed.map(({ assessorId, observation }) => ({ ...observation, assessorId: now(assessorId) })),
  );
  const past = (personId: string): Past =>
    pastOf(
      candidacies.get(personId) ?? [],
      (seatsOf.get(personId) ?? []).map(({ cohortId }) => cohortId),
      [...new Set((ratings.get(personId) ?? []).map(({ assessorId }) => assessorId))],
    );
  return new Map(people.map((personId) => [personId, past(personId)]));
}

/** The events of each, with everybody in them as who they are by now. */
export async function readEvents(
  rows: readonly { events: readonly StoredEvent[] }[],
  tx: Tx = db,
): Promise<Entry[][]> {
  const read = rows.map(({ events }) => events.map(readEntry));
  const now = await whoNow(tx, read.flat().flatMap(peopleIn));
  return read.map((entries) => entries.map((entry) => withPeople(entry, now)));
}

/** @throws on what no act of ours writes. */
export function readEntry({ id, kind, day, actingAs, body, reason, recordedBy }: StoredEvent): Entry {
  const said: unknown = JSON.parse(body);
  const common = { id, on: day, by: { personId: recordedBy, as: actingAs as Actor }, reason };
  if (kind === "opened") return { ...common, kind, body: said as OpenedAt };
  if (isActKind(kind)) return { ...common, kind, body: said as object };
  if (!isRecordKind(kind)) throw new Error(`No event ${kind}`);
  return { ...common, kind, body: RECORDS[kind].parse(said) } as Entry;
}
