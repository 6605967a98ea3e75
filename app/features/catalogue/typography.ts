/* Small print that a keyboard does not offer: quotation marks that open and close, apostrophes, words and signs
 * that stay on one line, figures that line up. Authors type plainly; it is set when a version is published. */

const NO_BREAK = "\u00a0";

const QUOTES: Record<string, [open: string, close: string]> = {
  fr: [`«${NO_BREAK}`, `${NO_BREAK}»`],
};
const ENGLISH_QUOTES: [string, string] = ["“", "”"];

/** A line as it is printed in its language. */
export function typeset(line: string, language: string): string {
  const [open, close] = QUOTES[language] ?? ENGLISH_QUOTES;
  return keptTogether(
    line
      .replace(/(?<![\p{L}\p{M}\p{N}.,;:!?…%)»”])"(?=[\p{L}\p{N}(…«])/gu, open)
      .replaceAll('"', close)
      .replace(/(?<=[\p{L}\p{M}\p{N}.,!?…])'/gu, "’")
      .replace(/'(?=\p{L})/gu, "‘"),
  );
}

/** "7 %", "478 000" and the spaced signs of French (; : ! ? « ») never begin or end a line alone. */
const keptTogether = (line: string): string =>
  line
    .replace(/(?<=\d) (?=[%‰€$]|\d{3}(?!\d))/g, NO_BREAK)
    .replace(/ (?=[;:!?»](?:\s|$|[).,]))/g, NO_BREAK)
    .replace(/(?<=«) /g, NO_BREAK);

/** Every line in a value that is nothing but lines: an item's words, a module's titles. */
export function typesetAll<Value>(value: Value, language: string): Value {
  const set = (part: unknown): unknown => {
    if (typeof part === "string") return typeset(part, language);
    if (Array.isArray(part)) return part.map(set);
    if (typeof part !== "object" || part === null) return part;
    return Object.fromEntries(Object.entries(part).map(([key, one]) => [key, set(one)]));
  };
  return set(value) as Value;
}

/** "1,054", "−3.5 %", "–": what stands in a column of figures. */
export const isFigure = (words: string): boolean =>
  /^[-−+]?[\d.,\u00a0\u202f ]*\d[\d.,]*[\s\u00a0]?[%‰]?$|^[–—]$/u.test(words);
