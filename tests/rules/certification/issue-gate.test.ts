import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { PROGRAMMES } from "#app/features/catalogue/course-outline.ts";
import { bestCertificate, mayIssue, type IssueFacts } from "#app/features/certification/issue-gate.ts";
import { FORMATS } from "#app/features/cohorts/completion.ts";

const complete: IssueFacts = {
  programme: "management",
  format: "standard",
  attendanceMet: true,
  activitiesDone: true,
  finalPassed: true,
  planApproved: true,
  endDate: "2026-11-20",
  halfDays: 20,
  halfDaysVerified: 20,
  attendedHalves: 36,
  reportValidated: true,
  nameConfirmed: true,
  uncovered: [],
  withdrawn: false,
  cancelled: false,
};
const LAST_DAY = "2026-11-20";

describe("participation", () => {
  test("says how many half-days nobody has verified", () =>
    expect(
      mayIssue("participation", { ...complete, halfDays: 20, halfDaysVerified: 17 }, LAST_DAY),
    ).toMatchObject({
      reason: { params: { count: 3 } },
    }));

  test("may issue on the last day, before the report is validated", () => {
    expect(mayIssue("participation", { ...complete, reportValidated: false }, LAST_DAY).ok).toBe(true);
  });

  test.each<[string, Partial<IssueFacts>, string]>([
    ["before the end", { endDate: "2026-11-21" }, "certificate.before-the-end"],
    ["with a half-day nobody verified", { halfDaysVerified: 19 }, "certificate.attendance-unverified"],
    ["without a confirmed name", { nameConfirmed: false }, "certificate.name-unconfirmed"],
    ["with a name no font prints", { uncovered: ["𐌰"] }, "certificate.name-unprintable"],
    ["in a cohort that was cancelled", { cancelled: true }, "certificate.cohort-cancelled"],
    ["after withdrawing", { withdrawn: true }, "certificate.withdrawn"],
    ["below the attendance threshold", { attendanceMet: false }, "certificate.missing-attendance"],
    [
      "at a distance with work open",
      { format: "distance", activitiesDone: false },
      "certificate.missing-activities",
    ],
    [
      "blended with work open",
      { format: "blended", activitiesDone: false },
      "certificate.missing-activities",
    ],
  ])("is refused %s", (_name, change, key) => {
    const answer = mayIssue("participation", { ...complete, ...change }, LAST_DAY);
    expect(answer).toMatchObject({ ok: false, reason: { key } });
  });

  test("at a distance asks no attendance, face to face asks no reading", () => {
    expect(
      mayIssue("participation", { ...complete, format: "distance", attendanceMet: false }, LAST_DAY).ok,
    ).toBe(true);
    expect(mayIssue("participation", { ...complete, activitiesDone: false }, LAST_DAY).ok).toBe(true);
  });
});

describe("achievement", () => {
  test.each<[string, Partial<IssueFacts>, string]>([
    ["until the report is validated", { reportValidated: false }, "certificate.report-not-validated"],
    ["without the final test", { finalPassed: false }, "certificate.missing-final"],
    ["without an approved plan", { planApproved: false }, "certificate.missing-action-plan"],
  ])("waits %s", (_name, change, key) => {
    expect(mayIssue("achievement", { ...complete, ...change }, LAST_DAY)).toMatchObject({ reason: { key } });
  });

  test("does not ask for a final a course does not have", () => {
    expect(mayIssue("achievement", { ...complete, finalPassed: null }, LAST_DAY).ok).toBe(true);
  });
});

test("below the threshold there is a statement of attendance, and only there", () => {
  const below = { ...complete, attendanceMet: false, attendedHalves: 12 };
  expect(bestCertificate(below, LAST_DAY)).toEqual({ ok: true, value: "attendance-statement" });
  expect(mayIssue("attendance-statement", complete, LAST_DAY)).toMatchObject({
    reason: { key: "certificate.participation-instead" },
  });
  expect(mayIssue("attendance-statement", { ...below, attendedHalves: 0 }, LAST_DAY).ok).toBe(false);
});

const anyFacts: fc.Arbitrary<IssueFacts> = fc.record({
  programme: fc.constantFrom(...PROGRAMMES),
  format: fc.constantFrom(...FORMATS),
  attendanceMet: fc.boolean(),
  activitiesDone: fc.boolean(),
  finalPassed: fc.constantFrom(true, false, null),
  planApproved: fc.boolean(),
  endDate: fc.constantFrom("2026-11-19", "2026-11-20", "2026-11-21"),
  halfDays: fc.integer({ min: 0, max: 20 }),
  halfDaysVerified: fc.integer({ min: 0, max: 20 }),
  attendedHalves: fc.integer({ min: 0, max: 40 }),
  reportValidated: fc.boolean(),
  nameConfirmed: fc.boolean(),
  uncovered: fc.constantFrom([], ["𐌰"]),
  withdrawn: fc.boolean(),
  cancelled: fc.boolean(),
});

test("whoever gets achievement could have had participation; a statement never stands beside either", () => {
  fc.assert(
    fc.property(anyFacts, (facts) => {
      const may = (kind: Parameters<typeof mayIssue>[0]) => mayIssue(kind, facts, LAST_DAY).ok;
      if (may("achievement")) expect(may("participation")).toBe(true);
      if (may("attendance-statement")) expect(may("participation")).toBe(false);
      if (facts.withdrawn || !facts.nameConfirmed) expect(bestCertificate(facts, LAST_DAY).ok).toBe(false);
    }),
  );
});
