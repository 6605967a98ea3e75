import { createCohort, type HostGate } from "#app/features/cohorts/keep-cohort.server.ts";
import { ok } from "#app/lib/result.ts";
import { writeReport } from "#app/features/cohorts/file-training-report.server.ts";
import { planHalfDays } from "#app/features/cohorts/plan-calendar.server.ts";
import { planSession, sessionsOf } from "#app/features/cohorts/sessions.server.ts";
import { takeAttendance, verifyHalfDay } from "#app/features/cohorts/take-attendance.server.ts";
import type { Mark } from "#app/features/cohorts/attendance.ts";
import { enrol } from "#app/features/learning/enrolments.server.ts";
import { db, inTransaction, sql } from "#app/infra/db.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { addDays, type CalendarDay } from "#app/lib/calendar-day.ts";
import { must } from "./studying.ts";

const DAY = 86_400_000;

type NewCohort = {
  name: string;
  courseVersionId: string;
  hostId: string;
  format: "standard" | "blended";
  locales: string[];
  place: string;
  startDate: CalendarDay;
  endDate: CalendarDay;
};

/** The licences of the story are told after its cohorts, of which some are older. */
const asTold: HostGate = () => Promise.resolve(ok(undefined));

export async function makeCohort(administrator: Actor, cohort: NewCohort): Promise<string> {
  const created = await createCohort(
    administrator,
    {
      ...cohort,
      audience: "public",
      activity: `MIF-${cohort.startDate.slice(0, 4)}-${cohort.startDate.slice(5, 7)}`,
      project: "Inclusive Finance 2026",
      timeZone: "Asia/Phnom_Penh",
      issuer: "Mekong Institute of Inclusive Finance",
      signatoryName1: "Aminata Diallo",
      signatoryRole1: "Programme officer",
      signatoryName2: "Prak Vanna",
      signatoryRole2: "Lead trainer",
      version: 0,
    },
    asTold,
  );
  return must(created).cohortId;
}

/** Enrols in the order given; answers the enrolment of each person. */
export async function enrolAll(
  administrator: Actor,
  cohortId: string,
  courseVersionId: string,
  personIds: string[],
): Promise<string[]> {
  const enrolments: string[] = [];
  for (const personId of personIds) {
    const { enrolmentId } = await inTransaction((tx) =>
      enrol(tx, administrator, { personId, cohortId, courseVersionId }),
    );
    enrolments.push(enrolmentId);
  }
  return enrolments;
}

type Days = { cohortId: string; first: CalendarDay; days: number };

/** Mornings and afternoons of so many days, led by one trainer. */
export async function planDays(
  administrator: Actor,
  trainer: Actor,
  { cohortId, first, days }: Days,
): Promise<void> {
  const plan = { first, last: addDays(first, days - 1), without: [], parts: ["am" as const, "pm" as const] };
  const hours = { contactMinutes: 195, amStarts: "08:30", pmStarts: "13:30", room: "Room 2" };
  must(await planHalfDays(administrator, cohortId, { intent: "plan", ...plan, title: "", ...hours }));
  for (const { id, startsAt, room, contactMinutes } of await sessionsOf(cohortId)) {
    const trainers = [{ id: trainer.personId, role: "lead" as const }];
    const session = { title: "", startsAt, room, contactMinutes, modules: [], trainers };
    must(await planSession(administrator, cohortId, id, session));
  }
}

/**
 * Plans the half-days, takes attendance of those that are past, and has them verified. `exceptions` gives marks by
 * half-day and enrolment; everyone else was present.
 */
export async function runDays(
  trainer: Actor,
  verifier: Actor,
  { today, ...days }: Days & { today: CalendarDay },
  exceptions: Record<string, Mark>[],
): Promise<void> {
  const { cohortId } = days;
  await planDays(verifier, trainer, days);
  const halfDays = await db.halfDay.findMany({
    where: { cohortId, date: { lte: today } },
    orderBy: [{ date: "asc" }, { part: "asc" }],
    select: { id: true },
  });
  const enrolments = await db.enrolment.findMany({ where: { cohortId }, select: { id: true } });
  for (const [index, { id: halfDayId }] of halfDays.entries()) {
    const entries = enrolments.map(({ id: enrolmentId }) => {
      const mark = exceptions[index]?.[enrolmentId] ?? "present";
      return { who: enrolmentId, mark, minutesMissed: mark === "late" ? 20 : 0 };
    });
    must(await takeAttendance(trainer, { cohortId, halfDayId }, entries, "", today));
    must(await verifyHalfDay(verifier, { cohortId, halfDayId }));
  }
}

export async function submitReport(trainer: Actor, cohortId: string): Promise<void> {
  const text = {
    objectives:
      "Everyone practised both talks twice, once with a colleague as the client and once at a centre meeting. Most can " +
      "now hold the debt talk in twelve minutes and ask the check question without being reminded.",
    deviations:
      "The visit to the centre meeting was moved from the first afternoon to the second morning: rain.",
    lessons:
      "The claim in five steps needs longer than planned; bring real forms. The tin and the bowl carries itself.",
    incidents: "",
  };
  must(await writeReport(trainer, cohortId, text, { submit: true, version: 0 }));
}

/** What was just recorded happened some days ago: the acts know only the present. */
export async function moveBack(cohortId: string, days: number): Promise<void> {
  const enrolments = await db.enrolment.findMany({
    where: { cohortId },
    select: { id: true, enrolledAt: true },
  });
  for (const { id, enrolledAt } of enrolments) {
    await db.enrolment.update({
      where: { id },
      data: { enrolledAt: new Date(enrolledAt.getTime() - (days + 7) * DAY) },
    });
    await spreadMarks(id, days);
    await db.actionPlanGoal.updateMany({
      where: { enrolmentId: id },
      data: { updatedAt: new Date(enrolledAt.getTime() - days * DAY) },
    });
    for (const attempt of await db.attempt.findMany({ where: { enrolmentId: id } })) {
      const back = (at: Date | null) => at && new Date(at.getTime() - days * DAY);
      await db.attempt.update({
        where: { id: attempt.id },
        data: {
          startedAt: back(attempt.startedAt)!,
          deadlineAt: back(attempt.deadlineAt),
          submittedAt: back(attempt.submittedAt),
          gradedAt: back(attempt.gradedAt),
        },
      });
    }
  }
}

/** Reading took several evenings: the first marks lie furthest back. */
async function spreadMarks(enrolmentId: string, days: number) {
  const marks = await db.unitMark.findMany({ where: { enrolmentId }, orderBy: { doneAt: "asc" } });
  for (const [index, { moduleId, unitId, doneAt }] of marks.entries()) {
    const back = days + Math.floor((marks.length - index) / 4);
    const at = new Date(doneAt.getTime() - back * DAY);
    await db.$executeRaw(
      sql`UPDATE "UnitMark" SET "doneAt" = ${at} WHERE "enrolmentId" = ${enrolmentId} AND "moduleId" = ${moduleId} AND "unitId" = ${unitId}`,
    );
  }
}
