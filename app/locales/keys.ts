import type { en } from "./en.ts";

type PluralSuffix = "zero" | "one" | "two" | "few" | "many" | "other";
type WithoutPlural<Key extends string> = Key extends `${infer Stem}_${PluralSuffix}` ? Stem : Key;
type Flatten<Tree, Prefix extends string = ""> = {
  [Key in keyof Tree & string]: Tree[Key] extends string
    ? `${Prefix}${WithoutPlural<Key>}`
    : Flatten<Tree[Key], `${Prefix}${Key}.`>;
}[keyof Tree & string];

/** Every key of the locale files, "feature.page.word"; plural forms by their stem. */
export type WordKey = Flatten<typeof en>;

export type WordParams = Record<string, string | number>;

/** Looks a key up in the visitor's language; `count` chooses the plural form. */
export type Translate = (key: WordKey, params?: WordParams) => string;
