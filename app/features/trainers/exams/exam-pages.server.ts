import { personNow } from "#app/features/identity/who-now.server.ts";
import { isByTopic, type Topic } from "#app/features/trainers/schemes/topics.ts";
import { db, type Prisma } from "#app/infra/db.server.ts";
import { now, today } from "#app/infra/clock.server.ts";
import { reachedIds, reachesAll, type Actor } from "#app/lib/actor.ts";
import type { Refusal } from "#app/lib/result.ts";
import { PAGE_SIZE } from "#app/lib/paging.ts";
import { countGroups, type GroupCount } from "./exam-bank.ts";
import { readBlueprint } from "./exam-forms.ts";
import { clockIn, proposedFor, roomsOf, sittingsInReach } from "./exam-sittings.server.ts";
import { itemsOf, resultOf, roundsOf, voidedItems, voidKey } from "./exam-scripts.server.ts";
import { remarkingOf, WITH_PAGES } from "./remark-exam.server.ts";
import { itemFigures } from "./void-item.server.ts";
import {
  asksEdition,
  isVoidable,
  leftToDo,
  mayRecordAfterwards,
  scriptState,
  sittingPhase,
  startOf,
  type Arrangement,
  type VoidReason,
} from "./exam-sitting.ts";

/* What the pages of sittings show: to the officer, and to the invigilator. Nothing here holds a word of a question. */

export type BankChoice = { id: string; schemeId: string; language: string; version: number };

/** The newest version of each bank in reach. */
export async function banksToDraw(actor: Pick<Actor, "reach">): Promise<BankChoice[]> {
  const rows = await db.examBank.findMany({
    where: reachesAll(actor) ? {} : { programme: { in: reachedIds(actor, "programme") } },
    orderBy: { version: "desc" },
    select: { id: true, schemeId: true, language: true, version: true },
  });
  const newest = new Map<string, BankChoice>();
  for (const row of rows) {
    const key = `${row.schemeId} ${row.language}`;
    if (!newest.has(key)) newest.set(key, row);
  }
  return [...newest.values()].sort((a, b) => (a.schemeId + a.language < b.schemeId + b.language ? -1 : 1));
}

export const groupsOf = async (bankId: string): Promise<GroupCount[]> =>
  countGroups([...(await itemsOf(db, bankId)).values()]);

/** What is to be drawn, as it was typed, or the field in which it cannot be so. Null: no such bank in the officer's reach. */
export async function readAsked(
  actor: Actor,
  { bankId, topics, ...typed }: { bankId: string; topics: readonly Topic[]; [field: string]: unknown },
) {
  const reach = reachesAll(actor) ? {} : { programme: { in: reachedIds(actor, "programme") } };
  const bank = await db.examBank.findFirst({ where: { AND: [{ id: bankId }, reach] } });
  if (!bank) return null;
  return isByTopic(bank.schemeId) && topics.length === 0
    ? { error: { field: "topics", key: "required" } }
    : readBlueprint(await groupsOf(bankId), typed);
}

/** One page, the latest first. */
export async function listSittings(actor: Actor, page: number) {
  const where = sittingsInReach(actor);
  const [total, rows] = await Promise.all([
    db.examSitting.count({ where }),
    db.examSitting.findMany({
      where,
      orderBy: [{ day: "desc" }, { id: "desc" }],
      skip: (page - 1) * PAGE_SIZE,
      take: PAGE_SIZE,
      include: { _count: { select: { scripts: true } }, bank: { select: { language: true } } },
    }),
  ]);
  return {
    total,
    rows: rows.map(({ _count, bank, ...row }) => ({
      id: row.id,
      schemeId: row.schemeId,
      language: bank.language,
      day: row.day,
      startsAt: row.startsAt,
      place: row.place,
      phase: sittingPhase(row),
      candidates: _count.scripts,
    })),
  };
}

/** Null: no such sitting in the officer's reach. */
export const reachedSitting = (actor: Actor, id: string) =>
  db.examSitting.findFirst({ where: { AND: [{ id }, sittingsInReach(actor)] }, select: { id: true } });

/** Null: not the actor's to invigilate. */
export const ownRoom = async (actor: Actor, id: string) =>
  db.examSitting.findFirst({
    where: { AND: [{ id }, await roomsOf(db, actor.personId)] },
    select: { id: true },
  });

const WITH_ALL = {
  bank: { select: { language: true, version: true } },
  scripts: {
    orderBy: { number: "asc" },
    include: {
      candidacy: { select: { person: { select: { name: true } } } },
      _count: { select: { scans: { where: { removedAt: null } } } },
    },
  },
  incidents: { orderBy: { id: "asc" } },
} satisfies Prisma.ExamSittingInclude;
type Loaded = Prisma.ExamSittingGetPayload<{ include: typeof WITH_ALL }>;

/** Written on paper, and counts; not where it was told, and the pages were purged after their time. */
const bringsPages = ({ onPaper, startedAt, voidedAt, releasedAt, _count }: Loaded["scripts"][number]) =>
  onPaper && startedAt !== null && voidedAt === null && !(releasedAt !== null && _count.scans === 0);

