import { Prisma, rowsIn, sql, type Tx } from "#app/infra/db.server.ts";
import {
  furtherOf,
  MOVED_TABLES,
  MOVES,
  ownedBy,
  sortRows,
  type EnrolmentProgress,
  type Keys,
  type MovedTable,
  type OwnedRow,
} from "./person-merge.ts";

/** What a merge would move, looked at before and done after: the preview and the act are of one plan. */
export type MergePlan = {
  moves: Keys;
  /** Of the closed account, and there already: it stays. */
  apart: Keys;
  /** Cohorts in which both sit, and which enrolment counts from then on. */
  shared: SharedCohort[];
};

export type SharedCohort = {
  cohortId: string;
  kept: EnrolmentProgress;
  gone: EnrolmentProgress;
  counts: string;
};

const named = (name: string) => Prisma.raw(`"${name}"`);

export async function planMerge(tx: Tx, keptId: string, goneId: string): Promise<MergePlan> {
  const plan: MergePlan = { moves: {} as Keys, apart: {} as Keys, shared: [] };
  for (const table of MOVED_TABLES) {
    const { moves, apart } = sortRows(await rowsOfBoth(tx, table, keptId, goneId), goneId);
    plan.moves[table] = moves;
    plan.apart[table] = apart;
  }
  plan.shared = await sharedCohorts(tx, keptId, plan.apart.Enrolment);
  return plan;
}

function rowsOfBoth(tx: Tx, table: MovedTable, keptId: string, goneId: string): Promise<OwnedRow[]> {
  const { once } = MOVES[table];
  const { key, person, table: stored } = ownedBy(table);
  const parts = (once.length === 0 ? [key] : once).map(
    (column) => sql`COALESCE(CAST(${named(column)} AS TEXT), '')`,
  );
  return rowsIn(
    tx,
    sql`SELECT ${named(key)} AS "key", ${named(person)} AS "owner", ${Prisma.join(parts, " || ' ' || ")} AS "once"
      FROM ${named(stored)} WHERE ${named(person)} IN (${keptId}, ${goneId}) ORDER BY ${named(key)}`,
  );
}

async function sharedCohorts(tx: Tx, keptId: string, apart: string[]): Promise<SharedCohort[]> {
  const gone = await progressWhere(tx, { id: { in: apart } });
  const cohortIds = gone.map(({ cohortId }) => cohortId);
  const kept = await progressWhere(tx, { personId: keptId, cohortId: { in: cohortIds } });
  return gone.flatMap(({ cohortId, ...theirs }) => {
    const ours = kept.find((each) => each.cohortId === cohortId);
    return ours ? [{ cohortId, kept: ours, gone: theirs, counts: furtherOf(ours, theirs).id }] : [];
  });
}

async function progressWhere(tx: Tx, where: Prisma.EnrolmentWhereInput) {
  const rows = await tx.enrolment.findMany({
    where,
    orderBy: { id: "asc" },
    select: {
      id: true,
      cohortId: true,
      status: true,
      _count: {
        select: {
          certificates: true,
          attempts: { where: { passed: true, state: "graded" } },
          unitMarks: true,
          marks: true,
        },
      },
    },
  });
  return rows.map(({ _count, ...row }) => ({
    ...row,
    certificates: _count.certificates,
    passed: _count.attempts,
    units: _count.unitMarks,
    attended: _count.marks,
  }));
}
