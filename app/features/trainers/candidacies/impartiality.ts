import type { CalendarDay } from "#app/lib/calendar-day.ts";
import type { SchemeKind } from "#app/features/trainers/schemes/scheme.ts";

/*
 * Who may assess and who may decide (domain §6.2 "rules for all", §0a): nobody acts on their own record; an assessor
 * is not of the candidate's employer on the day of the assessment, no relative and no line manager, not the trainer
 * of the assessment that decides, and a valid master trainer on that very day; who decides has not assessed.
 */

export type Employed = { organisationId: string; from: CalendarDay; until: CalendarDay | null };

export type Judge = {
  personId: string;
  employers: readonly Employed[];
  /** Ties the judge or the candidate has declared, or an officer has recorded. */
  ties: readonly ("relative" | "line-manager")[];
  /** Trained the candidate in the course the assessment is about. */
  ownTrainer: boolean;
  /** Holds a certification as master trainer that is valid on the day. */
  validMaster: boolean;
  /** Holds an attestation as facilitator that is valid on the day. */
  attested: boolean;
};

export type Candidate = { personId: string; employers: readonly Employed[] };

export const BARS = [
  "own-record",
  "same-employer",
  "relative",
  "line-manager",
  "own-trainer",
  "not-a-valid-master",
  "not-attested",
  "assessed",
  "had-a-part",
] as const;
export type Bar = (typeof BARS)[number];

const worksAt = (employers: readonly Employed[], day: CalendarDay) =>
  new Set(
    employers
      .filter(({ from, until }) => from <= day && (until === null || day <= until))
      .map(({ organisationId }) => organisationId),
  );

const shareEmployer = (one: readonly Employed[], other: readonly Employed[], day: CalendarDay): boolean => {
  const theirs = worksAt(other, day);
  return [...worksAt(one, day)].some((organisation) => theirs.has(organisation));
};

/** Why this person may not assess the candidate on the day; empty when they may. */
export function barsOfAssessor(judge: Judge, candidate: Candidate, day: CalendarDay): Bar[] {
  const bars: Bar[] = [];
  if (judge.personId === candidate.personId) bars.push("own-record");
  if (shareEmployer(judge.employers, candidate.employers, day)) bars.push("same-employer");
  bars.push(...judge.ties);
  if (judge.ownTrainer) bars.push("own-trainer");
  if (!judge.validMaster) bars.push("not-a-valid-master");
  if (!judge.validMaster && !judge.attested) bars.push("not-attested");
  return bars;
}

/** Who judges, as the platform knows them: where they work, whom they have trained, what they hold on the day. */
export type Known = {
  personId: string;
  employers: readonly Employed[];
  /** Cohorts they have trained by the day. */
  trained: readonly string[];
  validMaster: boolean;
  attested: boolean;
};

export type Tie = { personId: string; tie: "relative" | "line-manager" };

/** What all that was ever recorded of a candidate says about who may judge them. */
export type Past = {
  ties: readonly Tie[];
  /** Who has assessed them, in whichever candidacy: none of them decides. */
  assessors: readonly string[];
  /** Cohorts they learnt in: their trainers do not make the assessment that decides. */
  learntIn: readonly string[];
};

/** An employer attests its own staff; everybody else is certified by somebody from elsewhere. */
export const isByEmployer = (kind: SchemeKind): boolean => kind === "facilitator";

export type Around = Past & {
  candidate: Candidate;
  /** The scheme is the employer's own. */
  byEmployer: boolean;
  deciding: boolean;
};

/** Why somebody may not assess the candidate, or not decide on them, on the day. */
export function barsOf(
  what: "assess" | "decide",
  { personId, employers, trained, validMaster, attested }: Known,
  { candidate, ties, assessors, learntIn, byEmployer, deciding }: Around,
  day: CalendarDay,
): Bar[] {
  const own = new Set(ties.filter((tie) => tie.personId === personId).map(({ tie }) => tie));
  const judge = { personId, employers, ties: [...own] };
  const ownTrainer = learntIn.some((cohort) => trained.includes(cohort));
  const bars =
    what === "decide"
      ? barsOfDecider(judge, candidate, assessors, day)
      : barsOfAssessor({ ...judge, ownTrainer, validMaster, attested }, candidate, day);
  return barsThatHold(bars, { byEmployer, deciding });
}

/** Those that say how near somebody is to the candidate; the others, what they are not themselves. */
export const ofInterest = (bars: readonly Bar[]): Bar[] =>
  bars.filter((bar) => bar !== "not-a-valid-master" && bar !== "not-attested");

/** Without what an officer's exception lets pass: who has trained the candidate rates beside somebody who has not (§0a). */
export const barsDespite = (bars: readonly Bar[], excepted: boolean): Bar[] =>
  bars.filter((bar) => !(excepted && bar === "own-trainer"));

/** Why this person may not decide on the candidate; an employer in common bars a decision too. */
export function barsOfDecider(
  decider: Omit<Judge, "ownTrainer" | "validMaster" | "attested">,
  candidate: Candidate,
  assessors: readonly string[],
  day: CalendarDay,
): Bar[] {
  const bars: Bar[] = [];
  if (decider.personId === candidate.personId) bars.push("own-record");
  if (assessors.includes(decider.personId)) bars.push("assessed");
  if (shareEmployer(decider.employers, candidate.employers, day)) bars.push("same-employer");
  bars.push(...decider.ties);
  return bars;
}

/**
 * Why this person may not sit on a panel: what bars who decides, and besides whoever trained them or had a part in what it
 * is about. One employer in common is one too many, as for a guest.
 */
export function barsOfMember(
  member: Omit<Judge, "validMaster" | "attested">,
  concerned: Candidate,
  { assessors, involved }: { assessors: readonly string[]; involved: readonly string[] },
  day: CalendarDay,
): Bar[] {
  const bars = barsOfDecider(member, concerned, assessors, day);
  if (member.ownTrainer) bars.push("own-trainer");
  if (involved.includes(member.personId)) bars.push("had-a-part");
  return bars;
}

/**
 * What bars does not bar everywhere: an employer attests its own staff (domain §6.6), by those who were attested first;
 * and only the assessment that decides asks that the assessor has not trained the candidate (§0a).
 */
export function barsThatHold(
  bars: readonly Bar[],
  { byEmployer, deciding }: { byEmployer: boolean; deciding: boolean },
): Bar[] {
  return bars.filter((bar) => {
    if (byEmployer && ["same-employer", "line-manager", "not-a-valid-master"].includes(bar)) return false;
    if (!byEmployer && bar === "not-attested") return false;
    return deciding || bar !== "own-trainer";
  });
}
