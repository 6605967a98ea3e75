import { expect, test } from "vitest";
import {
  languageStates,
  needsCaution,
  translationState,
  weakestState,
} from "#app/features/catalogue/translation-state.ts";
import type { TextState } from "#app/features/catalogue/course-outline.ts";
import { courseModule, courseOutline, quiz, unit } from "#tests/support/course-fixture.ts";

test.each(["draft", "machine-drafted", "reviewed"] as const)(
  "%s holds until the source moves on",
  (state) => {
    expect(translationState({ state, of: "aaaaaaaaaaaa" }, "aaaaaaaaaaaa")).toBe(state);
    expect(translationState({ state, of: "aaaaaaaaaaaa" }, "bbbbbbbbbbbb")).toBe("outdated");
  },
);

test("a course is worth what its least finished text is worth", () => {
  expect(weakestState(["source", "reviewed"])).toBe("reviewed");
  expect(weakestState(["reviewed", "machine-drafted", "draft"])).toBe("draft");
  expect(weakestState(["draft", "outdated"])).toBe("outdated");
  expect(weakestState(["source", "missing"])).toBe("missing");
});

test("only the source and a reviewed text are shown without a word of caution", () => {
  expect((["source", "reviewed"] as const).some(needsCaution)).toBe(false);
  expect((["draft", "machine-drafted", "outdated", "missing"] as const).every(needsCaution)).toBe(true);
});

const outline = courseOutline({
  languages: ["en", "fr", "es"],
  sections: [{ id: "only", kind: "core", group: null, modules: ["one"] }],
  modules: { one: courseModule("one", [unit("a"), unit("b"), quiz("test", { from: "form", items: ["x"] })]) },
});

test("a language without any text is not offered; one with a gap says so; a quiz needs no text", () => {
  const whole = new Map<string, Record<string, TextState>>([
    ["one/a", { en: "source", fr: "reviewed" }],
    ["one/b", { en: "source", fr: "machine-drafted" }],
  ]);
  expect(languageStates(outline, whole)).toEqual([
    { locale: "en", state: "source" },
    { locale: "fr", state: "machine-drafted" },
  ]);
  const gap = new Map([...whole, ["one/b", { en: "source" as const }]]);
  expect(languageStates(outline, gap)).toContainEqual({ locale: "fr", state: "missing" });
});
