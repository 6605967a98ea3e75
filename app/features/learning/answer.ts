import type { AnswerValue, QuestionBody } from "#app/features/catalogue/question.ts";
import { canonicalJson } from "#app/lib/canonical-json.ts";

/*
 * Answers as form fields and back, the same for the page without JavaScript and for its enhancement. Item n of
 * the paper owns the fields `an`, `an[]`, `an.<id>`; `shown[]` names the items a form has on it, since an empty
 * checkbox group posts nothing.
 */

export type Fields = Record<string, string | string[]>;

export const answerField = (position: number, part?: string): string =>
  part === undefined ? `a${position}` : `a${position}.${part}`;
export const SHOWN_FIELD = "shown[]";

/** The positions of the items a form shows; null when it names one that is not on the paper. */
export function shownPositions(fields: Fields, items: number): number[] | null {
  const shown = [fields.shown ?? []].flat().map(Number);
  return shown.every((position) => Number.isInteger(position) && position >= 1 && position <= items)
    ? [...new Set(shown)]
    : null;
}

export type Given = { ok: true; value: AnswerValue } | { ok: false };

/** What was given to one item; not ok when it is not among the choices. An empty answer is an answer taken back. */
export function readAnswer(body: QuestionBody, position: number, fields: Fields): Given {
  const one = (part?: string) => [fields[answerField(position, part)] ?? ""].flat()[0] ?? "";
  switch (body.kind) {
    case "single":
      return among({ choice: one() }, [one()], body.options);
    case "true-false":
      return among({ choice: one() }, [one()], ["true", "false"]);
    case "multiple": {
      const choices = [fields[answerField(position)] ?? []].flat().filter((choice) => choice !== "");
      return among({ choices: body.options.filter((id) => choices.includes(id)) }, choices, body.options);
    }
    case "matching": {
      const pairs = body.left.map((left) => [left, one(left)] as const);
      return among({ pairs: given(pairs) }, Object.values(given(pairs)), body.right);
    }
    case "ordering": {
      const places = body.options.map((option) => [option, one(option)] as const);
      const numbers = body.options.map((_, index) => String(index + 1));
      return among(orderFrom(places), Object.values(given(places)), numbers);
    }
    default:
      return { ok: true, value: { text: one() } };
  }
}

const among = (value: AnswerValue, chosen: string[], allowed: readonly string[]): Given =>
  chosen.every((choice) => choice === "" || allowed.includes(choice)) ? { ok: true, value } : { ok: false };

const given = (entries: (readonly [string, string])[]): Record<string, string> =>
  Object.fromEntries(entries.filter(([, choice]) => choice !== ""));

/** An order once every place is taken once; until then the places as they were chosen, so nothing is lost. */
function orderFrom(places: (readonly [string, string])[]): AnswerValue {
  const taken = new Set(places.map(([, place]) => place));
  const complete = taken.size === places.length && !taken.has("");
  if (!complete) return { pairs: given(places) };
  return { order: [...places].sort((a, b) => Number(a[1]) - Number(b[1])).map(([option]) => option) };
}

/** The place (1…n) chosen for each option of an ordering item, as its selects show it. */
export const placesIn = (answer: AnswerValue | null): Record<string, string> => {
  if (answer === null) return {};
  if ("order" in answer) return Object.fromEntries(answer.order.map((id, index) => [id, String(index + 1)]));
  return "pairs" in answer ? answer.pairs : {};
};

export function isBlank(answer: AnswerValue): boolean {
  if ("choice" in answer) return answer.choice === "";
  if ("choices" in answer) return answer.choices.length === 0;
  if ("pairs" in answer) return Object.keys(answer.pairs).length === 0;
  if ("order" in answer) return answer.order.length === 0;
  return answer.text.trim() === "";
}

export const sameAnswer = (a: AnswerValue, b: AnswerValue): boolean => canonicalJson(a) === canonicalJson(b);
