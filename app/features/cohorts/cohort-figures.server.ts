import { db } from "#app/infra/db.server.ts";
import { holdsToday } from "#app/features/identity/current-affiliation.server.ts";
import { isPass } from "#app/features/learning/attempt.ts";
import { learningRecords } from "#app/features/learning/learning-records.server.ts";
import { FINAL } from "#app/features/catalogue/course-outline.ts";
import { attendanceOf } from "./attendance.ts";
import type { CohortFacts } from "./cohorts.server.ts";
import { testFigures, type TestFigures } from "./cohort-tests.server.ts";
import { courseResult } from "./evaluation.ts";
import { evaluationsOf } from "./evaluations.server.ts";
import { marksOf } from "./participants.server.ts";
import { deliveredMinutes } from "./session.ts";
import { sessionsOf, type SessionFacts } from "./sessions.server.ts";

/** What the end-of-training report counts, drafted from what is recorded (domain §5, cohort report). */
export type CohortFigures = {
  participants: number;
  bySex: { female: number; male: number; other: number; unknown: number };
  /** Two-letter codes with how many, most first; "" where it is not known. */
  countries: Counted[];
  organisations: number;
  /** Of the organisations people work for today. */
  organisationKinds: Counted[];
  halfDays: number;
  /** Of half-days whose attendance is verified. */
  deliveredMinutes: number;
  trainers: { name: string; minutes: number }[];
  evaluation: ReturnType<typeof courseResult>;
  /** null: there was none. */
  test: TestFigures | null;
  attendanceMet: number;
  finalTaken: number;
  finalPassed: number;
  hasFinal: boolean;
  plansHandedIn: number;
  plansApproved: number;
};

export type Counted = { value: string; count: number };

/** Constant in statements; the caller has found the cohort within its reach. */
export async function cohortFigures(cohort: CohortFacts): Promise<CohortFigures> {
  const enrolments = await db.enrolment.findMany({
    where: { cohortId: cohort.id, status: { notIn: ["withdrawn", "no-show", "deferred"] } },
    select: { id: true, person: { select: { id: true, sex: true, country: true } } },
  });
  const ids = enrolments.map(({ id }) => id);
  const [records, marks, affiliations, sessions, days, test] = await Promise.all([
    learningRecords(ids),
    marksOf(ids),
    db.affiliation.findMany({
      where: { personId: { in: enrolments.map(({ person }) => person.id) }, ...holdsToday() },
      orderBy: { from: "desc" },
      select: {
        personId: true,
        organisationId: true,
        organisation: { select: { kind: true, country: true } },
      },
    }),
    sessionsOf(cohort.id),
    evaluationsOf(cohort),
    testFigures(cohort.id),
  ]);
  const worksFor = new Map(affiliations.map((each) => [each.personId, each.organisation]));
  const count = (holds: (enrolment: (typeof enrolments)[number]) => boolean) =>
    enrolments.filter(holds).length;
  const finals = (id: string) =>
    records
      .get(id)!
      .attempts.filter(({ moduleId, unitId }) => moduleId === FINAL.moduleId && unitId === FINAL.unitId);
  return {
    participants: enrolments.length,
    bySex: {
      female: count(({ person }) => person.sex === "female"),
      male: count(({ person }) => person.sex === "male"),
      other: count(({ person }) => person.sex === "other"),
      unknown: count(({ person }) => person.sex === null),
    },
    countries: counted(
      enrolments.map(({ person }) => person.country ?? worksFor.get(person.id)?.country ?? ""),
    ),
    organisations: new Set(affiliations.map(({ organisationId }) => organisationId)).size,
    organisationKinds: counted(enrolments.map(({ person }) => worksFor.get(person.id)?.kind ?? "")),
    halfDays: cohort.halfDays.length,
    deliveredMinutes: sessions.reduce((sum, each) => sum + (each.verified ? each.contactMinutes : 0), 0),
    trainers: trainersIn(sessions),
    evaluation: courseResult(days),
    test,
    attendanceMet: count(({ id }) => attendanceOf(marks.get(id)!, cohort.halfDays.length).met),
    finalTaken: count(({ id }) => finals(id).some(({ points }) => points !== null)),
    finalPassed: count(({ id }) => finals(id).some(isPass)),
    hasFinal: cohort.version.outline.final !== null,
    plansHandedIn: count(({ id }) => ["submitted", "approved"].includes(records.get(id)!.plan ?? "")),
    plansApproved: count(({ id }) => records.get(id)!.plan === "approved"),
  };
}

function counted(values: readonly string[]): Counted[] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
}

/** Who delivered how much, in roles that deliver, of half-days that are verified. */
function trainersIn(sessions: readonly SessionFacts[]): CohortFigures["trainers"] {
  const people = new Map<string, string>(
    sessions.flatMap(({ trainers }) => trainers.map(({ id, name }) => [id, name] as const)),
  );
  return [...people]
    .map(([id, name]) => ({
      name,
      minutes: deliveredMinutes(
        sessions.flatMap(({ trainers, contactMinutes, verified }) =>
          trainers.filter((each) => each.id === id).map(({ role }) => ({ role, contactMinutes, verified })),
        ),
      ),
    }))
    .filter(({ minutes }) => minutes > 0)
    .sort((a, b) => b.minutes - a.minutes);
}
