import { readings } from "#app/lib/decimal.ts";
import { problemAt, type FormProblem } from "#app/lib/form.ts";
import type { Fields } from "./answer.ts";
import { isFairMark } from "./quiz-marking.ts";

/*
 * What a person gives a written answer: points from nothing to its worth in steps of a hundredth, and a comment.
 * Item n owns the fields points.n and comment.n; points left empty mean that it is not marked yet.
 */

export type Mark = { item: string; points: number; comment: string };
export type ToMark = { item: string; position: number; maxPoints: number };
export type Marks = { ok: true; marks: Mark[] } | { ok: false; problem: FormProblem };

const MOST_WORDS = 4000;

export function readMarks(items: readonly ToMark[], fields: Fields): Marks {
  const one = (name: string) => [fields[name] ?? ""].flat()[0] ?? "";
  const marks: Mark[] = [];
  for (const { item, position, maxPoints } of items) {
    const typed = one(`points.${position}`);
    const comment = one(`comment.${position}`);
    if (comment.length > MOST_WORDS)
      return {
        ok: false,
        problem: problemAt(fields, `comment.${position}`, "too-long", { max: MOST_WORDS }),
      };
    if (typed === "") continue;
    const points = hundredths(typed);
    if (points === null || !isFairMark(points, maxPoints))
      return {
        ok: false,
        problem: problemAt(fields, `points.${position}`, "points-between", { max: maxPoints / 100 }),
      };
    marks.push({ item, points, comment });
  }
  return { ok: true, marks };
}

/** "2.5" or "2,5" as 250; null when it is no number or finer than a hundredth. */
export function hundredths(typed: string): number | null {
  const [number] = readings(typed);
  if (!number || number.scale > 2) return null;
  const points = Number(number.units * 10n ** BigInt(2 - number.scale));
  return Number.isSafeInteger(points) ? points : null;
}

/** One written answer as a marker sees it. */
export type MarkingItem = ToMark & {
  /** Items on the paper. */
  of: number;
  prompt: string;
  guidance: string | null;
  locale: string;
  text: string;
  points: number | null;
  comment: string | null;
};
