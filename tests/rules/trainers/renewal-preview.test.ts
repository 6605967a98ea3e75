import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  fileUnder,
  missingOf,
  type Entered,
  type Holder,
} from "#app/features/trainers/renewal/renewal-file.ts";
import { handInRenewal } from "#app/features/trainers/renewal/renewal.ts";
import {
  MASTER_SCHEME,
  SECOND_VERSIONS,
  TRAINER_SCHEME,
} from "#app/features/trainers/schemes/first-schemes.ts";
import { isMissing, renewalChange } from "#app/features/trainers/schemes/scheme-preview.ts";
import { TRAINER_PARTS, type RenewalAsks, type Scheme } from "#app/features/trainers/schemes/scheme.ts";
import { runs } from "#tests/support/runs.ts";
import { NO_WORK, OWN_EDITION } from "#tests/support/renewal-work.ts";

/* What a version that asks something else of a renewal does to a holder, before it is published. */

const TODAY = "2025-12-01";
const paper = (kind: Entered["kind"], day: string, own: Partial<Entered> = {}): Entered => ({
  kind,
  day,
  score: null,
  modules: null,
  responses: null,
  reported: null,
  closedOn: null,
  ...own,
});
const course = (day: string) =>
  paper("delivery", day, { modules: 6, responses: 8, score: 400, reported: true });
const holder = (entered: readonly Entered[], facts: Holder["certification"]["facts"] = []): Holder => ({
  certification: { validFrom: "2023-01-01", validUntil: "2025-12-31", facts },
  work: { ...NO_WORK, entered },
  edition: OWN_EDITION,
});
const whole = holder([
  course("2025-02-01"),
  course("2025-06-01"),
  paper("refresher", "2025-09-01", { score: 7000 }),
  paper("observation", "2025-06-01", { score: 300 }),
]);
const draft = (own: Partial<RenewalAsks>, parts = TRAINER_SCHEME.renewal.parts): Scheme => ({
  ...TRAINER_SCHEME,
  version: "1.1",
  renewal: { ...TRAINER_SCHEME.renewal, asks: { ...TRAINER_SCHEME.renewal.asks, ...own }, parts },
});
const changes = (who: Holder, to: Scheme, told: Scheme = TRAINER_SCHEME) =>
  renewalChange(who, { told, draft: to }, TODAY).map(({ part, before, after }) => [
    part,
    before && [before.met, before.have, before.need],
    after && [after.met, after.have, after.need],
  ]);

describe("what a holder's renewal lacks, before and after", () => {
  test("a higher figure lacks what was there, a lower one lacks it no more", () => {
    expect(changes(whole, draft({ refresherPass: 8000 }))).toEqual([
      ["R2", [true, 7000, 7000], [false, 7000, 8000]],
    ]);
    const low = holder([paper("refresher", "2025-09-01", { score: 6500 })]);
    expect(changes(low, draft({ refresherPass: 6000 }))).toEqual([
      ["R2", [false, 6500, 7000], [true, 6500, 6000]],
    ]);
  });

  test("more courses are asked though the modules are enough: the courses there are stand beside it", () => {
    expect(
      renewalChange(whole, { told: TRAINER_SCHEME, draft: draft({ deliveries: 3 }) }, TODAY),
    ).toMatchObject([
      { part: "R1", before: { met: true }, after: { met: false, courses: 2, figures: { deliveries: 3 } } },
    ]);
  });

  test("missing by either, and by another measure; what is there by either is no change", () => {
    const one = holder([course("2025-06-01")]);
    expect(changes(one, draft({ modulesLed: 20 }))).toEqual([["R1", [false, 6, 12], [false, 6, 20]]]);
    expect(changes(whole, draft({ modulesLed: 10, refresherPass: 6000, responses: 12 }))).toEqual([]);
  });

  test("a part that is asked no more, and one that is asked only now", () => {
    const bare = holder([]);
    const without = draft({}, ["R1", "R2", "R3", "R6"]);
    expect(changes(bare, without).map(([part, , after]) => [part, after])).toEqual([["R5", null]]);
    expect(changes(bare, TRAINER_SCHEME, without)).toEqual([["R5", null, [false, 0, 10]]]);
    const [second] = SECOND_VERSIONS;
    const masters = changes(bare, second!, MASTER_SCHEME).map(([part, before, after]) => [
      part,
      !before,
      !after,
    ]);
    expect(masters).toContainEqual(["M1", true, false]);
    expect(masters).toContainEqual(["R1", false, true]);
  });

  test("what is waived is there; a file that waits is counted as of the day it was handed in", () => {
    const waived = holder(whole.work.entered, [
      { kind: "waived", on: "2025-11-01", part: "R2", until: "2026-03-01" } as never,
    ]);
    expect(changes(waived, draft({ refresherPass: 8000 }))).toEqual([]);
    const handedIn = { kind: "renewal-submitted", on: "2025-10-01" } as never;
    const later = paper("refresher", "2025-11-01", { score: 9000 });
    expect(
      changes(holder([...whole.work.entered, later], [handedIn]), draft({ refresherPass: 8000 })),
    ).toHaveLength(1);
    expect(changes(holder([...whole.work.entered, later]), draft({ refresherPass: 8000 }))).toEqual([]);
  });
});

test("what is said to be missing is what handing in is refused for, by either version", () => {
  const asks = fc.record({
    deliveries: fc.integer({ min: 0, max: 4 }),
    modulesLed: fc.integer({ min: 0, max: 24 }),
    recentMonths: fc.integer({ min: 1, max: 36 }),
    refresherPass: fc.integer({ min: 5000, max: 10_000 }),
    refresherMonths: fc.integer({ min: 1, max: 24 }),
    participantMean: fc.integer({ min: 100, max: 500 }),
    responses: fc.integer({ min: 0, max: 30 }),
  });
  const parts = fc.subarray([...TRAINER_PARTS]);
  const papers = fc.subarray([
    ...whole.work.entered,
    course("2023-05-01"),
    paper("refresher", "2024-06-01", { score: 9000 }),
    paper("finding", "2025-06-01"),
  ]);
  fc.assert(
    fc.property(asks, parts, asks, parts, papers, (oldAsks, oldParts, newAsks, newParts, entered) => {
      const [told, to] = [draft(oldAsks, oldParts), draft(newAsks, newParts)];
      const who = holder(entered);
      const said = renewalChange(who, { told, draft: to }, TODAY);
      const missing = (scheme: Scheme) => missingOf(fileUnder(scheme, who, TODAY));
      const now = said
        .filter(({ before, after }) => isMissing(after) && !isMissing(before))
        .map(({ part }) => part);
      const noMore = said
        .filter(({ before, after }) => isMissing(before) && !isMissing(after))
        .map(({ part }) => part);
      const expected = [...missing(told).filter((part) => !noMore.includes(part)), ...now];
      expect([...expected].sort()).toEqual([...missing(to)].sort());
      const handedIn = handInRenewal(who.certification, to.validity, missing(to), TODAY);
      expect(handedIn.ok).toBe(missing(to).length === 0);
      expect(renewalChange(who, { told, draft: told }, TODAY)).toEqual([]);
    }),
    { numRuns: runs(1000) },
  );
});
