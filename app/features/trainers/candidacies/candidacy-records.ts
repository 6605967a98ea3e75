import * as z from "zod";
import { isCalendarDay, type CalendarDay } from "#app/lib/calendar-day.ts";
import { ok, refuse, type Refusal, type Result } from "#app/lib/result.ts";
import { saysEach, type Checklist } from "#app/features/trainers/schemes/checklist.ts";
import {
  below,
  CRITERIA,
  SCORES,
  unscored,
  type Criterion,
} from "#app/features/trainers/schemes/criteria.ts";
import {
  mayAskForRemarking,
  sittingToMark,
  waitsForRemarking,
} from "#app/features/trainers/exams/remarking.ts";
import { thresholdsOf } from "#app/features/trainers/observations/observation.ts";
import {
  nextSitting,
  NOTHING_YET,
  type CandidateFacts,
} from "#app/features/trainers/schemes/requirements.ts";
import { Step } from "#app/features/trainers/schemes/scheme-text.ts";
import { ALL_TOPICS } from "#app/features/trainers/schemes/topics.ts";
import type { Actor, RequirementKind, Scheme, Stage } from "#app/features/trainers/schemes/scheme.ts";

/*
 * What is written down of a candidate beside the acts that move them: each record is an event of its own, never edited.
 * A figure that was wrong is written down again (the last one counts) or struck out with a reason.
 */

const Day = z.string().refine(isCalendarDay, "form:day");
const count = (most: number) => z.number().int().min(0).max(most);
const Score = z.union(SCORES.map((score) => z.literal(score)));
const Scores = z.partialRecord(z.enum(CRITERIA), Score);

const Topics = z.array(z.enum(ALL_TOPICS)).min(1);

const Feedback = z.object({ responses: count(1000), marks: count(500_000), present: count(1000) });

export const DOCUMENTS = [
  "cv",
  "commitment",
  "conflicts",
  "localised-case",
  "reference",
  "report",
  "other",
] as const;
export type DocumentKind = (typeof DOCUMENTS)[number];
/** What a file of a candidacy was handed in for: one of these, or with an appeal. */
export type FilePurpose = DocumentKind | "appeal";
/** What the register of a tie between two people knows. */
export const TIES = ["relative", "line-manager"] as const;

/** What each record says; thresholds and scores of a hundred in hundredths, marks of 1 to 5 in hundredths too. */
export const RECORDS = {
  document: z.object({ document: z.enum(DOCUMENTS), fileId: z.string().nullable(), words: z.string() }),
  selection: z.object({
    total: count(10_000),
    microfinanceYears: count(60),
    managementYears: count(60),
    trainingYears: count(60),
  }),
  enrolled: z.object({
    cohortId: z.string(),
    cohort: z.string(),
    on: Day,
    ledByMasterTrainer: z.boolean(),
  }),
  attendance: z.object({ missed: count(60), madeUp: count(60), endedOn: Day }),
  debriefs: z.object({ attended: count(60), held: count(60) }),
  practice: z.object({
    practice: z.enum(["presentation", "micro-teaching"]),
    on: Day,
    localised: z.boolean(),
    feedback: z.boolean(),
    scores: Scores,
  }),
  form: z.object({ on: Day, ready: z.boolean(), scores: Scores }),
  /** `topics`: what the test was about; left out, all of the scheme. */
  sitting: z.object({
    on: Day,
    score: count(10_000),
    releasedOn: Day.nullable(),
    topics: Topics.optional(),
  }),
  excuse: z.object({ until: Day }),
  /** `sitting` is the day of the one that is marked again. */
  remarking: z.object({ sitting: Day.optional() }),
  /** By somebody else than the first time: the officer says so on the form. */
  remarked: z.object({ score: count(10_000), sitting: Day.optional() }),
  /** An item of the exam of a day was bad and counts in full for everybody. */
  voided: z.object({ on: Day, score: count(10_000) }),
  delivery: z.object({
    moduleId: z.string(),
    sectionId: z.string(),
    title: z.string(),
    on: Day,
    minutes: count(1000),
  }),
  observation: z.object({
    on: Day,
    minutes: count(1000),
    scores: Scores,
    notes: z.string(),
    /** Who rated it besides: assessors too, each barred by themselves. */
    also: z.array(z.string()).optional(),
    /** Of them who has trained the candidate, and rates by an officer's exception. */
    excepted: z.array(z.string()).optional(),
    /** What the participants said on that day, where nobody had written it down before. */
    feedback: Feedback.optional(),
  }),
  feedback: Feedback,
  cycle: z.object({
    title: z.string(),
    on: Day,
    /** Who was there and assessed it; a course of which nobody is named counts as one nobody saw. */
    observedBy: z.string().nullable().default(null),
    data: z.boolean(),
    reported: z.boolean(),
    responses: count(1000),
    marks: count(500_000),
  }),
  mentored: z.object({ of: z.string(), title: z.string(), on: Day }),
  refresher: z.object({ on: Day, score: count(10_000) }),
  report: z.object({}),
  /** `topics`: what the observed session was about. `missed`: which steps, where they were ticked one by one. */
  checklist: z.object({
    on: Day,
    done: count(100),
    steps: count(100),
    criticalMissed: count(100),
    missed: z.array(Step).optional(),
    topics: Topics.optional(),
  }),
  tie: z.object({ personId: z.string(), tie: z.enum(TIES) }),
  strike: z.object({ eventId: z.string() }),
  /** To another version of the scheme, when that was published. */
  moved: z.object({ from: z.string(), to: z.string() }),
} as const;

