import { addDays, addMonths, addYears, type CalendarDay } from "#app/lib/calendar-day.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import {
  backSince,
  datesOf,
  hadTheyStayed,
  isOfTakenBack,
  isRevoked,
  isSucceeded,
  NOT_RENEWED,
  renewalWaiting,
  revokedOn,
  standingOn,
  wasAwayTooLong,
  type Certification,
} from "#app/features/trainers/certifications/certification-status.ts";
import { below, unscored, type Scores } from "#app/features/trainers/schemes/criteria.ts";
import {
  lastValidDay,
  RENEWAL_PARTS,
  type RenewalAsks,
  type RenewalPart,
  type SchemeKind,
  type ValidityRule,
} from "#app/features/trainers/schemes/scheme.ts";
import type { ReEntry } from "#app/features/trainers/schemes/way-back.ts";

/*
 * Renewal (domain §6.4): the band follows from the day the complete file was handed in, so that a slow office never
 * harms the holder; what the file must hold is counted from what is recorded.
 */

export type RenewalBand = "early" | "on-time" | "late" | "refused";

export function renewalBand(
  rule: ValidityRule,
  validUntil: CalendarDay,
  submittedOn: CalendarDay,
): RenewalBand {
  if (submittedOn < addDays(validUntil, -rule.windowDays)) return "early";
  if (submittedOn <= validUntil) return "on-time";
  if (submittedOn <= addDays(validUntil, rule.graceDays)) return "late";
  return "refused";
}

/**
 * How a period that follows is counted: whether the file came in time by the version the holder was told of, how long
 * the new period lasts by the one that holds now.
 */
export const renewingRule = (
  told: { validity: ValidityRule },
  now: { validity: ValidityRule },
): ValidityRule => ({
  ...told.validity,
  lasts: now.validity.lasts,
});

export type Period = { validFrom: CalendarDay; validUntil: CalendarDay };

/**
 * The period an approval gives. On time it begins the day after the old one ends, whenever it was approved; nobody's
 * validity is shortened by it.
 */
export function renewedPeriod(
  rule: ValidityRule,
  old: Period,
  submittedOn: CalendarDay,
  approvedOn: CalendarDay,
): Result<Period & { band: RenewalBand }> {
  const band = renewalBand(rule, old.validUntil, submittedOn);
  if (band === "refused") return refuse("renewal-too-late", { day: addDays(old.validUntil, rule.graceDays) });
  const validFrom = band === "on-time" ? addDays(old.validUntil, 1) : approvedOn;
  const until = lastValidDay(rule, validFrom);
  return ok({ band, validFrom, validUntil: until < old.validUntil ? old.validUntil : until });
}

// ── What the file must hold ─────────────────────────────────────────────────────────────────────────

export type Delivery = {
  on: CalendarDay;
  verified: boolean;
  modulesLed: number;
  reportFiled: boolean;
  /** The day the report of it is owed: a cohort has one, once all of it was held. */
  reportOwed: CalendarDay;
  /** A training of trainers. */
  training: boolean;
  /** Participants' marks of this trainer: how many, and their sum in hundredths. */
  responses: number;
  marks: number;
  /** Of which days of one's own it is made; a paper says only the last. */
  days?: readonly DayLed[];
};

export type DayLed = { on: CalendarDay; modules: readonly string[]; responses: number; marks: number };

/** What is said of a course by some of its days, up to the last of them. */
export const sumOfDays = (days: readonly DayLed[]) => ({
  on: days
    .map(({ on }) => on)
    .sort()
    .at(-1)!,
  modulesLed: new Set(days.flatMap(({ modules }) => modules)).size,
  responses: sum(days.map(({ responses }) => responses)),
  marks: sum(days.map(({ marks }) => marks)),
});

/** A course without the days that do not count; null: none of them does. */
function withoutDays(delivery: Delivery, counts: (day: CalendarDay) => boolean): Delivery | null {
  if (!delivery.days) return counts(delivery.on) ? delivery : null;
  const days = delivery.days.filter(({ on }) => counts(on));
  return days.length === 0 ? null : { ...delivery, ...sumOfDays(days), days };
}

/** What a list of courses led says of one: nothing is missing of a cohort that goes on. */
export const deliveryState = (
  { verified, reportFiled, reportOwed }: Pick<Delivery, "verified" | "reportFiled" | "reportOwed">,
  today: CalendarDay,
) => (!verified ? "unverified" : reportFiled ? "complete" : reportOwed > today ? "goesOn" : "noReport");

