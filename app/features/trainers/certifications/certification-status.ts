import { addDays, type CalendarDay } from "#app/lib/calendar-day.ts";
import { awayOn, isTakenBack, leavesKnownOn, type AwayOn, type Employment } from "./employment.ts";
import type { ValidityRule } from "#app/features/trainers/schemes/scheme.ts";

/*
 * What a certification is worth on any day (domain §6.3), from stored facts: nothing flips it. Facts are only added:
 * a decision that was overturned stays beside the fact that overturns it, so that a day can be answered as it was
 * known then and as it is known now. Days are civil days in the scheme's zone, both ends included.
 */

export const CERTIFICATION_STATUSES = [
  "pending",
  "active",
  "renewal-due",
  "renewal-under-review",
  "suspended",
  "not-a-trainer",
  "on-leave",
  "back-from-leave",
  "lapsed",
  "expired",
  "ended",
  "superseded",
  "surrendered",
  "revoked",
  "in-error",
] as const;
export type CertificationStatus = (typeof CERTIFICATION_STATUSES)[number];

/** The period is over, whatever ended it. */
export const OVER: readonly CertificationStatus[] = [
  "expired",
  "ended",
  "superseded",
  "surrendered",
  "revoked",
  "in-error",
];

/** Nothing follows on it: it was ended by something else than its time, or has not begun. */
export const NOT_RENEWED: readonly CertificationStatus[] = [
  "pending",
  ...OVER.filter((status) => status !== "expired"),
];

const VALID: readonly CertificationStatus[] = ["active", "renewal-due", "renewal-under-review"];

/**
 * Of somebody's periods, by their first days, the one to show: it holds, or is the last that has begun and was rightly
 * decided, of which a superseded one says least: what came in its place, or what it never took over from, is shown.
 */
export function whatStands(standings: readonly Standing[]): Standing | null {
  const begun = standings.filter(({ status }) => status !== "pending" && status !== "in-error");
  return (
    begun.filter(({ valid }) => valid).at(-1) ??
    begun.filter(({ status }) => status !== "superseded").at(-1) ??
    begun.at(-1) ??
    standings.at(-1) ??
    null
  );
}

type Recorded = {
  id: string;
  recordedOn: CalendarDay;
  /** The moment it was recorded: of what was written to several periods on one day, which came first. */
  at?: number;
  /** Of what was given back from a period that never took over, the fact it repeats: what sets that aside sets this aside. */
  repeats?: string;
};
export type CertificationFact = Recorded &
  (
    | { kind: "suspended"; on: CalendarDay; decideBy: CalendarDay }
    | { kind: "lifted"; on: CalendarDay }
    | { kind: "revoked"; on: CalendarDay }
    | { kind: "surrendered"; on: CalendarDay }
    /** The holder's letter that gives it up was entered, and another has yet to confirm it. */
    | { kind: "surrender-entered"; on: CalendarDay }
    | { kind: "surrender-dropped"; on: CalendarDay }
    /** A complete file was handed in. */
    | { kind: "renewal-submitted"; on: CalendarDay }
    | { kind: "renewal-refused"; on: CalendarDay }
    | { kind: "renewal-withdrawn"; on: CalendarDay }
    /** `setAside`: nothing came after. It is an appeal that set the smaller scope aside, from its first day. */
    | { kind: "succeeded"; validFrom: CalendarDay; setAside?: true }
    /** What came after should never have been decided: nothing came. */
    | { kind: "succession-voided"; of: string; on: CalendarDay }
    /** The scope has grown by a topic; the end stays. */
    | { kind: "topic-added"; on: CalendarDay }
    /** The holder was told that a revocation is considered, and is heard on a day. */
    | { kind: "revocation-proposed"; on: CalendarDay; hearingOn: CalendarDay }
    | { kind: "revocation-dropped"; on: CalendarDay }
    /** It should never have been decided: it holds on no day. Said by an administrator, confirmed by another. */
    | { kind: "error-proposed"; on: CalendarDay }
    | { kind: "error-dropped"; on: CalendarDay }
    | { kind: "in-error"; on: CalendarDay }
    /** A part of the renewal file is not asked for until a day. */
    | { kind: "waived"; on: CalendarDay; until: CalendarDay; part: string }
    /** From the day on it is judged by another version of its scheme. */
    | { kind: "moved"; on: CalendarDay; version: string }
    /** The end of validity was moved by a decision with a reason. */
    | { kind: "extended"; validUntil: CalendarDay }
    | { kind: "appealed"; of: string; on: CalendarDay }
    | { kind: "appeal-decided"; of: string; on: CalendarDay; outcome: AppealOutcome }
  );

