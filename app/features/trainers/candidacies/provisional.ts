import { addMonths, type CalendarDay } from "#app/lib/calendar-day.ts";
import { stageOf } from "#app/features/trainers/schemes/stage.ts";
import type {
  CertificationStatus,
  Standing,
} from "#app/features/trainers/certifications/certification-status.ts";
import { saidAs, type PublicStanding } from "#app/features/trainers/certifications/public-standing.ts";
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

/** Of the states of a certification it has these. */
const PROVISIONAL_STATUSES = [
  "active",
  "lapsed",
  "superseded",
  "surrendered",
  "expired",
  "in-error",
] as const satisfies readonly CertificationStatus[];
type ProvisionalStatus = (typeof PROVISIONAL_STATUSES)[number];

export type ProvisionalFacts = {
  state: string;
  endedOn: CalendarDay | null;
  /** The last day of the stage the candidate is in; none while the clock stands, or while somebody has to decide. */
  dueOn: CalendarDay | null;
  /** As printed. */
  validUntil: CalendarDay;
  /** Since when it is known that it should not have been issued. */
  inErrorOn: CalendarDay | null;
};

export function provisionalStanding(
  { state, endedOn, dueOn, validUntil, inErrorOn }: ProvisionalFacts,
  today: CalendarDay,
): Standing {
  const is = (status: ProvisionalStatus, day: CalendarDay): Standing => ({
    status,
    valid: status === "active",
    day,
    alarm: null,
  });
  if (inErrorOn !== null) return is("in-error", inErrorOn);
  if (endedOn !== null && state === "certified") return is("superseded", endedOn);
  if (endedOn !== null) return is(state === "withdrawn" ? "surrendered" : "expired", endedOn);
  if (dueOn !== null && dueOn < today) return is("lapsed", dueOn);
  // Without a day by which to go on it holds today, whatever was printed.
  if (dueOn === null && today > validUntil) return { ...is("active", today), untilDecided: true };
  return is("active", dueOn ?? validUntil);
}

/** By which sentence it is said what one is worth: without a last day it holds until somebody decides. */
export function provisionalWord({
  status,
  untilDecided,
}: Standing | PublicStanding): ProvisionalStatus | "undecided" {
  if (untilDecided) return "undecided";
  const known = PROVISIONAL_STATUSES.find((one) => one === saidAs(status));
  if (!known) throw new Error(`a provisional certificate is never ${status}`);
  return known;
}
