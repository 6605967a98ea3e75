import { flesch } from "flesch";
import { syllable } from "syllable";

/*
 * How easy a text is to read, measured on its sentences: words a sentence in any language that parts its words, and for
 * English the reading ease after Flesch (206.8 − 1.015 words a sentence − 84.6 syllables a word; 60 and more is plain
 * English). Headings, cells and other scraps are no sentences.
 */

export type Readability = {
  sentences: number;
  wordsPerSentence: number;
  /** English only. */ ease: number | null;
};

/** Fewer words than this are a label, not a sentence. */
const SCRAP = 6;

/** Khmer, Thai and the like write no spaces between words: the length of their sentences says nothing here. */
const PARTS_WORDS = /^(en|fr|es|pt|de|it|vi|id|sw|ar|hi|bn)(-|$)/;

const segmenters = new Map<string, Intl.Segmenter>();

function segmenter(language: string, granularity: "word" | "sentence"): Intl.Segmenter {
  const key = `${language} ${granularity}`;
  const known = segmenters.get(key) ?? new Intl.Segmenter(language, { granularity });
  segmenters.set(key, known);
  return known;
}

/** Khmer writes no spaces between words, so they are not counted by spaces. */
export function countWords(text: string, language: string): number {
  let count = 0;
  for (const { isWordLike } of segmenter(language, "word").segment(text)) if (isWordLike) count += 1;
  return count;
}

export function readability(passages: readonly string[], language: string): Readability | null {
  if (!PARTS_WORDS.test(language)) return null;
  const wordsOf = segmenter(language, "word");
  const sentencesOf = segmenter(language, "sentence");
  let words = 0;
  let sentences = 0;
  let syllables = 0;
  for (const passage of passages) {
    const said = [...wordsOf.segment(passage)].filter(({ isWordLike }) => isWordLike);
    if (said.length < SCRAP) continue;
    words += said.length;
    sentences += [...sentencesOf.segment(passage)].filter(({ segment }) => /\p{L}/u.test(segment)).length;
    for (const { segment } of said) syllables += Math.max(1, syllable(segment));
  }
  if (sentences === 0) return null;
  const ease = language === "en" ? flesch({ sentence: sentences, word: words, syllable: syllables }) : null;
  return { sentences, wordsPerSentence: words / sentences, ease };
}
