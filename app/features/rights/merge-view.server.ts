import { holdsToday } from "#app/features/identity/current-affiliation.server.ts";
import { today } from "#app/infra/clock.server.ts";
import { db, type Prisma } from "#app/infra/db.server.ts";
import { reachesAll, type Actor, type Role } from "#app/lib/actor.ts";
import { dayIn } from "#app/lib/calendar-day.ts";
import { pageOf, type Place } from "#app/lib/keyset.ts";
import { PAGE_SIZE } from "#app/lib/paging.ts";
import { Moved } from "./carry-out-merge.server.ts";
import { peopleById } from "./duplicate-list.server.ts";
import { planMerge } from "./merge-plan.server.ts";
import { bothInReach, mergesInReach, type Pair } from "./merge-people.server.ts";
import { MOVED_TABLES, undoUntil, type Choices, type MergeState, type MovedTable } from "./person-merge.ts";

const SIDE = {
  id: true,
  name: true,
  username: true,
  email: true,
  phone: true,
  printedName: true,
  printedNameLocal: true,
  createdAt: true,
  deactivatedAt: true,
  affiliations: {
    where: holdsToday(),
    orderBy: { from: "desc" },
    select: {
      staffNumber: true,
      organisation: { select: { name: true } },
      unit: { select: { name: true } },
    },
  },
  roles: { where: { endedAt: null, role: { not: "learner" } }, select: { role: true } },
  sessions: { orderBy: { lastSeenAt: "desc" }, take: 1, select: { lastSeenAt: true } },
} satisfies Prisma.PersonSelect;

async function sideOf(id: string) {
  const { affiliations, roles, sessions, ...facts } = await db.person.findUniqueOrThrow({
    where: { id },
    select: SIDE,
  });
  return {
    ...facts,
    lastSeenAt: sessions[0]?.lastSeenAt ?? null,
    roles: [...new Set(roles.map(({ role }) => role as Role))],
    places: affiliations.map(({ organisation, unit, staffNumber }) =>
      [organisation.name, unit?.name, staffNumber].filter(Boolean).join(", "),
    ),
  };
}

export type MergeSide = Awaited<ReturnType<typeof sideOf>>;
export type MoveLine = { table: MovedTable; moves: number; apart: number };
export type SharedLine = { cohort: string; counts: "kept" | "gone" };

/** Both side by side, and what would go over. Null: one of them is not in reach. */
export async function lookAtMerge(actor: Actor, pair: Pair) {
  if (pair.keptId === pair.goneId || !(await bothInReach(db, actor, pair))) return null;
  return lookAt(pair);
}

async function lookAt({ keptId, goneId }: Pair) {
  const [kept, gone, plan] = await Promise.all([
    sideOf(keptId),
    sideOf(goneId),
    planMerge(db, keptId, goneId),
  ]);
  const cohorts = await cohortNames(plan.shared.map(({ cohortId }) => cohortId));
  return {
    kept,
    gone,
    lines: linesOf(plan.moves, plan.apart),
    shared: plan.shared.map(({ cohortId, counts, kept: ours }): SharedLine => ({
      cohort: cohorts.get(cohortId) ?? "",
      counts: counts === ours.id ? "kept" : "gone",
    })),
  };
}

const linesOf = (moves: Record<string, string[]>, apart: Record<string, string[]>): MoveLine[] =>
  MOVED_TABLES.map((table) => ({
    table,
    moves: moves[table]?.length ?? 0,
    apart: apart[table]?.length ?? 0,
  })).filter(({ moves: some, apart: others }) => some + others > 0);

async function cohortNames(ids: string[]): Promise<Map<string, string>> {
  const rows = await db.cohort.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } });
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** A merge in reach: what is proposed, or what was done. */
export async function findMerge(actor: Actor, mergeId: string) {
  const merge = await db.personMerge.findFirst({ where: { AND: [{ id: mergeId }, mergesInReach(actor)] } });
  if (!merge) return null;
  const { keptId, goneId, moved, choices, state, decidedAt, ...facts } = merge;
  const [{ kept, gone, lines, shared }, by] = await Promise.all([
    lookAt(merge),
    peopleById([merge.proposedBy, merge.decidedBy, merge.undoneBy].filter((id) => id !== null)),
  ]);
  const done = moved === "" ? null : Moved.parse(JSON.parse(moved));
  const until = decidedAt && undoUntil(dayIn("UTC", decidedAt));
  return {
    id: facts.id,
    state: state as MergeState,
    words: facts.words,
    note: facts.note,
    choices: JSON.parse(choices) as Choices,
    proposed: { by: by.get(merge.proposedBy)?.name ?? "", at: facts.proposedAt },
    decided: decidedAt && { by: by.get(merge.decidedBy ?? "")?.name ?? "", at: decidedAt },
    undone: facts.undoneAt && { by: by.get(merge.undoneBy ?? "")?.name ?? "", at: facts.undoneAt },
    kept,
    gone,
    lines: done ? linesOf(done.moves, done.apart) : lines,
    shared: done ? [] : shared,
    /** What stayed under the closed account, to be looked at. */
    apart: state === "merged" && done ? await enrolmentsApart(goneId) : [],
    undoUntil: state === "merged" && until !== null && until >= today() ? until : null,
    mine: merge.proposedBy === actor.personId,
    reachesAll: reachesAll(actor),
    keptId,
  };
}

/** Courses kept apart: with their attempts, which count for nothing. */
async function enrolmentsApart(goneId: string) {
  const rows = await db.enrolment.findMany({
    where: { personId: goneId },
    orderBy: { id: "asc" },
    select: {
      id: true,
      cohort: { select: { name: true } },
      _count: { select: { unitMarks: true, attempts: true } },
    },
  });
  return rows.map(({ id, cohort, _count }) => ({
    id,
    cohort: cohort.name,
    units: _count.unitMarks,
    attempts: _count.attempts,
  }));
}

/** A page of the merges in one state, the newest first. */
export async function listMerges(actor: Actor, state: MergeState, place: Place) {
  const from = place ? ("after" in place ? place.after : place.before) : null;
  const backwards = place !== null && "before" in place;
  const found = await db.personMerge.findMany({
    where: {
      AND: [mergesInReach(actor), { state }, from ? { id: backwards ? { gt: from } : { lt: from } } : {}],
    },
    orderBy: { id: backwards ? "asc" : "desc" },
    take: PAGE_SIZE + 1,
    select: {
      id: true,
      proposedAt: true,
      kept: { select: { name: true } },
      gone: { select: { name: true, username: true } },
    },
  });
  return pageOf(found, PAGE_SIZE, { backwards, first: from === null });
}

export type MergeRow = Awaited<ReturnType<typeof listMerges>>["rows"][number];

/** Merges a person's page points to: one that waits, or one that was done. */
export const mergesOf = (actor: Actor, personId: string) =>
  db.personMerge.findMany({
    where: {
      AND: [
        mergesInReach(actor),
        { state: { in: ["proposed", "merged"] }, OR: [{ keptId: personId }, { goneId: personId }] },
      ],
    },
    orderBy: { id: "desc" },
    take: 5,
    select: { id: true, state: true, goneId: true },
  });