/** `redo`: the decision is set aside as well, and the step is taken again. */
export const APPEAL_OUTCOMES = ["upheld", "overturned", "redo"] as const;
export type AppealOutcome = (typeof APPEAL_OUTCOMES)[number];

export type Certification = {
  validFrom: CalendarDay;
  validUntil: CalendarDay;
  /** In the order they were recorded. */
  facts: readonly CertificationFact[];
  /** Of an attestation, which is an employer's: what it owes to the work of its holder there. */
  employment?: Employment | null;
  /** Of a master trainer: what they are certified for as a trainer. */
  restsOn?: readonly Certification[];
  /** Of a period that renews others: since when the first one of them held. */
  heldSince?: CalendarDay;
  /** Of a period that goes on with another, as one of a reduced scope does: since when what is shown counts. */
  countsFrom?: CalendarDay;
  /** Of a period that goes on with one of another language or volume: which, and since when. */
  widened?: { of: Certification; schemeId: string; on: CalendarDay };
  /** Of a period that renews another: the day its file was handed in. What was shown by then has been counted. */
  earnedOn?: CalendarDay;
  /** The day it was decided here; what was decided on paper was known to whoever decided it. */
  recordedOn?: CalendarDay;
};

export type Standing = {
  status: CertificationStatus;
  /** Whether the holder may act on it that day. */
  valid: boolean;
  /** The day the status rests on: suspended since, lapsed since, valid until … */
  day: CalendarDay;
  /** Something an officer should have decided by now; it changes nothing for the holder. */
  alarm: "suspension-undecided" | "renewal-undecided" | null;
  /** It has no last day: it holds until somebody decides, and the day is the one that was asked about. */
  untilDecided?: true;
};

/** On paper goes what holds, and what is prepared. */
export const mayBePrinted = ({ status, valid }: Standing): boolean => valid || status === "pending";

/** Days within which a holder may appeal; a revocation suspends until they are over (domain §6.3, §6.4). */
export const APPEAL_DAYS = 30;
/** Days within which a panel decides on an appeal. */
export const OUTCOME_DAYS = 45;

/** Whether there was anything to know at the end of a day: of what nobody had decided or entered yet, nothing held. */
export const wasOnRecord = ({ recordedOn }: Certification, day: CalendarDay): boolean =>
  recordedOn === undefined || recordedOn <= day;

/** A certification as it was known at the end of a day: what was recorded later is left out. */
export const knownOn = (
  { employment, restsOn, ...certification }: Certification,
  day: CalendarDay,
): Certification => ({
  ...certification,
  ...(restsOn && { restsOn: restsOn.filter((one) => wasOnRecord(one, day)).map((one) => knownOn(one, day)) }),
  facts: certification.facts.filter(({ recordedOn }) => recordedOn <= day),
  employment: employment && {
    ...employment,
    leaves: leavesKnownOn(employment.leaves, day),
  },
});

/** Whoever is no valid trainer on a day is no master trainer that day (domain §6.5); the clock goes on. */
export function standingOn(certification: Certification, rule: ValidityRule, day: CalendarDay): Standing {
  const own = ownStanding(certification, rule, day);
  const lostOn = own.valid ? trainerLostOn(certification, day) : null;
  return lostOn === null ? own : { ...own, status: "not-a-trainer", valid: false, day: lostOn };
}

