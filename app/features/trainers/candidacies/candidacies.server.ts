import { searchWords } from "#app/features/identity/people-filters.ts";
import type { Permission } from "#app/features/identity/permissions.ts";
import { asHolderOf } from "#app/features/identity/person-file.server.ts";
import { today } from "#app/infra/clock.server.ts";
import { db, type Prisma } from "#app/infra/db.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { addDays, type CalendarDay } from "#app/lib/calendar-day.ts";
import { PAGE_SIZE } from "#app/lib/paging.ts";
import { appealDue, appealUntil, isWaived, openToAppeal, shownSince, type Candidacy } from "./candidacy.ts";
import { evidenceStage, namesOf, stageOf } from "#app/features/trainers/schemes/stage.ts";
import {
  anchorsInFile,
  loadCandidacy,
  readEvents,
  readFile,
  readFiles,
  WITH_EVENTS,
  type ReadFile,
  type StoredCandidacy,
} from "./candidacy-file.server.ts";
import { readHistory, type Entry } from "./candidacy-history.ts";
import {
  atEmployers,
  dueOn,
  observedIn,
  OPEN,
  waitsFor,
  type Queue,
  type WaitsFor,
} from "./candidacy-queue.ts";
import { judgesOf, remarkUntil, type FilePurpose } from "./candidacy-records.ts";
import { candidaciesInReach } from "./candidacy-scope.server.ts";
import type {
  AskedOf,
  CandidacyAppeal,
  CandidacyRow,
  CandidacySheet,
  EventLine,
  Step,
} from "./candidacy-view.ts";
import { behalfOf } from "#app/features/trainers/certifications/deputy-acts.server.ts";
import { leftToObserve } from "#app/features/trainers/observations/observation.ts";
import { SECOND_WANTED, TO_RATE } from "#app/features/trainers/observations/observations.server.ts";
import type { SchemeBook } from "#app/features/trainers/schemes/scheme-book.ts";
import { loadSchemes } from "#app/features/trainers/schemes/scheme-versions.server.ts";
import { NOTHING_YET, testedTopics, unmet } from "#app/features/trainers/schemes/requirements.ts";
import { isByTopic, topicsOf } from "#app/features/trainers/schemes/topics.ts";

type Reaching = Pick<Actor, "personId" | "reach">;

// ── Lists ───────────────────────────────────────────────────────────────────────────────────────────

type Turn = { waitsFor: WaitsFor; dueOn: CalendarDay | null };

/** Those of whom the calendar, or the register, may say otherwise than when something was last added to them. */
async function turnsToday(where: Prisma.CandidacyWhereInput): Promise<ReadonlyMap<string, Turn>> {
  // Where it is later the next day has come.
  const stale = { openKey: OPEN, readAgainOn: { lte: addDays(today(), 1) } };
  const rows = await db.candidacy.findMany({ where: { AND: [where, stale] }, include: WITH_EVENTS });
  const files = await readFiles(rows);
  return new Map(
    rows.map(({ id }, index) => {
      const file = files[index]!;
      return [id, { waitsFor: waitsFor(file, today(file.scheme.timeZone)), dueOn: dueOn(file) }];
    }),
  );
}

