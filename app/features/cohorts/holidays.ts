import { addDays, isCalendarDay, type CalendarDay } from "#app/lib/calendar-day.ts";

/*
 * Holidays warn and decide nothing: no date is moved by one. A list comes as a calendar file (ICS) or as lines of a day and
 * a name.
 */

export type NamedDay = { date: CalendarDay; name: string };

const MOST_DAYS = 14; // of one holiday; longer is a mistake in the file
export const LONGEST_NAME = 120;

/** The days of the list in order, each once; or the number of the first line that says none. */
export function readHolidayList(text: string): { days: NamedDay[] } | { badLine: number } {
  const read = /^BEGIN:VCALENDAR/im.test(text) ? readIcs(text) : readLines(text);
  if ("badLine" in read) return read;
  const byDate = new Map(read.days.map((day) => [day.date, day]));
  return { days: [...byDate.values()].sort((one, other) => (one.date < other.date ? -1 : 1)) };
}

const LINE = /^"?(\d{4}-\d{2}-\d{2})"?\s*[,;\t]\s*"?(.+?)"?\s*$/;

/** "2026-11-09, Independence Day": comma, semicolon or tab; a first line of headings is passed over. */
function readLines(text: string): { days: NamedDay[] } | { badLine: number } {
  const days: NamedDay[] = [];
  for (const [index, line] of text
    .replace(/^\uFEFF/, "")
    .split("\n")
    .entries()) {
    if (line.trim() === "") continue;
    const [, date = "", name = ""] = LINE.exec(line.trim()) ?? [];
    if (isCalendarDay(date) && name !== "") days.push({ date, name: name.slice(0, LONGEST_NAME) });
    else if (index > 0 || /\d{4}/.test(line)) return { badLine: index + 1 };
  }
  return { days };
}

function readIcs(text: string): { days: NamedDay[] } | { badLine: number } {
  const lines = text.replace(/\n[ \t]/g, "").split("\n");
  const days: NamedDay[] = [];
  let [from, until, name] = ["", "", ""];
  for (const [index, line] of lines.entries()) {
    const at = line.indexOf(":");
    const value = line.slice(at + 1).trim();
    const property = line.slice(0, at).split(";")[0]!.trim().toUpperCase();
    if (property === "BEGIN" && value === "VEVENT") [from, until, name] = ["", "", ""];
    else if (property === "DTSTART") from = icsDay(value);
    else if (property === "DTEND") until = icsDay(value);
    else if (property === "SUMMARY") name = value.replace(/\\([,;\\])/g, "$1").replace(/\\n/gi, " ");
    else if (property === "END" && value === "VEVENT") {
      if (!isCalendarDay(from) || name === "") return { badLine: index + 1 };
      // The end of a whole-day event is the day after it.
      for (let [day, count] = [from, 0]; count < MOST_DAYS && (count === 0 || day < until); count += 1) {
        days.push({ date: day, name: name.slice(0, LONGEST_NAME) });
        day = addDays(day, 1);
      }
    }
  }
  return { days };
}

const icsDay = (value: string): string => value.replace(/^(\d{4})(\d{2})(\d{2}).*$/, "$1-$2-$3");

export type Holiday = NamedDay & { country: string };
/** A date of the course and what it is: a half-day's title, or its end. */
export type CourseDate = { date: CalendarDay; what: string };
export type HolidayWarning = CourseDate & { country: string; holiday: string };

/** Every date of a course that is a holiday where it takes place or where its people live, in order. */
export function holidayWarnings(
  dates: readonly CourseDate[],
  holidays: readonly Holiday[],
  countries: readonly string[],
): HolidayWarning[] {
  return dates
    .flatMap(({ date, what }) =>
      holidays
        .filter((holiday) => holiday.date === date && countries.includes(holiday.country))
        .map(({ country, name }) => ({ date, what, country, holiday: name })),
    )
    .sort((one, other) => (one.date < other.date ? -1 : one.date > other.date ? 1 : 0));
}
