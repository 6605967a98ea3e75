import { spanOf } from "#app/features/cohorts/session.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";

/*
 * A sitting is opened by its invigilator on its day, each candidate is let in after their papers were seen, and writes for
 * the same number of minutes from the moment they begin, and for those an arrangement gives. Instants are milliseconds.
 */

const MINUTE = 60_000;

export const ARRANGEMENTS = ["reader", "large-print", "separate-room", "breaks"] as const;
export type Arrangement = (typeof ARRANGEMENTS)[number];

/** What an invigilator was shown. */
export const IDENTITY_PAPERS = ["national-id", "passport", "staff-card", "known"] as const;
export type IdentityPaper = (typeof IDENTITY_PAPERS)[number];

export type SittingFacts = {
  day: CalendarDay;
  startsAt: string;
  timeZone: string;
  minutes: number;
  onPaper: boolean;
  /** Of its booklets: those printed before it was moved or corrected have an earlier one. */
  edition: number;
  openedAt: Date | null;
  closedAt: Date | null;
  cancelledAt: Date | null;
  releasedAt: Date | null;
};

export const SITTING_PHASES = ["planned", "open", "closed", "released", "cancelled"] as const;
export type SittingPhase = (typeof SITTING_PHASES)[number];

export function sittingPhase({
  openedAt,
  closedAt,
  cancelledAt,
  releasedAt,
}: Pick<SittingFacts, "openedAt" | "closedAt" | "cancelledAt" | "releasedAt">): SittingPhase {
  if (cancelledAt) return "cancelled";
  if (releasedAt) return "released";
  if (closedAt) return "closed";
  return openedAt ? "open" : "planned";
}

type When = Pick<SittingFacts, "day" | "timeZone">;

/** An hour on the clock of its place, as an instant; a skipped one is read as ISO does. Null: it is no hour. */
export const instantOf = ({ day, timeZone }: When, hour: string): number | null =>
  spanOf({ date: day, startsAt: hour, timeZone, contactMinutes: 0 })?.start ?? null;

/**
 * When something happened in the room: at the hour that is said, or now. Once its day is over somebody has to say it, and
 * nothing is written down that is still to come. Null: it is no such hour.
 */
export function incidentAt(sitting: When, hour: string, now: number, today: CalendarDay): number | null {
  if (hour === "") return today > sitting.day ? null : now;
  const at = instantOf(sitting, hour);
  return at !== null && at <= now ? at : null;
}

export const startOf = (sitting: When & Pick<SittingFacts, "startsAt">): number | null =>
  instantOf(sitting, sitting.startsAt);

/** `today` in the zone of the sitting. */
export const mayOpen = (sitting: SittingFacts, today: CalendarDay): Result<null> =>
  sittingPhase(sitting) === "planned"
    ? onItsDay(sitting, today, "exam.tooEarly")
    : refuse("changed-meanwhile");

function onItsDay({ day }: SittingFacts, today: CalendarDay, tooEarly: string): Result<null> {
  if (today < day) return refuse(tooEarly, { day });
  return today > day ? refuse("exam.dayOver", { day }) : ok(null);
}

/** Whose papers were seen sits in front of whoever saw them: on the day, at the door or inside. `today` in its zone. */
export function mayCheck(sitting: SittingFacts, script: ScriptFacts, today: CalendarDay): Result<null> {
  const phase = sittingPhase(sitting);
  if (phase !== "planned" && phase !== "open") return refuse("exam.closed");
  return script.startedAt ? refuse("changed-meanwhile") : onItsDay(sitting, today, "exam.checkTooEarly");
}

/** On paper, where there was no line that day; `today` in the zone of the sitting. */
export function mayRecordAfterwards(sitting: SittingFacts, today: CalendarDay): Result<null> {
  const phase = sittingPhase(sitting);
  if (!sitting.onPaper || (phase !== "planned" && phase !== "open")) return refuse("changed-meanwhile");
  return today > sitting.day ? ok(null) : refuse("exam.recordTooEarly", { day: sitting.day });
}

/** While it is planned, to a day that is not over where it is then; `today` in the zone it is moved to. */
export function mayMove(sitting: SittingFacts, to: CalendarDay, today: CalendarDay): Result<null> {
  if (sittingPhase(sitting) !== "planned") return refuse("exam.openedAlready");
  return to < today ? refuse("exam.dayOver", { day: to }) : ok(null);
}

