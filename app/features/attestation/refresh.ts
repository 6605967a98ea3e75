import { addDays, addMonths, type CalendarDay } from "#app/lib/calendar-day.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import {
  backSince,
  datesOf,
  hadTheyStayed,
  standingOn,
  suspensionsOf,
  type Certification,
} from "#app/features/trainers/certifications/certification-status.ts";
import {
  periodAfter,
  renewalBar,
  type Period,
  type RenewalBand,
} from "#app/features/trainers/renewal/renewal.ts";
import type { Seen } from "#app/features/trainers/schemes/checklist.ts";
import {
  checklistPass,
  lastValidDay,
  type RenewalAsks,
  type Scheme,
  type ValidityRule,
} from "#app/features/trainers/schemes/scheme.ts";

/*
 * A refresher renews an attestation (domain §6.6): half a day, a test and one session observed lately by somebody who was
 * attested then, each as good as the scheme says. A topic added meanwhile takes the end there is.
 */

/** After so many months expired, the full course again. */
export const REFRESHABLE_MONTHS = 12;

/** What a version asks of a refresher: shares in hundredths of a percent. */
export type RefreshAsks = Pick<RenewalAsks, "refresherPass" | "refresherMonths" | "recentMonths"> & {
  checklist: number;
  /** Topics nobody gets unseen. */
  seenTopics: readonly string[];
};

export const refreshAsks = (scheme: Pick<Scheme, "renewal" | "stages">): RefreshAsks => ({
  ...scheme.renewal.asks,
  seenTopics: scheme.renewal.seenTopics ?? [],
  checklist: checklistPass(scheme),
});

/** Whether the sheet of a day asks for an observation: a refresher does, and a topic that is not added unseen. */
export const isObserved = ({ topic }: { topic: string | null }, { seenTopics }: RefreshAsks): boolean =>
  topic === null || seenTopics.includes(topic);

export type Observation = Seen & {
  on: CalendarDay;
  observerId: string;
  /** Held a valid attestation, or was a master trainer, on that day. */
  observerMay: boolean;
};

/** One line of the day's sheet; shares in hundredths of a percent. */
export type Line = {
  personId: string;
  present: boolean;
  score: number | null;
  observation: Observation | null;
  /** Somebody observed, and which steps were missed is still to be said. */
  unsaid?: true | undefined;
  /** Of those that stand against a renewal, how many are open. */
  openFindings?: number;
};

type Around = { actorId: string; heldOn: CalendarDay; today: CalendarDay; asks: RefreshAsks };

const inPercent = (share: number) => share / 100;

/** What the line itself lacks, whatever is held. */
function lineRefused(
  { personId, present, score }: Line,
  { actorId, heldOn, today, asks: { refresherPass } }: Around,
): Result<null> {
  if (heldOn > today) return refuse("attestation-day-to-come", { day: heldOn });
  if (personId === actorId) return refuse("attestation-own-record");
  if (!present) return refuse("attestation-absent");
  if (score === null) return refuse("attestation-no-score");
  return score < refresherPass ? refuse("attestation-test", { share: inPercent(refresherPass) }) : ok(null);
}

/**
 * Whoever observed does not renew as well: one who sees, and one who records (domain §6.6). An observation long after the
 * day finds a test that is too old.
 */
function observationRefused(
  { personId, observation, unsaid }: Line,
  { actorId, heldOn, today, asks }: Around,
): Result<null> {
  if (!observation) return refuse(unsaid ? "attestation-steps-unsaid" : "attestation-not-observed");
  const { on, observerId, observerMay, steps, done, criticalMissed } = observation;
  const from = addMonths(heldOn, -asks.recentMonths);
  const testHolds = addMonths(heldOn, asks.refresherMonths);
  const until = testHolds < today ? testHolds : today;
  if (on < from || on > until) return refuse("attestation-observed-when", { from, until });
  if (observerId === personId) return refuse("attestation-observed-self");
  if (observerId === actorId) return refuse("attestation-observed-by-you");
  if (!observerMay) return refuse("attestation-observer", { day: on });
  if (criticalMissed > 0) return refuse("attestation-critical", { count: criticalMissed });
  return done * 10_000 < asks.checklist * steps
    ? refuse("attestation-checklist", { share: inPercent(asks.checklist) })
    : ok(null);
}

export type Refreshed = Period & { band: RenewalBand };

/** The day its file was complete: both the refresher day and the observation were over. */
export const completeOn = ({ observation }: Line, heldOn: CalendarDay): CalendarDay =>
  observation && observation.on > heldOn ? observation.on : heldOn;

/** The period a line gives. Whoever is back from leave shows what they know now: neither comes from before it. */
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
  if (line.openFindings) return refuse("attestation-finding", { count: line.openFindings });
  const { heldOn, today } = around;
  const on = line.observation!.on;
  const back = backSince(certification, today);
  if (back !== null && (heldOn < back || on < back))
    return refuse("attestation-before-return", { day: back });
  return refreshedPeriod(certification, rule, completeOn(line, heldOn), today);
}

/**
 * The same bands as any renewal. Whoever is back from leave may deliver at once, and whoever has expired within twelve
 * months comes back by the same refresher; nobody's validity is shortened.
 */
export function refreshedPeriod(
  certification: Certification,
  rule: ValidityRule,
  submittedOn: CalendarDay,
  today: CalendarDay,
): Result<Refreshed> {
  const open = renewalBar(certification, rule, today);
  if (!open.ok) return open;
  const { graceEnds } = datesOf(certification, rule);
  if (submittedOn <= graceEnds) return periodAfter(certification, rule, submittedOn, today);
  // What was suspended until it expired has nobody any more who could lift it: somebody decides anew.
  const suspended = suspensionsOf(certification).some(({ until }) => until === null);
  if (suspended || submittedOn > addMonths(addDays(graceEnds, 1), REFRESHABLE_MONTHS))
    return refuse("attestation-full-course");
  return ok({ band: "late", validFrom: today, validUntil: lastValidDay(rule, today) });
}

/**
 * A topic with its own unit and test, for who is attested, into a period that has these; observed anew only where the scheme
 * wants to see it itself.
 */
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
  if (topics.includes(topic)) return refuse("attestation-topic-held");
  return around.asks.seenTopics.includes(topic) ? observationRefused(line, around) : ok(null);
}

/**
 * The last day of an attestation that only the end of the employment ended, and which an employer may stand behind again; null:
 * nothing is left of it. Back from leave they still owe the refresher; away too long, they would owe the full course.
 */
export function leftToRecognise(
  certification: Certification,
  rule: ValidityRule,
  day: CalendarDay,
): CalendarDay | null {
  if (standingOn(certification, rule, day).status !== "ended") return null;
  const { status, valid } = standingOn(hadTheyStayed(certification), rule, day);
  const { validUntil } = datesOf(certification, rule);
  return (valid || status === "back-from-leave") && validUntil >= day ? validUntil : null;
}