export type RecordKind = keyof typeof RECORDS;
/** Those a form of the page writes down; the others come with acts elsewhere. */
export type WrittenKind = Exclude<RecordKind, "moved" | "voided">;
export const RECORD_KINDS = (Object.keys(RECORDS) as RecordKind[]).filter(
  (kind): kind is WrittenKind => kind !== "moved" && kind !== "voided",
);
export type CandidacyRecord = {
  [Kind in RecordKind]: { kind: Kind; body: z.output<(typeof RECORDS)[Kind]> };
}[RecordKind];

export const isRecordKind = (kind: string): kind is RecordKind => Object.hasOwn(RECORDS, kind);

/** Who writes each down, and the requirement a stage must ask for it to belong there; null: at any stage. */
const WRITTEN: Record<RecordKind, { by: readonly Actor[]; where: RequirementKind | null }> = {
  document: { by: ["candidate", "officer"], where: null },
  selection: { by: ["officer"], where: "selection" },
  enrolled: { by: ["cohort-administrator"], where: "enrolled" },
  attendance: { by: ["cohort-administrator", "training-department"], where: "attendance" },
  debriefs: { by: ["master-trainer"], where: "debriefs" },
  practice: { by: ["master-trainer"], where: "practice" },
  form: { by: ["master-trainer"], where: "assessment-form" },
  sitting: { by: ["officer", "training-department"], where: "exam" },
  excuse: { by: ["officer"], where: "exam" },
  remarking: { by: ["candidate"], where: "exam" },
  remarked: { by: ["officer"], where: "exam" },
  voided: { by: ["officer"], where: "exam" },
  delivery: { by: ["master-trainer"], where: "delivery" },
  observation: { by: ["master-trainer"], where: "criteria-scored" },
  feedback: { by: ["cohort-administrator", "officer"], where: "feedback" },
  cycle: { by: ["officer"], where: "cycles" },
  mentored: { by: ["master-trainer"], where: "mentored" },
  refresher: { by: ["cohort-administrator", "training-department", "officer"], where: "refresher" },
  report: { by: ["officer"], where: "report" },
  checklist: { by: ["attester", "master-trainer"], where: "checklist" },
  tie: { by: ["officer"], where: null },
  strike: { by: ["officer"], where: null },
  moved: { by: [], where: null },
};

/** As whom one of these may write such a record in this stage; null: nobody of them may. */
export function writesAs(kind: RecordKind, stage: Stage, held: readonly Actor[]): Actor | null {
  const { by, where } = WRITTEN[kind];
  if (where !== null && !stage.asks.some((asked) => asked.kind === where)) return null;
  return by.find((actor) => held.includes(actor)) ?? null;
}

/** What of the exam stands here; null where the stage asks for none. */
export function examOf(stage: Stage, { stages }: CandidateFacts) {
  const exam = stage.asks.find((asked) => asked.kind === "exam");
  return exam ? { exam, sittings: (stages[stage.id] ?? NOTHING_YET).sittings } : null;
}

/** The last day to ask for another marking; null: there is nothing to ask for. */
export function remarkUntil(stage: Stage, facts: CandidateFacts, today: CalendarDay): CalendarDay | null {
  const sat = examOf(stage, facts);
  const may = sat && mayAskForRemarking(sat.sittings, sat.exam.pass, today);
  return may && !("no" in may) ? may.until : null;
}

