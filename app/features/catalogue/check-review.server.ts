import { isSpeakable } from "./client-forms.ts";
import { labelsIn } from "./lesson-labels.ts";
import { readLesson } from "./lesson-markdown.server.ts";
import { passagesOf, withFigures, wordsAt, type FaultKind, type ReviewedUnit } from "./review.ts";
import { isTrainerText } from "./trainer-texts.ts";
import { claims, numbersIn, speaksOfShares, type WrittenNumber } from "./written-numbers.ts";

/*
 * What a reviewer's text must keep of its source, as content:check asks of a folder: Markdown in form, the same pictures,
 * links and marks, the same figures and gaps. The rest is language, and theirs to judge.
 */

export type ReviewFault = { kind: FaultKind; what: string; line?: number };

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
    ...markFaults(from.marks, to.marks),
    ...figureFaults(
      [source.title, ...from.passages.map(({ text }) => text)],
      source.locale,
      [own.title, ...to.passages.map(({ text }) => text)],
      own.locale,
    ),
  ];
}

type WordsIn = { words: object; locale: string };

export function wordFaults(part: string, source: WordsIn, own: WordsIn): ReviewFault[] {
  const kind = wordsAt(part)?.kind;
  const [from, to] = [textsOf(source.words), textsOf(own.words)];
  const [figures, ownFigures] = [source, own].map(({ words }) => textsOf(withFigures(kind, words))) as [
    string[],
    string[],
  ];
  return [
    ...differences("link", from.flatMap(linksIn), to.flatMap(linksIn)),
    ...differences("gap", from.flatMap(gapsIn), to.flatMap(gapsIn)),
    ...figureFaults(figures, source.locale, ownFigures, own.locale),
    ...(kind === "forms" ? sayingFaults(own.words) : []),
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

/** A mark is missed as often as it is missing. */
function markFaults(from: string[], to: string[]): ReviewFault[] {
  const counted = (marks: string[], name: string) => marks.filter((one) => one === name).length;
  return [...new Set([...from, ...to])].flatMap((name) => {
    const [wanted, there] = [counted(from, name), counted(to, name)];
    if (wanted === there) return [];
    return [{ kind: there < wanted ? ("mark-lost" as const) : ("mark-new" as const), what: `:::${name}` }];
  });
}

const missingIn = (there: string[], wanted: string[]) =>
  [...new Set(wanted)].filter((one) => !there.includes(one));

/**
 * Figures as the check understands them: with a sign of per cent, decimals, or three digits and more. The sign stands
 * once in a list of shares, wherever a language puts it.
 */
function figureFaults(source: string[], from: string, own: string[], locale: string): ReviewFault[] {
  const [wanted, all] = [figuresIn(source, from), figuresIn(own, locale)];
  const there = all.filter(({ value }) => !Number.isNaN(value));
  const lacking = (these: Claim[], those: Claim[]) => [
    ...new Set(these.filter((one) => !those.some((other) => isSame(one, other))).map(({ text }) => text)),
  ];
  return [
    ...lacking(all, there).map((what) => ({ kind: "figure-unreadable" as const, what })),
    ...lacking(wanted, there).map((what) => ({ kind: "figure-lost" as const, what })),
    ...lacking(there, wanted).map((what) => ({ kind: "figure-new" as const, what })),
  ];
}

/** `shares`: the text around it speaks of shares. */
type Claim = WrittenNumber & { shares: boolean };

const figuresIn = (passages: string[], language: string): Claim[] =>
  passages.flatMap((passage) => {
    const shares = speaksOfShares(passage);
    return numbersIn(passage, language)
      .filter(claims)
      .map((number) => ({ ...number, shares }));
  });

const isSame = (a: Claim, b: Claim): boolean =>
  a.value === b.value && (a.percent === b.percent || (a.shares && b.shares));
