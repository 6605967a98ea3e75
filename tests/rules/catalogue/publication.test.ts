import { expect, test } from "vitest";
import { mayPublish } from "#app/features/catalogue/publication.ts";
import { compareVersions } from "#app/features/catalogue/version-number.ts";
import { isFigure, withoutBadBreaks } from "#app/features/catalogue/typography.ts";
import { localised, mediaTypeOf, unlocalised } from "#app/features/catalogue/file-paths.ts";

const published = [
  { version: "1.0", contentHash: "first" },
  { version: "1.9", contentHash: "ninth" },
];

test("a higher version is published, the same content is no change", () => {
  expect(mayPublish([], { version: "1.0", contentHash: "x" }).ok).toBe(true);
  expect(mayPublish(published, { version: "1.10", contentHash: "tenth" }).ok).toBe(true);
  expect(mayPublish(published, { version: "1.9", contentHash: "ninth" }).ok).toBe(true);
});

test("other content under a version, or a lower version, is refused with the way forward", () => {
  expect(mayPublish(published, { version: "1.9", contentHash: "other" })).toEqual({
    ok: false,
    reason: { key: "catalogue.raise-the-version", params: { version: "1.9" } },
  });
  expect(mayPublish(published, { version: "1.2", contentHash: "other" })).toEqual({
    ok: false,
    reason: { key: "catalogue.lower-version", params: { version: "1.2", published: "1.9" } },
  });
});

test("versions are numbers, not text", () => {
  expect(["1.10", "2.0", "1.9", "1.0"].sort(compareVersions)).toEqual(["1.0", "1.9", "1.10", "2.0"]);
});

test.each([
  ["PAR30 is 7 % today", "PAR30 is 7\u00a0% today"],
  ["Les 478 000 riels : voici", "Les 478\u00a0000 riels\u00a0: voici"],
  ["« Oui ? »", "«\u00a0Oui\u00a0?\u00a0»"],
  ["In 2026 30 clients", "In 2026 30 clients"],
  ["a :-) smile", "a :-) smile"],
])("%s breaks where it may", (text, typeset) => expect(withoutBadBreaks(text)).toBe(typeset));

test("a figure is known by its look", () => {
  expect(["1,054", "86.3 %", "−3.5 %", "478 000", "–", "7\u00a0%"].every(isFigure)).toBe(true);
  expect(["On time", "30 days", "", "1–30 days late", "%"].some(isFigure)).toBe(false);
});

test("a course holds files of known kinds under two folders, and no others", () => {
  expect(mediaTypeOf("figures/ageing.svg")).toBe("image/svg+xml");
  expect(mediaTypeOf("files/fr/diary.csv")).toBe("text/csv; charset=utf-8");
  for (const path of [
    "files/run.exe",
    "files/page.html",
    "figures/sheet.csv",
    "files/../module.yaml",
    "files/a b.csv",
    "items.yaml",
    "/files/x.csv",
    "files/deep/er/x.csv",
  ])
    expect(mediaTypeOf(path), path).toBeNull();
});

test("a language's own file stands beside the common one", () => {
  expect(localised("files/diary.csv", "fr")).toBe("files/fr/diary.csv");
  expect(unlocalised("figures/fr/ageing.svg")).toBe("figures/ageing.svg");
  expect(unlocalised("figures/ageing.svg")).toBe("figures/ageing.svg");
});