/** Late by the day here; the days of a scheme are decided on its own page, in its own zone. */
async function inQueue(
  queue: Queue | "",
  turns: ReadonlyMap<string, Turn>,
  within: Prisma.CandidacyWhereInput,
): Promise<Prisma.CandidacyWhereInput> {
  const open = { openKey: OPEN };
  const derived = (stored: Prisma.CandidacyWhereInput, is: (turn: Turn) => boolean) => {
    const inIt = [...turns].filter(([, turn]) => is(turn)).map(([id]) => id);
    const asStored = { ...stored, id: { notIn: [...turns.keys()] } };
    return { ...open, OR: [asStored, { id: { in: inIt } }] };
  };
  const waiting = (whose: string) => derived({ waitsFor: whose }, (turn) => turn.waitsFor === whose);
  if (queue === "") return open;
  if (queue === "ended") return { openKey: { not: OPEN } };
  if (queue === "overdue")
    return derived({ dueOn: { lt: today() } }, (turn) => turn.dueOn !== null && turn.dueOn < today());
  if (queue === "observe") {
    const book = await loadSchemes();
    const state = { in: observedIn(book.ids.flatMap(book.versions)) };
    const toBeSeen = { AND: [waiting("file"), { state }] };
    return { AND: [toBeSeen, { id: { notIn: await seenEnough({ AND: [within, toBeSeen] }) } }] };
  }
  if (queue === "attest" || queue === "record") {
    const book = await loadSchemes();
    const turns: WaitsFor[] = queue === "attest" ? ["file", "recommendation"] : ["decision"];
    const theirs = derived({ waitsFor: { in: turns } }, (turn) => turns.includes(turn.waitsFor));
    return { AND: [theirs, { OR: atEmployers(book.ids.flatMap(book.versions), queue) }] };
  }
  if (queue === "second") return { ...open, observations: { some: SECOND_WANTED } };
  if (queue === "rate")
    return { ...open, observations: { some: { AND: [TO_RATE(), { NOT: SECOND_WANTED }] } } };
  return waiting(queue);
}

/**
 * Those of whom there is nothing left to see, or whom somebody has been asked to see. Whom somebody barred has seen stands
 * among what is to be decided, so nobody's bars are asked here.
 */
async function seenEnough(toBeSeen: Prisma.CandidacyWhereInput): Promise<string[]> {
  const rows = await db.candidacy.findMany({
    where: { AND: [toBeSeen, { observations: { some: { cancelledAt: null } } }] },
    include: {
      ...WITH_EVENTS,
      observations: { where: { cancelledAt: null, settledAt: null }, select: { day: true } },
    },
  });
  const [book, events] = await Promise.all([loadSchemes(), readEvents(rows)]);
  return rows.flatMap((row, index) => {
    const scheme = book.of(row);
    const { candidacy, facts } = readHistory(scheme, row.personId, events[index]!);
    const asked = row.observations.some(({ day }) => day >= shownSince(scheme, candidacy));
    const left = leftToObserve(scheme, facts.stages[candidacy.state] ?? NOTHING_YET);
    return asked || !left ? [row.id] : [];
  });
}

export type CandidacyFilters = { q: string; queue: Queue | ""; page: number };

/** One page of the candidates in reach, the longest waiting first. */
export async function listCandidacies(actor: Reaching, { q, queue, page }: CandidacyFilters) {
  const turns = await turnsToday(candidaciesInReach(actor));
  const where: Prisma.CandidacyWhereInput = {
    AND: [
      candidaciesInReach(actor),
      await inQueue(queue, turns, candidaciesInReach(actor)),
      { person: { AND: searchWords(q).map((word) => ({ searchText: { contains: word } })) } },
    ],
  };
  const [total, rows] = await Promise.all([
    db.candidacy.count({ where }),
    db.candidacy.findMany({
      where,
      orderBy: [{ enteredOn: "asc" }, { id: "asc" }],
      skip: (page - 1) * PAGE_SIZE,
      take: PAGE_SIZE,
      include: { person: { select: { name: true } } },
    }),
  ]);
  const book = await loadSchemes();
  return { total, rows: rows.map((row) => rowOf(book, row, turns.get(row.id))) };
}

const rowOf = (
  book: SchemeBook,
  row: Prisma.CandidacyGetPayload<{ include: { person: { select: { name: true } } } }>,
  turn = { waitsFor: row.waitsFor as WaitsFor, dueOn: row.dueOn },
) =>
  ({
    id: row.id,
    name: row.person.name,
    schemeId: row.schemeId,
    language: row.language,
    state: row.state,
    stageNames: namesOf(book.of(row)),
    enteredOn: row.enteredOn,
    dueOn: turn.dueOn,
    overdue: row.openKey === OPEN && turn.dueOn !== null && turn.dueOn < today(),
    waitsFor: turn.waitsFor,
  }) satisfies CandidacyRow;

