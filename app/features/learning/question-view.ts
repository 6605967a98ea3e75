import type { TextState } from "#app/features/catalogue/course-outline.ts";
import type { AnswerValue, Question, QuestionKind, QuestionText } from "#app/features/catalogue/question.ts";
import { writeNumber } from "#app/features/catalogue/written-numbers.ts";
import { decimal } from "#app/lib/decimal.ts";
import { isTrusted } from "./counting.ts";
import type { AttemptFacts } from "./attempt.ts";
import type { PaperItem } from "./quiz-draw.ts";
import type { Title } from "./titles.ts";

/*
 * One item as the page draws it. What is asked and what is answered are kept apart: before the result may be
 * shown neither key nor explanation leaves the server.
 */

/** The words one needs to answer. */
export type Asked = Pick<QuestionText, "prompt" | "options" | "left" | "right" | "unit">;

export type QuestionView = {
  position: number;
  item: string;
  kind: QuestionKind;
  points: number;
  /** In the order of the paper: options, or what is matched to `left`. */
  options: string[];
  left: string[];
  words: Asked;
  locale: string;
  state: TextState;
  /** The source beside a translation that is not reviewed. */
  source: { words: Asked; locale: string } | null;
  answer: AnswerValue | null;
  savedAt: number | null;
};

type ItemText = { text: QuestionText; locale: string; state: TextState };
type Kept = { value: AnswerValue; savedAt: number };

export function questionView(
  position: number,
  { item, options }: PaperItem,
  { body, points }: Question,
  text: ItemText,
  source: { text: QuestionText; locale: string },
  kept: Kept | undefined,
): QuestionView {
  return {
    position,
    item,
    kind: body.kind,
    points,
    options,
    left: body.kind === "matching" ? body.left : [],
    words: asked(text.text),
    locale: text.locale,
    state: text.state,
    source: isTrusted(text.state) ? null : { words: asked(source.text), locale: source.locale },
    answer: kept?.value ?? null,
    savedAt: kept?.savedAt ?? null,
  };
}

const asked = ({ prompt, options, left, right, unit }: QuestionText): Asked => ({
  prompt,
  ...(options && { options }),
  ...(left && { left }),
  ...(right && { right }),
  ...(unit && { unit }),
});

// ── the result ──────────────────────────────────────────────────────────────────────────────────────

export type ResultItem = QuestionView & {
  earned: number | null;
  comment: string | null;
  /** The right answer and why; null for what a person judges. */
  right: AnswerValue | null;
  explain: string | null;
  /** Why one might think so, for each wrong choice that was made. */
  misled: string[];
};

export function resultItem(
  view: QuestionView,
  question: Question,
  text: QuestionText,
  marked: { points: number | null; comment: string | null } | undefined,
): ResultItem {
  return {
    ...view,
    earned: marked ? marked.points : 0,
    comment: marked?.comment ?? null,
    right: rightAnswer(question, text, view.locale),
    explain: text.explain ?? null,
    misled: wrongChoices(question, view.answer).flatMap((id) => text.distractors?.[id] ?? []),
  };
}

/** A number as the language of the text writes it. */
export function rightAnswer({ body }: Question, text: QuestionText, locale: string): AnswerValue | null {
  switch (body.kind) {
    case "single":
      return { choice: body.key };
    case "multiple":
      return { choices: body.key };
    case "true-false":
      return { choice: String(body.key) };
    case "numeric":
      return { text: writeNumber(Number(body.key), decimal(body.key).scale, locale) };
    case "matching":
      return { pairs: body.key };
    case "ordering":
      return { order: body.options };
    case "short-text":
      return text.accept?.[0] === undefined ? null : { text: text.accept[0] };
    case "free-text":
      return null;
  }
}

function wrongChoices({ body }: Question, answer: AnswerValue | null): string[] {
  if (answer === null) return [];
  if (body.kind === "single" && "choice" in answer) return answer.choice === body.key ? [] : [answer.choice];
  if (body.kind === "multiple" && "choices" in answer)
    return answer.choices.filter((id) => !body.key.includes(id));
  return [];
}

// ── the pages ───────────────────────────────────────────────────────────────────────────────────────

/** What both pages say at the top. */
export type PageHead = {
  attemptId: string;
  enrolmentId: string;
  moduleId: string;
  unitId: string;
  isFinal: boolean;
  course: Title;
  title: Title | null;
  locale: string;
  locales: string[];
};

export type PaperPage = PageHead & { deadlineAt: number | null; questions: QuestionView[] };

export type ResultPage = PageHead & {
  attempt: AttemptFacts;
  percent: number | null;
  pass: number;
  /** Why the items are not shown yet, when they are not. */
  items: ResultItem[] | null;
  moreTries: boolean;
  unreviewed: boolean;
};
