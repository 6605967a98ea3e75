import { clockStands, isOpen, missingNow, type File } from "./candidacy.ts";
import { stageOf } from "#app/features/trainers/schemes/stage.ts";
import type { Scheme } from "#app/features/trainers/schemes/scheme.ts";
import { waitsForRemarking } from "#app/features/trainers/exams/remarking.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";

/* Whose turn it is (the officer's queues): derived from the file whenever something is added to it. */

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
  "second",
  "rate",
  "file",
  "clock",
  "recommendation",
  "ended",
] as const;
export type Queue = (typeof QUEUES)[number];

/** In which stages of these somebody is observed. */
export const observedIn = (schemes: readonly Scheme[]): string[] => [
  ...new Set(
    schemes.flatMap(({ stages }) =>
      stages.filter(({ asks }) => asks.some(({ kind }) => kind === "criteria-scored")).map(({ id }) => id),
    ),
  ),
];

export function waitsFor(file: File, today: CalendarDay): WaitsFor {
  const { scheme, candidacy } = file;
  if (candidacy.appealedOn !== null) return "appeal";
  const stage = stageOf(scheme, candidacy.state);
  if (!stage || !isOpen(candidacy)) return "nothing";
  if (clockStands(candidacy)) return "clock";
  // A marking that was asked for is the officer's to arrange.
  if (waitsForRemarking(file.facts.stages[stage.id]?.sittings ?? [])) return "decision";
  const missing = missingNow(file, today);
  // What nobody can mend any more is decided on: once more, or not at all.
  if (missing.some(({ cure }) => cure !== "do" && cure !== "wait")) return "decision";
  if (stage.asks.some(({ kind }) => kind === "enrolled")) return "move";
  if (missing.length > 0) return "file";
  const given = candidacy.recommended.some(
    ({ stage: of, on }) => of === stage.id && on >= candidacy.entered.at(-1)!.on,
  );
  return stage.recommendedBy && !given ? "recommendation" : "decision";
}
