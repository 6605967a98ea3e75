import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { evolve, open, type Act, type ActKind, type Candidacy, type DeclineCode } from "./candidacy.ts";
import { evidenceStage, isCourse, stageOf } from "#app/features/trainers/schemes/stage.ts";
import { barsDespite, type Bar, type Past, type Tie } from "./impartiality.ts";
import { judgesOf, type CandidacyRecord } from "./candidacy-records.ts";
import type { AppealOutcome } from "#app/features/trainers/certifications/certification-status.ts";
import { below, lowerOf, toScoreAgain, type Scores } from "#app/features/trainers/schemes/criteria.ts";
import { askedAgain, markedAgain } from "#app/features/trainers/exams/remarking.ts";
import {
  NOTHING_YET,
  type CandidateFacts,
  type StageFacts,
} from "#app/features/trainers/schemes/requirements.ts";
import type { Actor, RequirementKind, Scheme } from "#app/features/trainers/schemes/scheme.ts";
import { COURSES } from "#app/features/trainers/schemes/sound-scheme.ts";

/*
 * A candidacy is its history: numbered events, only ever added to. Acts move it (candidacy.ts), records say what is known
 * of the candidate; read in order they give the state and what its stage is held against.
 */

type Common = {
  id: string;
  on: CalendarDay;
  by: { personId: string; as: Actor };
  reason: string;
};
export type Opened = Common & { kind: "opened"; body: OpenedAt };
/**
 * Of who comes with papers: the last course day an exam counts from, and the topics they were tested in. Of who applies again
 * behind a gate: the day it was passed.
 */
export type OpenedAt = {
  at: string;
  passedOn?: CalendarDay | undefined;
  endedOn?: CalendarDay | undefined;
  topics?: readonly string[] | undefined;
};
/** `byPanel`: the panel of three that decided it, and with which outcome an appeal; `papers`: files that came with one. */
export type ActEntry = Common & {
  kind: ActKind;
  body: {
    requirement?: RequirementKind | undefined;
    code?: DeclineCode | undefined;
    byPanel?: string | undefined;
    outcome?: AppealOutcome | undefined;
    papers?: readonly string[] | undefined;
  };
};
export type RecordEntry = Common & CandidacyRecord;
export type Entry = Opened | ActEntry | RecordEntry;

/** Somebody judged the candidate on a day, in the round that counts now. */
export type Assessed = { personId: string; on: CalendarDay; excepted: boolean };

export type History = {
  candidacy: Candidacy;
  facts: CandidateFacts;
  /** Who assessed at all: none of them decides. */
  assessors: readonly string[];
  /** Whose observations the decision rests on, by stage. */
  observers: Readonly<Record<string, readonly Assessed[]>>;
  ties: readonly Tie[];
  /** The cohort of each stage that begins with one. */
  cohorts: Readonly<Record<string, string>>;
  struck: ReadonlySet<string>;
};

const ACT_KINDS = new Set<string>([
  "advance",
  "recommend",
  "advise-against",
  "repeat",
  "fail",
  "decline",
  "withdraw",
  "waive",
  "extend",
  "stop-clock",
  "start-clock",
  "give-notice",
  "appeal",
  "decide-appeal",
] satisfies ActKind[]);

export const isActKind = (kind: string): kind is ActKind => ACT_KINDS.has(kind);
const isAct = (entry: Entry): entry is ActEntry => isActKind(entry.kind);

