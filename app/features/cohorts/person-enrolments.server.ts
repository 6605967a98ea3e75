import { courseVersion } from "#app/features/catalogue/courses.server.ts";
import type { EnrolmentStatus } from "#app/features/learning/enrolment.ts";
import { db } from "#app/infra/db.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { enrolmentsInReach } from "./cohort-scope.server.ts";
import { titleOf } from "./cohorts.server.ts";

export type PersonEnrolment = {
  id: string;
  status: EnrolmentStatus;
  cohortId: string;
  cohort: string;
  course: string;
  startDate: CalendarDay;
  endDate: CalendarDay;
};

/** The courses of a person as far as the actor sees them, the newest first. */
export async function enrolmentsOfPerson(
  actor: Actor,
  personId: string,
  locale: string,
): Promise<PersonEnrolment[]> {
  const rows = await db.enrolment.findMany({
    where: { AND: [{ personId }, enrolmentsInReach(actor)] },
    orderBy: [{ enrolledAt: "desc" }, { id: "desc" }],
    select: {
      id: true,
      status: true,
      courseVersionId: true,
      cohort: { select: { id: true, name: true, startDate: true, endDate: true } },
    },
  });
  return Promise.all(
    rows.map(async ({ id, status, courseVersionId, cohort }) => ({
      id,
      status: status as EnrolmentStatus,
      cohortId: cohort.id,
      cohort: cohort.name,
      course: titleOf((await courseVersion(courseVersionId))!, locale),
      startDate: cohort.startDate,
      endDate: cohort.endDate,
    })),
  );
}