function sheetOf(row: Loaded) {
  const at = now().getTime();
  return {
    id: row.id,
    schemeId: row.schemeId,
    language: row.bank.language,
    version: row.bank.version,
    day: row.day,
    startsAt: row.startsAt,
    timeZone: row.timeZone,
    start: startOf(row),
    place: row.place,
    minutes: row.minutes,
    onPaper: row.onPaper,
    topics: row.topics === null ? [] : (JSON.parse(row.topics) as Topic[]),
    items: Object.values(JSON.parse(row.blueprint) as Record<string, number>).reduce((a, b) => a + b, 0),
    phase: sittingPhase(row),
    cancelReason: row.cancelReason,
    edition: row.edition,
    asksEdition: asksEdition(row),
    recorded: row.recordedAt && { at: row.recordedAt.getTime(), reason: row.recordReason },
    scripts: row.scripts.map((script) => ({
      id: script.id,
      candidacyId: script.candidacyId,
      number: script.number,
      name: script.candidacy.person.name,
      extraMinutes: script.extraMinutes,
      arrangements: JSON.parse(script.arrangements) as Arrangement[],
      note: script.note,
      state: scriptState(script, at),
      absent: row.closedAt !== null && script.startedAt === null,
      deadlineAt: script.deadlineAt?.getTime() ?? null,
      begun: script.startedAt !== null,
      /** How many were brought; null where there is nothing to bring. */
      pages: bringsPages(script) ? script._count.scans : null,
      voidable: isVoidable(sittingPhase(row), script),
      voided: script.voidedAt && { why: script.voidReason as VoidReason, happened: script.voidWords },
      score: script.score,
      aside: script.aside === null ? null : (JSON.parse(script.aside) as Refusal),
      waits: script.aside !== null && script.releasedAt === null,
    })),
    incidents: row.incidents.map(({ id, number, words, at: when }) => ({
      id,
      number,
      words,
      at: when.getTime(),
    })),
  };
}
export type SittingSheet = ReturnType<typeof sheetOf>;

/** Whoever supervises learns no result, and once it is over nothing more of what somebody needed. */
const withoutResults = (sheet: SittingSheet): SittingSheet => ({
  ...sheet,
  scripts: sheet.scripts.map((script) => ({
    ...script,
    score: null,
    aside: null,
    ...(sheet.phase === "planned" || sheet.phase === "open" ? {} : { arrangements: [], note: "" }),
  })),
});

/** Null: not in the officer's reach. */
export async function sittingPage(actor: Actor, sittingId: string) {
  const row = await db.examSitting.findFirst({
    where: { AND: [{ id: sittingId }, sittingsInReach(actor)] },
    include: WITH_ALL,
  });
  if (!row) return null;
  const { recordedBy } = row;
  const invigilatorId = await personNow(db, row.invigilatorId);
  const people = await db.person.findMany({
    where: { id: { in: recordedBy ? [invigilatorId, recordedBy] : [invigilatorId] } },
    select: { id: true, name: true, username: true },
  });
  const invigilator = people.find(({ id }) => id === invigilatorId);
  const sheet = sheetOf(row);
  const admitting = sheet.phase === "planned" || sheet.phase === "open";
  return {
    sheet,
    invigilator: { name: invigilator?.name ?? "", username: invigilator?.username ?? "" },
    recordedBy: people.find(({ id }) => id === recordedBy)?.name ?? "",
    leftToDo: leftToDo(row, row.scripts, clockIn(row)),
    proposed: admitting ? await proposedFor(actor, row) : [],
    ...(row.closedAt ? await afterClosing(row) : { waiting: 0, keying: 0, again: [], items: [] }),
  };
}

/** How far it is marked, who asked for another marking, and how the items were answered. */
async function afterClosing(row: Loaded) {
  const [scripts, bank, voided, items] = await Promise.all([
    db.examScript.findMany({
      where: { sittingId: row.id, startedAt: { not: null }, voidedAt: null },
      include: WITH_PAGES,
    }),
    itemsOf(db, row.bankId),
    voidedItems(db, [row.schemeId]),
    itemFigures(row),
  ]);
  const isVoid = (item: string) => voided.has(voidKey(row.schemeId, item));
  const rounds = scripts.map((script) => roundsOf(script, bank, isVoid));
  return {
    waiting: rounds.filter((each) => each.answered && resultOf(each) === null).length,
    keying: rounds.filter((each) => !each.answered).length,
    again: scripts
      .filter(({ remarkAskedAt, remarkedAt }) => remarkAskedAt && !remarkedAt)
      .map((script) => remarkingOf(script, bank, isVoid)),
    items,
  };
}

/** The invigilator's own; the code is theirs to tell once the sitting is open. */
export async function invigilatorPage(actor: Actor, sittingId: string) {
  const row = await db.examSitting.findFirst({
    where: { AND: [{ id: sittingId }, await roomsOf(db, actor.personId)] },
    include: WITH_ALL,
  });
  if (!row) return null;
  const day = today(row.timeZone);
  return {
    sheet: withoutResults(sheetOf(row)),
    code: row.openedAt && !row.closedAt && !row.onPaper ? row.code : null,
    today: day,
    recordable: mayRecordAfterwards(row, day).ok,
  };
}