/** @throws when the first entry does not open it: ours always does. */
export function readHistory(scheme: Scheme, candidateId: string, entries: readonly Entry[]): History {
  const [first, ...rest] = entries;
  if (first?.kind !== "opened") throw new Error("a candidacy begins by being opened");
  const struck = new Set(rest.flatMap((entry) => (entry.kind === "strike" ? [entry.body.eventId] : [])));
  let candidacy = open(scheme, candidateId, first.on, first.body.at, first.body.passedOn);
  let selection: CandidateFacts["selection"] = null;
  const documents: string[] = [];
  const { at, endedOn, topics: tested } = first.body;
  let stages: Record<string, StageFacts> = endedOn ? { [at]: { ...NOTHING_YET, endedOn } } : {};
  let observers: Record<string, Assessed[]> = {};
  /** As it was when it was decided what the candidate may appeal against. */
  let ruled = { stages, observers };
  const cohorts: Record<string, string> = {};
  const assessors = new Set<string>();
  const ties: Tie[] = [];
  for (const entry of rest) {
    if (entry.kind === "opened") continue;
    if (isAct(entry)) {
      const before = candidacy;
      candidacy = evolve(scheme, candidacy, actOf(entry));
      const { state, ruling } = candidacy;
      if (ruling && ruling !== before.ruling) ruled = { stages: { ...stages }, observers: { ...observers } };
      if (candidacy.entered.length === before.entered.length) continue;
      if (entry.body.outcome === "overturned") {
        ({ stages, observers } = ruled);
        continue;
      }
      const again = entry.body.outcome === "redo";
      if (again && state === scheme.stages[0]!.id) selection = null;
      stages[state] = again
        ? factsOfRedo(scheme, state, stages, entry.on)
        : factsOnEntering(scheme, candidacy, stages, before.state);
      observers[state] = [];
      continue;
    }
    if (struck.has(entry.id)) continue;
    const stage = stageOf(scheme, candidacy.state);
    if (!stage) continue;
    const at = evidenceStage(scheme, stage);
    const judges = judgesOf(entry, entry.by.personId);
    for (const personId of judges) assessors.add(personId);
    switch (entry.kind) {
      case "selection": {
        const { total, ...parts } = entry.body;
        selection = { total, parts };
        break;
      }
      case "document":
        documents.push(entry.body.document);
        break;
      case "tie":
        ties.push(entry.body);
        break;
      case "enrolled":
        cohorts[at] = entry.body.cohortId;
        break;
      case "observation":
      case "checklist":
      case "cycle":
      case "mentored": {
        const { on } = entry.body;
        const seen = judges.map((personId) => ({ personId, on, excepted: isExcepted(entry, personId) }));
        observers[at] = [...(observers[at] ?? []), ...seen];
      }
    }
    const before = stages[at] ?? NOTHING_YET;
    const after = withRecord(before, entry);
    if (after !== before) stages[at] = after; // what is no fact makes no stage known
  }
  return {
    candidacy,
    facts: { selection, documents, stages, ...(tested && { tested }) },
    assessors: [...assessors],
    observers,
    ties,
    cohorts,
    struck,
  };
}

/** Whom having trained the candidate does not bar: by an officer's exception, and who leads a training beside them. */
const isExcepted = (entry: RecordEntry, personId: string): boolean =>
  entry.kind === "mentored" ||
  (entry.kind === "observation" && (entry.body.excepted ?? []).includes(personId));

/** What is known, with what bars those whose observations count; nothing else of it is a fact of other registers. */
export function withBars(
  { facts, observers }: History,
  barsAt: (seen: Assessed) => readonly Bar[],
): CandidateFacts {
  const stages = Object.entries(facts.stages).map(([stage, known]): [string, StageFacts] => {
    const bars = (observers[stage] ?? []).flatMap((seen) => barsDespite(barsAt(seen), seen.excepted));
    return [stage, { ...known, bars: [...new Set(bars)] }];
  });
  return { ...facts, stages: Object.fromEntries(stages) };
}

/** What somebody's candidacies, one after another, and the cohorts they have a seat in say about who may judge them. */
export function pastOf(
  candidacies: readonly { scheme: Scheme; history: History }[],
  seats: readonly string[],
  signed: readonly string[],
): Past {
  const learntIn = candidacies.flatMap(({ scheme, history }) =>
    Object.entries(history.cohorts).flatMap(([stage, cohort]) => (isCourse(scheme, stage) ? [cohort] : [])),
  );
  const histories = candidacies.map(({ history }) => history);
  return {
    ties: histories.flatMap(({ ties }) => ties),
    assessors: [...new Set([...histories.flatMap(({ assessors }) => assessors), ...signed])],
    learntIn: [...new Set([...learntIn, ...seats])],
  };
}

/** The act that brought the candidate into a state, the last time it did; none when the file was opened there. */
export function eventInto(
  scheme: Scheme,
  candidateId: string,
  entries: readonly Entry[],
  state: string,
): ActEntry | undefined {
  const [first] = entries;
  if (first?.kind !== "opened") return undefined;
  let candidacy = open(scheme, candidateId, first.on, first.body.at, first.body.passedOn);
  let found: ActEntry | undefined;
  for (const entry of entries.filter(isAct)) {
    const before = candidacy.state;
    candidacy = evolve(scheme, candidacy, actOf(entry));
    if (candidacy.state === state && before !== state) found = entry;
  }
  return found;
}

/** An act as the machine takes it; who is barred was decided when it was taken. */
export const actOf = ({ id, on, by, kind, reason, body }: ActEntry): Act =>
  ({ id, on, by, bars: [], kind, reason, ...body }) as Act;

