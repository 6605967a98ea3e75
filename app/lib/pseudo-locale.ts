/**
 * English made strange: accents show which words come from the locale files, right-to-left marks show what
 * depends on direction. Gaps ({{name}}), tags (<link>) and nesting stay as they are.
 */
const ACCENTS: Record<string, string> = {
  a: "á", e: "é", i: "í", o: "ó", u: "ú", y: "ý", c: "ç", n: "ñ", s: "š", z: "ž",
  A: "Á", E: "É", I: "Í", O: "Ó", U: "Ú", Y: "Ý", C: "Ç", N: "Ñ", S: "Š", Z: "Ž",
}; // prettier-ignore
const RLM = "\u200f";

const accented = (text: string) => Array.from(text, (letter) => ACCENTS[letter] ?? letter).join("");

export const pseudo = (text: string): string =>
  RLM +
  text
    .split(/(\{\{.*?\}\}|<\/?[\w-]+\/?>|\$t\(.*?\))/)
    .map((part, index) => (index % 2 ? part : accented(part)))
    .join("") +
  RLM;

export type WordTree = { [key: string]: string | WordTree };

/** Arabic has six plural forms: English's "other" stands in for the four it does not have. */
const FORMS = ["zero", "two", "few", "many"];

export const pseudoTree = (tree: WordTree): WordTree =>
  Object.fromEntries(
    Object.entries(tree).flatMap(([key, value]): [string, string | WordTree][] => {
      if (typeof value !== "string") return [[key, pseudoTree(value)]];
      const strange = pseudo(value);
      const stem = key.endsWith("_other") && key.slice(0, -"other".length);
      return [[key, strange], ...(stem ? FORMS.map((form): [string, string] => [stem + form, strange]) : [])];
    }),
  );
