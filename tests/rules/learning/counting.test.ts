import { describe, expect, test } from "vitest";
import { TEXT_STATES } from "#app/features/catalogue/course-outline.ts";
import { counts, isPractice, isTrusted, showingOf } from "#app/features/learning/counting.ts";

describe("an item counts", () => {
  test.each([
    ["source", true],
    ["reviewed", true],
    ["draft", false],
    ["machine-drafted", false],
    ["outdated", false],
  ] as const)("%s alone: %s", (state, alone) => {
    expect(isTrusted(state)).toBe(alone);
    expect(counts({ state, sourceBeside: false })).toBe(alone);
    expect(counts({ state, sourceBeside: true })).toBe(true);
  });

  test("the page puts the source beside whatever would not count alone", () => {
    for (const state of TEXT_STATES) {
      expect(counts(showingOf(state))).toBe(true);
      expect(showingOf(state).sourceBeside).toBe(!isTrusted(state));
    }
  });
});

test("one item that does not count makes the sitting practice", () => {
  const good = { state: "source", sourceBeside: false } as const;
  expect(isPractice([good, showingOf("draft")])).toBe(false);
  expect(isPractice([good, { state: "draft", sourceBeside: false }])).toBe(true);
  expect(isPractice([])).toBe(false);
});
