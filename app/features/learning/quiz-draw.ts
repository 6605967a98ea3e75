import * as z from "zod";
import {
  assessmentAt,
  modulesInOrder,
  type CourseOutline,
  type QuizPlan,
} from "#app/features/catalogue/course-outline.ts";
import type { Question, QuestionBody } from "#app/features/catalogue/question.ts";
import { seededRandom } from "#app/lib/seeded-random.ts";

/*
 * A paper is drawn from the bank by the blueprint of the course: so many items per objective, a fixed form, or
 * so many per module for the final (docs/courseware.md). The same seed draws the same paper on any machine.
 */

export const Paper = z.array(z.strictObject({ item: z.string(), options: z.array(z.string()) })).min(1);
/** The items in their order, `item` as moduleId/itemId, with the order of what is chosen from. */
export type Paper = z.infer<typeof Paper>;
export type PaperItem = Paper[number];

type Random = () => number;
type Questions = ReadonlyMap<string, Question>;
type Address = { moduleId: string; unitId: string };

export const itemKey = (moduleId: string, itemId: string): string => `${moduleId}/${itemId}`;

export function drawPaper(outline: CourseOutline, at: Address, questions: Questions, seed: string): Paper {
  const assessment = assessmentAt(outline, at.moduleId, at.unitId);
  if (!assessment) throw new Error(`no assessment at ${at.moduleId}/${at.unitId}`);
  return drawItems(assessment.plan, at.moduleId, outline, questions, seededRandom(seed)).map((question) => {
    const item = itemKey(question.moduleId, question.id);
    return { item, options: optionsOf(question.body, seededRandom(`${seed}/${item}`)) };
  });
}

/** What the drawn paper is worth, in hundredths of a point. */
export const maxPointsOf = (paper: Paper, questions: Questions): number =>
  paper.reduce((sum, { item }) => sum + questionAt(questions, item).points, 0);

export function questionAt(questions: Questions, key: string): Question {
  const question = questions.get(key);
  if (!question) throw new Error(`no item ${key} in this course version`);
  return question;
}

function drawItems(
  plan: QuizPlan,
  moduleId: string,
  outline: CourseOutline,
  questions: Questions,
  random: Random,
): Question[] {
  if (plan.from === "form") return plan.items.map((id) => questionAt(questions, itemKey(moduleId, id)));
  const drawable = drawableItems(outline, questions);
  if (plan.from === "objectives") {
    const inModule = drawable.filter((question) => question.moduleId === moduleId);
    const drawn = inNameOrder(plan.draw).flatMap(([objective, count]) =>
      take(
        count,
        inModule.filter((question) => question.objective === objective),
        random,
      ),
    );
    return shuffled(drawn, random);
  }
  return modulesInOrder(outline).flatMap(({ id }) =>
    take(
      plan.draw[id] ?? 0,
      drawable.filter((question) => question.moduleId === id),
      random,
    ),
  );
}

/** Items of fixed forms are never drawn, and what a person must mark is only asked in a fixed form. */
export function drawableItems(outline: CourseOutline, questions: Questions): Question[] {
  const reserved = new Set(
    Object.values(outline.modules).flatMap(({ id, units }) =>
      units.flatMap(({ assessment }) =>
        assessment?.plan.from === "form" ? assessment.plan.items.map((item) => itemKey(id, item)) : [],
      ),
    ),
  );
  return inNameOrder(Object.fromEntries(questions))
    .filter(
      ([key, { body }]) => !reserved.has(key) && body.kind !== "free-text" && body.kind !== "short-text",
    )
    .map(([, question]) => question);
}

/** The order in which a database or an object lists things must not change a paper. */
const inNameOrder = <Value>(record: Record<string, Value>): [string, Value][] =>
  Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));

function take(count: number, from: Question[], random: Random): Question[] {
  if (from.length < count)
    throw new Error(`the bank has ${from.length} items where ${count} are to be drawn`);
  return shuffled(from, random).slice(0, count);
}

export function optionsOf(body: QuestionBody, random: Random): string[] {
  switch (body.kind) {
    case "single":
    case "multiple":
      return shuffled(body.options, random);
    case "matching":
      return shuffled(body.right, random);
    case "ordering":
      return outOfOrder(body.options, random);
    default:
      return [];
  }
}

/** Shuffled, and never by chance already right. */
function outOfOrder(options: readonly string[], random: Random): string[] {
  const order = shuffled(options, random);
  const [first, second, ...rest] = order;
  const alreadyRight = order.every((option, index) => option === options[index]);
  return alreadyRight && first !== undefined && second !== undefined ? [second, first, ...rest] : order;
}

/** Fisher and Yates. */
export function shuffled<Item>(items: readonly Item[], random: Random): Item[] {
  const left = [...items];
  const order: Item[] = [];
  while (left.length > 0) order.push(...left.splice(Math.floor(random() * left.length), 1));
  return order;
}
