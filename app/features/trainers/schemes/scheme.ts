import { addDays, addMonths, addYears, type CalendarDay } from "#app/lib/calendar-day.ts";
import type { Locale } from "#app/lib/locales.ts";
import type { Anchors } from "./anchors.ts";
import type { Checklist } from "./checklist.ts";
import type { Criterion } from "./criteria.ts";
import type { WayBack } from "./way-back.ts";

/*
 * A certification scheme is data: the stages a candidate goes through, what each asks before it lets go, and how long
 * the certification is good for. It has versions; a candidacy keeps the one it began with (domain §6.2–6.6, §0a).
 */

export type SchemeKind = "trainer" | "master-trainer" | "facilitator" | "national-trainer" | "licence";

export type Scheme = {
  id: string;
  kind: SchemeKind;
  version: string;
  /** The short way to another language (domain §0a): of whose holders, and whose scope it widens; the end is kept. */
  widens?: string | undefined;
  /** Of the short way to another volume: the scheme of the certification it ends in, when it is not the one it widens. */
  into?: string | undefined;
  /** Not the whole path, but a way back after a certification under it has expired (way-back.ts). */
  back?: WayBack | undefined;
  /** Courses it is about; where nothing is said, those of the programme but the other volume's (courses.ts). */
  courses?: readonly string[] | undefined;
  /** Which day it is, for everybody certified under it. */
  timeZone: string;
  stages: readonly Stage[];
  /** What the scores of an observed delivery stand for, where it says so itself. */
  anchors?: Anchors | undefined;
  /** What is ticked of an observed session; left out, the steps are counted by hand. */
  checklist?: Checklist | undefined;
  validity: ValidityRule;
  renewal: Renewal;
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
  /** What the officer would decide is decided by a panel of three. */
  panel?: boolean | undefined;
  /** All of them, before the candidate may leave it. */
  asks: readonly Requirement[];
  /** Within how many months the next stage must begin; the officer may add this many once. */
  leaveWithin: { months: number; extendMonths: number } | null;
  /** What it is called here, by language; where nothing is said, as the platform calls it. */
  names?: Partial<Record<Locale, string>> | undefined;
  /** Where not being strong enough leads back to, how often, and with at most how many criteria below the floor. */
  repeat: { to: string; times: number; weakAtMost: number } | null;
};

export const ACTORS = [
  "candidate",
  "officer",
  "cohort-administrator",
  "master-trainer",
  // Of an employer (domain §6.6): an area manager, or a master trainer where nobody is attested yet; and who records it.
  "attester",
  "training-department",
  "system",
] as const;
export type Actor = (typeof ACTORS)[number];

/** What a stage asks; thresholds are hundredths (70 % is 7000, 3.5 of 5 is 350). */
export type Requirement =
  | { kind: "selection"; total: number; minimums: Readonly<Record<string, number>> }
  /** An artefact or a declaration, in a file or in words; so many of them, where one is not enough. */
  | { kind: "document"; document: string; count?: number | undefined }
  /** A certification of one of these schemes, valid on the day and held without a gap for so many months. */
  | { kind: "held"; schemes: readonly string[]; months: number }
  /** Whole courses led: so many within so many months of each other (0: whenever), and what is recorded of each. */
  | {
      kind: "cycles";
      count: number;
      withinMonths: number;
      observed: number;
      data: boolean;
      reported: boolean;
      mean: number;
    }
  /** Whole trainings of trainers led beside a master trainer: so many for each of these schemes the candidate holds. */
  | { kind: "mentored"; count: number; each: readonly string[] }
  | { kind: "refresher"; pass: number; withinMonths: number }
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
      /** So near the pass mark, what a person judged is marked by a second one; hundredths of a per cent. */
      near?: number | undefined;
    }
  | { kind: "led-by-master-trainer" }
  | {
      kind: "delivery";
      modules: number;
      sections: number;
      minutes: number;
      observedMinutes: number;
      /** Of the modules, so many of these sections. */
      coreModules?: number | undefined;
      coreSections?: readonly string[] | undefined;
    }
  | { kind: "criteria-scored"; assessors?: number | undefined; second?: SecondRating | undefined }
  | { kind: "criteria-floor"; floor: number }
  | { kind: "feedback"; mean: number; atLeast: number; shareOfPresent: number }
  | { kind: "report" }
  | { kind: "impartial" }
  | { kind: "checklist"; share: number }
  | LicenceRequirement;

/** What is asked of an organisation: nothing of it is a candidate's. */
export type LicenceRequirement =
  /** So many who work there are certified under one of these schemes. */
  | { kind: "trainers-in-force"; count: number; schemes: readonly string[] }
  /** Of every course it hosted the report is in, once so many days have passed since its end. */
  | { kind: "reports-filed"; withinDays: number }
  /** Somebody to turn to is named. */
  | { kind: "contact" };

