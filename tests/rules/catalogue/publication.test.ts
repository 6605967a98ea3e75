import { expect, test } from "vitest";
import { mayPublish } from "#app/features/catalogue/publication.ts";
import { compareVersions } from "#app/features/catalogue/version-number.ts";
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
