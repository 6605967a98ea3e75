import { addDays, addMonths, addYears, type CalendarDay } from "#app/lib/calendar-day.ts";
import { CRITERIA, type Criterion } from "./criteria.ts";

/*
 * A certification scheme is data: the stages a candidate goes through, what each asks before it lets go, and how long
 * the certification is good for. It has versions; a candidacy keeps the one it began with (domain §6.2–6.6, §0a).
 */

export type SchemeKind = "trainer" | "master-trainer" | "facilitator" | "national-trainer" | "licence";

export type Scheme = {
  id: string;
  kind: SchemeKind;
  version: string;
  /** Which day it is, for everybody certified under it. */
  timeZone: string;
  stages: readonly Stage[];
  validity: ValidityRule;
  /** Days after a refusal before one may apply again, and months for which gates that were passed still count. */
  reapplyAfterDays: number;
  keepGatesMonths: number;
};

/** Where a candidate stands between two acts: a phase, or the wait for the next one. */
export type Stage = {
  id: string;
  /** Who moves the candidate into it. */
  enteredBy: Actor;
  /** Who says that the candidate is ready to leave it, if anybody must; and who decides. */
  recommendedBy: Actor | null;
  decidedBy: Actor;
  /** All of them, before the candidate may leave it. */
  asks: readonly Requirement[];
  /** Within how many months the next stage must begin; the officer may add this many once. */
  leaveWithin: { months: number; extendMonths: number } | null;
  /** Where not being strong enough leads back to, how often, and with at most how many criteria below the floor. */
  repeat: { to: string; times: number; weakAtMost: number } | null;
};

export type Actor = "candidate" | "officer" | "cohort-administrator" | "master-trainer" | "system";

/** What a stage asks; thresholds are hundredths (70 % is 7000, 3.5 of 5 is 350). */
export type Requirement =
  | { kind: "selection"; total: number; minimums: Readonly<Record<string, number>> }
  | { kind: "document"; document: string }
  | { kind: "enrolled" }
  | { kind: "attendance"; mayMiss: number; madeUp: boolean }
  | { kind: "debriefs"; share: number }
  | {
      kind: "practice";
      practice: "presentation" | "micro-teaching";
      count: number;
      localised: boolean;
      feedback: boolean;
    }
  | { kind: "last-micro-teaching"; floor: number; of: readonly Criterion[] }
  | { kind: "assessment-form"; mean: number; floor: number }
  | {
      kind: "exam";
      pass: number;
      firstFrom: number;
      firstUntil: number;
      resits: number;
      resitFrom: number;
      resitUntil: number;
    }
  | { kind: "led-by-master-trainer" }
  | { kind: "delivery"; modules: number; sections: number; minutes: number; observedMinutes: number }
  | { kind: "criteria-scored" }
  | { kind: "criteria-floor"; floor: number }
  | { kind: "feedback"; mean: number; atLeast: number; shareOfPresent: number }
  | { kind: "report" }
  | { kind: "impartial" }
  | { kind: "checklist"; share: number };

export type RequirementKind = Requirement["kind"];

export type ValidityRule = {
  lasts: { years: number } | { months: number } | { until: string; atLeastMonths: number };
  /** Renewal may be handed in from this many days before the end, and late until this many after it. */
  windowDays: number;
  graceDays: number;
  /** Days from a complete file to the alarm that nobody has decided. */
  decideWithinDays: number;
  /** Days before (−) and after (+) the end on which the holder is reminded. */
  reminders: readonly number[];
};

/**
 * The last valid day of a period that begins on a day, itself included. 29 February ends on 27 February; with a fixed
 * day of the year ("12-31") the period is never shorter than `atLeastMonths`.
 */
export function lastValidDay(rule: ValidityRule, from: CalendarDay): CalendarDay {
  const { lasts } = rule;
  if ("years" in lasts) return addDays(addYears(from, lasts.years), -1);
  if ("months" in lasts) return addDays(addMonths(from, lasts.months), -1);
  const least = addDays(addMonths(from, lasts.atLeastMonths), -1);
  const thatYear = `${from.slice(0, 4)}-${lasts.until}`;
  const years = [0, 1, 2].map((more) => addYears(thatYear, more));
  return years.find((day) => day >= least) ?? least;
}

// ── Those we start with ─────────────────────────────────────────────────────────────────────────────

const TRAINER_LADDER = [-180, -90, -30, -7, 0, 30, 75] as const;

