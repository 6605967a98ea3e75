import { isSpeakable } from "./client-forms.ts";
import type { LessonFacts } from "./course-source.ts";
import { passagesOf, withFigures, type FaultKind, type WordKind } from "./review.ts";
import { claims, numbersIn, speaksOfShares, type WrittenNumber } from "./written-numbers.ts";

/*
 * What a translation must keep of its source, in a folder as on a reviewer's page: the same pictures, links and marks, the
 * same figures and gaps. The rest is language, and its reader's to judge.
 */

export type TranslationFault = { kind: FaultKind; what: string; line?: number };

export type TextFacts = Pick<LessonFacts, "passages" | "pictures" | "links" | "marks"> & {
  title: string;
  locale: string;
};

export const textFaults = (from: TextFacts, to: TextFacts): TranslationFault[] => [
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
  ...figureFaults(saidIn(from), from.locale, saidIn(to), to.locale),
];

const saidIn = ({ title, passages }: TextFacts): string[] => [title, ...passages.map(({ text }) => text)];

export type WordsIn = { words: object; locale: string };

export function wordFaults(kind: WordKind, source: WordsIn, own: WordsIn): TranslationFault[] {
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
const sayingFaults = (words: unknown): TranslationFault[] =>
  passagesOf(words)
    .filter(({ path, text }) => path.at(-1) === "say" && !isSpeakable(text))
    .map(({ text }) => ({ kind: "unspeakable", what: text }));

function differences(what: "picture" | "link" | "gap", from: string[], to: string[]): TranslationFault[] {
  return [
    ...missingIn(to, from).map((one) => ({ kind: `${what}-lost` as const, what: one })),
    ...missingIn(from, to).map((one) => ({ kind: `${what}-new` as const, what: one })),
  ];
}

/** A mark is missed as often as it is missing. */
function markFaults(from: string[], to: string[]): TranslationFault[] {
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
function figureFaults(source: string[], from: string, own: string[], locale: string): TranslationFault[] {
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
