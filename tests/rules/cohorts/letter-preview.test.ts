import { expect, test } from "vitest";
import { previewsOf } from "#app/features/cohorts/letter-preview.ts";

test("one letter a language, the most read first, as the first of its readers gets it", () => {
  const reader = (name: string, locale: string) => ({ name, locale });
  const readers = [reader("Fatou", "fr"), reader("Dara", "en"), reader("Bopha", "en")];
  const text = ({ name }: { name: string }) => ({ subject: "New dates", body: `Dear ${name}` });
  expect(previewsOf(readers, text)).toEqual([
    { locale: "en", people: 2, subject: "New dates", body: "Dear Dara" },
    { locale: "fr", people: 1, subject: "New dates", body: "Dear Fatou" },
  ]);
  expect(previewsOf([], text)).toEqual([]);
});