/** How many stand in each queue. */
export async function countQueues<Asked extends Queue>(
  actor: Reaching,
  queues: readonly Asked[],
): Promise<Record<Asked, number>> {
  const within = candidaciesInReach(actor);
  const turns = await turnsToday(within);
  const count = async (queue: Asked) =>
    [
      queue,
      await db.candidacy.count({ where: { AND: [within, await inQueue(queue, turns, within)] } }),
    ] as const;
  return Object.fromEntries(await Promise.all(queues.map(count))) as Record<Asked, number>;
}

/** Whose work list which queues stand on, as far as that reaches. */
const WORK = [
  ["decide:candidacies", ["decision", "appeal", "overdue", "move", "observe", "second", "rate"]],
  ["attest:facilitators", ["attest"]],
  ["record:attestations", ["record"]],
] as const satisfies readonly (readonly [Permission, readonly Queue[]])[];

/** For the work list: of an officer, an area manager, a training department. */
export async function candidacyWork(actor: Actor) {
  const work = await Promise.all(
    WORK.map(async ([permission, queues]) => {
      const holder = asHolderOf(actor, permission);
      const counts = holder && (await countQueues(holder, queues));
      return queues.map((queue) => ({ queue, count: counts?.[queue] ?? 0 }));
    }),
  );
  return work
    .flat()
    .filter(({ count }) => count > 0)
    .map(({ queue, count }) => ({
      kind: `candidacies-${queue}` as const,
      count,
      href: `/candidates?queue=${queue}`,
    }));
}

export async function myCandidacies(personId: string): Promise<CandidacyRow[]> {
  const rows = await db.candidacy.findMany({
    where: { personId },
    orderBy: { id: "desc" },
    include: { person: { select: { name: true } } },
  });
  const [book, turns] = await Promise.all([loadSchemes(), turnsToday({ personId })]);
  return rows.map((row) => rowOf(book, row, turns.get(row.id)));
}

// ── One ─────────────────────────────────────────────────────────────────────────────────────────────

export type Found = { row: StoredCandidacy; read: ReadFile };

export async function findCandidacy(where: Prisma.CandidacyWhereInput): Promise<Found | null> {
  const row = await loadCandidacy(where);
  return row && { row, read: await readFile(row) };
}

export const candidacyInReach = (actor: Reaching, candidacyId: string) =>
  findCandidacy({ AND: [{ id: candidacyId }, candidaciesInReach(actor)] });

export const ownCandidacy = (personId: string, candidacyId: string) =>
  findCandidacy({ id: candidacyId, personId });

export async function candidacySheet({ row, read }: Found): Promise<CandidacySheet> {
  const { scheme, file, history } = read;
  const { candidacy, facts } = file;
  const day = today(scheme.timeZone);
  const stage = stageOf(scheme, candidacy.state);
  // While an appeal waits: where it was decided what the candidate appeals against.
  const shown = stage ?? (candidacy.appealedOn && stageOf(scheme, candidacy.ruling?.stage ?? ""));
  const files = await db.candidacyFile.findMany({
    where: { candidacyId: row.id },
    orderBy: { addedAt: "asc" },
    select: { id: true, document: true, name: true, bytes: true, addedAt: true },
  });
  const evidence = shown && facts.stages[evidenceStage(scheme, shown)];
  return {
    id: row.id,
    personId: row.personId,
    name: row.person.name,
    schemeId: row.schemeId,
    schemeVersion: row.schemeVersion,
    language: row.language,
    state: candidacy.state,
    openedOn: row.openedOn,
    enteredOn: candidacy.entered.at(-1)!.on,
    dueOn: dueOn(file),
    endedOn: candidacy.endedOn,
    today: day,
    waitsFor: waitsFor(file, day),
    turnOf: turnOf(waitsFor(file, day), stage),
    topics: isByTopic(row.schemeId) ? (testedTopics(facts) ?? topicsOf(row.schemeId)) : [],
    stageNames: namesOf(scheme),
    path: pathOf(read),
    asks: shown
      ? shown.asks.map((requirement): AskedOf => {
          const open = unmet(requirement, facts, evidenceStage(scheme, shown), candidacy.endedOn ?? day);
          const waived = isWaived(candidacy, requirement.kind);
          return {
            requirement,
            unmet: open,
            state: open.length === 0 ? "met" : waived ? "waived" : "missing",
          };
        })
      : [],
    ahead: stage
      ? scheme.stages.slice(scheme.stages.indexOf(stage) + 1).map(({ id, asks }) => ({ stage: id, asks }))
      : [],
    scores: evidence && Object.keys(evidence.scores).length > 0 ? evidence.scores : null,
    anchors: anchorsInFile(await loadSchemes(), row, history.struck, evidence ? evidence.scores : {}),
    events: await eventLines(read, history.struck),
    files: files.map(({ addedAt, document, ...rest }) => ({
      ...rest,
      document: document as FilePurpose,
      addedAt: addedAt.getTime(),
    })),
    certificationId: row.certificationId,
    remarkUntil: stage ? remarkUntil(stage, facts, day) : null,
    appeal: appealOf(candidacy, day),
    seen: row.events.length,
  };
}

