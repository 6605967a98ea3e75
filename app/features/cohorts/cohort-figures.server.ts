import { db } from "#app/infra/db.server.ts";
import { holdsToday } from "#app/features/identity/current-affiliation.server.ts";
import { isPass } from "#app/features/learning/attempt.ts";
import { learningRecords } from "#app/features/learning/learning-records.server.ts";
import { FINAL } from "#app/features/catalogue/course-outline.ts";
import { attendanceOf } from "./attendance.ts";
import type { CohortFacts } from "./cohorts.server.ts";
import { marksOf } from "./participants.server.ts";

/** What the end-of-training report counts, drafted from what is recorded (domain §5, cohort report). */
export type CohortFigures = {
  participants: number;
  bySex: { female: number; male: number; other: number; unknown: number };
  organisations: number;
  halfDays: number;
  attendanceMet: number;
  finalTaken: number;
  finalPassed: number;
  hasFinal: boolean;
  plansApproved: number;
};

/** Constant in statements; the caller has found the cohort within its reach. */
export async function cohortFigures(cohort: CohortFacts): Promise<CohortFigures> {
  const enrolments = await db.enrolment.findMany({
    where: { cohortId: cohort.id, status: { notIn: ["withdrawn", "no-show"] } },
    select: { id: true, person: { select: { id: true, sex: true } } },
  });
  const ids = enrolments.map(({ id }) => id);
  const [records, marks, affiliations] = await Promise.all([
    learningRecords(ids),
    marksOf(ids),
    db.affiliation.findMany({
      where: { personId: { in: enrolments.map(({ person }) => person.id) }, ...holdsToday() },
      distinct: ["organisationId"],
      select: { organisationId: true },
    }),
  ]);
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
    organisations: affiliations.length,
    halfDays: cohort.halfDays.length,
    attendanceMet: count(({ id }) => attendanceOf(marks.get(id)!, cohort.halfDays.length).met),
    finalTaken: count(({ id }) => finals(id).some(({ points }) => points !== null)),
    finalPassed: count(({ id }) => finals(id).some(isPass)),
    hasFinal: cohort.version.outline.final !== null,
    plansApproved: count(({ id }) => records.get(id)!.plan === "approved"),
  };
}
