import { describe, expect, test } from "vitest";
import { fieldsMoved, passagesOf, wordsAt, wordsFrom, wordsPart } from "#app/features/catalogue/review.ts";

/* Words as fields and back: whatever an author called them. */

const WORDS = {
  title: "A line",
  intent: "To look",
  labels: { code: "Code", password: "Word" },
  examples: { code: ["D-114", null, "", "B-087"] },
  hints: {},
};

test("every text is a field named by its place, and comes back where it stood", () => {
  const passages = passagesOf(WORDS);
  expect(passages.map(({ path, text }) => [path.join("."), text])).toEqual([
    ["title", "A line"],
    ["intent", "To look"],
    ["labels.code", "Code"],
    ["labels.password", "Word"],
    ["examples.code.0", "D-114"],
    ["examples.code.3", "B-087"],
  ]);
  const fields = Object.fromEntries(passages.map(({ field, text }) => [field, ` ${text}! `]));
  expect(Object.keys(fields).filter((field) => /intent|code|password/.test(field))).toEqual([]);
  expect(wordsFrom(WORDS, fields)).toEqual({
    ok: true,
    words: {
      title: "A line!",
      intent: "To look!",
      labels: { code: "Code!", password: "Word!" },
      examples: { code: ["D-114!", null, "", "B-087!"] },
      hints: {},
    },
  });
});

test("a field that is empty or left out is named", () => {
  const [title, ...others] = passagesOf(WORDS);
  const fields = Object.fromEntries(others.map(({ field, text }) => [field, text]));
  expect(wordsFrom(WORDS, fields)).toEqual({ ok: false, empty: [title!.field] });
  expect(wordsFrom(WORDS, { ...fields, [title!.field]: "  " })).toMatchObject({ ok: false });
});

test("a unit is no words", () => {
  expect(wordsAt("session-plan")).toBeNull();
  expect(wordsAt("strangers/q")).toBeNull();
  expect(wordsAt("items/")).toBeNull();
  expect(wordsAt(wordsPart("module"))).toEqual({ kind: "module", id: "words" });
  expect(wordsAt(wordsPart("figures", "ageing"))).toEqual({ kind: "figures", id: "ageing" });
});

describe("answers counted right are as many as their language needs", () => {
  const source = { prompt: "Which?", accept: ["liquidity", "cash"], explain: "So." };
  const typed = (accept: string) => {
    const fields = passagesOf(source).map(({ field, path, text }) => [
      field,
      path[0] === "accept" ? accept : text,
    ]);
    return wordsFrom(source, Object.fromEntries(fields));
  };

  test("they are one text, an answer a line", () => {
    expect(passagesOf(source).map(({ text }) => text)).toEqual(["Which?", "liquidity\ncash", "So."]);
  });

  test.each([
    ["la liquidez\nliquidez\nefectivo\ncaja", ["la liquidez", "liquidez", "efectivo", "caja"]],
    ["la trésorerie", ["la trésorerie"]],
    [" a \n\n b\na ", ["a", "b"]],
  ])("%j", (text, accept) => {
    expect(typed(text)).toEqual({ ok: true, words: { ...source, accept } });
  });

  test("none is too few", () => expect(typed(" \n ")).toMatchObject({ ok: false, empty: ["text-1"] }));
});

test("what was typed beside one source stands where it belongs beside another", () => {
  const before = { title: "A", labels: { code: "Code", days: "Days" } };
  const after = { title: "A", audience: "All", labels: { days: "Days late", code: "Code" } };
  const typed = Object.fromEntries(passagesOf(before).map(({ field, text }) => [field, `${text}!`]));
  expect(fieldsMoved(before, after, typed)).toEqual({ "text-0": "A!", "text-2": "Days!", "text-3": "Code!" });
});
