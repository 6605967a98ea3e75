/*
 * Attendance arithmetic (domain §0a): present 1; late or left early 1 under 30 minutes, else ½; excused 0 until
 * made up by a recorded task, at most two half-days; absent 0. The threshold is 80 % of the half-days planned.
 * Everything is counted in halves of a half-day, so that no float decides about a certificate.
 */

export const MARKS = ["present", "late", "left-early", "excused", "made-up", "absent"] as const;
export type Mark = (typeof MARKS)[number];

export type HalfDayMark = { mark: Mark; minutesMissed: number };

export const ATTENDANCE_THRESHOLD = { part: 80, of: 100 };
const MINUTES_THAT_COUNT = 30;
const MAY_BE_MADE_UP = 2;
/** A full half-day is two halves. */
const FULL = 2;

export type Attendance = {
  /** Halves of half-days attended, and what all planned half-days together are worth. */
  halves: number;
  ofHalves: number;
  met: boolean;
  /** Whole half-days one may still miss and meet the threshold; null when it can no longer be met. */
  mayMiss: number | null;
};

const worth = ({ mark, minutesMissed }: HalfDayMark): number => {
  if (mark === "present") return FULL;
  if (mark === "late" || mark === "left-early") return minutesMissed < MINUTES_THAT_COUNT ? FULL : FULL / 2;
  return 0;
};

const meets = (halves: number, ofHalves: number) =>
  ofHalves > 0 && halves * ATTENDANCE_THRESHOLD.of >= ofHalves * ATTENDANCE_THRESHOLD.part;

/** `marks` of the half-days taken so far, out of `planned`; half-days without a mark are still to come. */
export function attendanceOf(marks: readonly HalfDayMark[], planned: number): Attendance {
  const attended = marks.reduce((sum, mark) => sum + worth(mark), 0);
  const madeUp = Math.min(marks.filter(({ mark }) => mark === "made-up").length, MAY_BE_MADE_UP) * FULL;
  const ofHalves = planned * FULL;
  const halves = Math.min(attended + madeUp, ofHalves); // who came from another cohort brings marks of its half-days
  const toCome = Math.max(0, planned - marks.length);
  return { halves, ofHalves, met: meets(halves, ofHalves), mayMiss: spare(halves, toCome, ofHalves) };
}

function spare(halves: number, toCome: number, ofHalves: number): number | null {
  for (let missed = toCome; missed >= 0; missed--)
    if (meets(halves + (toCome - missed) * FULL, ofHalves)) return missed;
  return null;
}

/** Attended share between 0 and 1, for showing only. */
export const attendedShare = ({ halves, ofHalves }: Attendance): number => (ofHalves ? halves / ofHalves : 0);
