import { AnswerValue } from "#app/features/catalogue/question.ts";
import { rowsOf, sql } from "#app/infra/db.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { hasExpired, type AttemptFacts } from "./attempt.ts";
import { own } from "./enrolment-scope.server.ts";
import { clockFor } from "./clock.server.ts";
import { attemptFacts, type AttemptRow } from "./learning-records.server.ts";
import { sitting, type Sitting } from "./sittings.server.ts";
import { submitExpired } from "./submit-attempt.server.ts";

/** An answer as it is kept; `points` once marked. */
export type KeptAnswer = {
  value: AnswerValue;
  savedAt: number;
  points: number | null;
  comment: string | null;
};

export type MyAttempt = {
  sitting: Sitting;
  attempt: AttemptFacts;
  timeZone: string;
  answers: ReadonlyMap<string, KeptAnswer>;
};

/** One's own attempt with what was answered. One whose time is up is handed in first, since somebody looks. */
export async function myAttempt(actor: Actor, attemptId: string): Promise<MyAttempt | null> {
  const paper = await sitting(attemptId, actor.personId);
  if (!paper) return null;
  const read = await readAttempt(actor, attemptId);
  if (!read) return null;
  if (hasExpired(read.attempt, clockFor(read.timeZone).now)) {
    await submitExpired(sql`a."id" = ${attemptId} AND ${own(actor)}`, actor.requestId);
    return { sitting: paper, ...(await readAttempt(actor, attemptId))! };
  }
  return { sitting: paper, ...read };
}

type Row = AttemptRow & { timeZone: string };
type AnswerRow = {
  itemId: string;
  value: string;
  savedAt: Date;
  points: number | null;
  comment: string | null;
};

async function readAttempt(actor: Actor, attemptId: string): Promise<Omit<MyAttempt, "sitting"> | null> {
  const [[row], answers] = await Promise.all([
    rowsOf<Row>(sql`
      SELECT a."id", a."enrolmentId", a."moduleId", a."unitId", a."number", a."state", a."startedAt", a."deadlineAt",
          a."submittedAt", a."points", a."maxPoints", a."passed", a."practice", c."timeZone"
        FROM "Attempt" a JOIN "Enrolment" e ON e."id" = a."enrolmentId" JOIN "Cohort" c ON c."id" = e."cohortId"
        WHERE a."id" = ${attemptId} AND ${own(actor)}`),
    answersOf(attemptId),
  ]);
  return row ? { attempt: attemptFacts(row), timeZone: row.timeZone, answers } : null;
}

/** By item; the caller has found the attempt within its reach. */
export async function answersOf(attemptId: string): Promise<Map<string, KeptAnswer>> {
  const rows = await rowsOf<AnswerRow>(sql`
    SELECT "itemId", "value", "savedAt", "points", "comment" FROM "Answer" WHERE "attemptId" = ${attemptId}`);
  return new Map(
    rows.map(({ itemId, value, savedAt, points, comment }) => [
      itemId,
      {
        value: AnswerValue.parse(JSON.parse(value)),
        savedAt: savedAt.getTime(),
        points,
        comment,
      },
    ]),
  );
}
