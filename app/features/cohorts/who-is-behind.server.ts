import { clockFor } from "#app/features/learning/clock.server.ts";
import { learningRecords } from "#app/features/learning/learning-records.server.ts";
import { courseProgress } from "#app/features/learning/progress.ts";
import { today } from "#app/infra/clock.server.ts";
import { db } from "#app/infra/db.server.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { attendanceOf } from "./attendance.ts";
import type { CohortFacts } from "./cohorts.server.ts";
import { marksOf } from "./participants.server.ts";
import { flagsOf, lastActOn, type Flag } from "./who-is-behind.ts";

export type Behind = {
  enrolmentId: string;
  personId: string;
  name: string;
  email: string | null;
  phone: string | null;
  locale: string;
  lastAct: CalendarDay | null;
  flags: Flag[];
};

/** Everybody who learns in a cohort the caller runs, those with most flags first; constant in statements. */
export async function whoIsBehind(cohort: CohortFacts): Promise<Behind[]> {
  const enrolments = await db.enrolment.findMany({
    where: { cohortId: cohort.id, status: { in: ["confirmed", "active"] } },
    orderBy: [{ sortName: "asc" }, { id: "asc" }],
    select: {
      id: true,
      electives: true,
      person: { select: { id: true, name: true, email: true, phone: true, locale: true } },
    },
  });
  const ids = enrolments.map(({ id }) => id);
  const [records, marks] = await Promise.all([learningRecords(ids), marksOf(ids)]);
  const clock = clockFor(cohort.timeZone);
  const day = today(cohort.timeZone);
  const people = enrolments.map(({ id, electives, person }): Behind => {
    const record = records.get(id)!;
    const own = marks.get(id)!;
    const followed = {
      record,
      progress: courseProgress(cohort.version.outline, JSON.parse(electives) as string[], record, clock),
      attendance: attendanceOf(own, cohort.halfDays.length),
      missed: own.filter(({ mark }) => mark === "absent" || mark === "excused").length,
    };
    const { id: personId, ...contact } = person;
    return {
      enrolmentId: id,
      personId,
      ...contact,
      lastAct: lastActOn(record, cohort.timeZone),
      flags: flagsOf(followed, cohort, day),
    };
  });
  return people.sort((a, b) => b.flags.length - a.flags.length);
}
