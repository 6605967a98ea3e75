import type { AnswerValue, Question, QuestionBody } from "#app/features/catalogue/question.ts";
import { decimal, isWithin, readings, sameNumbers, withAsciiDigits } from "#app/lib/decimal.ts";
import { fold } from "#app/lib/fold.ts";
import { isBlank, placesIn, sameAnswer } from "./answer.ts";

/*
 * Marking by rules. Points are whole hundredths. All or nothing, except matching, which earns its share for each
 * right pair (rounded down): half an order or half a set of choices shows little, half the pairs shows half.
 */

/** Points for an answer; null while a person has yet to mark it. `accept`: right short texts in any language. */
export function markAnswer(
  { body, points }: Pick<Question, "body" | "points">,
  answer: AnswerValue | null,
  accept: readonly string[] = [],
): number | null {
  if (answer === null || isBlank(answer)) return 0;
  if (body.kind === "free-text") return null;
  if (body.kind === "matching") {
    const right = body.left.filter((left) => pairsOf(answer)[left] === body.key[left]).length;
    return Math.floor((points * right) / body.left.length);
  }
  return isRight(body, answer, accept) ? points : 0;
}

type ClosedBody = Exclude<QuestionBody, { kind: "free-text" | "matching" }>;

function isRight(body: ClosedBody, answer: AnswerValue, accept: readonly string[]): boolean {
  switch (body.kind) {
    case "single":
      return "choice" in answer && answer.choice === body.key;
    case "true-false":
      return "choice" in answer && answer.choice === String(body.key);
    case "multiple":
      return "choices" in answer && sameSet(answer.choices, body.key);
    case "numeric":
      return "text" in answer && isNumber(answer.text, body.key, body.tolerance);
    case "ordering": {
      const places = placesIn(answer);
      return body.options.every((option, index) => places[option] === String(index + 1));
    }
    case "short-text":
      return "text" in answer && accept.some((text) => sameWords(text, answer.text));
  }
}

/** Written alike but for capitals, accents, spaces, the script of the digits, and a comma for a decimal point. */
const sameWords = (one: string, other: string): boolean => comparable(one) === comparable(other);

const comparable = (text: string): string => fold(withAsciiDigits(text)).replace(/(?<=\d)[,٫](?=\d)/g, ".");

/** Whether no key could tell two answers apart: what two people read from one sheet is the same then. */
export function markedAlike(kind: QuestionBody["kind"], one: AnswerValue, other: AnswerValue): boolean {
  if (kind === "free-text" || !("text" in one) || !("text" in other)) return sameAnswer(one, other);
  return (kind === "numeric" && sameNumbers(one.text, other.text)) || sameWords(one.text, other.text);
}

const pairsOf = (answer: AnswerValue) => ("pairs" in answer ? answer.pairs : {});

function sameSet(a: readonly string[], b: readonly string[]): boolean {
  const left = new Set(a);
  const right = new Set(b);
  return left.size === right.size && [...left].every((each) => right.has(each));
}

/** Right in either reading: who types 45.000 under a Spanish text and who types it under an English one may both be right. */
const isNumber = (typed: string, key: string, tolerance: string): boolean =>
  readings(typed).some((number) => isWithin(number, decimal(key), decimal(tolerance)));

export type Marked = { points: number; waiting: boolean };

/** The sum of what is marked; `waiting` as long as one item is not. */
export const totalOf = (points: readonly (number | null)[]): Marked => ({
  points: points.reduce<number>((sum, each) => sum + (each ?? 0), 0),
  waiting: points.includes(null),
});

/** points ÷ maxPoints ≥ pass %, without a division. */
export const passes = (points: number, maxPoints: number, passPercent: number): boolean =>
  points * 100 >= passPercent * maxPoints;

/** Whole per cent, rounded down: 69.9 % never reads as the 70 % one did not reach. */
export const percentOf = (points: number, maxPoints: number): number =>
  maxPoints === 0 ? 0 : Math.floor((points * 100) / maxPoints);

/** A marker gives whole hundredths from nothing to the item's worth. */
export const isFairMark = (points: number, maxPoints: number): boolean =>
  Number.isInteger(points) && points >= 0 && points <= maxPoints;