/** Where a record names people beside whoever wrote it. */
export const PEOPLE_IN = {
  observation: ["also", "excepted"],
  cycle: ["observedBy"],
  tie: ["personId"],
} as const satisfies { [Kind in RecordKind]?: readonly (keyof z.output<(typeof RECORDS)[Kind]>)[] };

type Named = { kind: string; by: { personId: string }; body: object };
const fieldsOf = (kind: string): readonly string[] =>
  (PEOPLE_IN as Record<string, readonly string[]>)[kind] ?? [];

/** Everybody an event of a candidacy names. */
export const peopleIn = ({ kind, by, body }: Named): string[] => [
  by.personId,
  ...fieldsOf(kind).flatMap(
    (field) => (body as Record<string, string | string[] | null | undefined>)[field] ?? [],
  ),
];

/** The same event, with each of them as somebody says. */
export function withPeople<Event extends Named>(event: Event, now: (id: string) => string): Event {
  const said = event.body as Record<string, string | string[] | null | undefined>;
  const named = fieldsOf(event.kind).flatMap((field) => {
    const who = said[field];
    return who == null ? [] : [[field, Array.isArray(who) ? who.map(now) : now(who)] as const];
  });
  const by = { ...event.by, personId: now(event.by.personId) };
  return { ...event, by, body: { ...event.body, ...Object.fromEntries(named) } };
}

/** Those a person judges the candidate by. */
export const JUDGING: readonly RecordKind[] = [
  "practice",
  "form",
  "observation",
  "cycle",
  "mentored",
  "checklist",
];

/** Who has assessed the candidate by it: whoever wrote it and rated besides; of a course led, whom it names. */
export function judgesOf(record: CandidacyRecord, writtenBy: string): string[] {
  if (record.kind === "cycle") return record.body.observedBy === null ? [] : [record.body.observedBy];
  if (!JUDGING.includes(record.kind)) return [];
  return [writtenBy, ...(record.kind === "observation" ? (record.body.also ?? []) : [])];
}

/** The days a record says something happened on: they lie in the past. */
export function daysOfRecord({ kind, body }: CandidacyRecord): CalendarDay[] {
  if (kind === "attendance") return [body.endedOn];
  if (kind === "sitting") return [body.on, ...(body.releasedOn ? [body.releasedOn] : [])];
  return "on" in body ? [body.on] : [];
}

/**
 * What a candidate trained before others counts in the round it was done in. An employer writes the nomination down when
 * there is time: the session it saw may be older.
 */
const SHOWN: readonly RecordKind[] = ["practice", "delivery", "observation"];

/** Which practice a stage asks, and on what the last one is judged. */
export const practiceAsked = (stage: Stage): "presentation" | "micro-teaching" =>
  stage.asks.find((asked) => asked.kind === "practice")?.practice ?? "presentation";

export const criteriaOfPractice = (stage: Stage): readonly Criterion[] =>
  stage.asks.find((asked) => asked.kind === "last-micro-teaching")?.of ?? [];

/** What was written down may be struck out; what followed from an act stays. */
export const isStrikeable = (kind: string): boolean =>
  isRecordKind(kind) && kind !== "strike" && kind !== "moved" && kind !== "voided";

/** Of an observation: a criterion below the floor, or participants who say less than is asked. */
export function isRatedTooWeak(
  scheme: Scheme,
  { scores, feedback }: z.output<(typeof RECORDS)["observation"]>,
): boolean {
  const rules = thresholdsOf(scheme);
  if (!rules) return false;
  return (
    below(scores, rules.floor).length > 0 ||
    (feedback !== undefined && feedback.marks < rules.mean * feedback.responses)
  );
}

/** As it is kept: a marking names the sitting it is of, so that it stays its own when another one is struck out. */
export function naming(record: CandidacyRecord, stage: Stage, facts: CandidateFacts): CandidacyRecord {
  if (record.kind !== "remarking" && record.kind !== "remarked") return record;
  const sitting = sittingToMark(examOf(stage, facts)?.sittings ?? []);
  return { ...record, body: { ...record.body, sitting } } as CandidacyRecord;
}

// ── What is refused ─────────────────────────────────────────────────────────────────────────────────

export type Written = {
  stage: Stage;
  /** Since when what is shown counts there. */
  since: CalendarDay;
  held: readonly Actor[];
  facts: CandidateFacts;
  entries: readonly { id: string; kind: string }[];
  struck: ReadonlySet<string>;
  /** What is not struck out, though it is of a kind that may be. */
  stays: ReadonlySet<string>;
  /** Of the version the candidate began under, where it names steps. */
  checklist: Checklist | undefined;
};

