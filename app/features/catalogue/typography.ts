/* Small print that a keyboard does not offer: what must stay on one line, what is a figure. */

const NO_BREAK = "\u00a0";

/** "7 %", "478 000" and the spaced signs of French (; : ! ? « ») never begin or end a line alone. */
export const withoutBadBreaks = (words: string): string =>
  words
    .replace(/(?<=\d) (?=[%‰€$]|\d{3}(?!\d))/g, NO_BREAK)
    .replace(/ (?=[;:!?»](?:\s|$|[).,]))/g, NO_BREAK)
    .replace(/(?<=«) /g, NO_BREAK);

/** "1,054", "−3.5 %", "–": what stands in a column of figures. */
export const isFigure = (words: string): boolean =>
  /^[-−+]?[\d.,\u00a0\u202f ]*\d[\d.,]*[\s\u00a0]?[%‰]?$|^[–—]$/u.test(words);
