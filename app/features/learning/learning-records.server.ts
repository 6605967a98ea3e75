import { db, Prisma, rowsIn, sql, type Tx } from "#app/infra/db.server.ts";
import { PLAN_STATES, type PlanState } from "./action-plan.ts";
import type { AttemptFacts, AttemptState, PermissionKind } from "./attempt.ts";
import type { LearningRecord } from "./progress.ts";

/*
 * The number of statements does not depend on how many enrolments are asked for: the dashboard, the unit page and
 * a cohort's table all stand on this.
 */

type At = { enrolmentId: string; moduleId: string; unitId: string };
/** An expression over several tables: instants are Date on PostgreSQL and text on SQLite. */
type RecordRow = At & { kind: string; at: Date | string; minutes: number | bigint };

export type AttemptRow = At & {
  id: string;
  number: number;
  state: string;
  startedAt: Date;
  deadlineAt: Date | null;
  submittedAt: Date | null;
  points: number | null;
  maxPoints: number;
  passed: boolean | null;
  practice: boolean;
};

const time = (value: Date | null) => value && value.getTime();

export const attemptFacts = (row: AttemptRow): AttemptFacts & { moduleId: string; unitId: string } => ({
  id: row.id,
  moduleId: row.moduleId,
  unitId: row.unitId,
  number: row.number,
  state: row.state as AttemptState,
  startedAt: row.startedAt.getTime(),
  deadlineAt: time(row.deadlineAt),
  submittedAt: time(row.submittedAt),
  points: row.points,
  maxPoints: row.maxPoints,
  passed: row.passed,
  practice: row.practice,
});

export const planState = (text: string | null): PlanState | null =>
  PLAN_STATES.find((state) => state === text) ?? null;

/**
 * Everything recorded in these enrolments, one record for each id. The caller has asked for them within the actor's
 * scope.
 */
export async function learningRecords(
  enrolmentIds: string[],
  tx: Tx = db,
): Promise<Map<string, LearningRecord>> {
  if (enrolmentIds.length === 0) return new Map();
  const whose = Prisma.join(enrolmentIds);
  const [recordOf, plans] = await Promise.all([
    readRecords(tx, whose),
    rowsIn<PlanRow>(
      tx,
      sql`SELECT "enrolmentId", "state" FROM "ActionPlan" WHERE "enrolmentId" IN (${whose})`,
    ),
  ]);
  for (const { enrolmentId, state } of plans) recordOf(enrolmentId).plan = planState(state);
  return new Map(enrolmentIds.map((id) => [id, recordOf(id)]));
}

type PlanRow = { enrolmentId: string; state: string };

/** As above for a list of ids or a query of them, without the plan: where the enrolment is read, its plan comes along. */
export async function readRecords(
  tx: Tx,
  whose: Prisma.Sql,
): Promise<(enrolmentId: string) => LearningRecord> {
  const [rows, attempts] = await Promise.all([readMarks(tx, whose), readAttempts(tx, whose)]);
  const records = new Map<string, LearningRecord>();
  const recordOf = (enrolmentId: string): LearningRecord => {
    const record = records.get(enrolmentId) ?? {
      marks: [],
      goals: [],
      attempts: [],
      permissions: [],
      plan: null,
    };
    records.set(enrolmentId, record);
    return record;
  };
  for (const row of rows) addRow(recordOf(row.enrolmentId), row);
  for (const row of attempts) recordOf(row.enrolmentId).attempts.push(attemptFacts(row));
  return recordOf;
}

function addRow(record: LearningRecord, { kind, moduleId, unitId, at, minutes }: RecordRow) {
  const when = new Date(at).getTime();
  if (kind === "mark") record.marks.push({ moduleId, unitId, at: when });
  else if (kind === "goal") record.goals.push({ moduleId, unitId, at: when });
  else record.permissions.push({ moduleId, unitId, kind: kind as PermissionKind, minutes: Number(minutes) });
}

const readMarks = (tx: Tx, whose: Prisma.Sql) =>
  rowsIn<RecordRow>(
    tx,
    sql`
    SELECT "enrolmentId", 'mark' AS "kind", "moduleId", "unitId", "doneAt" AS "at", 0 AS "minutes"
      FROM "UnitMark" WHERE "enrolmentId" IN (${whose})
    UNION ALL
    SELECT "enrolmentId", 'goal', "moduleId", "unitId", "updatedAt", 0
      FROM "ActionPlanGoal" WHERE "enrolmentId" IN (${whose})
    UNION ALL
    SELECT "enrolmentId", "kind", "moduleId", "unitId", "grantedAt", "minutes"
      FROM "AttemptPermission" WHERE "enrolmentId" IN (${whose})`,
  );

const readAttempts = (tx: Tx, whose: Prisma.Sql) =>
  rowsIn<AttemptRow>(
    tx,
    sql`
    SELECT "id", "enrolmentId", "moduleId", "unitId", "number", "state", "startedAt", "deadlineAt", "submittedAt",
        "points", "maxPoints", "passed", "practice"
      FROM "Attempt" WHERE "enrolmentId" IN (${whose}) ORDER BY "number"`,
  );