/** As whom it is written down, or why it cannot be. Who is the candidate hands in documents and nothing else. */
export function recordRefused(
  record: CandidacyRecord,
  { stage, since, held, facts, entries, struck, stays, checklist }: Written,
  today: CalendarDay,
): Result<Actor> {
  const own = held.includes("candidate");
  const part = writesAs(record.kind, stage, own ? ["candidate"] : held);
  if (part === null) return refuse(own ? "candidacy.ownRecord" : "candidacy.notHere");
  const days = daysOfRecord(record);
  if (days.some((day) => day > today)) return refuse("candidacy.dayToCome");
  if (SHOWN.includes(record.kind) && days.some((day) => day < since))
    return refuse("candidacy.beforeStage", { day: since });
  const wrong =
    contradicts(record, stage) ??
    countRefused(record, checklist) ??
    sittingRefused(record, stage, facts) ??
    remarkingRefused(record, stage, facts, today);
  if (wrong) return refuse(wrong.key, wrong.params);
  if (record.kind === "strike") {
    const { eventId } = record.body;
    const known = entries.some(({ id, kind }) => id === eventId && isStrikeable(kind));
    if (!known || struck.has(eventId)) return refuse("candidacy.nothingToStrike");
    if (stays.has(eventId)) return refuse("candidacy.ratingStays");
  }
  return ok(part);
}

/** Figures that cannot all be true. */
function contradicts({ kind, body }: CandidacyRecord, stage: Stage): Refusal | null {
  const fails = (wrong: boolean, key: string) => (wrong ? { key: `candidacy.${key}` } : null);
  switch (kind) {
    case "attendance":
      return fails(body.madeUp > body.missed, "moreMadeUp");
    case "debriefs":
      return fails(body.attended > body.held, "moreAttended");
    case "form":
      return fails(unscored(body.scores).length > 0, "scoreAll");
    case "practice":
      return fails(
        body.practice === "micro-teaching" && unscored(body.scores, criteriaOfPractice(stage)).length > 0,
        "scoreAll",
      );
    case "observation":
      return fails(Object.keys(body.scores).length === 0, "scoreOne");
    case "feedback":
      return (
        fails(body.marks < 100 * body.responses || body.marks > 500 * body.responses, "meanBetween") ??
        fails(body.responses > body.present, "moreAnswered")
      );
    case "cycle":
      return fails(body.marks < 100 * body.responses || body.marks > 500 * body.responses, "meanOfCourse");
    case "checklist":
      return fails(body.done + body.criticalMissed > body.steps || body.steps === 0, "moreSteps");
    default:
      return null;
  }
}

/** A count says of no step whether it was done, which a version that names them asks. */
const countRefused = ({ kind, body }: CandidacyRecord, checklist: Checklist | undefined): Refusal | null =>
  kind === "checklist" && checklist && !saysEach(checklist, body) ? { key: "candidacy.stepsNamed" } : null;

/** Twice at most, and each in its days (domain §6.2 T6). */
function sittingRefused(
  { kind, body }: CandidacyRecord,
  stage: Stage,
  facts: CandidateFacts,
): Refusal | null {
  const exam = stage.asks.find((asked) => asked.kind === "exam");
  if (kind !== "sitting" || !exam) return null;
  const { endedOn, sittings, excusedUntil } = facts.stages[stage.id] ?? NOTHING_YET;
  const next = nextSitting(exam, endedOn, sittings, body.on, excusedUntil);
  if ("never" in next) return { key: `candidacy.sitting.${next.never}` };
  if ("notYet" in next) return { key: `candidacy.sitting.${next.notYet}` };
  if (body.on < next.from) return { key: "candidacy.sitting.window", params: next };
  if (body.releasedOn !== null && body.releasedOn < body.on) return { key: "candidacy.sitting.released" };
  return null;
}

/** Asked for once for each sitting, and marked again only where it was asked for. */
function remarkingRefused(
  { kind }: CandidacyRecord,
  stage: Stage,
  facts: CandidateFacts,
  today: CalendarDay,
): Refusal | null {
  const sat = examOf(stage, facts);
  if (!sat) return null;
  if (kind === "remarked")
    return waitsForRemarking(sat.sittings) ? null : { key: "candidacy.remarking.notAsked" };
  if (kind !== "remarking") return null;
  const may = mayAskForRemarking(sat.sittings, sat.exam.pass, today);
  if (!("no" in may)) return null;
  return {
    key: `candidacy.remarking.${may.no}`,
    ...("until" in may ? { params: { until: may.until } } : {}),
  };
}
