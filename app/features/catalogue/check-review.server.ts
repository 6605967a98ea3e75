import { labelsIn } from "./lesson-labels.ts";
import { readLesson } from "./lesson-markdown.server.ts";
import type { QuestionText } from "./question.ts";
import { passagesOf, type ReviewedUnit } from "./review.ts";
import { isTrainerText } from "./trainer-texts.ts";
import { claims, numbersIn } from "./written-numbers.ts";

/*
 * What a reviewer's text must keep of its source, as content:check asks of a folder: Markdown in form, the same pictures
 * and links, the same figures. The rest is language, and theirs to judge.
 */

export type ReviewFault =
  | { kind: "form"; what: string; line: number }
  | {
      kind: "picture-lost" | "picture-new" | "link-lost" | "link-new" | "figure-lost" | "figure-new";
      what: string;
    };

type Text = ReviewedUnit & { locale: string };

export function unitFaults(unitId: string, source: Text, own: Text): ReviewFault[] {
  const [from, to] = [factsOf(unitId, source), factsOf(unitId, own)];
  return [
    ...to.problems.map(({ line, message }) => ({ kind: "form" as const, what: message, line })),
    ...differences(
      "picture",
      from.pictures.map(({ path }) => path),
      to.pictures.map(({ path }) => path),
    ),
    ...differences(
      "link",
      from.links.map(({ target }) => target),
      to.links.map(({ target }) => target),
    ),
    ...figureFaults(
      [source.title, ...from.passages.map(({ text }) => text)],
      source.locale,
      [own.title, ...to.passages.map(({ text }) => text)],
      own.locale,
    ),
  ];
}

export const itemFaults = (
  source: QuestionText,
  from: string,
  own: QuestionText,
  locale: string,
): ReviewFault[] => figureFaults(textsOf(source), from, textsOf(own), locale);

const textsOf = (words: QuestionText) => passagesOf(words).map(({ text }) => text);

function factsOf(unitId: string, { markdown, locale }: Text) {
  const setting = { labels: labelsIn(locale), language: locale, pictureAt: () => null };
  return readLesson(markdown, { ...setting, ...(isTrainerText(unitId) ? { trainer: unitId } : {}) }).facts;
}

function differences(what: "picture" | "link", from: string[], to: string[]): ReviewFault[] {
  return [
    ...missingIn(to, from).map((one) => ({ kind: `${what}-lost` as const, what: one })),
    ...missingIn(from, to).map((one) => ({ kind: `${what}-new` as const, what: one })),
  ];
}

const missingIn = (there: string[], wanted: string[]) =>
  [...new Set(wanted)].filter((one) => !there.includes(one));

/** Figures as the check understands them: with a sign of per cent, decimals, or three digits and more. */
function figureFaults(source: string[], from: string, own: string[], locale: string): ReviewFault[] {
  const [wanted, there] = [figuresIn(source, from), figuresIn(own, locale)];
  const lacking = (a: Map<string, string>, b: Map<string, string>) =>
    [...a].filter(([key]) => !b.has(key)).map(([, text]) => text);
  return [
    ...lacking(wanted, there).map((what) => ({ kind: "figure-lost" as const, what })),
    ...lacking(there, wanted).map((what) => ({ kind: "figure-new" as const, what })),
  ];
}

const figuresIn = (passages: string[], language: string): Map<string, string> =>
  new Map(
    passages
      .flatMap((passage) => numbersIn(passage, language))
      .filter(claims)
      .map(({ value, percent, text }) => [`${value}${percent ? "%" : ""}`, text]),
  );
