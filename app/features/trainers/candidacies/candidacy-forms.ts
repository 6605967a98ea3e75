import * as z from "zod";
import { MOST_AT_ONCE, MOST_FILE_BYTES } from "#app/features/cohorts/session-file.ts";
import { isCalendarDay } from "#app/lib/calendar-day.ts";
import { Hundredths } from "#app/lib/hundredths.ts";
import { DOCUMENTS, TIES, type CandidacyRecord } from "./candidacy-records.ts";
import { STEPS, ticked, type Checklist } from "#app/features/trainers/schemes/checklist.ts";
import { CRITERIA, type Score, type Scores } from "#app/features/trainers/schemes/criteria.ts";
import { DECLINE_CODES, WAIVABLE } from "./candidacy.ts";
import { ALL_TOPICS, type Topic } from "#app/features/trainers/schemes/topics.ts";
import {
  OPEN_SCHEME_IDS,
  TRAINING_LANGUAGES,
  VOLUME_SCHEMES,
} from "#app/features/trainers/schemes/schemes.ts";
import { PanelDecisionForm, PanelForm } from "#app/features/trainers/panels/panel-forms.ts";
import { isNamedUpload, type NamedUpload } from "#app/lib/upload.ts";

/* What the forms of a candidacy's pages send: each says which act or record it is, and has an id of its own. */

const Day = z.string().refine(isCalendarDay, "form:day");
const Words = z.string().max(2000);
const Why = z.string().min(3).max(2000);
const Id = z.string().min(1).max(100);
const Whole = z
  .string()
  .regex(/^\d{1,4}$/, "form:whole-number")
  .transform(Number);
const Tick = z
  .literal("yes")
  .optional()
  .transform((value) => value === "yes");

/** A browser sends an empty file where none was chosen. */
const Upload = z
  .custom<NamedUpload>(isNamedUpload, "form:choose-file")
  .refine(({ size }) => size <= MOST_FILE_BYTES, "form:file-over-ten")
  .optional()
  .transform((file) => (file && file.size > 0 ? file : null));

const Topics = z.array(z.enum(ALL_TOPICS, "form:choose")).max(ALL_TOPICS.length).default([]);

const SCORE_FIELDS = Object.fromEntries(
  CRITERIA.map((criterion) => [criterion, z.enum(["", "1", "2", "3", "4", "5"]).default("")]),
) as Record<
  (typeof CRITERIA)[number],
  z.ZodDefault<z.ZodEnum<{ "": ""; "1": "1"; "2": "2"; "3": "3"; "4": "4"; "5": "5" }>>
>;

const common = { id: Id, seen: Whole };
const reasoned = <Intent extends string>(intent: Intent) =>
  z.object({ intent: z.literal(intent), ...common, reason: Why });
const noted = <Intent extends string>(intent: Intent) =>
  z.object({ intent: z.literal(intent), ...common, reason: Words.default("") });

export const HandInForm = z.object({
  intent: z.literal("document"),
  ...common,
  document: z.enum(DOCUMENTS),
  file: Upload,
  words: Words.default(""),
});

/** A session with clients, as whoever saw it writes it down. */
export const SessionForm = noted("checklist").extend({
  on: Day,
  done: Whole.optional(),
  steps: Whole.optional(),
  criticalMissed: Whole.optional(),
  /** Which steps were done, where a version names them. */
  ticked: z.array(z.enum(STEPS)).default([]),
  topics: Topics,
});

export const CandidacyForm = z.discriminatedUnion("intent", [
  reasoned("advance"),
  noted("recommend"),
  reasoned("advise-against"),
  reasoned("repeat"),
  reasoned("fail"),
  reasoned("decline").extend({ code: z.enum(DECLINE_CODES, "form:choose") }),
  reasoned("withdraw"),
  reasoned("waive").extend({
    requirement: z.string().transform((kind) => WAIVABLE.find((known) => known === kind)),
  }),
  reasoned("extend"),
  reasoned("stop-clock"),
  noted("start-clock"),
  noted("give-notice"),
  HandInForm,
  noted("selection").extend({
    total: Hundredths(0, 100),
    microfinanceYears: Whole,
    managementYears: Whole,
    trainingYears: Whole,
  }),
  noted("enrolled").extend({ cohortId: Id }),
  noted("attendance").extend({ missed: Whole, madeUp: Whole, endedOn: Day }),
  noted("debriefs").extend({ attended: Whole, held: Whole }),
  noted("practice").extend({ on: Day, localised: Tick, feedback: Tick, ...SCORE_FIELDS }),
  noted("form").extend({ on: Day, ready: Tick, ...SCORE_FIELDS }),
  noted("sitting").extend({
    on: Day,
    score: Hundredths(0, 100),
    releasedOn: Day,
    topics: Topics,
  }),
  reasoned("remarked").extend({
    score: Hundredths(0, 100),
    another: z.literal("yes", "form:another-marker"),
  }),
  reasoned("excuse").extend({ until: Day }),
  noted("delivery").extend({ moduleId: Id, on: Day, minutes: Whole }),
  noted("feedback").extend({ responses: Whole, mean: Hundredths(1, 5), present: Whole }),
  noted("cycle").extend({
    title: z.string().min(2).max(200),
    on: Day,
    responses: Whole,
    mean: Hundredths(0, 5),
    /** A username; empty where nobody observed it. */
    observedBy: z.string().max(100).default(""),
    data: Tick,
    reported: Tick,
  }),
  noted("mentored").extend({ of: z.enum(VOLUME_SCHEMES), title: z.string().min(2).max(200), on: Day }),
  noted("refresher").extend({ on: Day, score: Hundredths(0, 100) }),
  noted("report"),
  SessionForm,
  reasoned("tie").extend({ username: z.string().min(1).max(100), tie: z.enum(TIES) }),
  reasoned("strike").extend({ eventId: Id }),
]);
export type CandidacyForm = z.output<typeof CandidacyForm>;

