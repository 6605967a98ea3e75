import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { reapply, type ActKind, type Candidacy, type File } from "./candidacy.ts";
import { evidenceStage, stageOf } from "#app/features/trainers/schemes/stage.ts";
import { toScoreAgain, type Criterion } from "#app/features/trainers/schemes/criteria.ts";
import type { Actor } from "#app/features/trainers/schemes/scheme.ts";

/*
 * What a candidate is told of an act on their candidacy: what was decided, and how what was missing is cured. Of what they
 * did themselves they are not told.
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
  | "noticed";

export type News = {
  kind: NewsKind;
  /** Where they stand now. */
  state: string;
  /** After an end: from when one may apply again, and at which stage one would begin. */
  again: { from: CalendarDay; at: string } | null;
  /** What is scored again in the round that is repeated. */
  criteria: Criterion[];
};

const KIND: Record<Exclude<ActKind, "advance">, NewsKind> = {
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
export function newsOf(
  file: File,
  act: { kind: ActKind; on: CalendarDay; by: { as: Actor } },
  after: Candidacy,
): News | null {
  if (act.by.as === "candidate" || act.by.as === "system") return null;
  const { state } = after;
  const advanced = state === "certified" || state === "admitted" ? state : "moved";
  return {
    kind: act.kind === "advance" ? advanced : KIND[act.kind],
    state,
    again: reapply(file.scheme, after, act.on, true),
    criteria: act.kind === "repeat" ? scoredAgain(file) : [],
  };
}

function scoredAgain({ scheme, candidacy, facts }: File): Criterion[] {
  const stage = stageOf(scheme, candidacy.state);
  const asked = stage?.asks.find(({ kind }) => kind === "criteria-floor");
  if (!stage || asked?.kind !== "criteria-floor") return [];
  const { scores } = facts.stages[evidenceStage(scheme, stage)] ?? { scores: {} };
  return toScoreAgain(scores, asked.floor);
}
