import { expect, test } from "vitest";
import { achievementDocument, achievementUrl, resultsAsked } from "#app/features/credentials/achievement.ts";
import { node } from "#app/features/credentials/machine.server.ts";
import {
  FACILITATOR_SCHEME,
  EVERY_VERSION,
  TRAINER_SCHEME,
} from "#app/features/trainers/schemes/first-schemes.ts";
import { papersOf, stagesBefore, type Paper } from "#app/features/trainers/schemes/papers.ts";
import type { Scheme } from "#app/features/trainers/schemes/scheme.ts";

const ORIGIN = "https://passbook.example";
const achieved = (scheme: Scheme, paper: Paper) =>
  ({ in: "schemes", id: scheme.id, version: scheme.version, paper }) as const;
const documentOf = (scheme: Scheme, paper: Paper) =>
  achievementDocument(
    { origin: ORIGIN, did: "did:web:passbook.example", achieved: achieved(scheme, paper), locale: "en" },
    { title: "Title", name: "Name", description: "Description", criteria: "- one", programme: "Programme" },
    {
      courses: [{ id: "a-course", title: "A course" }],
      results: resultsAsked(scheme, paper, (key) => `The ${key}`),
      versions: ["1.0", "2.0", scheme.version],
    },
  );

const papers = EVERY_VERSION.flatMap((scheme) =>
  papersOf(scheme).map((paper) => [scheme.id, scheme.version, paper, scheme] as const),
);

test.each(papers)(
  "%s %s, %s: every word is one of Open Badges, and its address is its own",
  async (...of) => {
    const [, , paper, scheme] = of;
    const document = documentOf(scheme, paper);
    expect(document.id).toBe(achievementUrl(ORIGIN, achieved(scheme, paper)));
    expect(document.criteria.id).toBe(`${ORIGIN}/trainers/schemes/${scheme.id}/${scheme.version}`);
    // Canonizing refuses a word that its contexts do not explain.
    const graph = await node.canonize(document);
    expect(graph).toContain(`<${document.id}>`);
    for (const { id, requiredValue } of document.resultDescription ?? [])
      expect(graph).toMatch(
        new RegExp(`<${id.replaceAll(".", "\\.")}> <[^>]*requiredValue> "${requiredValue}"`),
      );
    await expect(node.canonize({ ...document, floor: "3" })).rejects.toThrow();
  },
);

test("what is measured stands in it: the exams before the provisional paper, and each criterion before the last", () => {
  const asked = (scheme: Scheme, paper: Paper) =>
    resultsAsked(scheme, paper, (key) => key).map(({ name, requiredValue }) => `${name} ${requiredValue}`);
  expect(papersOf(TRAINER_SCHEME)).toEqual(["provisional", "trainer"]);
  expect(asked(TRAINER_SCHEME, "provisional")).toEqual(["exam 70"]);
  expect(asked(TRAINER_SCHEME, "trainer")).toEqual([
    "exam 70",
    ...Array.from({ length: 12 }, (_, index) => `C${index + 1} 3`),
  ]);
  expect(papersOf(FACILITATOR_SCHEME)).toEqual(["facilitator"]);
  expect(asked(FACILITATOR_SCHEME, "facilitator")).toContain("checklist 80");
  const before = stagesBefore(TRAINER_SCHEME, "provisional").map(({ id }) => id);
  expect(before).not.toContain("provisional");
  expect(before.at(-1)).toBe("phase-2");
});
