import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { CRITERIA, SCORES } from "#app/features/trainers/schemes/criteria.ts";
import { trees } from "#app/locales/trees.ts";

/* What the instrument says of a score is what the training of trainers teaches, word for word, in each language. */

const UNITS = ["criteria-one-to-four", "criteria-five-to-eight", "criteria-nine-to-twelve"];

function taught(language: string): Record<string, Record<string, string>> {
  const anchors: Record<string, Record<string, string>> = {};
  let criterion = "";
  const lines = UNITS.flatMap((unit) =>
    readFileSync(
      `content/training-of-trainers/modules/the-twelve-criteria/${language}/${unit}.md`,
      "utf8",
    ).split("\n"),
  );
  for (const line of lines) {
    criterion = /^## (C\d+) /.exec(line)?.[1] ?? criterion;
    const [, score, says] = /^\|\s*\**([1-5])\**\s*\|\s*(.*?)\s*\|$/.exec(line) ?? [];
    if (score && says) anchors[criterion] = { ...anchors[criterion], [score]: says.replaceAll("*", "") };
  }
  return anchors;
}

test.each(Object.entries(trees))("%s", (language, { anchors }) => {
  expect(anchors).toEqual(taught(language));
  for (const criterion of CRITERIA)
    expect(Object.keys(anchors[criterion])).toEqual(SCORES.map((score) => String(score)));
});