/** What it asks, until the first candidate has begun; `today` in the zone of the sitting. */
export function mayCorrect(
  sitting: SittingFacts,
  scripts: readonly Pick<ScriptFacts, "startedAt">[],
  today: CalendarDay,
): Result<null> {
  const phase = sittingPhase(sitting);
  if (phase !== "planned" && phase !== "open") return refuse("exam.closed");
  if (scripts.some(({ startedAt }) => startedAt !== null)) return refuse("exam.asksStays");
  return today > sitting.day ? refuse("exam.dayOver", { day: sitting.day }) : ok(null);
}

/** Until the room is closed, and on paper until the results are out: somebody has to bring the pages. */
export function mayReplaceInvigilator(sitting: SittingFacts): Result<null> {
  const phase = sittingPhase(sitting);
  const bringing = phase === "closed" && sitting.onPaper;
  return phase === "planned" || phase === "open" || bringing ? ok(null) : refuse("exam.closed");
}

/** From the first mark on they are what it was marked from; where none are kept they are still to be brought. */
export const pagesFrozen = ({ marks, scans }: { marks: unknown[]; scans: unknown[] }): boolean =>
  marks.length > 0 && scans.length > 0;

export type ScriptFacts = {
  checkedAt: Date | null;
  startedAt: Date | null;
  deadlineAt: Date | null;
  submittedAt: Date | null;
  voidedAt: Date | null;
  releasedAt: Date | null;
};

const SCRIPT_STATES = ["expected", "checked", "writing", "handed-in", "voided", "released"] as const;
export type ScriptState = (typeof SCRIPT_STATES)[number];

/** Time over is handed in, with what was saved. */
export function scriptState(script: ScriptFacts, now: number): ScriptState {
  if (script.releasedAt) return "released";
  if (script.voidedAt) return "voided";
  if (script.submittedAt) return "handed-in";
  if (script.startedAt)
    return script.deadlineAt && now >= script.deadlineAt.getTime() ? "handed-in" : "writing";
  return script.checkedAt ? "checked" : "expected";
}

/** Minutes that pass, whatever the clocks on the wall do meanwhile. */
export const deadlineOf = (startedAt: number, minutes: number, extraMinutes: number): number =>
  startedAt + (minutes + extraMinutes) * MINUTE;

/** Whether a candidate may begin, or what is in the way: nobody watches a room that was left open. */
export function mayBegin(
  sitting: SittingFacts,
  script: ScriptFacts,
  rightCode: boolean,
  clock: Clock,
): Result<null> {
  if (sitting.onPaper) return refuse("exam.onPaper");
  const phase = sittingPhase(sitting);
  if (phase === "planned") return refuse("exam.notOpen");
  if (phase !== "open") return refuse("exam.closed");
  if (isLeftOpen(sitting, clock)) return refuse("exam.roomOver", { day: sitting.day });
  if (!script.checkedAt) return refuse("exam.notChecked");
  return rightCode ? ok(null) : refuse("exam.wrongCode");
}

/** Said of a booklet only where there are others. */
export const asksEdition = ({ onPaper, edition }: Pick<SittingFacts, "onPaper" | "edition">): boolean =>
  onPaper && edition > 1;

/** Whether a booklet is one of those in use; whoever holds it says which it is, where there are others. */
export function inUse(sitting: Pick<SittingFacts, "onPaper" | "edition">, said: number | null): Result<null> {
  return asksEdition(sitting) && said !== sitting.edition
    ? refuse("exam.staleBooklet", { edition: sitting.edition })
    : ok(null);
}

/** On paper the invigilator says when somebody begins. */
export function mayHandOut(
  sitting: SittingFacts,
  script: ScriptFacts,
  edition: number | null = null,
): Result<null> {
  const phase = sittingPhase(sitting);
  if (phase === "planned") return refuse("exam.notOpen");
  if (phase !== "open") return refuse("exam.closed");
  if (!sitting.onPaper || script.startedAt) return refuse("changed-meanwhile");
  return script.checkedAt ? inUse(sitting, edition) : refuse("exam.checkFirst");
}

