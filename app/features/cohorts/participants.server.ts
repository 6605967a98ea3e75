import { FINAL } from "#app/features/catalogue/course-outline.ts";
import type { PlanState } from "#app/features/learning/action-plan.ts";
import { isPass } from "#app/features/learning/attempt.ts";
import type { EnrolmentStatus } from "#app/features/learning/enrolment.ts";
import { clockFor } from "#app/features/learning/clock.server.ts";
import { learningRecords } from "#app/features/learning/learning-records.server.ts";
import { courseProgress, type CourseProgress, type LearningRecord } from "#app/features/learning/progress.ts";
import { db, type Prisma } from "#app/infra/db.server.ts";
import { fold } from "#app/lib/fold.ts";
import { PAGE_SIZE } from "#app/lib/paging.ts";
import type { Actor } from "#app/lib/actor.ts";
import { attendanceOf, type Attendance, type HalfDayMark, type Mark } from "./attendance.ts";
import { enrolmentsInReach } from "./cohort-scope.server.ts";
import type { CohortFacts } from "./cohorts.server.ts";

export type ParticipantFilters = { q: string; show: "" | "name-open" | "plan-open"; page: number };

export type ParticipantRow = {
  enrolmentId: string;
  personId: string;
  name: string;
  organisation: string | null;
  status: EnrolmentStatus;
  nameConfirmed: boolean;
  modulesDone: number;
  modules: number;
  attendance: Attendance;
  /** null: the course has no final test. */
  final: FinalResult | null;
  plan: PlanState | null;
};

/** `share` between 0 and 1, null before the first attempt. */
export type FinalResult = { share: number | null; passed: boolean };

/** One page of the cohort's table; the number of statements does not grow with the cohort. */
export async function listParticipants(actor: Actor, cohort: CohortFacts, filters: ParticipantFilters) {
  const where: Prisma.EnrolmentWhereInput = {
    AND: [
      { cohortId: cohort.id, status: { not: "withdrawn" } },
      cohort.runs ? {} : enrolmentsInReach(actor),
      filters.q ? { person: { searchText: { contains: fold(filters.q) } } } : {},
      SHOWN[filters.show],
    ],
  };
  const [total, enrolments] = await Promise.all([
    db.enrolment.count({ where }),
    db.enrolment.findMany({
      where,
      orderBy: [{ sortName: "asc" }, { id: "asc" }],
      skip: (filters.page - 1) * PAGE_SIZE,
      take: PAGE_SIZE,
      select: {
        id: true,
        personId: true,
        status: true,
        electives: true,
        person: { select: { name: true, nameConfirmedAt: true } },
      },
    }),
  ]);
  const ids = enrolments.map(({ id }) => id);
  const [records, marks, organisations] = await Promise.all([
    learningRecords(ids),
    marksOf(ids),
    organisationsOf(enrolments.map(({ personId }) => personId)),
  ]);
  const clock = clockFor(cohort.timeZone);
  const rows = enrolments.map(({ id, personId, status, electives, person }): ParticipantRow => {
    const record = records.get(id)!;
    const progress = courseProgress(cohort.version.outline, JSON.parse(electives) as string[], record, clock);
    return {
      enrolmentId: id,
      personId,
      name: person.name,
      organisation: organisations.get(personId) ?? null,
      status: status as EnrolmentStatus,
      nameConfirmed: person.nameConfirmedAt !== null,
      modulesDone: progress.done,
      modules: progress.counting,
      attendance: attendanceOf(marks.get(id) ?? [], cohort.halfDays.length),
      final: finalResult(progress, record),
      plan: progress.plan?.state ?? null,
    };
  });
  return { total, rows };
}

/** The best attempt at the final test; attempts are never summed. */
export function finalResult(progress: CourseProgress, record: LearningRecord): FinalResult | null {
  if (!progress.final) return null;
  const attempts = record.attempts.filter(
    ({ moduleId, unitId }) => moduleId === FINAL.moduleId && unitId === FINAL.unitId,
  );
  const shares = attempts.flatMap(({ points, maxPoints }) => (points === null ? [] : [points / maxPoints]));
  return { share: shares.length === 0 ? null : Math.max(...shares), passed: attempts.some(isPass) };
}

const SHOWN: Record<ParticipantFilters["show"], Prisma.EnrolmentWhereInput> = {
  "": {},
  "name-open": { person: { nameConfirmedAt: null } },
  "plan-open": { OR: [{ actionPlan: null }, { actionPlan: { state: { not: "approved" } } }] },
};

export type MarkAt = HalfDayMark & { halfDayId: string };

/** The marks that count now, by enrolment. */
export async function marksOf(enrolmentIds: string[]): Promise<Map<string, MarkAt[]>> {
  const marks = new Map<string, MarkAt[]>(enrolmentIds.map((id) => [id, []]));
  if (enrolmentIds.length === 0) return marks;
  const rows = await db.attendanceMark.findMany({
    where: { enrolmentId: { in: enrolmentIds } },
    select: { enrolmentId: true, halfDayId: true, mark: true, minutesMissed: true },
  });
  for (const { enrolmentId, halfDayId, mark, minutesMissed } of rows)
    marks.get(enrolmentId)!.push({ halfDayId, mark: mark as Mark, minutesMissed });
  return marks;
}

/** Where each person works now; the first by date where there are several. */
export async function organisationsOf(personIds: string[]): Promise<Map<string, string>> {
  if (personIds.length === 0) return new Map();
  const rows = await db.affiliation.findMany({
    where: { personId: { in: personIds }, until: null },
    orderBy: { from: "desc" },
    select: { personId: true, organisation: { select: { name: true } }, unit: { select: { name: true } } },
  });
  return new Map(
    rows.map(({ personId, organisation, unit }) => [
      personId,
      unit ? `${organisation.name}, ${unit.name}` : organisation.name,
    ]),
  );
}
