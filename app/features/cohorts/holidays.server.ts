import { recordAudit } from "#app/features/audit/record.server.ts";
import { today } from "#app/infra/clock.server.ts";
import { db, inTransaction, sql } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { isWeekend } from "#app/lib/weekend.ts";
import {
  holidayWarnings,
  type CourseDate,
  type Holiday,
  type HolidayWarning,
  type NamedDay,
} from "./holidays.ts";

export type HolidayRow = Holiday & { id: string };

/** From today on, of one country or of all; who may see the page sees every country. */
export const listHolidays = (country: string): Promise<HolidayRow[]> =>
  db.holiday.findMany({
    where: { date: { gte: today() }, ...(country ? { country } : {}) },
    orderBy: [{ date: "asc" }, { country: "asc" }],
    take: 500,
  });

/** All or none; a day that is there already takes the new name. Answers how many. */
export function keepHolidays(actor: Actor, country: string, days: readonly NamedDay[]): Promise<number> {
  return inTransaction(
    async (tx) => {
      for (const { date, name } of days)
        await tx.$executeRaw(sql`
          INSERT INTO "Holiday" ("id", "country", "date", "name") VALUES (${newId()}, ${country}, ${date}, ${name})
          ON CONFLICT ("country", "date") DO UPDATE SET "name" = excluded."name"`);
      const subject = { kind: "country", id: country };
      await recordAudit(tx, actor, "calendar.holidays-kept", subject, { days: days.length });
      return days.length;
    },
    { timeoutMs: 30_000 },
  );
}

export function removeHoliday(actor: Actor, id: string): Promise<boolean> {
  return inTransaction(async (tx) => {
    const found = await tx.holiday.findUnique({ where: { id } });
    if (!found) return false;
    const { count } = await tx.holiday.deleteMany({ where: { id } });
    const subject = { kind: "country", id: found.country };
    if (count === 1) await recordAudit(tx, actor, "calendar.holiday-removed", subject, { day: found.date });
    return count === 1;
  });
}

/** Which dates of a cohort are holidays of its host's country or of those its people live in. */
export async function holidaysOfCohort(cohortId: string, dates: CourseDate[]): Promise<HolidayWarning[]> {
  if (dates.length === 0) return [];
  const [holidays, host, people] = await Promise.all([
    db.holiday.findMany({ where: { date: { in: [...new Set(dates.map(({ date }) => date))] } } }),
    db.cohort.findUnique({ where: { id: cohortId }, select: { host: { select: { country: true } } } }),
    db.person.findMany({
      where: {
        country: { not: null },
        enrolments: { some: { cohortId, status: { in: ["confirmed", "active"] } } },
      },
      distinct: ["country"],
      select: { country: true },
    }),
  ]);
  const countries = [host?.host?.country, ...people.map(({ country }) => country)];
  return holidayWarnings(
    dates,
    holidays,
    countries.filter((country) => typeof country === "string"),
  );
}

/** The host's country, where it rests on this day of every week; else null. */
export async function restDayIn(
  { host }: { host: { id: string } | null },
  date: CalendarDay,
): Promise<string | null> {
  if (!host) return null;
  const { country } = await db.organisation.findUniqueOrThrow({
    where: { id: host.id },
    select: { country: true },
  });
  return isWeekend(date, country) ? country : null;
}