function ownStanding(certification: Certification, rule: ValidityRule, day: CalendarDay): Standing {
  const facts = inForce(certification.facts);
  const until = validUntil(certification, facts);
  const windowOpens = addDays(until, -rule.windowDays);
  const graceEnds = addDays(until, rule.graceDays);
  const revocation = revocationOf(facts, certification.facts);
  const renewal = undecidedRenewal(facts, day);
  const review = renewal && renewal.on <= until ? renewal : null;
  const waitsTooLong = renewal !== null && day >= addDays(renewal.on, rule.decideWithinDays);
  const suspension = suspensionOn(facts, day);

  const is = (
    status: CertificationStatus,
    since: CalendarDay,
    alarm: Standing["alarm"] = null,
  ): Standing => ({
    status,
    valid: VALID.includes(status),
    day: since,
    alarm,
  });
  const error = first(facts, "in-error", () => true);
  if (error) return is("in-error", error.on);
  if (revocation && revocation.finalOn !== null && revocation.finalOn <= day)
    return is("revoked", revocation.on);
  const surrendered = first(facts, "surrendered", ({ on }) => on <= day);
  if (surrendered) return is("surrendered", surrendered.on);
  const successor = first(facts, "succeeded", ({ validFrom }) => validFrom <= day);
  if (successor) return is("superseded", successor.validFrom);
  const endedOn = certification.employment?.endedOn ?? null;
  if (endedOn !== null && endedOn < day && endedOn <= graceEnds) return is("ended", addDays(endedOn, 1));
  const away = awayIn(certification, day);
  if (away?.away === "back" && away.refreshBy === null) return is("expired", away.since);
  const expiresAfter = refreshBy(certification, rule, day) ?? graceEnds;
  if (day > expiresAfter && !review && away?.away !== "on-leave")
    return is("expired", addDays(expiresAfter, 1));
  if (revocation && revocation.on <= day) return is("suspended", revocation.on);
  if (suspension)
    return is("suspended", suspension.on, day > suspension.decideBy ? "suspension-undecided" : null);
  if (day < certification.validFrom) return is("pending", certification.validFrom);
  if (away?.away === "on-leave") return is("on-leave", away.since);
  if (away?.away === "back") return is("back-from-leave", away.since);
  const alarm = waitsTooLong ? "renewal-undecided" : null;
  if (day > until && review) return is("renewal-under-review", review.on, alarm);
  if (day > until) return is("lapsed", addDays(until, 1), alarm);
  // Whose next period is decided has nothing left to renew.
  if (day >= windowOpens && !hasNextPeriod(facts, day)) return is("renewal-due", until, alarm);
  return is("active", until, alarm);
}

/**
 * Since when a master trainer has been without a valid certification as a trainer. Null: they have one, or had none here
 * since the first of the periods they were a master in one after another, as those who were masters before this platform.
 */
function trainerLostOn(
  { validFrom, heldSince = validFrom, restsOn = [] }: Certification,
  day: CalendarDay,
): CalendarDay | null {
  const turns = restsOn.flatMap(turningDays).filter((turn) => turn > heldSince && turn <= day);
  const days = [...new Set([heldSince, ...turns])].sort();
  const held = days.map((turn) => restsOn.some((one) => isValidOn(one, turn)));
  const last = held.lastIndexOf(true);
  // Of one that should never have been decided nobody was a trainer by it, on no day.
  if (last === -1) return restsOn.some(isInError) ? heldSince : null;
  return days[last + 1] ?? null;
}

/** Windows and grace change what a certification is called, not whether it holds. */
const ANY_RULE: ValidityRule = {
  lasts: { years: 1 },
  windowDays: 0,
  graceDays: 0,
  decideWithinDays: 0,
  reminders: [],
};
const isValidOn = (certification: Certification, day: CalendarDay): boolean =>
  ownStanding(certification, ANY_RULE, day).valid;