/** The edition that holds, by the first number of its versions, and what bridges to it. */
export type Edition = {
  /** The certification was given under it: nothing is left to bridge. */
  own: boolean;
  /** The day it took effect; null: it has held ever since. */
  since: CalendarDay | null;
  /** Courses whose test, passed with so much, bridges to it. */
  courses: readonly string[];
  pass: number;
};

export type RenewalEvidence = {
  deliveries: readonly Delivery[];
  refreshers: readonly { on: CalendarDay; score: number }[];
  observations: readonly { on: CalendarDay; scores: Scores }[];
  openMajorFindings: number;
  suspensions: readonly { from: CalendarDay; until: CalendarDay | null }[];
  /** Since when they are back from leave: of tests and observations, those from before it count no more. */
  backSince?: CalendarDay | null;
  /** The day the file of the period before was handed in: what was shown by then has been counted. */
  earnedOn?: CalendarDay | null;
  /** Whether they might lead on a day: what was led while it had lapsed counts for nothing, and owes its report. */
  mightLead?: (day: CalendarDay) => boolean;
  edition: Pick<Edition, "own" | "since">;
  /** Days on which they were bridged to an edition. */
  bridged: readonly CalendarDay[];
  /** Of a master trainer: days on which they rated a candidate, workshops, and recordings rated to be compared. */
  rated: readonly CalendarDay[];
  workshops: readonly { on: CalendarDay; score: number }[];
  calibrations: readonly { on: CalendarDay; difference: number }[];
};

export type Counted = {
  met: boolean;
  have: number;
  need: number;
  /** Where modules are counted: of how many courses. */
  courses?: number;
};
export type Checklist = Record<RenewalPart, Counted>;

/** Each part with what there is and what is needed, as of the day the file is handed in. */
export function renewalChecklist(
  asks: RenewalAsks,
  evidence: RenewalEvidence,
  period: Period,
  submittedOn: CalendarDay,
): Checklist {
  const within = (day: CalendarDay) => day >= period.validFrom && day <= submittedOn;
  const suspended = (day: CalendarDay) =>
    evidence.suspensions.some(({ from, until }) => from <= day && (until === null || day < until));
  const recent = (months: number) => addMonths(submittedOn, -months);
  const mightLead = (day: CalendarDay) => !suspended(day) && (evidence.mightLead?.(day) ?? true);
  // A course is of the period it ended in, with its days before that one began.
  const counts = (day: CalendarDay) => (day < period.validFrom ? !suspended(day) : mightLead(day));
  const counted = evidence.deliveries
    .filter(({ on, verified }) => verified && within(on))
    .flatMap((delivery) => withoutDays(delivery, counts) ?? []);
  const led = sum(counted.map(({ modulesLed }) => modulesLed));
  const lately = counted.filter(({ on }) => on >= recent(asks.recentMonths)).length;
  const isNew = (on: CalendarDay) => !evidence.earnedOn || on > evidence.earnedOn;
  const shown = (on: CalendarDay, months: number) =>
    on >= recent(months) && on <= submittedOn && on >= (evidence.backSince ?? on) && isNew(on);
  const bestOf = (results: readonly { on: CalendarDay; score: number }[]) =>
    Math.max(0, ...results.filter(({ on }) => shown(on, asks.refresherMonths)).map(({ score }) => score));
  const [best, workshop] = [bestOf(evidence.refreshers), bestOf(evidence.workshops)];
  const observed = evidence.observations.filter(
    ({ on, scores }) =>
      shown(on, asks.recentMonths) && unscored(scores).length === 0 && below(scores, asks.floor).length === 0,
  ).length;
  const owed = evidence.deliveries.filter(({ reportOwed }) => within(reportOwed));
  const reported = owed.filter(({ reportFiled }) => reportFiled).length;
  const responses = sum(counted.map((delivery) => delivery.responses));
  const marks = sum(counted.map((delivery) => delivery.marks));
  const heard = responses >= asks.responses && marks >= asks.participantMean * responses;
  const clean = evidence.openMajorFindings === 0 && !suspended(submittedOn);
  const trainings = counted.filter(({ training }) => training).length;
  const active = [...counted.map(({ on }) => on), ...evidence.rated.filter(mightLead)];
  const years = yearsAsked(period.validFrom, submittedOn);
  const busy = years.filter(({ from, until }) => active.some((on) => on >= from && on <= until)).length;
  const calibrated = evidence.calibrations.filter(
    ({ on, difference }) => within(on) && difference <= (asks.difference ?? 0),
  ).length;
  const { own, since } = evidence.edition;
  const bridged = own || evidence.bridged.some((on) => on <= submittedOn && on >= (since ?? on));
  const atLeast = (have: number, need: number) => ({ met: have >= need, have, need });
  return {
    M1: atLeast(trainings, asks.trainings ?? 0),
    M2: atLeast(busy, years.length),
    M3: atLeast(workshop, asks.refresherPass),
    M4: atLeast(calibrated, asks.calibrations ?? 0),
    R1: {
      met: counted.length >= asks.deliveries && led >= asks.modulesLed && lately >= 1,
      have: led,
      need: asks.modulesLed,
      courses: counted.length,
    },
    R2: { met: best >= asks.refresherPass, have: best, need: asks.refresherPass },
    R3: { met: observed >= 1, have: observed, need: 1 },
    R4: { met: reported === owed.length, have: reported, need: owed.length },
    R5: { met: heard, have: responses, need: asks.responses },
    R6: { met: clean, have: evidence.openMajorFindings, need: 0 },
    R7: atLeast(bridged ? 1 : 0, 1),
  };
}