/** What of an officer's page of a candidacy: beside its acts and records, the panel that may decide on it. */
export const CandidacyPageForm = z.discriminatedUnion("intent", [
  CandidacyForm,
  PanelForm,
  PanelDecisionForm,
]);

const Papers = z
  .array(z.custom<NamedUpload>(isNamedUpload))
  .default([])
  .transform((files) => files.filter(({ size }) => size > 0))
  .refine((files) => files.every(({ size }) => size <= MOST_FILE_BYTES), "form:file-over-ten")
  .refine(
    (files) => files.reduce((sum, { size }) => sum + size, 0) <= MOST_AT_ONCE,
    "form:files-over-twenty",
  );

/** What of the candidate's own page may be sent. */
export const OwnCandidacyForm = z.discriminatedUnion("intent", [
  HandInForm,
  reasoned("remarking"),
  reasoned("withdraw"),
  reasoned("appeal").extend({ papers: Papers }),
]);
export type OwnCandidacyForm = z.output<typeof OwnCandidacyForm>;

export const scoresOf = (form: Partial<Record<(typeof CRITERIA)[number], string>>): Scores =>
  Object.fromEntries(
    CRITERIA.flatMap((criterion) => {
      const given = form[criterion];
      return given ? [[criterion, Number(given) as Score]] : [];
    }),
  );

/** Only what is certified topic by topic asks for them. */
const about = ({ topics }: { topics: Topic[] }) => (topics.length > 0 ? { topics } : {});

/** The record a form makes by itself; null where something is looked up for it first. */
export function recordOf(
  form: CandidacyForm,
  practice: "presentation" | "micro-teaching",
  checklist?: Checklist,
): CandidacyRecord | null {
  switch (form.intent) {
    case "selection": {
      const { total, microfinanceYears, managementYears, trainingYears } = form;
      return { kind: "selection", body: { total, microfinanceYears, managementYears, trainingYears } };
    }
    case "attendance":
      return {
        kind: "attendance",
        body: { missed: form.missed, madeUp: form.madeUp, endedOn: form.endedOn },
      };
    case "debriefs":
      return { kind: "debriefs", body: { attended: form.attended, held: form.held } };
    case "practice": {
      const { on, localised, feedback } = form;
      return { kind: "practice", body: { practice, on, localised, feedback, scores: scoresOf(form) } };
    }
    case "form":
      return { kind: "form", body: { on: form.on, ready: form.ready, scores: scoresOf(form) } };
    case "sitting":
      return {
        kind: "sitting",
        body: { on: form.on, score: form.score, releasedOn: form.releasedOn, ...about(form) },
      };
    case "remarked":
      return { kind: "remarked", body: { score: form.score } };
    case "excuse":
      return { kind: "excuse", body: { until: form.until } };
    case "feedback": {
      const { responses, mean, present } = form;
      return { kind: "feedback", body: { responses, present, marks: mean * responses } };
    }
    case "mentored":
      return { kind: "mentored", body: { of: form.of, title: form.title, on: form.on } };
    case "refresher":
      return { kind: "refresher", body: { on: form.on, score: form.score } };
    case "report":
      return { kind: "report", body: {} };
    case "checklist": {
      const { on, done = 0, steps, criticalMissed = 0 } = form;
      // Counted on a page that was opened while nothing was named yet, it stays a count.
      const counted =
        checklist && steps === undefined
          ? ticked(checklist, form.ticked)
          : { done, steps: steps ?? 0, criticalMissed };
      return { kind: "checklist", body: { on, ...counted, ...about(form) } };
    }
    case "strike":
      return { kind: "strike", body: { eventId: form.eventId } };
    default:
      return null;
  }
}

export const ApplyForm = z.object({
  schemeId: z.enum(OPEN_SCHEME_IDS),
  language: z.enum(TRAINING_LANGUAGES),
  cv: Upload,
  commitment: Words.default(""),
  commitmentFile: Upload,
  conflicts: Words.default(""),
});
export type ApplyForm = z.output<typeof ApplyForm>;

export const NominateForm = z.object({
  username: z.string().min(1).max(100),
  schemeId: z.enum(OPEN_SCHEME_IDS),
  language: z.enum(TRAINING_LANGUAGES),
  reason: Why,
});