/** On no other day does a certification begin to hold, or stop. */
const turningDays = ({ validFrom, validUntil, facts }: Certification): CalendarDay[] => [
  validFrom,
  addDays(validUntil, 1),
  ...facts.flatMap((fact) => {
    switch (fact.kind) {
      case "extended":
        return [addDays(fact.validUntil, 1)];
      case "succeeded":
        return [fact.validFrom, fact.recordedOn];
      default:
        return [fact.on];
    }
  }),
];

/** What was over before the refresher that earned the period, or before the period began, does not touch it. */
const awayIn = (
  { employment, validFrom, countsFrom = validFrom, earnedOn = countsFrom }: Certification,
  day: CalendarDay,
): AwayOn | null => awayOn(employment?.leaves ?? [], day, earnedOn < countsFrom ? earnedOn : countsFrom);

/** As it would be worth had its holder never left: to the employer who has them again, or to the next one. */
export const hadTheyStayed = (certification: Certification): Certification => ({
  ...certification,
  ...(certification.employment && { employment: { ...certification.employment, endedOn: null } }),
});

/** Its holder had left the employer who attested it, and works there again. */
export const isOfTakenBack = ({ employment }: Certification, day: CalendarDay): boolean =>
  !!employment && isTakenBack(employment, day);

/** Since when they are back from leave, and have to show again what they know; null: they were not away, or are. */
export function backSince(certification: Certification, day: CalendarDay): CalendarDay | null {
  const away = awayIn(certification, day);
  return away?.away === "back" ? away.since : null;
}

/** So long on leave that what they knew has to be learnt again (domain §0a). */
export function wasAwayTooLong(certification: Certification, day: CalendarDay): boolean {
  const away = awayIn(certification, day);
  return away?.away === "back" && away.refreshBy === null;
}

/**
 * Of whoever is back from leave, the last day to show again what they know, where it is later than any day that was printed.
 */
export function refreshBy(
  certification: Certification,
  rule: ValidityRule,
  day: CalendarDay,
): CalendarDay | null {
  const away = awayIn(certification, day);
  if (away?.away !== "back" || away.refreshBy === null) return null;
  return away.refreshBy > datesOf(certification, rule).graceEnds ? away.refreshBy : null;
}

/**
 * With all of the time that counts for its renewal, whichever row began it; of what was widened, also when its holder was
 * suspended, and what had been counted before.
 */
export function asOnePeriod(certification: Certification): Certification {
  const { countsFrom: validFrom } = certification;
  if (validFrom === undefined) return certification;
  const widened = widenedBy(certification);
  if (!widened) return { ...certification, validFrom };
  const { facts, earnedOn } = asOnePeriod(widened.of);
  return {
    ...(earnedOn !== undefined && { earnedOn }),
    ...certification,
    validFrom,
    facts: [...suspendedBefore(facts, widened.on), ...certification.facts],
  };
}

/** What it goes on with: the row that widens, and what was reduced from it; not the next period, nor what goes on with that. */
export const widenedBy = ({ countsFrom, widened }: Certification): Certification["widened"] | null =>
  widened && countsFrom !== undefined && countsFrom <= widened.on ? widened : null;

/** What says when somebody was suspended before a day, with what became of it by an appeal; a lift may be of that day. */
const suspendedBefore = (facts: readonly CertificationFact[], day: CalendarDay): CertificationFact[] =>
  facts.filter((fact) => {
    if (fact.kind === "suspended") return fact.on < day;
    return fact.kind === "lifted" ? fact.on <= day : OF_A_FACT.includes(fact.kind);
  });

/** The days the holder meets: the window opens, the last valid day, the last day of grace. */
export function datesOf(certification: Certification, rule: ValidityRule) {
  const until = validUntil(certification, inForce(certification.facts));
  return {
    windowOpens: addDays(until, -rule.windowDays),
    validUntil: until,
    graceEnds: addDays(until, rule.graceDays),
  };
}

// ── Facts ───────────────────────────────────────────────────────────────────────────────────────────

type Of<Kind> = Extract<CertificationFact, { kind: Kind }>;