type Days = { from: CalendarDay; until: CalendarDay };

/** Each full year of the period, and the twelve months before the file is handed in. */
function yearsAsked(validFrom: CalendarDay, submittedOn: CalendarDay): Days[] {
  const years: Days[] = [];
  for (let from = validFrom; addYears(from, 1) <= submittedOn; from = addYears(validFrom, years.length))
    years.push({ from, until: addDays(addYears(from, 1), -1) });
  return [...years, { from: addDays(addYears(submittedOn, -1), 1), until: submittedOn }];
}

export const missingParts = (checklist: Checklist): RenewalPart[] =>
  RENEWAL_PARTS.filter((part) => !checklist[part].met);

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

/**
 * Whether courses are assigned: from the day the window opens, while the file lacks what their test fills and nothing is
 * handed in. It follows from the days and the file, and ends with either; nothing assigns them.
 */
export function coursesAssigned(
  certification: Certification,
  rule: ValidityRule,
  today: CalendarDay,
): boolean {
  const { status } = standingOn(certification, rule, today);
  return (
    ["renewal-due", "lapsed", "back-from-leave"].includes(status) &&
    renewalWaiting(certification, today) === null &&
    !isSucceeded(certification)
  );
}

// ── Deciding ────────────────────────────────────────────────────────────────────────────────────────

/** What holds against any next period, whatever is shown for it: in a file, or on a refresher day. */
export function renewalBar(
  certification: Certification,
  rule: ValidityRule,
  today: CalendarDay,
): Result<null> {
  if (isRevoked(certification)) return refuse("certification-revoked-already");
  if (isSucceeded(certification)) return refuse("renewal-decided");
  const held = isOfTakenBack(certification, today) ? hadTheyStayed(certification) : certification;
  const { status } = standingOn(held, rule, today);
  if (status === "suspended") return refuse("renewal-suspended");
  if (status === "not-a-trainer") return refuse("renewal-not-a-trainer");
  if (status === "on-leave") return refuse("renewal-on-leave");
  if (NOT_RENEWED.includes(status)) return refuse("certification-over");
  return wasAwayTooLong(certification, today) ? refuse("attestation-full-course") : ok(null);
}

/**
 * The period that follows on what was complete on a day. Whoever is back, from leave or into the employment it had ended with,
 * shows again what they know, and then may deliver at once.
 */
export function periodAfter(
  certification: Certification,
  rule: ValidityRule,
  completeOn: CalendarDay,
  today: CalendarDay,
): Result<Period & { band: RenewalBand }> {
  const back = backSince(certification, today);
  if (back !== null && completeOn < back) return refuse("attestation-before-return", { day: back });
  const { validFrom } = certification;
  const { validUntil } = datesOf(certification, rule);
  const period = renewedPeriod(rule, { validFrom, validUntil }, completeOn, today);
  const atOnce = back !== null || isOfTakenBack(certification, today);
  return period.ok && atOnce ? ok({ ...period.value, validFrom: today }) : period;
}

/** The holder hands the file in: complete, in time, once. */
export function handInRenewal(
  certification: Certification,
  rule: ValidityRule,
  missing: readonly RenewalPart[],
  today: CalendarDay,
): Result<RenewalBand> {
  const open = renewalBar(certification, rule, today);
  if (!open.ok) return open;
  if (renewalWaiting(certification, today)) return refuse("renewal-waits");
  const { validUntil, graceEnds } = datesOf(certification, rule);
  const band = renewalBand(rule, validUntil, today);
  if (band === "refused") return refuse("renewal-too-late", { day: graceEnds });
  return missing.length > 0 ? refuse("renewal-incomplete", { count: missing.length }) : ok(band);
}

