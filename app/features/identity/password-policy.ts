import { fold } from "#app/lib/fold.ts";
import type { Refusal } from "#app/lib/result.ts";

/* Passwords: long rather than odd (NIST SP 800-63B-4; decisions 24). At least 10 characters for learners, 15 for
 * staff, at most 128; nothing that is commonly chosen or made of the person's own names; no rules of composition. */

export const SHORTEST = { learner: 10, staff: 15 } as const;
export const LONGEST = 128;
/** With this few letters beside one's own name and digits, the name is the password. */
const FEWEST_OWN_LETTERS = 4;
const FEWEST_DIFFERENT = 5;

export type PasswordFacts = {
  kind: keyof typeof SHORTEST;
  /** Name, username, e-mail, phone, organisations: what a guesser tries first. */
  ownWords: readonly string[];
  common: ReadonlySet<string>;
};

/** One form for one password, however the keyboard composed it; spaces that phones add at the end do not count. */
export const normalisePassword = (typed: string): string => typed.normalize("NFKC").trim();

/** Why this password cannot be taken (a key under common.form), or null when it can. */
export function passwordProblem(password: string, facts: PasswordFacts): Refusal | null {
  const length = [...password].length;
  const shortest = SHORTEST[facts.kind];
  if (length < shortest) return { key: "password-too-short", params: { min: shortest } };
  if (length > LONGEST) return { key: "password-too-long", params: { max: LONGEST } };
  const folded = fold(password);
  if (isPattern(folded) || isCommon(folded, facts.common)) return { key: "password-common" };
  if (isOwnWords(folded, facts.ownWords)) return { key: "password-own-words" };
  return null;
}

const withoutEnds = (text: string) => text.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, "");

const LEET: Record<string, string> = {
  "@": "a",
  "0": "o",
  "1": "i",
  "3": "e",
  "4": "a",
  "5": "s",
  "7": "t",
  $: "s",
};
const withoutLeet = (text: string) => text.replace(/[@013457$]/g, (sign) => LEET[sign] ?? sign);

/** A common word itself, with digits and signs around it, with p@ssw0rd spelling, or said twice. */
function isCommon(folded: string, common: ReadonlySet<string>): boolean {
  const core = withoutEnds(folded);
  const forms = [folded, core, withoutLeet(core), withoutEnds(withoutLeet(folded))];
  return forms.some((form) => common.has(form) || common.has(repeatedPart(form)));
}

/** "abcabcabc" is "abc"; a text that repeats nothing is itself. */
function repeatedPart(text: string): string {
  const at = (text + text).indexOf(text, 1);
  return at > 0 ? text.slice(0, at) : text;
}

const ROWS = [
  "abcdefghijklmnopqrstuvwxyz",
  "01234567890",
  "qwertyuiop",
  "asdfghjkl",
  "zxcvbnm",
  "azertyuiop",
  "qsdfghjklm",
];
const NEIGHBOURS = new Set(
  [...ROWS, ...ROWS.map((row) => [...row].reverse().join(""))].flatMap((row) =>
    [...row].slice(1).map((letter, index) => row.charAt(index) + letter),
  ),
);

/** A walk over the keyboard or the alphabet, or the same few characters again and again. */
function isPattern(folded: string): boolean {
  const letters = [...folded];
  if (new Set(letters).size < FEWEST_DIFFERENT || repeatedPart(folded).length <= 4) return true;
  const steps = letters.slice(1).filter((letter, index) => {
    const before = letters[index] ?? "";
    return letter === before || NEIGHBOURS.has(before + letter);
  });
  return steps.length >= (letters.length - 1) * 0.75;
}

function isOwnWords(folded: string, ownWords: readonly string[]): boolean {
  const words = ownWords
    .flatMap((text) => fold(text).split(/[^\p{L}\p{M}\p{N}]+/u))
    .filter((word) => word.length >= 3)
    .sort((one, other) => other.length - one.length);
  const digits = folded.replace(/\D/g, "");
  if (words.some((word) => /^\d{6,}$/.test(word) && digits.includes(word.slice(-6)))) return true;
  const rest = words.reduce((text, word) => text.replaceAll(word, ""), folded);
  return rest !== folded && rest.replace(/[^\p{L}]/gu, "").length < FEWEST_OWN_LETTERS;
}