/**
 * A round begins with nothing, but for what was judged once for all: the form and the last course day go along to the
 * exam (a way without a course, or a way back, counts it from the day it may be sat), and after a failed practicum the criteria that held stand; only the others and C3, C4 are scored again.
 */
function factsOnEntering(
  scheme: Scheme,
  { state: stageId, entered }: Candidacy,
  stages: Readonly<Record<string, StageFacts>>,
  from: string,
): StageFacts {
  const before = stages[stageId];
  if (before) return { ...NOTHING_YET, scores: standing(scheme, before.scores) };
  const { form, endedOn } = stages[from] ?? NOTHING_YET;
  const asksNoCourse = !scheme.stages.some(({ asks }) => asks.some(({ kind }) => COURSES.includes(kind)));
  const counted = asksNoCourse || scheme.back ? entered.at(-1)!.on : endedOn;
  return { ...NOTHING_YET, form, endedOn: counted };
}

/** A step that is taken again shows nothing of the first time; an exam of it is sat in days that count from now. */
function factsOfRedo(
  scheme: Scheme,
  stageId: string,
  stages: Readonly<Record<string, StageFacts>>,
  endedOn: CalendarDay,
): StageFacts {
  const sits = stageOf(scheme, stageId)?.asks.some(({ kind }) => kind === "exam") ?? false;
  return { ...NOTHING_YET, form: sits ? (stages[stageId]?.form ?? null) : null, endedOn };
}

function standing(scheme: Scheme, scores: Scores): Scores {
  const floors = scheme.stages.flatMap(({ asks }) =>
    asks.flatMap((asked) => (asked.kind === "criteria-floor" ? [asked.floor] : [])),
  );
  const floor = Math.max(0, ...floors);
  if (below(scores, floor).length === 0) return scores;
  const again = toScoreAgain(scores, floor);
  return Object.fromEntries(
    Object.entries(scores).filter(([criterion]) => !again.some((open) => open === criterion)),
  );
}

/** What a record adds to what is known of its stage: counts are replaced, events are added. */
function withRecord(facts: StageFacts, entry: RecordEntry): StageFacts {
  switch (entry.kind) {
    case "enrolled":
      return {
        ...facts,
        enrolledOn: entry.body.on,
        ledByMasterTrainer: entry.body.ledByMasterTrainer,
      };
    case "attendance": {
      const { missed, madeUp, endedOn } = entry.body;
      return { ...facts, halfDays: { missed, madeUp }, endedOn };
    }
    case "debriefs":
      return { ...facts, debriefs: entry.body };
    case "practice":
      return { ...facts, practices: [...facts.practices, entry.body] };
    case "form":
      return { ...facts, form: { ...entry.body, assessorId: entry.by.personId } };
    case "sitting":
      // An excuse is of the sitting it was given for.
      return { ...facts, sittings: [...facts.sittings, entry.body], excusedUntil: null };
    case "remarking":
      return { ...facts, sittings: askedAgain(facts.sittings, entry.body.sitting) };
    case "remarked":
      return { ...facts, sittings: markedAgain(facts.sittings, entry.body.score, entry.body.sitting) };
    case "voided": {
      const { on, score } = entry.body; // nobody sits twice on one day
      return { ...facts, sittings: facts.sittings.map((sat) => (sat.on === on ? { ...sat, score } : sat)) };
    }
    case "excuse":
      return { ...facts, excusedUntil: entry.body.until };
    case "delivery":
      return { ...facts, led: [...facts.led, entry.body] };
    case "observation":
      return {
        ...facts,
        feedback: facts.feedback ?? entry.body.feedback ?? null,
        observedMinutes: facts.observedMinutes + entry.body.minutes,
        scores: lowerOf(facts.scores, entry.body.scores),
      };
    case "feedback":
      return { ...facts, feedback: entry.body };
    case "document":
      return entry.body.document === "report" && facts.report === "missing"
        ? { ...facts, report: "filed" }
        : facts;
    case "cycle":
      return { ...facts, cycles: [...facts.cycles, entry.body] };
    case "mentored":
      return { ...facts, mentored: [...facts.mentored, entry.body.of] };
    case "refresher":
      return { ...facts, refresher: entry.body, endedOn: entry.body.on };
    case "report":
      return { ...facts, report: "accepted" };
    case "checklist":
      return { ...facts, checklist: entry.body };
    case "selection":
    case "tie":
    case "strike":
    case "moved":
      return facts;
  }
}
