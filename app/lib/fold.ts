/** Letters that carry no separable accent, yet are searched for without theirs. */
const PLAIN: Record<string, string> = {
  đ: "d",
  ð: "d",
  ø: "o",
  ł: "l",
  ħ: "h",
  ı: "i",
  ß: "ss",
  æ: "ae",
  œ: "oe",
  þ: "th",
  ς: "σ",
  "’": "'",
  "‘": "'",
  ʼ: "'",
};

/* Accents of Latin, Greek and Cyrillic, Arabic vowel signs and the tatweel. The vowel signs of Khmer and its
 * neighbours are marks too, but they are the word: they stay. */
const ACCENTS =
  /[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f\u064b-\u065f\u0670\u0640]/g;
const INVISIBLE = /[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g;

/**
 * A text as one searches for it: lower case, no accents, no zero-width characters, single spaces. What is stored
 * for searching and what is typed into a search box are folded alike.
 */
export const fold = (text: string): string =>
  text
    .normalize("NFKD")
    .toLowerCase()
    .normalize("NFKD")
    .replace(ACCENTS, "")
    .replace(INVISIBLE, "")
    .replace(/[đðøłħıßæœþς’‘ʼ]/g, (letter) => PLAIN[letter] ?? letter)
    .replace(/\s+/g, " ")
    .trim();

/** A heading or a word of a list: folded, with all but letters, their marks and digits as one space. */
export const foldHeading = (text: string): string =>
  fold(text)
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, " ")
    .trim();
