import type { CalendarDay } from "#app/lib/calendar-day.ts";
import {
  appealDue,
  appealUntil,
  reapply,
  type Act,
  type Candidacy,
  type DeclineCode,
  type File,
  type StageActKind,
} from "./candidacy.ts";
import { evidenceStage, stageOf } from "#app/features/trainers/schemes/stage.ts";
import { toScoreAgain, type Criterion } from "#app/features/trainers/schemes/criteria.ts";

/*
 * What a candidate is told of an act on their candidacy: what was decided, and how what was missing is cured. Of what they
 * did themselves they are not told, but that an appeal has arrived.
 */

export type NewsKind =
  | "admitted"
  | "moved"
  | "certified"
  | "recommended"
  | "repeat"
  | "failed"
  | "declined"
  | "withdrawn"
  | "waived"
  | "extended"
  | "stopped"
  | "started"
  | "noticed"
  | "appealed"
  | "appeal-upheld"
  | "appeal-overturned"
  | "appeal-redo";

export type News = {
  kind: NewsKind;
  /** Where they stand now. */
  state: string;
  /** Why they were not admitted. */
  code: DeclineCode | null;
  /** After an end: from when one may apply again, and at which stage one would begin. */
  again: { from: CalendarDay; at: string } | null;
  /** What is scored again in the round that is repeated. */
  criteria: Criterion[];
  /** Of an appeal: the day its panel decides by. */
  due: CalendarDay | null;
  /** The last day to appeal against what was decided. */
  appealUntil: CalendarDay | null;
};

const KIND: Record<Exclude<StageActKind, "advance" | "advise-against">, NewsKind> = {
  recommend: "recommended",
  repeat: "repeat",
  fail: "failed",
  decline: "declined",
  withdraw: "withdrawn",
  waive: "waived",
  extend: "extended",
  "stop-clock": "stopped",
  "start-clock": "started",
  "give-notice": "noticed",
};

/** @param file before the act @param after where it led */
export function newsOf(file: File, act: Act, after: Candidacy): News | null {
  // Advice against them is the officer's to read; what is decided on it they are told.
  if (act.kind === "advise-against") return null;
  if (act.by.as === "system" || (act.by.as === "candidate" && act.kind !== "appeal")) return null;
  return {
    kind: kindOf(act, after),
    state: after.state,
    code: (act.kind === "decline" && act.code) || null,
    again: after.appealedOn === null ? reapply(file.scheme, after, act.on, true) : null,
    criteria: act.kind === "repeat" ? scoredAgain(file) : [],
    due: after.appealedOn && appealDue(after.appealedOn),
    appealUntil: after.ruling?.act === act.id ? appealUntil(after.ruling) : null,
  };
}

function kindOf(act: Exclude<Act, { kind: "advise-against" }>, { state }: Candidacy): NewsKind {
  switch (act.kind) {
    case "advance":
      return state === "certified" || state === "admitted" ? state : "moved";
    case "appeal":
      return "appealed";
    case "decide-appeal":
      return `appeal-${act.outcome}`;
    default:
      return KIND[act.kind];
  }
}

function scoredAgain({ scheme, candidacy, facts }: File): Criterion[] {
  const stage = stageOf(scheme, candidacy.state);
  const asked = stage?.asks.find(({ kind }) => kind === "criteria-floor");
  if (!stage || asked?.kind !== "criteria-floor") return [];
  const { scores } = facts.stages[evidenceStage(scheme, stage)] ?? { scores: {} };
  return toScoreAgain(scores, asked.floor);
}
