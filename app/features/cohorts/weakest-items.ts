import {
  inLanguage,
  moduleOf,
  type CourseOutline,
  type UnitOutline,
} from "#app/features/catalogue/course-outline.ts";
import { AnswerValue, type Question, type QuestionText } from "#app/features/catalogue/question.ts";
import { unitTitle, type Title } from "#app/features/learning/titles.ts";

/*
 * What a refresher begins with: the items that the fewest people of an organisation have right. Everybody counts once
 * per item, with their last answer, so that a share is one of people, and nobody is picked out of a few.
 */

/** Fewer, and an item says more of persons than of itself. */
export const FEWEST_PEOPLE = 5;
/** As many as a half-day of refresher can take up. */
export const MOST_ITEMS = 20;

/** So many people gave this answer to this item (`moduleId/itemId`), and earned that for it. */
export type AnswerCount = { item: string; value: string; points: number; people: number };

export type WeakItem = {
  item: string;
  question: Question;
  people: number;
  right: number;
  /** What most of those who were wrong have chosen, where there is something to choose. */
  wrong: { option: string; people: number } | null;
};

/** The items that are wrong most often, the weakest first. Items that the bank no longer holds are left out. */
export function weakestItems(counts: AnswerCount[], questions: ReadonlyMap<string, Question>): WeakItem[] {
  const byItem = new Map<string, AnswerCount[]>();
  for (const count of counts) byItem.set(count.item, [...(byItem.get(count.item) ?? []), count]);
  return [...byItem]
    .flatMap(([item, answers]) => {
      const question = questions.get(item);
      return question ? [weigh(item, question, answers)] : [];
    })
    .filter(({ people, right }) => people >= FEWEST_PEOPLE && right < people)
    .sort(weakestFirst)
    .slice(0, MOST_ITEMS);
}

/** By the share that is right, compared without a division; then by how many it is known of. */
const weakestFirst = (a: WeakItem, b: WeakItem): number =>
  a.right * b.people - b.right * a.people || b.people - a.people || (a.item < b.item ? -1 : 1);

function weigh(item: string, question: Question, answers: AnswerCount[]): WeakItem {
  const isRight = ({ points }: AnswerCount) => points >= question.points;
  return {
    item,
    question,
    people: peopleOf(answers),
    right: peopleOf(answers.filter(isRight)),
    wrong: mostChosen(question, answers),
  };
}

const peopleOf = (answers: AnswerCount[]): number => answers.reduce((sum, { people }) => sum + people, 0);

function mostChosen(question: Question, answers: AnswerCount[]): WeakItem["wrong"] {
  const chosen = new Map<string, number>();
  for (const { value, people } of answers)
    for (const option of wrongChoices(question, value))
      chosen.set(option, (chosen.get(option) ?? 0) + people);
  const [first] = [...chosen].sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1));
  return first ? { option: first[0], people: first[1] } : null;
}

function wrongChoices({ body }: Question, value: string): string[] {
  const answer = AnswerValue.safeParse(JSON.parse(value));
  if (!answer.success) return [];
  if ("choice" in answer.data && (body.kind === "single" || body.kind === "true-false"))
    return answer.data.choice === "" || answer.data.choice === String(body.key) ? [] : [answer.data.choice];
  if ("choices" in answer.data && body.kind === "multiple")
    return answer.data.choices.filter((id) => !body.key.includes(id));
  return [];
}

// ── as a page shows it ──────────────────────────────────────────────────────────────────────────────

export type WeakItemView = Pick<WeakItem, "item" | "people" | "right"> & {
  locale: string;
  prompt: string;
  wrong: { words: string | null; option: string; people: number } | null;
  /** Why one might choose so, or else why the right answer is right. */
  why: string | null;
  objective: Title | null;
  teaches: { moduleId: string; unitId: string; title: Title } | null;
};

/** `text` and `locale` are the item's words, and the language they became. */
export function weakItemView(
  { item, question, people, right, wrong }: WeakItem,
  { text, locale }: { text: QuestionText; locale: string },
  outline: CourseOutline,
): WeakItemView {
  const module = moduleOf(outline, question.moduleId);
  const words = module && inLanguage(module.texts, locale, outline.source);
  const sentence = words?.text.objectives[question.objective];
  const unit = module?.units.find((one) => isTaughtIn(one, question.objective));
  return {
    item,
    people,
    right,
    locale,
    prompt: text.prompt,
    wrong: wrong && { ...wrong, words: text.options?.[wrong.option] ?? null },
    why: (wrong && text.distractors?.[wrong.option]) ?? text.explain ?? null,
    objective: words && sentence !== undefined ? { words: sentence, locale: words.locale } : null,
    teaches: unit
      ? {
          moduleId: question.moduleId,
          unitId: unit.id,
          title: unitTitle(outline, question.moduleId, unit.id, locale),
        }
      : null,
  };
}

const isTaughtIn = ({ kind, objectives }: UnitOutline, objective: string): boolean =>
  kind !== "quiz" && objectives.includes(objective);
