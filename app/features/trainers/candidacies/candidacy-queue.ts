import {
  appealDue,
  clockStands,
  isAdvisedAgainst,
  isBeyondMending,
  leaveBy,
  missingNow,
  recommendedHere,
  type File,
} from "./candidacy.ts";
import {
  NOTHING_YET,
  sittingDays,
  turningDays,
  type Unmet,
} from "#app/features/trainers/schemes/requirements.ts";
import { onWayBack, waysOf } from "#app/features/trainers/schemes/way-back.ts";
import { evidenceStage, stageOf } from "#app/features/trainers/schemes/stage.ts";
import type { Scheme, Stage } from "#app/features/trainers/schemes/scheme.ts";
import { waitsForRemarking } from "#app/features/trainers/exams/remarking.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";

/*
 * Whose turn it is (the officer's queues): derived from the file whenever something is added to it, and stored for the lists
 * with the day on which the calendar alone may change it. From that day on a list reads the file again.
 */

/**
 * The key of a candidacy that is open, or ended with an appeal that waits: the database keeps it to one for a person, scheme
 * and language.
 */
export const OPEN = "open";

export const WAITS = ["decision", "recommendation", "move", "file", "clock", "appeal", "nothing"] as const;
export type WaitsFor = (typeof WAITS)[number];

/** On its way: what an appeal waits for is decided first. */
export const RUNNING = { openKey: OPEN, waitsFor: { not: "appeal" satisfies WaitsFor } };

/** What a page asks for: whose turn, who is late, and who is to be observed or rated. */
export const QUEUES = [
  "decision",
  "appeal",
  "move",
  "overdue",
  "observe",
  "attest",
  "record",
  "second",
  "rate",
  "file",
  "clock",
  "recommendation",
  "ended",
] as const;
export type Queue = (typeof QUEUES)[number];

/** In which stages of these somebody is observed. */
export const observedIn = (schemes: readonly Scheme[]): string[] => {
  const back = schemes.flatMap((scheme) => waysOf(scheme).map((way) => onWayBack(scheme, way)));
  const observed = [...schemes, ...back].flatMap(({ stages }) =>
    stages.filter(({ asks }) => asks.some(({ kind }) => kind === "criteria-scored")),
  );
  return [...new Set(observed.map(({ id }) => id))];
};

/** Stages of these where an employer attests, or records it: as the row of a candidacy names them. */
export const atEmployers = (schemes: readonly Scheme[], queue: "attest" | "record") =>
  schemes.flatMap(({ id: schemeId, version: schemeVersion, stages }) =>
    stages
      .filter(({ recommendedBy, decidedBy }) =>
        queue === "attest" ? recommendedBy === "attester" : decidedBy === "training-department",
      )
      .map(({ id: state }) => ({ schemeId, schemeVersion, state })),
  );

export function waitsFor(file: File, today: CalendarDay): WaitsFor {
  const { scheme, candidacy } = file;
  if (candidacy.appealedOn !== null) return "appeal";
  const stage = stageOf(scheme, candidacy.state);
  if (!stage) return "nothing";
  if (clockStands(candidacy)) return "clock";
  // A marking that was asked for is the officer's to arrange.
  if (waitsForRemarking(file.facts.stages[stage.id]?.sittings ?? [])) return "decision";
  const missing = missingNow(file, today);
  // What nobody can mend any more is decided on: once more, or not at all.
  if (missing.some((one) => isBeyondMending(one) && !isSeenAgain(stage, one))) return "decision";
  if (stage.asks.some(({ kind }) => kind === "enrolled")) return "move";
  if (missing.length > 0) return "file";
  const advised = recommendedHere(candidacy).length > 0 || isAdvisedAgainst(candidacy);
  return stage.recommendedBy && !advised ? "recommendation" : "decision";
}

/** Whoever attests observes another session where one was not good enough, and nobody has to decide so. */
const isSeenAgain = ({ recommendedBy }: Stage, { kind }: Unmet): boolean =>
  kind === "checklist" && recommendedBy === "attester";

/** The last day of the stage, or to decide on an appeal while one waits: the day after it the file is overdue. */
export const dueOn = (file: File): CalendarDay | null =>
  file.candidacy.appealedOn === null ? stageDueOn(file) : appealDue(file.candidacy.appealedOn);

/** The last day to leave the stage, or to sit its exam. */
export function stageDueOn({ scheme, candidacy, facts }: File): CalendarDay | null {
  const due = leaveBy(scheme, candidacy);
  const exam = stageOf(scheme, candidacy.state)?.asks.find((asked) => asked.kind === "exam");
  if (due !== null || !exam || clockStands(candidacy)) return due;
  const days = sittingDays(exam, facts.stages[candidacy.state] ?? NOTHING_YET);
  return "until" in days ? days.until : null;
}

/** The first day on which it may be somebody else's turn though nothing was added; null: not by the calendar. */
export function readAgainOn({ scheme, candidacy, facts }: File, today: CalendarDay): CalendarDay | null {
  const stage = stageOf(scheme, candidacy.state);
  if (!stage || clockStands(candidacy) || candidacy.appealedOn !== null) return null;
  const known = facts.stages[evidenceStage(scheme, stage)] ?? NOTHING_YET;
  const turns = stage.asks.map((asked) => turningDays(asked, known));
  const dated = turns.filter((days) => days !== null);
  if (dated.length < turns.length) return today;
  const [next] = dated
    .flat()
    .filter((day) => day > today)
    .sort();
  return next ?? null;
}
