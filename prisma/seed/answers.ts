import type { AnswerValue, Question } from "#app/features/catalogue/question.ts";
import type { Sitting } from "#app/features/learning/sittings.server.ts";

const FREE_TEXT =
  "I would visit her before the next due date, ask what changed in the household, and listen first. Then we would " +
  "look at what she can really pay and I would tell her what the rules allow, before it grows.";

/** What a learner who knows would answer. */
export function rightAnswer({ body }: Question, accepted: readonly string[]): AnswerValue {
  switch (body.kind) {
    case "single":
      return { choice: body.key };
    case "true-false":
      return { choice: String(body.key) };
    case "multiple":
      return { choices: body.key };
    case "numeric":
      return { text: body.key };
    case "matching":
      return { pairs: body.key };
    case "ordering":
      return { order: body.options };
    case "short-text":
      return { text: accepted[0] ?? "" };
    case "free-text":
      return { text: FREE_TEXT };
  }
}

/** What a learner who guesses would answer: never right where there is something to choose. */
export function wrongAnswer({ body }: Question): AnswerValue {
  switch (body.kind) {
    case "single":
      return { choice: body.options.find((option) => option !== body.key)! };
    case "true-false":
      return { choice: String(!body.key) };
    case "multiple":
      return { choices: body.options.filter((option) => !body.key.includes(option)).slice(0, 1) };
    case "matching":
      return { pairs: Object.fromEntries(body.left.map((left) => [left, body.key[body.left[0]!]!])) };
    case "ordering":
      return { order: [...body.options].reverse() };
    case "numeric":
    case "short-text":
    case "free-text":
      return { text: "0" };
  }
}

/** Answers to a whole paper, the first `wrong` of them not right. */
export const answersTo = (paper: Sitting, acceptedOf: (item: string) => string[], wrong: number) =>
  paper.paper.map(({ item }, index) => {
    const question = paper.questions[index]!;
    const value = index < wrong ? wrongAnswer(question) : rightAnswer(question, acceptedOf(item));
    return { item, value };
  });