function appealOf(candidacy: Candidacy, day: CalendarDay): CandidacyAppeal | null {
  const { ruling, appealedOn } = candidacy;
  if (!ruling) return null;
  const { kind, stage, on } = ruling;
  if (appealedOn !== null) {
    const dueOn = appealDue(appealedOn);
    return { kind, stage, on, state: "waits", since: appealedOn, dueOn, overdue: day > dueOn };
  }
  return openToAppeal(candidacy, day) && { kind, stage, on, state: "open", until: appealUntil(ruling) };
}

function turnOf(waits: WaitsFor, stage: ReturnType<typeof stageOf>) {
  if (!stage) return null;
  // Whoever attests observes first.
  const recommends = waits === "recommendation" || (waits === "file" && stage.recommendedBy === "attester");
  return recommends ? stage.recommendedBy : stage.decidedBy;
}

function pathOf({ scheme, file: { candidacy } }: ReadFile): Step[] {
  const at = scheme.stages.findIndex(({ id }) => id === candidacy.state);
  const last = scheme.stages.findIndex(({ id }) => id === candidacy.entered.at(-1)!.stage);
  const here = at >= 0 ? at : candidacy.state === "certified" ? scheme.stages.length : last;
  // Of one that has ended nothing is to come.
  const stages = at >= 0 ? scheme.stages : scheme.stages.slice(0, here + 1);
  return stages.map(({ id }, index) => ({
    stage: id,
    state: index < here ? "done" : index > here ? "next" : at >= 0 ? "now" : "stopped",
    on: candidacy.entered.filter(({ stage }) => stage === id).at(-1)?.on ?? null,
  }));
}

/** Of a course that was led, who observed it: named in the record, which somebody else wrote. */
const observerOf = (entry: Entry): string[] => (entry.kind === "cycle" ? judgesOf(entry, "") : []);

async function eventLines({ entries }: ReadFile, struck: ReadonlySet<string>): Promise<EventLine[]> {
  const [people, behalf] = await Promise.all([
    db.person.findMany({
      where: {
        id: { in: [...new Set(entries.flatMap((entry) => [entry.by.personId, ...observerOf(entry)]))] },
      },
      select: { id: true, name: true },
    }),
    behalfOf(
      db,
      entries.map(({ id }) => id),
    ),
  ]);
  const nameOf = new Map(people.map(({ id, name }) => [id, name]));
  return entries.map((entry) => ({
    entry,
    by: nameOf.get(entry.by.personId) ?? null,
    observedBy: observerOf(entry).map((id) => nameOf.get(id) ?? null)[0] ?? null,
    behalf: behalf.get(entry.id) ?? null,
    struck: struck.has(entry.id),
  }));
}
