import type { QuestionBody, QuestionText } from "#app/features/catalogue/question.ts";
import type { QuestionView } from "#app/features/learning/question-view.ts";
import type { PaperItem } from "#app/features/learning/quiz-draw.ts";
import type { BankItem } from "./exam-bank.ts";

/*
 * An exam on paper: what is chosen from has a letter in the order of that paper, what is matched a number. Whoever types the
 * answers in sees letters and numbers only.
 */

/** A, B, … Z, AA, … */
export const letterOf = (index: number): string =>
  index < 26
    ? String.fromCharCode(65 + index)
    : `${letterOf(Math.floor(index / 26) - 1)}${letterOf(index % 26)}`;

export type PrintedQuestion = {
  position: number;
  kind: QuestionBody["kind"];
  prompt: string;
  points: number;
  unit: string;
  /** With their letters; of true and false there are none. */
  choices: { letter: string; text: string }[];
  left: { number: string; text: string }[];
};

export function printedQuestion(
  position: number,
  { options }: PaperItem,
  { body, points, text }: Pick<BankItem, "body" | "points" | "text">,
): PrintedQuestion {
  const of = (part: keyof QuestionText & ("options" | "right"), id: string) => text[part]?.[id] ?? id;
  const left = body.kind === "matching" ? body.left : [];
  return {
    position,
    kind: body.kind,
    prompt: text.prompt,
    points,
    unit: text.unit ?? "",
    choices: options.map((id, index) => ({
      letter: letterOf(index),
      text: of(body.kind === "matching" ? "right" : "options", id),
    })),
    left: left.map((id, index) => ({ number: String(index + 1), text: text.left?.[id] ?? id })),
  };
}

/** The kind and what is chosen from, without the key. */
export const shapeOf = (body: QuestionBody): { kind: QuestionBody["kind"]; left: string[] } => ({
  kind: body.kind,
  left: body.kind === "matching" ? body.left : [],
});

/** Stands for a written answer until it is marked: its words are on the pages that were scanned. */
export const WRITTEN = "…";
/** Said of a lined page on which nothing is written. */
export const LEFT_EMPTY = "none";

/** The question as whoever types it in sees it: its letters, and no word of it. */
export function blankQuestion(
  position: number,
  { item, options }: PaperItem,
  { kind, left, points }: { kind: QuestionBody["kind"]; left: string[]; points: number },
  { prompt, locale }: { prompt: string; locale: string },
): QuestionView {
  const lettered = Object.fromEntries(options.map((id, index) => [id, letterOf(index)]));
  return {
    position,
    item,
    kind,
    points,
    options,
    left,
    words: {
      prompt,
      options: lettered,
      right: lettered,
      left: Object.fromEntries(left.map((id, index) => [id, String(index + 1)])),
    },
    locale,
    state: "source",
    source: null,
    answer: null,
    savedAt: null,
  };
}
