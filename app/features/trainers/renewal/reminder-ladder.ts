import { addDays, daysBetween, type CalendarDay } from "#app/lib/calendar-day.ts";
import {
  datesOf,
  isRevoked,
  isSucceeded,
  refreshBy,
  renewalWaiting,
  standingOn,
  type Certification,
} from "#app/features/trainers/certifications/certification-status.ts";
import type { ValidityRule } from "#app/features/trainers/schemes/scheme.ts";

/** One rung of the ladder for one end of validity. The key makes it once: another end is another ladder. */
export type Reminder = { step: number; day: CalendarDay; key: string };

/**
 * The reminder that is due and was not sent: of the rungs reached, only the last, so that a machine that was down for
 * a week sends one message and not five. None for steps a successor, a surrender or a revocation has overtaken: the
 * caller asks only while the holder still has something to do.
 */
export function reminderDue(
  rule: Pick<ValidityRule, "reminders">,
  certificationId: string,
  validUntil: CalendarDay,
  sent: ReadonlySet<string>,
  today: CalendarDay,
): Reminder | null {
  const reached = rule.reminders
    .map((step) => ({
      step,
      day: addDays(validUntil, step),
      key: `${certificationId}:${validUntil}:${step}`,
    }))
    .filter(({ day }) => day <= today)
    .sort((a, b) => a.step - b.step);
  const last = reached.at(-1);
  return last && !sent.has(last.key) ? last : null;
}

/** Which end the ladder of a holder leads to on a day, with its rungs. */
export type LadderEnd = Pick<ValidityRule, "reminders"> & { until: CalendarDay; back: boolean };

/**
 * Whoever is back from leave has another last day than the one that was printed: they hear of it as they come back, and then
 * as of any end.
 */
export function endOf(certification: Certification, rule: ValidityRule, today: CalendarDay): LadderEnd {
  const { status, day: since } = standingOn(certification, rule, today);
  const by = status === "back-from-leave" ? refreshBy(certification, rule, today) : null;
  if (by === null)
    return { until: datesOf(certification, rule).validUntil, reminders: rule.reminders, back: false };
  const reminders = [daysBetween(by, since), ...rule.reminders.filter((step) => step <= 0)];
  return { until: by, reminders, back: true };
}

/**
 * Whether the holder still has something to do about the end of validity: nothing is handed in, and nothing is over.
 * Approved leave is not disturbed, and a former employee is told nothing.
 */
export function needsReminding(
  certification: Certification,
  rule: ValidityRule,
  today: CalendarDay,
): boolean {
  const { status } = standingOn(certification, rule, today);
  return (
    ["active", "renewal-due", "lapsed", "suspended", "not-a-trainer", "back-from-leave"].includes(status) &&
    !isRevoked(certification) &&
    !isSucceeded(certification) &&
    renewalWaiting(certification, today) === null
  );
}

/** Messages go out by day, where their reader lives. */
const QUIET_UNTIL = 7;
const QUIET_FROM = 19;
export const isQuiet = (hour: number): boolean => hour < QUIET_UNTIL || hour >= QUIET_FROM;