type Deciding = {
  holderId: string;
  actorId: string;
  conflict?: boolean;
  /** They rated a delivery the file counts. */
  observed?: boolean;
  /** That the holder was seen at work is known from papers they entered, and from nobody else. */
  entered?: boolean;
};

/** Nobody shapes a file or decides on it for themselves, nor where they have an interest of their own. */
export const mayTouch = ({ holderId, actorId, conflict }: Deciding): Result<null> => {
  if (holderId === actorId) return refuse("certification-own-record");
  return conflict ? refuse("certification-conflict") : ok(null);
};

/** Who has seen the holder at work for this file does not decide on it (domain §6.2, rules for all). */
const mayDecide = (who: Deciding): Result<null> => {
  const may = mayTouch(who);
  return may.ok && who.observed ? refuse("renewal-observed-by-you") : may;
};

/**
 * The period an officer gives to a file that waits; what came to light since it was handed in is missing from it.
 */
export function decideRenewal(
  certification: Certification,
  rule: ValidityRule,
  who: Deciding,
  missing: readonly RenewalPart[],
  today: CalendarDay,
): Result<Period & { band: RenewalBand }> {
  const may = mayDecide(who);
  if (!may.ok) return may;
  if (who.entered) return refuse("renewal-entered-by-you");
  const next = nextPeriod(certification, rule, today);
  if (!next.ok || missing.length === 0) return next;
  return refuse("renewal-not-complete-now", { count: missing.length });
}

/** Whatever stands against the period, a file that waits may be refused. */
export function refuseRenewal(certification: Certification, who: Deciding, today: CalendarDay): Result<null> {
  const may = mayDecide(who);
  if (!may.ok) return may;
  return renewalWaiting(certification, today) ? ok(null) : refuse("renewal-none");
}

/** The period that follows on a file that waits. */
export function nextPeriod(
  certification: Certification,
  rule: ValidityRule,
  today: CalendarDay,
): Result<Period & { band: RenewalBand }> {
  const submitted = renewalWaiting(certification, today);
  if (!submitted) return refuse("renewal-none");
  const open = renewalBar(certification, rule, today);
  return open.ok ? periodAfter(certification, rule, submitted, today) : open;
}

// ── After it has expired ────────────────────────────────────────────────────────────────────────────

/**
 * What stands against applying for it again: that it is suspended, which somebody lifts or ends first, or that it was
 * revoked too lately, whether the time to appeal is over or not.
 */
export function mayBeginAnew(held: Certification, rule: ValidityRule, today: CalendarDay): Result<null> {
  const revoked = revokedOn(held);
  const way = revoked === null ? null : reEntry(revoked, revoked, today);
  if (way && !way.ok) return way;
  const suspended = way === null && standingOn(hadTheyStayed(held), rule, today).status === "suspended";
  return suspended ? refuse("candidacy.suspended") : ok(null);
}

/** What the way back asks: by how long ago it expired; after a revocation the full path, and not before 24 months. */
export function reEntry(
  expiredOn: CalendarDay,
  revokedOn: CalendarDay | null,
  today: CalendarDay,
  kind: SchemeKind = "trainer",
): Result<ReEntry> {
  if (revokedOn !== null) {
    const from = addMonths(revokedOn, 24);
    return today < from ? refuse("renewal-revoked-wait", { day: from }) : ok("full-path");
  }
  if (kind === "facilitator")
    return ok(today <= addMonths(expiredOn, 12) ? "refresher-observation" : "full-path");
  if (today <= addMonths(expiredOn, 12)) return ok("refresher-exam-observation");
  if (today <= addMonths(expiredOn, 24)) return ok("and-practicum");
  return ok("full-path");
}

/**
 * Only for who has none any more: what the way back asks, or from when there is one. Of whoever left their employer it asks what
 * it would have asked had they stayed.
 */
export function wayBackOf(
  certification: Certification,
  rule: ValidityRule,
  kind: SchemeKind,
  today: CalendarDay,
): Result<ReEntry> | null {
  const { status, day: since } = standingOn(certification, rule, today);
  if (status === "revoked") return reEntry(since, since, today, kind);
  const left =
    status === "ended" && standingOn(hadTheyStayed(certification), rule, today).status !== "suspended";
  if (status !== "expired" && !left) return null;
  if (wasAwayTooLong(certification, today)) return ok("full-path");
  return reEntry(addDays(datesOf(certification, rule).graceEnds, 1), null, today, kind);
}