/** It should never have been decided. */
export const isInError = ({ facts }: Certification): boolean => facts.some(({ kind }) => kind === "in-error");

/** It should never have been decided, or an appeal set its smaller scope aside. */
export const neverTookOver = (facts: readonly CertificationFact[]): boolean =>
  facts.some((fact) => fact.kind === "in-error" || (fact.kind === "succeeded" && fact.setAside));

/** A revocation that nobody has overturned, whether it is final yet or not. */
export const isRevoked = (certification: Certification): boolean => revokedOn(certification) !== null;

/** The day from which a revocation holds that nobody has overturned; null: there is none. */
export const revokedOn = ({ facts }: Certification): CalendarDay | null =>
  every(inForce(facts), "revoked")[0]?.on ?? null;

/** Whether a newer period is there already, from whenever. */
export const isSucceeded = ({ facts }: Certification): boolean =>
  inForce(facts).some(({ kind }) => kind === "succeeded");

/** The day the renewal that nobody has decided yet was handed in, or null. */
export const renewalWaiting = ({ facts }: Certification, day: CalendarDay): CalendarDay | null =>
  undecidedRenewal(inForce(facts), day)?.on ?? null;

/** Decided on whoever holds it, not on one of the periods that follow one another. */
export const ON_THE_HOLDER: readonly CertificationFact["kind"][] = [
  "suspended",
  "lifted",
  "revoked",
  "surrendered",
  "revocation-proposed",
  "revocation-dropped",
  "appealed",
  "appeal-decided",
];

/** Of these, what says something of another fact and not of a day. */
const OF_A_FACT: readonly CertificationFact["kind"][] = ["appealed", "appeal-decided"];

/**
 * One period with what was decided on its holder in those before and after it: a suspension does not end with the period
 * it was written to, nor a revocation or a hand-back. From the day it is succeeded nothing more begins that changes it; what
 * becomes of a fact by an appeal holds for every day, whenever it is decided.
 */
export function withHoldersFacts(
  period: Certification,
  { before, after }: { before: readonly Certification[]; after: readonly Certification[] },
): Certification {
  const over = every(inForce(period.facts), "succeeded")[0]?.validFrom;
  const concerns = (fact: CertificationFact): boolean =>
    ON_THE_HOLDER.includes(fact.kind) &&
    "on" in fact &&
    (over === undefined || fact.on < over || OF_A_FACT.includes(fact.kind));
  const shared = (periods: readonly Certification[]) =>
    periods.flatMap(({ facts }) => facts.filter(concerns));
  const handedIn = before.flatMap(({ facts }) => every(facts, "renewal-submitted")).map(({ on }) => on);
  const earnedOn = handedIn.sort().at(-1);
  return {
    ...period,
    ...(earnedOn !== undefined && { earnedOn }),
    facts: [...shared(before), ...period.facts, ...shared(after)].sort(byRecording),
  };
}

const byRecording = (one: Recorded, other: Recorded): number =>
  one.recordedOn.localeCompare(other.recordedOn) || (one.at ?? 0) - (other.at ?? 0);

/** From each suspension to the lift that ended it; one that an appeal set aside never was. */
export function suspensionsOf({ facts }: Certification): { from: CalendarDay; until: CalendarDay | null }[] {
  return suspensionsIn(inForce(facts)).map(({ suspension, until }) => ({ from: suspension.on, until }));
}

const suspensionsIn = (facts: readonly CertificationFact[]) =>
  every(facts, "suspended").map((suspension) => ({
    suspension,
    until: after(facts, suspension, "lifted")[0]?.on ?? null,
  }));

/** The succession that one which should never have been decided is the newer end of; null: it was voided, or never was. */
export const successionTo = (facts: readonly CertificationFact[], validFrom: CalendarDay) =>
  every(inForce(facts), "succeeded")
    .filter((fact) => fact.validFrom === validFrom && !fact.setAside)
    .at(-1) ?? null;

