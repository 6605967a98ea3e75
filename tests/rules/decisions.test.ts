import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

/* The decisions in docs/decisions: each has a number of its own, and whoever names one finds it. */

const FOLDER = "docs/decisions";
const files = readdirSync(FOLDER);
const numberOf = (file: string) => file.slice(0, 4);

test("each has a number of its own, says it in its title, and fits on a page", () => {
  expect(files.filter((file) => !/^\d{4}-[a-z0-9-]+\.md$/.test(file))).toEqual([]);
  expect(new Set(files.map(numberOf)).size).toBe(files.length);
  for (const file of files) {
    const lines = readFileSync(path.join(FOLDER, file), "utf8").trimEnd().split("\n");
    expect([file, lines[0]]).toEqual([file, expect.stringMatching(`^# ${numberOf(file)}\\W`)]);
    expect([file, lines.length <= 40]).toEqual([file, true]);
  }
});

test("the one that a text names is there", () => {
  const known = new Set(files.map(numberOf));
  const texts = ["app", "docs", "scripts", "tests"]
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: "utf8" }).map((file) => path.join(folder, file)),
    )
    .filter((file) => /\.(ts|tsx|mjs|md)$/.test(file));
  const named = [...texts, "README.md", "server.ts", "prisma/sqlite/schema.prisma"].flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(/\b(?:decisions?[/ ]|ADR )(\d{4})\b/g)].map((found) => ({
      file,
      number: found[1]!,
    })),
  );
  expect(named.length).toBeGreaterThan(15);
  expect(named.filter(({ number }) => !known.has(number))).toEqual([]);
});
