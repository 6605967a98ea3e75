import { expect, test } from "vitest";
import { mayCancel } from "#app/features/cohorts/cancel-cohort.ts";
import { cohortPhase, isArchived } from "#app/features/cohorts/cohort-phase.ts";

const cohort = { endDate: "2026-11-20", closed: false, certificates: 0 };

test.each([
  ["before it begins", cohort, "2026-11-01", true],
  ["on its last day", cohort, "2026-11-20", true],
  ["the day after", cohort, "2026-11-21", "cohort.over"],
  ["once it is closed", { ...cohort, closed: true }, "2026-11-01", "cohort.closed"],
  ["with a certificate", { ...cohort, certificates: 1 }, "2026-11-20", "cohort.has-certificates"],
] as const)("%s", (_when, facts, today, expected) => {
  const answer = mayCancel(facts, today);
  expect(answer.ok || answer.reason.key).toBe(expected);
});

test("cancelled is more than closed, whatever the day", () => {
  const dates = { startDate: "2026-11-09", endDate: "2026-11-20" };
  const phase = (closed: boolean, cancelled: boolean, today: string) =>
    cohortPhase({ ...dates, closed, cancelled }, today);
  for (const today of ["2026-11-01", "2026-11-10", "2026-12-01"]) {
    expect(phase(true, true, today)).toBe("cancelled");
    expect(phase(true, false, today)).toBe("closed");
    expect(isArchived(phase(false, false, today))).toBe(false);
  }
  expect(["closed", "cancelled"].every((each) => isArchived(each as "closed"))).toBe(true);
});
