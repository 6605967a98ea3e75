import type { AnswerValue, QuestionBody } from "#app/features/catalogue/question.ts";
import { isBlank } from "#app/features/learning/answer.ts";
import { markedAlike } from "#app/features/learning/quiz-marking.ts";

/*
 * The answers of an exam on paper are typed in by two people, neither of whom sees what the other typed. Where they differ a
 * third looks at the sheet and says what stands there. Whoever types does not mark. Two agree where no key could tell what
 * they typed apart; what is kept is what the first of them wrote.
 */

export type Typed = ReadonlyMap<string, AnswerValue>;
type Paper = readonly { item: string; kind: QuestionBody["kind"] }[];

/** The turn of who says what stands there where two differ. */
export const SETTLING = 3;
/** The turn of who types it all in anew, because another marking was asked for. */
export const REKEYING = 4;

/** Left empty and not typed is the same. */
const same = (
  kind: QuestionBody["kind"],
  one: AnswerValue | undefined,
  other: AnswerValue | undefined,
): boolean => {
  const [empty, alsoEmpty] = [one, other].map((value) => value === undefined || isBlank(value));
  return empty || alsoEmpty ? empty === alsoEmpty : markedAlike(kind, one!, other!);
};

/** The items on which two differ, in the order of the paper. */
export const differences = (paper: Paper, one: Typed, other: Typed): string[] =>
  paper.flatMap(({ item, kind }) => (same(kind, one.get(item), other.get(item)) ? [] : [item]));

export type KeyingStep = "first" | "second" | "settle" | "done";

/** @param turns what was typed, in its order */
export function keyingStep(paper: Paper, [first, second, third]: readonly Typed[]): KeyingStep {
  if (!first) return "first";
  if (!second) return "second";
  return third || differences(paper, first, second).length === 0 ? "done" : "settle";
}

/** What counts: what two agree on, and of the rest what the third saw. Null: it is not done. */
export function settled(paper: Paper, turns: readonly Typed[]): Typed | null {
  if (keyingStep(paper, turns) !== "done") return null;
  const [first, second, third] = turns as [Typed, Typed, Typed?];
  const apart = new Set(differences(paper, first, second));
  return new Map(
    paper.flatMap(({ item }) => {
      const value = (apart.has(item) ? third : first)?.get(item);
      return value === undefined || isBlank(value) ? [] : [[item, value] as const];
    }),
  );
}
