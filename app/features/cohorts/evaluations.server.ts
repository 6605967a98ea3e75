import { randomInt, randomUUID } from "node:crypto";
import { isLearning } from "#app/features/learning/enrolment.ts";
import type { EnrolmentFacts } from "#app/features/learning/enrolment-facts.ts";
import { today } from "#app/infra/clock.server.ts";
import { db, inTransaction, sql } from "#app/infra/db.server.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import {
  dayResult,
  evaluationPhase,
  shuffled,
  type Ballot,
  type DayResult,
  type EvaluationPhase,
} from "./evaluation.ts";

const BALLOT = {
  relevance: true,
  knowledge: true,
  clarity: true,
  timing: true,
  participation: true,
  good: true,
  better: true,
} as const;

// ── answering ───────────────────────────────────────────────────────────────────────────────────────

export type OwnEvaluation = { date: CalendarDay; phase: EvaluationPhase; answered: boolean };

/** The days of one's course that have half-days, and whether one has answered. */
export async function myEvaluations({ id, cohort }: EnrolmentFacts): Promise<OwnEvaluation[]> {
  const [days, voted] = await Promise.all([
    db.halfDay.findMany({
      where: { cohortId: cohort.id },
      distinct: ["date"],
      orderBy: { date: "asc" },
      select: { date: true },
    }),
    db.evaluationVoter.findMany({ where: { enrolmentId: id }, select: { date: true } }),
  ]);
  const answered = new Set(voted.map(({ date }) => date));
  const day = today(cohort.timeZone);
  return days.map(({ date }) => ({ date, phase: evaluationPhase(date, day), answered: answered.has(date) }));
}

/**
 * Puts a ballot into the box of a day. Who has voted stands apart and says nothing of what. The whole box is written anew
 * in a shuffled order: neither the place of a row nor the transaction that wrote it tells whose it is. No audit line.
 */
export async function evaluate(
  enrolment: EnrolmentFacts,
  date: CalendarDay,
  ballot: Ballot,
): Promise<Result<void>> {
  const { id: enrolmentId, status, cohort } = enrolment;
  if (!isLearning(status) || cohort.closed) return refuse("learning.course-over");
  const phase = evaluationPhase(date, today(cohort.timeZone));
  if (phase !== "open") return refuse(`evaluation.${phase}`);
  return inTransaction(async (tx) => {
    const cohortId = cohort.id;
    if ((await tx.halfDay.count({ where: { cohortId, date } })) === 0) return refuse("evaluation.no-day");
    // The first half-day's row is the lid of the box: one ballot at a time.
    await tx.halfDay.updateMany({ where: { cohortId, date }, data: { date } });
    const voted = await tx.$executeRaw(sql`
      INSERT INTO "EvaluationVoter" ("cohortId", "date", "enrolmentId") VALUES (${cohortId}, ${date}, ${enrolmentId})
      ON CONFLICT DO NOTHING`);
    if (voted !== 1) return refuse("evaluation.answered");
    const box = await tx.evaluationBallot.findMany({ where: { cohortId, date }, select: BALLOT });
    await tx.evaluationBallot.deleteMany({ where: { cohortId, date } });
    const ballots = shuffled([...box, ballot], (below) => randomInt(below));
    await tx.evaluationBallot.createMany({
      data: ballots.map((each) => ({ id: randomUUID(), cohortId, date, ...each })),
    });
    return ok(undefined);
  });
}

// ── reading ─────────────────────────────────────────────────────────────────────────────────────────

export type EvaluatedDay = DayResult & { date: CalendarDay; phase: EvaluationPhase };

/** The days of a cohort the caller has found within reach; those to come are left out. */
export async function evaluationsOf(cohort: { id: string; timeZone: string }): Promise<EvaluatedDay[]> {
  const cohortId = cohort.id;
  const [halfDays, enrolled, ballots] = await Promise.all([
    db.halfDay.findMany({
      where: { cohortId },
      orderBy: { date: "asc" },
      select: { date: true, marks: { select: { enrolmentId: true, mark: true } } },
    }),
    db.enrolment.count({ where: { cohortId, status: { notIn: ["withdrawn", "no-show", "deferred"] } } }),
    db.evaluationBallot.findMany({
      where: { cohortId },
      orderBy: { id: "asc" },
      select: { date: true, ...BALLOT },
    }),
  ]);
  const day = today(cohort.timeZone);
  const dates = [...new Set(halfDays.map(({ date }) => date))].filter((date) => date <= day);
  return dates.map((date) => {
    const phase = evaluationPhase(date, day);
    const marks = halfDays.filter((each) => each.date === date).flatMap((each) => each.marks);
    const there = new Set(
      marks.filter(({ mark }) => mark !== "absent").map(({ enrolmentId }) => enrolmentId),
    );
    const own = ballots.filter((ballot) => ballot.date === date);
    return { date, phase, ...dayResult(own, marks.length > 0 ? there.size : enrolled, phase) };
  });
}
