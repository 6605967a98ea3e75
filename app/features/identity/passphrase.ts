import { PASSPHRASE_WORDS_EN } from "./passphrase-words-en.ts";
import { PASSPHRASE_WORDS_FR } from "./passphrase-words-fr.ts";

/* Four plain words are easier to keep and to type on a phone than ten odd characters, and harder to guess: about
 * 41 bits behind a slow hash and a throttle (security.md 2.1). Offered in the person's language. */

const WORDS = 4;

/** `random(n)` answers a whole number from 0 to n − 1 that nobody can foresee. */
export function passphrase(locale: string, random: (below: number) => number): string {
  const list = locale.startsWith("fr") ? PASSPHRASE_WORDS_FR : PASSPHRASE_WORDS_EN;
  const words: string[] = [];
  while (words.length < WORDS) {
    const word = list[random(list.length)];
    if (word && !words.includes(word)) words.push(word);
  }
  return words.join(" ");
}
