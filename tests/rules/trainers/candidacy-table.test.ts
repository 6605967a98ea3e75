import { expect, test } from "vitest";
import { appealsOf, edgesOf } from "#app/features/trainers/candidacies/candidacy.ts";
import { APPEAL_OUTCOMES } from "#app/features/trainers/certifications/certification-status.ts";
import {
  EVERY_VERSION,
  FACILITATOR_SCHEME,
  MASTER_SCHEME,
  NATIONAL_OBSERVED,
  TRAINER_SCHEME,
} from "#app/features/trainers/schemes/first-schemes.ts";
import { onWayBack, waysOf } from "#app/features/trainers/schemes/way-back.ts";
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
  const appeals = appealsOf(scheme).map(({ from, act, outcomes }) => {
    const to = new Map(outcomes);
    return `| ${act} at ${from} | ${APPEAL_OUTCOMES.map((outcome) => to.get(outcome) ?? "").join(" | ")} |`;
  });
  return [
    `## ${scheme.id}, version ${scheme.version}${scheme.back ? `, back by ${scheme.back}` : ""}`,
    "",
    "| Stage | Asks before it lets go |",
    "|---|---|",
    ...stages,
    "",
    "| From | Act | By | To |",
    "|---|---|---|---|",
    ...edges,
    "",
    "| Appealed | Upheld | Overturned | Redo |",
    "|---|---|---|---|",
    ...appeals,
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
    "What an officer decides against a candidate they may appeal within 30 days; a panel of three leaves it as it is (upheld), sets it aside (overturned: decided anew by somebody else on what counted before) or has the step taken again (redo: what was rated in it counts no more). While an appeal waits nothing moves the candidate but their own withdrawal.",
    "",
    ...EVERY_VERSION.filter(({ kind }) => kind !== "licence").map(drawn),
    "# The ways back",
    "",
    "After a certification has expired (`app/features/trainers/schemes/way-back.ts`): parts of the same schemes, by the same figures.",
    "",
    ...[TRAINER_SCHEME, MASTER_SCHEME, NATIONAL_OBSERVED, FACILITATOR_SCHEME].flatMap((scheme) =>
      waysOf(scheme).map((way) => drawn(onWayBack(scheme, way))),
    ),
  ].join("\n");
  await expect(page).toMatchFileSnapshot("../../../docs/candidacy.md");
});