export type RequirementKind = Requirement["kind"];

/** When somebody is rated a second time, and when the two have to agree (domain §0a). */
export type SecondRating = {
  /** Of all, drawn by chance: hundredths of a percent. */
  share: number;
  /** So few marks from the other verdict, or so near the participants' mean that is asked (hundredths). */
  marks: number;
  mean: number;
  /** So many marks apart in one criterion they agree in words. */
  apart: number;
};

/** Of a version that says nothing of them: those published before there were second ratings. */
export const ASSESSORS = 1;
export const SECOND_RATING: SecondRating = { share: 2000, marks: 1, mean: 25, apart: 2 };

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
 * day of the year ("12-31") the period is never shorter than `atLeastMonths`, nor than the day it begins.
 */
export function lastValidDay(rule: ValidityRule, from: CalendarDay): CalendarDay {
  const { lasts } = rule;
  if ("years" in lasts) return addDays(addYears(from, lasts.years), -1);
  if ("months" in lasts) return addDays(addMonths(from, lasts.months), -1);
  const least = lasts.atLeastMonths === 0 ? from : addDays(addMonths(from, lasts.atLeastMonths), -1);
  const thatYear = `${from.slice(0, 4)}-${lasts.until}`;
  const years = [0, 1, 2].map((more) => addYears(thatYear, more));
  return years.find((day) => day >= least) ?? least;
}

// ── What a renewal asks ─────────────────────────────────────────────────────────────────────────────

export const TRAINER_PARTS = ["R1", "R2", "R3", "R4", "R5", "R6", "R7"] as const;
/** A training of trainers led, something done each year, the refreshment workshop, calibrated on recordings. */
export const MASTER_PARTS = ["M1", "M2", "M3", "M4"] as const;
export const RENEWAL_PARTS = [...TRAINER_PARTS, ...MASTER_PARTS] as const;
export type RenewalPart = (typeof RENEWAL_PARTS)[number];

/**
 * Of an observer's checklist, so much makes a good observation, in hundredths of a percent: what the scheme asks for at
 * first it asks for again; of one that asks for none, what domain §6.6 says.
 */
export function checklistPass({ stages }: Pick<Scheme, "stages">): number {
  const asked = stages.flatMap(({ asks }) => asks).find(({ kind }) => kind === "checklist");
  return asked?.kind === "checklist" ? asked.share : 8000;
}

/**
 * Thresholds of R1–R7 and, of a master trainer, M1–M4 (domain §6.4); hundredths where they are means or percents. The
 * workshop is held to those of the refresher, and a course that bridges to its pass mark.
 */
export type RenewalAsks = {
  deliveries: number;
  modulesLed: number;
  recentMonths: number;
  refresherMonths: number;
  refresherPass: number;
  floor: number;
  participantMean: number;
  responses: number;
  /** Trainings of trainers led in the period. */
  trainings?: number | undefined;
  /** Recordings rated in the period, each at most so far from what was agreed on as a mean over the criteria. */
  calibrations?: number | undefined;
  difference?: number | undefined;
};

/** Which of the figures a part is held to. */
export const PART_FIGURES = {
  R1: ["deliveries", "modulesLed", "recentMonths"],
  R2: ["refresherPass", "refresherMonths"],
  R3: ["floor", "recentMonths"],
  R4: [],
  R5: ["participantMean", "responses"],
  R6: [],
  R7: [],
  M1: ["trainings"],
  M2: [],
  M3: ["refresherPass", "refresherMonths"],
  M4: ["calibrations", "difference"],
} as const satisfies Record<RenewalPart, readonly (keyof RenewalAsks)[]>;

/** Of a scheme that says nothing of it (domain §6.3). */
export const INACTIVE_MONTHS = 18;

/** Whether its holders are asked to deliver at all. */
export const asksDeliveries = ({ renewal: { parts } }: Pick<Scheme, "renewal">): boolean =>
  parts.includes("R1") || parts.includes("M2");

export type Renewal = {
  asks: RenewalAsks;
  /** Of all parts, what this scheme asks at all. */
  parts: readonly RenewalPart[];
  /** Courses that are a refresher for it. */
  refreshers: readonly string[];
  /** Courses that are the refreshment workshop of a master trainer. */
  workshops?: readonly string[] | undefined;
  /** Courses that bridge to this edition whoever was certified under an earlier one. */
  bridging?: readonly string[] | undefined;
  /** Without a verified delivery for so many months its holder counts as inactive; left out, INACTIVE_MONTHS. */
  activeMonths?: number | undefined;
  /** Topics nobody is attested for unseen: each with a session of its own that was observed. */
  seenTopics?: readonly string[] | undefined;
  /** Courses that are a training of trainers. */
  trainings?: readonly string[] | undefined;
  /** What an observation is entered as: the lowest of the twelve scores, or the share of a checklist. */
  observedBy: "lowest-score" | "checklist";
};
