import * as z from "zod";
import { canonicalJson } from "#app/lib/canonical-json.ts";
import { LOCALES } from "#app/lib/locales.ts";
import { ANCHORED } from "./anchors.ts";
import { STEPS } from "./checklist.ts";
import { CRITERIA } from "./criteria.ts";
import { ACTORS, RENEWAL_PARTS, type Requirement, type Scheme } from "./scheme.ts";

/* A scheme as it is stored: read back, it is held against this, so that no version is a surprise years later. */

const count = (most: number) => z.number().int().min(0).max(most);
/** Hundredths of a percent; marks of 1 to 5 in hundredths. */
const Share = count(10_000);
const Mark = count(500);
const Floor = count(5);
const Days = count(3660);
const Months = count(120);
/** One sentence, in any script. */
export const LONGEST_ANCHOR = 400;
const Word = z.string().min(1).max(60);
const Actor = z.enum(ACTORS);

const Asked: z.ZodType<Requirement> = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("selection"), total: Share, minimums: z.record(Word, count(60)) }),
  z.object({ kind: z.literal("document"), document: Word, count: count(20).optional() }),
  z.object({ kind: z.literal("held"), schemes: z.array(Word), months: Months }),
  z.object({
    kind: z.literal("cycles"),
    count: count(100),
    withinMonths: Months,
    observed: count(100),
    data: z.boolean(),
    reported: z.boolean(),
    mean: Mark,
  }),
  z.object({ kind: z.literal("mentored"), count: count(100), each: z.array(Word) }),
  z.object({ kind: z.literal("refresher"), pass: Share, withinMonths: Months }),
  z.object({ kind: z.literal("enrolled") }),
  z.object({ kind: z.literal("attendance"), mayMiss: count(60), madeUp: z.boolean() }),
  z.object({ kind: z.literal("debriefs"), share: Share }),
  z.object({
    kind: z.literal("practice"),
    practice: z.enum(["presentation", "micro-teaching"]),
    count: count(60),
    localised: z.boolean(),
    feedback: z.boolean(),
  }),
  z.object({ kind: z.literal("last-micro-teaching"), floor: Floor, of: z.array(z.enum(CRITERIA)) }),
  z.object({ kind: z.literal("assessment-form"), mean: Mark, floor: Floor }),
  z.object({
    kind: z.literal("exam"),
    pass: Share,
    firstFrom: Days,
    firstUntil: Days,
    resits: count(10),
    resitFrom: Days,
    resitUntil: Days,
    near: Share.optional(),
  }),
  z.object({ kind: z.literal("led-by-master-trainer") }),
  z.object({
    kind: z.literal("delivery"),
    modules: count(60),
    sections: count(60),
    minutes: count(6000),
    observedMinutes: count(6000),
    coreModules: count(60).optional(),
    coreSections: z.array(Word).optional(),
  }),
  z.object({
    kind: z.literal("criteria-scored"),
    assessors: z.number().int().min(1).max(2).optional(),
    second: z.object({ share: Share, marks: count(12), mean: Mark, apart: count(5) }).optional(),
  }),
  z.object({ kind: z.literal("criteria-floor"), floor: Floor }),
  z.object({ kind: z.literal("feedback"), mean: Mark, atLeast: count(1000), shareOfPresent: Share }),
  z.object({ kind: z.literal("report") }),
  z.object({ kind: z.literal("impartial") }),
  z.object({ kind: z.literal("checklist"), share: Share }),
  z.object({ kind: z.literal("trainers-in-force"), count: count(100), schemes: z.array(Word) }),
  z.object({ kind: z.literal("reports-filed"), withinDays: Days }),
  z.object({ kind: z.literal("contact") }),
]);

const Stage = z.object({
  id: Word,
  enteredBy: Actor,
  recommendedBy: Actor.nullable(),
  decidedBy: Actor,
  panel: z.boolean().optional(),
  asks: z.array(Asked),
  names: z.partialRecord(z.enum(LOCALES), z.string().max(80)).optional(),
  leaveWithin: z.object({ months: Months, extendMonths: Months }).nullable(),
  repeat: z.object({ to: Word, times: count(10), weakAtMost: count(12) }).nullable(),
});

/** In words of a version's own. */
const Said = z.partialRecord(z.enum(LOCALES), z.string().max(LONGEST_ANCHOR));

const Anchors = z.partialRecord(z.enum(ANCHORED), z.partialRecord(z.enum(["1", "2", "3", "4", "5"]), Said));

const Steps = z.array(z.enum(STEPS));
/** As it is kept of somebody who missed it. */
export const Step = z.object({ step: z.enum(STEPS), critical: z.boolean(), says: Said.optional() });

const Checklist = z.object({
  asked: Steps.min(1),
  critical: Steps,
  says: z.partialRecord(z.enum(STEPS), Said).optional(),
});

const Validity = z.object({
  lasts: z.union([
    z.object({ years: count(20).min(1) }),
    z.object({ months: Months.min(1) }),
    z.object({ until: z.string().regex(/^\d\d-\d\d$/), atLeastMonths: Months.min(1) }),
  ]),
  windowDays: Days,
  graceDays: Days,
  decideWithinDays: Days,
  reminders: z.array(z.number().int().min(-3660).max(3660)).min(1),
});

const Renewal = z.object({
  asks: z.object({
    deliveries: count(100),
    modulesLed: count(1000),
    recentMonths: Months,
    refresherMonths: Months,
    refresherPass: Share,
    floor: Floor,
    participantMean: Mark,
    responses: count(10_000),
    trainings: count(100).optional(),
    calibrations: count(100).optional(),
    difference: Mark.optional(),
  }),
  parts: z.array(z.enum(RENEWAL_PARTS)),
  refreshers: z.array(Word),
  workshops: z.array(Word).optional(),
  bridging: z.array(Word).optional(),
  trainings: z.array(Word).optional(),
  activeMonths: Months.min(1).optional(),
  seenTopics: z.array(Word).optional(),
  observedBy: z.enum(["lowest-score", "checklist"]),
});

const SchemeText: z.ZodType<Scheme> = z.object({
  id: Word,
  kind: z.enum(["trainer", "master-trainer", "facilitator", "national-trainer", "licence"]),
  version: z.string().regex(/^\d+\.\d+$/),
  widens: Word.optional(),
  into: Word.optional(),
  courses: z.array(Word).min(1).optional(),
  timeZone: Word,
  stages: z.array(Stage),
  anchors: Anchors.optional(),
  checklist: Checklist.optional(),
  validity: Validity,
  renewal: Renewal,
  reapplyAfterDays: Days,
  keepGatesMonths: Months,
});

/** What a scheme says that no text may say. */
export const issuesOf = (scheme: Scheme): readonly z.core.$ZodIssue[] =>
  SchemeText.safeParse(scheme).error?.issues ?? [];

/** @throws on what could not be read back. */
export function writeScheme(scheme: Scheme): string {
  SchemeText.parse(scheme);
  return JSON.stringify(scheme);
}

/** @throws on a text that no act of ours wrote. */
export const readScheme = (text: string): Scheme => SchemeText.parse(JSON.parse(text));

/** Whether a text somebody looked at says the same as the stored one; what nobody of us wrote says nothing. */
export const sameScheme = (seen: string, stored: string): boolean => {
  const scheme = schemeSeen(seen);
  return scheme !== null && canonicalJson(scheme) === canonicalJson(readScheme(stored));
};

/** A text that came back with a form; null: it is none. */
export function schemeSeen(text: string): Scheme | null {
  try {
    return readScheme(text);
  } catch {
    return null;
  }
}
