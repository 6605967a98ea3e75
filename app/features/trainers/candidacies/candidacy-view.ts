import type { Bar } from "./impartiality.ts";
import type { Anchors } from "#app/features/trainers/schemes/anchors.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import type { Refused, Ruling, StageActKind } from "./candidacy.ts";
import type { Entry } from "./candidacy-history.ts";
import type { WaitsFor } from "./candidacy-queue.ts";
import type { FilePurpose, WrittenKind } from "./candidacy-records.ts";
import type { Step as ChecklistStep } from "#app/features/trainers/schemes/checklist.ts";
import type { Criterion, Scores } from "#app/features/trainers/schemes/criteria.ts";
import type { Unmet } from "#app/features/trainers/schemes/requirements.ts";
import type { Topic } from "#app/features/trainers/schemes/topics.ts";
import type { StageNames } from "#app/features/trainers/schemes/stage.ts";
import type { Actor, Requirement, RequirementKind } from "#app/features/trainers/schemes/scheme.ts";

/* What the pages of a candidacy show. */

export type Step = { stage: string; state: "done" | "now" | "stopped" | "next"; on: CalendarDay | null };
export type AskedOf = {
  requirement: Requirement;
  state: "met" | "missing" | "waived";
  unmet: readonly Unmet[];
};
/** `behalf`: for whom a deputy did it. */
export type EventLine = {
  entry: Entry;
  by: string | null;
  behalf: string | null;
  /** Of a course that was led. */
  observedBy: string | null;
  struck: boolean;
};
export type KeptFile = { id: string; document: FilePurpose; name: string; bytes: number; addedAt: number };

export type CandidacySheet = {
  id: string;
  personId: string;
  name: string;
  schemeId: string;
  schemeVersion: string;
  language: string;
  state: string;
  openedOn: CalendarDay;
  enteredOn: CalendarDay;
  dueOn: CalendarDay | null;
  endedOn: CalendarDay | null;
  today: CalendarDay;
  waitsFor: WaitsFor;
  /** Who moves it on from where it is. */
  turnOf: Actor | null;
  /** What they are tested in, where it is certified topic by topic. */
  topics: readonly string[];
  stageNames: StageNames;
  path: readonly Step[];
  asks: readonly AskedOf[];
  ahead: readonly { stage: string; asks: readonly Requirement[] }[];
  scores: Scores | null;
  /** What they stand for, where a version says it itself. */
  anchors: Anchors;
  events: readonly EventLine[];
  files: readonly KeptFile[];
  certificationId: string | null;
  /** The last day to ask for another marking of the exam; null where nothing can be asked. */
  remarkUntil: CalendarDay | null;
  appeal: CandidacyAppeal | null;
  /** How many events there are: an act says which it has seen. */
  seen: number;
};

/** What was decided against the candidate: open to appeal until a day, or appealed and decided on by a day. */
export type CandidacyAppeal = Pick<Ruling, "kind" | "stage" | "on"> &
  (
    | { state: "open"; until: CalendarDay }
    | { state: "waits"; since: CalendarDay; dueOn: CalendarDay; overdue: boolean }
  );

/** An act of the actor's at this stage: taken now, or why not. */
export type Offer = {
  kind: StageActKind;
  as: Actor;
  /** Where it leads, for the words on its button. */
  to: string | null;
  refused: Refused | null;
  waivable: readonly RequirementKind[];
};

export type Offers = {
  acts: readonly Offer[];
  records: readonly WrittenKind[];
  /** What the forms choose from. */
  cohorts: readonly { id: string; name: string }[];
  modules: readonly { id: string; title: string }[];
  /** Of what is certified topic by topic; of anything else none. */
  topics: readonly Topic[];
  /** What is ticked of an observed session; null: it is counted by hand. */
  steps: readonly ChecklistStep[] | null;
  criteria: readonly Criterion[];
  practice: "presentation" | "micro-teaching";
  strikeable: readonly EventLine[];
  /** Why the actor strikes nothing out. */
  strikeBars: readonly Bar[];
};

export type CandidacyRow = {
  id: string;
  name: string;
  schemeId: string;
  language: string;
  state: string;
  stageNames: StageNames;
  enteredOn: CalendarDay;
  dueOn: CalendarDay | null;
  overdue: boolean;
  waitsFor: WaitsFor;
};

export const NO_OFFERS: Offers = {
  acts: [],
  records: [],
  cohorts: [],
  modules: [],
  topics: [],
  steps: null,
  criteria: [],
  practice: "presentation",
  strikeable: [],
  strikeBars: [],
};
