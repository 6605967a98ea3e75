import { expect, test } from "vitest";
import { NameForm } from "#app/features/certification/name-question.ts";

test("a name is asked about in two hundred letters at most, and not without one", () => {
  const asked = (name: string, number = "PB-2026-000001-4") => NameForm.safeParse({ number, name }).success;
  expect([asked("x"), asked("ខ".repeat(200)), asked(` ${"x".repeat(200)} `)]).toEqual([true, true, true]);
  expect([asked(""), asked("   "), asked("x".repeat(201)), asked("x", " ")]).toEqual([
    false,
    false,
    false,
    false,
  ]);
  expect(asked("x", "1".repeat(201))).toBe(false);
});
