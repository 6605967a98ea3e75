import { addMonths, type CalendarDay } from "#app/lib/calendar-day.ts";
import { stageOf } from "#app/features/trainers/schemes/stage.ts";
import type { Standing } from "#app/features/trainers/certifications/certification-status.ts";
import type { Scheme } from "#app/features/trainers/schemes/scheme.ts";

/*
 * Who has passed the training of trainers may train at the side of a certified trainer until they are certified, or their
 * candidacy ends, or its time is over (domain §6.2).
 */

/** The last day to begin the practicum, as it is printed; an extension is told by the check. */
export function provisionalUntil(scheme: Scheme, from: CalendarDay): CalendarDay | null {
  const within = stageOf(scheme, "provisional")?.leaveWithin;
  return within ? addMonths(from, within.months) : null;
}

export type ProvisionalFacts = {
  state: string;
  endedOn: CalendarDay | null;
  /** The last day of the stage the candidate is in; none while the clock stands, or while somebody has to decide. */
  dueOn: CalendarDay | null;
  /** As printed. */
  validUntil: CalendarDay;
};

export function provisionalStanding(
  { state, endedOn, dueOn, validUntil }: ProvisionalFacts,
  today: CalendarDay,
): Standing {
  const is = (status: Standing["status"], day: CalendarDay): Standing => ({
    status,
    valid: status === "active",
    day,
    alarm: null,
  });
  if (endedOn !== null && state === "certified") return is("superseded", endedOn);
  if (endedOn !== null) return is(state === "withdrawn" ? "surrendered" : "expired", endedOn);
  if (dueOn !== null && dueOn < today) return is("lapsed", dueOn);
  // Without a day by which to go on it holds today, whatever was printed.
  return is("active", dueOn ?? (today > validUntil ? today : validUntil));
}