/** A room is closed when nobody writes in it any more. */
export function mayClose(sitting: SittingFacts, scripts: readonly ScriptFacts[], now: number): Result<null> {
  if (sittingPhase(sitting) !== "open") return refuse("changed-meanwhile");
  const writing = scripts.filter((script) => scriptState(script, now) === "writing").length;
  return writing === 0 ? ok(null) : refuse("exam.stillWriting", { count: writing });
}

/** Which day it is where the sitting is, and the instant. */
export type Clock = { today: CalendarDay; now: number };

/**
 * On screens, its day over and nobody closed it. One that was opened late in the evening is watched past midnight for as long
 * as its exam takes.
 */
export function isLeftOpen(sitting: SittingFacts, { today, now }: Clock): boolean {
  const { openedAt, minutes, day, onPaper } = sitting;
  const isOver = today > day && now >= deadlineOf(openedAt?.getTime() ?? now, minutes, 0);
  return sittingPhase(sitting) === "open" && !onPaper && isOver;
}

/** On screens, its day over and nobody opened it. */
export const isNotHeld = (sitting: SittingFacts, { today }: Pick<Clock, "today">): boolean =>
  sittingPhase(sitting) === "planned" && !sitting.onPaper && today > sitting.day;

/** Who did not come, or found nobody there, and is free for the next one: nobody lets them in any more. */
export const isAbsent = (
  sitting: SittingFacts,
  { startedAt }: Pick<ScriptFacts, "startedAt">,
  clock: Clock,
): boolean =>
  startedAt === null &&
  (sitting.closedAt !== null || isLeftOpen(sitting, clock) || isNotHeld(sitting, clock));

/** not-held: it is moved, or called off. */
export type LeftToDo = "close" | "write-down" | "not-held";

/**
 * What the invigilator forgot. An officer closes what is known; on paper who came and when is said by somebody who was there,
 * unless everybody had begun before the line was gone or the room was left.
 */
export function leftToDo(
  sitting: SittingFacts,
  scripts: readonly Pick<ScriptFacts, "startedAt">[],
  clock: Clock,
): LeftToDo | null {
  if (isLeftOpen(sitting, clock)) return "close";
  if (isNotHeld(sitting, clock)) return scripts.length > 0 ? "not-held" : null;
  if (!mayRecordAfterwards(sitting, clock.today).ok) return null;
  if (scripts.some(({ startedAt }) => startedAt === null)) return "write-down";
  return sittingPhase(sitting) === "open" ? "close" : null;
}

export function mayCloseLeftOpen(
  sitting: SittingFacts,
  scripts: readonly ScriptFacts[],
  clock: Clock,
): Result<null> {
  const left = leftToDo(sitting, scripts, clock);
  if (left === "close") return mayClose(sitting, scripts, clock.now);
  return refuse(left === "write-down" ? "exam.notWrittenDown" : "changed-meanwhile");
}

/** Why nothing of what somebody wrote counts (domain §6.7): what happened to them, or around them. */
export const VOID_REASONS = ["power", "illness", "disturbance", "irregularity", "other"] as const;
export type VoidReason = (typeof VOID_REASONS)[number];

/** A script that was begun, until the results are out: from then on it is a record of its candidacy. */
export function mayVoid(sitting: SittingFacts, script: ScriptFacts): Result<null> {
  const phase = sittingPhase(sitting);
  if (phase === "released") return refuse("exam.voidTooLate");
  return isVoidable(phase, script) ? ok(null) : refuse("changed-meanwhile");
}

/** Voided by mistake: until the results are out too. */
export function mayCountAgain(sitting: SittingFacts, { voidedAt }: ScriptFacts): Result<null> {
  if (sittingPhase(sitting) === "released") return refuse("exam.voidTooLate");
  return voidedAt === null ? refuse("changed-meanwhile") : ok(null);
}

/** It was handed out, or opened on the screen. */
export const isVoidable = (
  phase: SittingPhase,
  { startedAt, voidedAt }: Pick<ScriptFacts, "startedAt" | "voidedAt">,
): boolean => (phase === "open" || phase === "closed") && startedAt !== null && voidedAt === null;

/** As it is typed from a board: capitals or not, with or without a gap, O for 0 and I or L for 1. */
export const readOpeningCode = (typed: string): string =>
  typed.toUpperCase().replace(/[\s-]/g, "").replaceAll("O", "0").replace(/[IL]/g, "1");

/** A place that is a meeting's address is a link. */
export const isLink = (place: string): boolean => /^https:\/\/\S+$/.test(place);
