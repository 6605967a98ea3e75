import type { AnswerValue } from "#app/features/catalogue/question.ts";
import { isBlank, sameAnswer } from "#app/features/learning/answer.ts";

/*
 * The answers of an exam on paper are typed in by two people, neither of whom sees what the other typed. Where they differ a
 * third looks at the sheet and says what stands there. Whoever types does not mark.
 */

export type Typed = ReadonlyMap<string, AnswerValue>;
type Paper = readonly { item: string }[];

/** Left empty and not typed is the same. */
const same = (one: AnswerValue | undefined, other: AnswerValue | undefined): boolean => {
  const [empty, alsoEmpty] = [one, other].map((value) => value === undefined || isBlank(value));
  return empty || alsoEmpty ? empty === alsoEmpty : sameAnswer(one!, other!);
};

/** The items on which two differ, in the order of the paper. */
export const differences = (paper: Paper, one: Typed, other: Typed): string[] =>
  paper.flatMap(({ item }) => (same(one.get(item), other.get(item)) ? [] : [item]));

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
