import { expect, test } from "vitest";
import { edgesOf } from "#app/features/trainers/candidacies/candidacy.ts";
import { FIRST_SCHEMES } from "#app/features/trainers/schemes/first-schemes.ts";
import type { Requirement, Scheme } from "#app/features/trainers/schemes/scheme.ts";

const parameters = (requirement: Requirement): string =>
  Object.entries(requirement)
    .filter(([name]) => name !== "kind")
    .map(([name, value]) => `${name} ${typeof value === "object" ? JSON.stringify(value) : String(value)}`)
    .join(", ");

function drawn(scheme: Scheme): string {
  const stages = scheme.stages.map(
    ({ id, asks }) =>
      `| ${id} | ${asks.map((asked) => `${asked.kind}${parameters(asked) && ` (${parameters(asked)})`}`).join("; ")} |`,
  );
  const edges = edgesOf(scheme).map(
    ({ from, act, by, to }) => `| ${from} | ${act} | ${by.join(", ")} | ${to} |`,
  );
  return [
    `## ${scheme.id}, version ${scheme.version}`,
    "",
    "| Stage | Asks before it lets go |",
    "|---|---|",
    ...stages,
    "",
    "| From | Act | By | To |",
    "|---|---|---|---|",
    ...edges,
    "",
  ].join("\n");
}

test("docs/candidacy.md is drawn from the code", async () => {
  const page = [
    "# The candidacy machine",
    "",
    "Drawn from `app/features/trainers/candidacies/candidacy.ts` and `first-schemes.ts` by `npx vitest run --project rules -u tests/rules/trainers/candidacy-table.test.ts`.",
    "This is what the platform brought: an officer publishes versions that ask otherwise (docs/decisions/0049); acts and who takes them follow from the stages.",
    "Thresholds are hundredths: 7000 is 70 %, 350 is 3.5 of 5. Days and months count from what the stage says.",
    "",
    ...FIRST_SCHEMES.filter(({ kind }) => kind !== "licence").map(drawn),
  ].join("\n");
  await expect(page).toMatchFileSnapshot("../../../docs/candidacy.md");
});
