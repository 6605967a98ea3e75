import { addDays, isCalendarDay, type CalendarDay } from "#app/lib/calendar-day.ts";
import { fold } from "#app/lib/fold.ts";
import type { KnownPerson, KnownPlace, Planned } from "./import-people.ts";

/*
 * Once a month an office sends the list of its whole staff: who is not in it any more has left. A file that was cut
 * short, filtered or of one branch only looks just like that, so it closes nobody when more than one in five would go:
 * a column "left" with the day is the surer way, and needs no whole list.
 */

/** At most one in these many leaves by not being in the list; one alone always may. */
const ONE_IN = 5;

export type Leaver = { person: KnownPerson; place: KnownPlace; until: CalendarDay };
export type Leavers = {
  leavers: Leaver[];
  /** Why nobody is closed: so many of so many are not in the list. */
  tooMany: { missing: number; staff: number } | null;
};

export const NO_LEAVERS: Leavers = { leavers: [], tooMany: null };

export function planLeavers(
  planned: readonly Planned[],
  staff: readonly KnownPerson[],
  { organisationId, today }: { organisationId: string; today: CalendarDay },
): Leavers {
  const isListed = listedIn(planned);
  // Whom the actor may not let in is not closed by a list either: themselves, and who holds a role.
  const closable = staff.filter(({ mayLetIn }) => mayLetIn);
  const missing = closable.filter((person) => !isListed(person));
  if (missing.length > Math.max(1, Math.floor(closable.length / ONE_IN)))
    return { leavers: [], tooMany: { missing: missing.length, staff: closable.length } };
  const until = addDays(today, -1);
  const leavers = missing.flatMap((person) =>
    person.places
      .filter((place) => place.organisationId === organisationId && place.from <= until)
      .map((place) => ({ person, place, until })),
  );
  return { leavers, tooMany: null };
}

/** Meant by a row, or called as one that could not be read: in doubt somebody is there. */
function listedIn(planned: readonly Planned[]): (person: KnownPerson) => boolean {
  const ids = new Set(planned.flatMap(({ decision }) => ("person" in decision ? decision.person.id : [])));
  const names = new Set(
    planned.flatMap(({ entry: { name, printedName, printedNameLocal } }) =>
      [name, printedName, printedNameLocal].map((each) => fold(each ?? "")),
    ),
  );
  const numbers = new Set(planned.map(({ entry: { staffNumber } }) => fold(staffNumber ?? "")));
  return ({ id, name, printedName, printedNameLocal, places }) =>
    ids.has(id) ||
    [name, printedName, printedNameLocal].some((each) => each !== null && names.has(fold(each))) ||
    places.some(({ staffNumber }) => staffNumber !== null && numbers.has(fold(staffNumber)));
}

const DAY_FIRST = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$/;
const YEAR_FIRST = /^(\d{4})[./-](\d{1,2})[./-](\d{1,2})$/;

/** 2026-01-31, 31/1/2026, 31.01.2026: the day stands first or the year does. */
export function dayOf(text: string): CalendarDay | undefined {
  const [, year, month, day] = YEAR_FIRST.exec(text) ?? reordered(DAY_FIRST.exec(text));
  if (!year || !month || !day) return undefined;
  const written = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  return isCalendarDay(written) ? written : undefined;
}

const reordered = (match: RegExpExecArray | null): string[] =>
  match ? [match[0], match[3]!, match[2]!, match[1]!] : [];