/** Without what an appeal set aside, or an error that came after. */
function inForce(facts: readonly CertificationFact[]): CertificationFact[] {
  const setAside = new Set(facts.flatMap((fact) => (setsAside(fact) ? [fact.of] : [])));
  return facts.filter(({ id, repeats }) => !setAside.has(id) && !(repeats && setAside.has(repeats)));
}

const setsAside = (fact: CertificationFact): fact is Of<"succession-voided" | "appeal-decided"> =>
  fact.kind === "succession-voided" || (fact.kind === "appeal-decided" && fact.outcome !== "upheld");

function first<Kind extends CertificationFact["kind"]>(
  facts: readonly CertificationFact[],
  kind: Kind,
  holds: (fact: Of<Kind>) => boolean,
): Of<Kind> | undefined {
  return facts.find((fact): fact is Of<Kind> => fact.kind === kind && holds(fact as Of<Kind>));
}

const every = <Kind extends CertificationFact["kind"]>(facts: readonly CertificationFact[], kind: Kind) =>
  facts.filter((fact): fact is Of<Kind> => fact.kind === kind);

type Dated = Extract<CertificationFact, { on: CalendarDay }>;

/**
 * What comes after a fact: on a later day, or recorded after it for the same one. Suspended, lifted and suspended again on one
 * day is suspended.
 */
const after = <Kind extends Dated["kind"]>(
  facts: readonly CertificationFact[],
  one: Dated,
  kind: Kind,
): Extract<Dated, { kind: Kind }>[] =>
  facts.filter(
    (fact, place): fact is Extract<Dated, { kind: Kind }> =>
      fact.kind === kind &&
      "on" in fact &&
      (fact.on > one.on || (fact.on === one.on && place > facts.indexOf(one))),
  );

/** Extensions only lengthen. */
const validUntil = ({ validUntil }: Certification, facts: readonly CertificationFact[]): CalendarDay =>
  every(facts, "extended").reduce(
    (latest, fact) => (fact.validUntil > latest ? fact.validUntil : latest),
    validUntil,
  );

/** The suspension that covers the day, begun and not lifted since: of several the earliest. */
function suspensionOn(facts: readonly CertificationFact[], day: CalendarDay): Of<"suspended"> | null {
  const open = suspensionsIn(facts).filter(
    ({ suspension, until }) => suspension.on <= day && (until === null || day < until),
  );
  return (
    open.map(({ suspension }) => suspension).sort((one, other) => (one.on < other.on ? -1 : 1))[0] ?? null
  );
}

/** The file that waited for a decision on the day: handed in, neither refused nor taken back, and no successor known by then. */
function undecidedRenewal(
  facts: readonly CertificationFact[],
  day: CalendarDay,
): Of<"renewal-submitted"> | null {
  const last = every(facts, "renewal-submitted")
    .filter(({ on }) => on <= day)
    .at(-1);
  if (!last) return null;
  const settled = [...after(facts, last, "renewal-refused"), ...after(facts, last, "renewal-withdrawn")];
  return settled.some(({ on }) => on <= day) || hasNextPeriod(facts, day) ? null : last;
}

/** Whether the period that follows was on record by the day, from whenever it holds. */
const hasNextPeriod = (facts: readonly CertificationFact[], day: CalendarDay): boolean =>
  every(facts, "succeeded").some(({ recordedOn }) => recordedOn <= day);

/** A revocation, and the day it is final: the appeal time is over, or the panel has upheld it. Null: not yet known. */
function revocationOf(
  facts: readonly CertificationFact[],
  all: readonly CertificationFact[],
): { on: CalendarDay; finalOn: CalendarDay | null } | null {
  const revoked = every(facts, "revoked")[0];
  if (!revoked) return null;
  const appeal = every(all, "appealed").find(({ of }) => of === revoked.id);
  const decision = every(all, "appeal-decided").find(({ of }) => of === revoked.id);
  if (decision) return { on: revoked.on, finalOn: decision.on };
  return { on: revoked.on, finalOn: appeal ? null : addDays(revoked.on, APPEAL_DAYS + 1) };
}
