import { describe, expect, test } from "vitest";
import { pseudo } from "#app/lib/pseudo-locale.ts";
import { trees } from "#app/locales/trees.ts";

type Tree = { [key: string]: string | Tree };

const PLURAL = /_(zero|one|two|few|many|other)$/;
const flatten = (tree: Tree, prefix = ""): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === "string"
      ? [[prefix + key, value] as [string, string]]
      : flatten(value, `${prefix}${key}.`),
  );
const gaps = (text: string) => [...text.matchAll(/\{\{(\w+)/g)].map(([, name]) => name).sort();
const tags = (text: string) => [...text.matchAll(/<(\w+)>/g)].map(([, name]) => name).sort();

const english = new Map(flatten(trees.en));
const stems = new Set([...english.keys()].map((key) => key.replace(PLURAL, "")));

const others = Object.entries(trees as Record<string, Tree>).filter(([locale]) => locale !== "en");

describe.each(others)("%s", (locale, tree) => {
  const words = new Map(flatten(tree));

  test("has the keys of English and no others", () => {
    expect([...new Set([...words.keys()].map((key) => key.replace(PLURAL, "")))].sort()).toEqual(
      [...stems].sort(),
    );
  });

  test("has every plural form of the language", () => {
    const categories = new Intl.PluralRules(locale).resolvedOptions().pluralCategories;
    const plural = [...english.keys()]
      .filter((key) => PLURAL.test(key))
      .map((key) => key.replace(PLURAL, ""));
    const missing = [...new Set(plural)].flatMap((stem) =>
      categories.map((category) => `${stem}_${category}`).filter((key) => !words.has(key)),
    );
    expect(missing).toEqual([]);
  });

  test("leaves the same gaps and tags as English", () => {
    for (const [key, text] of words) {
      const stem = key.replace(PLURAL, "");
      const source = english.get(key) ?? english.get(`${stem}_other`) ?? "";
      const optional = PLURAL.test(key) ? gaps(text).filter((name) => name !== "count") : gaps(text);
      const expected = PLURAL.test(key) ? gaps(source).filter((name) => name !== "count") : gaps(source);
      expect(optional, key).toEqual(expected);
      expect(tags(text), key).toEqual(tags(source));
    }
  });
});

test("English has one and other for every plural", () => {
  const plural = [...english.keys()].filter((key) => PLURAL.test(key));
  for (const key of plural) {
    const stem = key.replace(PLURAL, "");
    expect([english.has(`${stem}_one`), english.has(`${stem}_other`)], key).toEqual([true, true]);
  }
});

test("the pseudo-locale keeps gaps and tags", () => {
  expect(pseudo("Read <link>{{name}}</link> again")).toContain("<link>{{name}}</link>");
});