/** The trainer scheme of a volume, as documented and with the labelled defaults of domain §6.2. */
export const TRAINER_SCHEME: Scheme = {
  id: "mmw-volume-1-trainer",
  kind: "trainer",
  version: "1.0",
  timeZone: "UTC",
  reapplyAfterDays: 180,
  keepGatesMonths: 24,
  validity: {
    lasts: { years: 3 },
    windowDays: 180,
    graceDays: 90,
    decideWithinDays: 60,
    reminders: TRAINER_LADDER,
  },
  stages: [
    {
      id: "applied",
      enteredBy: "candidate",
      recommendedBy: null,
      decidedBy: "officer",
      asks: [
        {
          kind: "selection",
          total: 6000,
          minimums: { microfinanceYears: 3, managementYears: 2, trainingYears: 1 },
        },
        { kind: "document", document: "cv" },
        { kind: "document", document: "commitment" },
        { kind: "document", document: "conflicts" },
      ],
      leaveWithin: null,
      repeat: null,
    },
    {
      id: "admitted",
      enteredBy: "officer",
      recommendedBy: null,
      decidedBy: "cohort-administrator",
      asks: [{ kind: "enrolled" }],
      leaveWithin: null,
      repeat: null,
    },
    {
      id: "phase-1",
      enteredBy: "cohort-administrator",
      recommendedBy: "master-trainer",
      decidedBy: "system",
      asks: [
        { kind: "attendance", mayMiss: 2, madeUp: false },
        { kind: "practice", practice: "presentation", count: 1, localised: false, feedback: false },
        { kind: "debriefs", share: 8000 },
        { kind: "assessment-form", mean: 0, floor: 0 },
      ],
      leaveWithin: null,
      repeat: null,
    },
    {
      id: "phase-1-exam",
      enteredBy: "system",
      recommendedBy: "master-trainer",
      decidedBy: "officer",
      asks: [
        { kind: "exam", pass: 7000, firstFrom: 21, firstUntil: 45, resits: 1, resitFrom: 14, resitUntil: 60 },
        { kind: "assessment-form", mean: 300, floor: 2 },
      ],
      leaveWithin: null,
      repeat: null,
    },
    {
      id: "phase-2-eligible",
      enteredBy: "officer",
      recommendedBy: null,
      decidedBy: "cohort-administrator",
      asks: [{ kind: "enrolled" }, { kind: "led-by-master-trainer" }],
      leaveWithin: { months: 12, extendMonths: 0 },
      repeat: null,
    },
    {
      id: "phase-2",
      enteredBy: "cohort-administrator",
      recommendedBy: "master-trainer",
      decidedBy: "officer",
      asks: [
        { kind: "attendance", mayMiss: 1, madeUp: true },
        { kind: "practice", practice: "micro-teaching", count: 2, localised: true, feedback: true },
        { kind: "last-micro-teaching", floor: 3, of: CRITERIA.slice(2, 11) },
      ],
      leaveWithin: null,
      repeat: { to: "phase-2-eligible", times: 1, weakAtMost: 12 },
    },
    {
      id: "provisional",
      enteredBy: "officer",
      recommendedBy: null,
      decidedBy: "cohort-administrator",
      asks: [{ kind: "enrolled" }],
      leaveWithin: { months: 12, extendMonths: 6 },
      repeat: null,
    },
    {
      id: "phase-3",
      enteredBy: "cohort-administrator",
      recommendedBy: null,
      decidedBy: "master-trainer",
      asks: [
        { kind: "delivery", modules: 3, sections: 2, minutes: 360, observedMinutes: 180 },
        { kind: "criteria-scored" },
        { kind: "feedback", mean: 0, atLeast: 8, shareOfPresent: 6000 },
        { kind: "impartial" },
      ],
      leaveWithin: { months: 12, extendMonths: 6 },
      repeat: null,
    },
    {
      id: "decision",
      enteredBy: "master-trainer",
      recommendedBy: null,
      decidedBy: "officer",
      asks: [
        { kind: "criteria-floor", floor: 3 },
        { kind: "feedback", mean: 350, atLeast: 8, shareOfPresent: 6000 },
        { kind: "report" },
        { kind: "impartial" },
      ],
      leaveWithin: null,
      repeat: { to: "phase-3", times: 1, weakAtMost: 3 },
    },
  ],
};

/** An employer's attestation of an officer who teaches clients (domain §6.6). */
export const FACILITATOR_SCHEME: Scheme = {
  id: "fe-facilitator",
  kind: "facilitator",
  version: "1.0",
  timeZone: "Asia/Phnom_Penh",
  reapplyAfterDays: 0,
  keepGatesMonths: 6,
  validity: {
    lasts: { months: 12 },
    windowDays: 60,
    graceDays: 30,
    decideWithinDays: 30,
    reminders: [-60, -30, -7, 0, 15],
  },
  stages: [
    {
      id: "nominated",
      enteredBy: "candidate",
      recommendedBy: null,
      decidedBy: "cohort-administrator",
      asks: [
        { kind: "attendance", mayMiss: 1, madeUp: true },
        { kind: "exam", pass: 7000, firstFrom: 0, firstUntil: 60, resits: 1, resitFrom: 7, resitUntil: 60 },
      ],
      leaveWithin: null,
      repeat: null,
    },
    {
      id: "trained",
      enteredBy: "cohort-administrator",
      recommendedBy: null,
      decidedBy: "officer",
      asks: [{ kind: "checklist", share: 8000 }, { kind: "impartial" }],
      leaveWithin: { months: 6, extendMonths: 0 },
      repeat: null,
    },
  ],
};

/**
 * Who may assess candidates (domain §6.5). The founding ones are recorded from paper with their original numbers; the
 * way there has no stages yet, so nobody applies for it here.
 */
export const MASTER_SCHEME: Scheme = {
  ...TRAINER_SCHEME,
  id: "mmw-master-trainer",
  kind: "master-trainer",
  stages: [],
};
