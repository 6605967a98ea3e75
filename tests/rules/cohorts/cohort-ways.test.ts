import fc from "fast-check";
import { expect, test } from "vitest";
import { COHORT_PHASES } from "#app/features/cohorts/cohort-phase.ts";
import { STAGE_OF, waysOf, type MayInCohort } from "#app/features/cohorts/cohort-ways.ts";

const ALL: MayInCohort = {
  see: true,
  edit: true,
  select: true,
  enrol: true,
  attend: true,
  report: true,
  certify: true,
  handOver: true,
  evidence: true,
  codes: true,
  fees: true,
};
const may = fc.record(Object.fromEntries(Object.keys(ALL).map((key) => [key, fc.boolean()]))) as fc.Arbitrary<
  Record<keyof MayInCohort, boolean>
>;
const phase = fc.constantFrom(...COHORT_PHASES);
const names = (...args: Parameters<typeof waysOf>) => waysOf(...args).flatMap(({ ways }) => ways);

test("the groups follow the course and each page stands in one of them", () => {
  expect(waysOf(ALL, "ended").map(({ stage }) => stage)).toEqual(["before", "during", "after", "whole"]);
  fc.assert(
    fc.property(may, phase, (may, phase) => {
      const ways = names(may, phase);
      expect(new Set(ways).size).toBe(ways.length);
      expect(waysOf(may, phase).every(({ ways }) => ways.length > 0)).toBe(true);
    }),
  );
});

test("allowing more takes no way away", () => {
  fc.assert(
    fc.property(may, phase, (may, phase) => {
      expect(names(ALL, phase)).toEqual(expect.arrayContaining(names(may, phase)));
    }),
  );
});

test("who may only look is led to the figures alone", () => {
  const none = Object.fromEntries(Object.keys(ALL).map((key) => [key, key === "see"])) as MayInCohort;
  expect(waysOf(none, "running")).toEqual([{ stage: "after", ways: ["figures"] }]);
});

test("an archived cohort is neither edited nor entered; a cancelled one certifies nobody", () => {
  for (const archived of ["closed", "cancelled"] as const)
    for (const way of ["edit", "enrolmentCode", "codes"] as const)
      expect(names(ALL, archived)).not.toContain(way);
  expect(names(ALL, "closed")).toContain("certificates");
  expect(names(ALL, "cancelled")).not.toContain("certificates");
});

test("follow-up and evidence wait for the end, the hand-over for the beginning", () => {
  expect(names(ALL, "planned")).not.toContain("handOver");
  expect(names(ALL, "running")).toContain("handOver");
  for (const way of ["followUps", "evidence"] as const) {
    expect(names(ALL, "running")).not.toContain(way);
    expect(names(ALL, "ended")).toContain(way);
  }
});

test("the group of today is one that is shown", () => {
  for (const phase of COHORT_PHASES)
    expect(waysOf(ALL, phase).map(({ stage }) => stage)).toContain(STAGE_OF[phase]);
});
