import { modulesInOrder, type CourseOutline } from "#app/features/catalogue/course-outline.ts";
import type { Question, QuestionKind } from "#app/features/catalogue/question.ts";
import type { Paper } from "#app/features/learning/quiz-draw.ts";
import { drawableItems, itemKey, optionsOf, shuffled } from "#app/features/learning/quiz-draw.ts";
import { addDays, type CalendarDay } from "#app/lib/calendar-day.ts";
import { seededRandom } from "#app/lib/seeded-random.ts";

/*
 * A cohort's test before and after the course (docs/decisions/0022): two forms that ask for the same objectives in the
 * same measure and share no question. A question is right or it is not, so that a form taken on the screen and one
 * marked by hand say the same. It counts towards no pass.
 */

export const SITTINGS = ["pre", "post"] as const;
export type Sitting = (typeof SITTINGS)[number];
export const isSitting = (name: string | undefined): name is Sitting =>
  SITTINGS.some((sitting) => sitting === name);

export type Forms = Record<Sitting, Paper>;
export const FEWEST = 5;
export const MOST = 30;

// ── drawing ─────────────────────────────────────────────────────────────────────────────────────────

/** What a hand can mark at a glance. */
const ON_PAPER: readonly QuestionKind[] = ["single", "multiple", "true-false", "numeric"];

type Questions = ReadonlyMap<string, Question>;
type Pair = [Question, Question];

/** How many questions a form may have: as many as the bank has pairs of one objective. */
export const mostQuestions = (outline: CourseOutline, questions: Questions): number =>
  Math.min(MOST, pairsByModule(outline, questions, () => 0).flat().length);

/** Modules take turns, so that a short form asks about all of the course. The same seed draws the same forms. */
export function drawForms(outline: CourseOutline, questions: Questions, count: number, seed: string): Forms {
  const random = seededRandom(seed);
  const modules = pairsByModule(outline, questions, random);
  const rounds = Math.max(0, ...modules.map(({ length }) => length));
  const pairs = Array.from({ length: rounds }, (_, round) =>
    modules.flatMap((ownPairs) => ownPairs.slice(round, round + 1)),
  ).flat();
  const chosen = pairs
    .slice(0, count)
    .map(([one, other]): Pair => (random() < 0.5 ? [one, other] : [other, one]));
  const paper = (place: 0 | 1): Paper =>
    shuffled(
      chosen.map((pair) => pair[place]),
      random,
    ).map((question) => {
      const item = itemKey(question.moduleId, question.id);
      return { item, options: optionsOf(question.body, seededRandom(`${seed}/${item}`)) };
    });
  return { pre: paper(0), post: paper(1) };
}

/** Two of one objective that are about as hard, of what everybody takes. */
function pairsByModule(outline: CourseOutline, questions: Questions, random: () => number): Pair[][] {
  const items = drawableItems(outline, questions).filter(({ body }) => ON_PAPER.includes(body.kind));
  const electives = new Set(
    outline.sections.flatMap(({ kind, modules }) => (kind === "elective" ? modules : [])),
  );
  const shared = modulesInOrder(outline).filter(({ id }) => !electives.has(id));
  return shared.map(({ id, objectives }) =>
    shuffled(
      objectives.flatMap((objective) =>
        inPairs(
          shuffled(
            items.filter((item) => item.moduleId === id && item.objective === objective),
            random,
          ).sort((one, other) => one.difficulty - other.difficulty),
        ),
      ),
      random,
    ),
  );
}

const inPairs = (items: Question[]): Pair[] =>
  Array.from({ length: Math.floor(items.length / 2) }, (_, index) => [
    items[2 * index]!,
    items[2 * index + 1]!,
  ]);

// ── when ────────────────────────────────────────────────────────────────────────────────────────────

export type SittingPhase = "not-yet" | "open" | "over";

/** So many days after the course one may still take the test that follows it. */
const DAYS_AFTER = 14;

/** On the screen: before, up to the evening of the first day; after, from the last day on. */
export function sittingPhase(
  sitting: Sitting,
  { startDate, endDate }: { startDate: CalendarDay; endDate: CalendarDay },
  day: CalendarDay,
): SittingPhase {
  if (sitting === "pre") return day <= startDate ? "open" : "over";
  if (day < endDate) return "not-yet";
  return day <= addDays(endDate, DAYS_AFTER) ? "open" : "over";
}

// ── what was gained ─────────────────────────────────────────────────────────────────────────────────

export type Score = { right: number; questions: number };
export const shareOf = ({ right, questions }: Score): number => right / questions;

/** The part of what was still to be learned that was learned: (post − pre) ÷ (all − pre); null at the ceiling. */
export const gainOf = (pre: number, post: number): number | null =>
  pre >= 1 ? null : (post - pre) / (1 - pre);

export type TestResult = {
  /** Whoever sat both. */
  pairs: number;
  pre: number;
  post: number;
  /** Of the group's means, so that one who knew almost everything before does not outweigh it. */
  gain: number | null;
};

/** Matched pairs only: who sat one of the two says nothing about what was learned. */
export function testResult(people: readonly Partial<Record<Sitting, Score>>[]): TestResult | null {
  const matched = people.flatMap(({ pre, post }) =>
    pre && post ? [{ pre: shareOf(pre), post: shareOf(post) }] : [],
  );
  if (matched.length === 0) return null;
  const mean = (sitting: Sitting) => matched.reduce((sum, each) => sum + each[sitting], 0) / matched.length;
  const [pre, post] = [mean("pre"), mean("post")];
  return { pairs: matched.length, pre, post, gain: gainOf(pre, post) };
}
