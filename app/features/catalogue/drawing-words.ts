/* A drawing may name its words, {{late}}, and take them from each language's figures.yaml (docs/courseware.md). */

export const DRAWING_KEY = /^[a-z0-9][a-z0-9_-]*$/;

const NAMED = /\{\{([^{}]*)\}\}/g;
const WORDS = /<(text|title|desc)\b[^>]*>([\s\S]*?)<\/\1>/g;

const lineAt = (svg: string, offset: number): number => svg.slice(0, offset).split("\n").length;

/** The keys of a drawing, each once, with the line of the first. */
export function keysIn(svg: string): { key: string; line: number }[] {
  const keys = new Map<string, number>();
  for (const { 1: key = "", index } of svg.matchAll(NAMED))
    if (!keys.has(key)) keys.set(key, lineAt(svg, index));
  return [...keys].map(([key, line]) => ({ key, line }));
}

/** Keys that are none, and one that would become part of an element instead of its words. */
export function keyProblems(svg: string): { line: number; message: string }[] {
  const inTag = /<[^<>]*\{\{/.exec(svg);
  return [
    ...keysIn(svg)
      .filter(({ key }) => !DRAWING_KEY.test(key))
      .map(({ key, line }) => ({ line, message: `{{${key}}}: a key is small letters, digits, - and _` })),
    ...(inTag
      ? [{ line: lineAt(svg, inTag.index), message: "a key stands for words, not inside a tag" }]
      : []),
  ];
}

/** The drawing with its words put in; a key without words stays as it is. */
export const drawn = (svg: string, words: Record<string, string>): string =>
  svg.replace(NAMED, (named, key: string) => (Object.hasOwn(words, key) ? escaped(words[key]!) : named));

const ESCAPES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};
const escaped = (words: string): string => words.replace(/[&<>"']/g, (sign) => ESCAPES[sign]!);

/** The words that stand in the drawing itself. */
export const wordsDrawn = (svg: string): { text: string; line: number }[] =>
  [...svg.matchAll(WORDS)].flatMap(({ 2: inner = "", index }) => {
    const text = inner
      .replace(NAMED, "…")
      .replace(/<[^>]*>/g, " ")
      .trim();
    return text === "" || text === "…" ? [] : [{ text, line: lineAt(svg, index) }];
  });
