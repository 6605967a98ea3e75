import { addDays, addMonths, type CalendarDay } from "#app/lib/calendar-day.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import {
  awayIn,
  datesOf,
  isSucceeded,
  NOT_RENEWED,
  standingOn,
  type Certification,
} from "#app/features/trainers/certifications/certification-status.ts";
import { renewedPeriod, type Period, type RenewalBand } from "#app/features/trainers/renewal/renewal.ts";
import { lastValidDay, type ValidityRule } from "#app/features/trainers/schemes/scheme.ts";

/*
 * A refresher renews an attestation (domain §6.6): half a day, a test of 70 % and one session observed in the last six
 * months by somebody who was attested then. A topic added meanwhile takes the end there is.
 */

export const TEST_PASS = 7000;
export const CHECKLIST_PASS = 8000;
export const OBSERVED_WITHIN_MONTHS = 6;
/** After so many months expired, the full course again. */
export const REFRESHABLE_MONTHS = 12;

export type Observation = {
  on: CalendarDay;
  observerId: string;
  /** Held a valid attestation, or was a master trainer, on that day. */
  observerMay: boolean;
  steps: number;
  done: number;
  criticalMissed: number;
};

/** One line of the day's sheet; shares in hundredths of a percent. */
export type Line = {
  personId: string;
  present: boolean;
  score: number | null;
  observation: Observation | null;
};

type Around = { actorId: string; heldOn: CalendarDay; today: CalendarDay };

/** What the line itself lacks, whatever is held. */
function lineRefused({ personId, present, score }: Line, { actorId, heldOn, today }: Around): Result<null> {
  if (heldOn > today) return refuse("attestation-day-to-come", { day: heldOn });
  if (personId === actorId) return refuse("attestation-own-record");
  if (!present) return refuse("attestation-absent");
  if (score === null) return refuse("attestation-no-score");
  return score < TEST_PASS ? refuse("attestation-test") : ok(null);
}

/** Whoever observed does not renew as well: one who sees, and one who records (domain §6.6). */
function observationRefused(
  { personId, observation }: Line,
  { actorId, heldOn, today }: Around,
): Result<null> {
  if (!observation) return refuse("attestation-not-observed");
  const { on, observerId, observerMay, steps, done, criticalMissed } = observation;
  const since = addMonths(heldOn, -OBSERVED_WITHIN_MONTHS);
  if (on < since || on > today) return refuse("attestation-observed-when", { from: since, until: today });
  if (observerId === personId) return refuse("attestation-observed-self");
  if (observerId === actorId) return refuse("attestation-observed-by-you");
  if (!observerMay) return refuse("attestation-observer", { day: on });
  if (criticalMissed > 0) return refuse("attestation-critical", { count: criticalMissed });
  return done * 10_000 < CHECKLIST_PASS * steps ? refuse("attestation-checklist") : ok(null);
}

export type Refreshed = Period & { band: RenewalBand };

/**
 * The period a line gives; the file was complete when both the day and the observation were over. Whoever is back from
 * leave shows what they know now: neither comes from before it.
 */
export function decideRefresh(
  certification: Certification,
  rule: ValidityRule,
  line: Line,
  around: Around,
): Result<Refreshed> {
  const may = lineRefused(line, around);
  if (!may.ok) return may;
  const observed = observationRefused(line, around);
  if (!observed.ok) return observed;
  const { heldOn, today } = around;
  const on = line.observation!.on;
  const away = awayIn(certification, today);
  if (away?.away === "back" && (heldOn < away.since || on < away.since))
    return refuse("attestation-before-return", { day: away.since });
  return refreshedPeriod(certification, rule, on > heldOn ? on : heldOn, today);
}

/**
 * The same bands as any renewal. Whoever is back from leave may deliver at once, and whoever has expired within twelve
 * months comes back by the same refresher; nobody's validity is shortened.
 */
export function refreshedPeriod(
  certification: Certification,
  rule: ValidityRule,
  completeOn: CalendarDay,
  today: CalendarDay,
): Result<Refreshed> {
  if (isSucceeded(certification)) return refuse("renewal-decided");
  const { status } = standingOn(certification, rule, today);
  if (status === "suspended") return refuse("renewal-suspended");
  if (status === "on-leave") return refuse("renewal-on-leave");
  if (NOT_RENEWED.includes(status)) return refuse("certification-over");
  const { validUntil, graceEnds } = datesOf(certification, rule);
  const old = { validFrom: certification.validFrom, validUntil };
  const away = status === "expired" ? awayIn(certification, today) : null;
  const tooLate = completeOn > addMonths(addDays(graceEnds, 1), REFRESHABLE_MONTHS);
  if (tooLate || (away?.away === "back" && away.refreshBy === null)) return refuse("attestation-full-course");
  if (completeOn > graceEnds)
    return ok({ band: "late", validFrom: today, validUntil: lastValidDay(rule, today) });
  const period = renewedPeriod(rule, old, completeOn, today);
  if (!period.ok || status !== "back-from-leave") return period;
  return ok({ ...period.value, validFrom: today });
}

/** A topic with its own unit and test, for who is attested; no new observation. */
export function decideTopic(
  certification: Certification,
  rule: ValidityRule,
  topics: readonly string[],
  topic: string,
  line: Line,
  around: Around,
): Result<null> {
  const may = lineRefused(line, around);
  if (!may.ok) return may;
  if (!standingOn(certification, rule, around.today).valid) return refuse("attestation-not-valid");
  return topics.includes(topic) ? refuse("attestation-topic-held") : ok(null);
}
