import { isSpeakable } from "./client-forms.ts";
import { labelsIn } from "./lesson-labels.ts";
import { readLesson } from "./lesson-markdown.server.ts";
import { passagesOf, wordsAt, type ReviewedUnit } from "./review.ts";
import { isTrainerText } from "./trainer-texts.ts";
import { claims, numbersIn } from "./written-numbers.ts";

/*
 * What a reviewer's text must keep of its source, as content:check asks of a folder: Markdown in form, the same pictures
 * and links, the same figures and gaps. The rest is language, and theirs to judge.
 */

export type ReviewFault =
  | { kind: "form"; what: string; line: number }
  | { kind: `${"picture" | "link" | "gap" | "figure"}-${"lost" | "new"}` | "unspeakable"; what: string };

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

type WordsIn = { words: unknown; locale: string };

export function wordFaults(part: string, source: WordsIn, own: WordsIn): ReviewFault[] {
  const [from, to] = [textsOf(source.words), textsOf(own.words)];
  return [
    ...differences("link", from.flatMap(linksIn), to.flatMap(linksIn)),
    ...differences("gap", from.flatMap(gapsIn), to.flatMap(gapsIn)),
    ...figureFaults(from, source.locale, to, own.locale),
    ...(wordsAt(part)?.kind === "forms" ? sayingFaults(own.words) : []),
  ];
}

const textsOf = (words: unknown) => passagesOf(words).map(({ text }) => text);

const linksIn = (text: string): string[] =>
  text.match(/\b(?:https?:\/\/|mailto:|unit:)[^\s<>()[\]"”»]*[^\s<>()[\]"”».,;:!?។]/gu) ?? [];

/** What is put in later, or written in by hand: {{name}}, {name}, ____ */
const gapsIn = (text: string): string[] =>
  (text.match(/\{\{[^{}]*\}\}|\{[^{}]*\}|_{2,}/g) ?? []).map((gap) => gap.replace(/_+/, "___"));

/** What an officer reads aloud is words alone. */
const sayingFaults = (words: unknown): ReviewFault[] =>
  passagesOf(words)
    .filter(({ path, text }) => path.at(-1) === "say" && !isSpeakable(text))
    .map(({ text }) => ({ kind: "unspeakable", what: text }));

function factsOf(unitId: string, { markdown, locale }: Text) {
  const setting = { labels: labelsIn(locale), language: locale, pictureAt: () => null };
  return readLesson(markdown, { ...setting, ...(isTrainerText(unitId) ? { trainer: unitId } : {}) }).facts;
}

function differences(what: "picture" | "link" | "gap", from: string[], to: string[]): ReviewFault[] {
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
