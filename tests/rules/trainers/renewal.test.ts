import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CRITERIA, type Scores } from "#app/features/trainers/schemes/criteria.ts";
import {
  type DayLed,
  deliveryState,
  missingParts,
  reEntry,
  renewalBand,
  renewalChecklist,
  type RenewalEvidence,
  renewedPeriod,
  sumOfDays,
} from "#app/features/trainers/renewal/renewal.ts";
import { SECOND_VERSIONS, TRAINER_SCHEME } from "#app/features/trainers/schemes/first-schemes.ts";
import { renewalFile } from "#app/features/trainers/renewal/renewal-file.ts";
import { lastValidDay, type ValidityRule } from "#app/features/trainers/schemes/scheme.ts";
import { addDays, type CalendarDay } from "#app/lib/calendar-day.ts";
import { runs } from "#tests/support/runs.ts";

const rule = TRAINER_SCHEME.validity;
const old = { validFrom: "2023-01-01", validUntil: "2025-12-31" };

describe("the bands of domain §6.4", () => {
  test.each([
    ["2025-06-01", "2025-06-20", "early", "2025-06-20", "2028-06-19"],
    ["2025-07-04", "2026-01-20", "on-time", "2026-01-01", "2028-12-31"],
    ["2025-12-31", "2026-03-05", "on-time", "2026-01-01", "2028-12-31"],
    ["2026-01-15", "2026-02-10", "late", "2026-02-10", "2029-02-09"],
    ["2026-03-31", "2026-04-20", "late", "2026-04-20", "2029-04-19"],
  ])("submitted %s, approved %s: %s", (submitted, approved, band, validFrom, validUntil) => {
    expect(renewedPeriod(rule, old, submitted, approved)).toEqual({
      ok: true,
      value: { band, validFrom, validUntil },
    });
  });

  test("after the grace period it is refused", () => {
    expect(renewedPeriod(rule, old, "2026-04-01", "2026-04-02")).toMatchObject({
      ok: false,
      reason: { params: { day: "2026-03-31" } },
    });
  });

  test("29 February", () => expect(lastValidDay(rule, "2024-02-29")).toBe("2027-02-27"));
});

describe("a common day of the year with a minimum", () => {
  const december: ValidityRule = { ...rule, lasts: { until: "12-31", atLeastMonths: 6 } };
  test.each([
    ["2026-02-28", "2026-12-31"],
    ["2026-07-30", "2027-12-31"],
    ["2026-07-01", "2026-12-31"],
    ["2026-07-02", "2027-12-31"],
  ])("from %s until %s", (from, until) => expect(lastValidDay(december, from)).toBe(until));

  test("without a minimum, what begins the day after ends a year later, not the day before", () => {
    const june: ValidityRule = { ...rule, lasts: { until: "06-30", atLeastMonths: 0 } };
    expect(lastValidDay(june, "2023-06-30")).toBe("2023-06-30");
    expect(lastValidDay(june, "2023-07-01")).toBe("2024-06-30");
  });
});

/** Any rule an officer may write, and any period under it, with its end as carried over, reduced or extended. */
const rules: fc.Arbitrary<ValidityRule> = fc.record({
  lasts: fc.oneof(
    fc.record({ years: fc.integer({ min: 1, max: 5 }) }),
    fc.record({ months: fc.integer({ min: 1, max: 60 }) }),
    fc.record({
      until: fc.constantFrom("12-31", "06-30", "02-28"),
      atLeastMonths: fc.integer({ min: 0, max: 12 }),
    }),
  ),
  windowDays: fc.nat(400),
  graceDays: fc.nat(200),
  decideWithinDays: fc.nat(90),
  reminders: fc.constant([]),
});
const shown = fc.record({
  lasting: rules,
  validFrom: fc.nat(1500).map((offset) => addDays("2023-01-01", offset)),
  moved: fc.integer({ min: -60, max: 365 }),
  handedIn: fc.integer({ min: -500, max: 300 }),
  delay: fc.nat(600),
});

test("renewal never shortens validity, by whichever rule, period and delay; in the window it leaves no gap", () => {
  fc.assert(
    fc.property(shown, ({ lasting, validFrom, moved, handedIn, delay }) => {
      const validUntil = addDays(lastValidDay(lasting, validFrom), moved);
      const submitted = addDays(validUntil, handedIn);
      const renewed = renewedPeriod(lasting, { validFrom, validUntil }, submitted, addDays(submitted, delay));
      const band = renewalBand(lasting, validUntil, submitted);
      expect(renewed.ok).toBe(band !== "refused");
      if (!renewed.ok) return;
      expect(renewed.value.validUntil >= validUntil).toBe(true);
      if (band !== "on-time") return;
      expect(renewed.value.validFrom).toBe(addDays(validUntil, 1));
      expect(renewed.value.validUntil > validUntil).toBe(true);
    }),
    { numRuns: runs(10_000) },
  );
}, 60_000);

describe("the evidence of a renewal", () => {
  const all = (score: 1 | 2 | 3 | 4 | 5): Scores =>
    Object.fromEntries(CRITERIA.map((criterion) => [criterion, score]));
  const delivery = (on: CalendarDay) => ({
    on,
    verified: true,
    modulesLed: 6,
    reportFiled: true,
    reportOwed: on,
    training: false,
    responses: 8,
    marks: 8 * 400,
  });
  const full: RenewalEvidence = {
    deliveries: [delivery("2023-09-01"), delivery("2025-03-01")],
    refreshers: [{ on: "2025-08-01", score: 7000 }],
    observations: [{ on: "2025-03-01", scores: all(3) }],
    openMajorFindings: 0,
    suspensions: [],
    edition: { own: true, since: null },
    bridged: [],
    rated: [],
    workshops: [],
    calibrations: [],
  };
  const missing = (change: Partial<RenewalEvidence>) =>
    missingParts(
      renewalChecklist(TRAINER_SCHEME.renewal.asks, { ...full, ...change }, old, "2025-10-01"),
    ).filter((part) => TRAINER_SCHEME.renewal.parts.includes(part));

  test("of a cohort that goes on no report is missing yet: it is owed once all of it was held", () => {
    const led = { verified: true, reportFiled: false, reportOwed: "2026-01-15" };
    expect(["2026-01-14", "2026-01-15", "2026-02-01"].map((day) => deliveryState(led, day))).toEqual(["goesOn", "noReport", "noReport"]); // prettier-ignore
    expect(deliveryState({ ...led, reportFiled: true }, "2026-01-14")).toBe("complete");
    expect(deliveryState({ ...led, verified: false }, "2026-02-01")).toBe("unverified");
  });

  describe("a course of several evenings counts without those on which nobody might lead", () => {
    const evening = (on: CalendarDay, module: string): DayLed => ({
      on,
      modules: [module],
      responses: 2,
      marks: 2 * 400,
    });
    const course = (...days: DayLed[]) => ({ ...delivery("2024-03-29"), ...sumOfDays(days), days });
    const evenings = [
      evening("2024-03-01", "a"),
      evening("2024-03-08", "b"),
      evening("2024-03-15", "b"),
      evening("2024-03-29", "c"),
    ];
    const R1 = (from: CalendarDay, until: CalendarDay | null) => {
      const evidence = { ...full, deliveries: [course(...evenings)], suspensions: [{ from, until }] };
      const checklist = renewalChecklist(TRAINER_SCHEME.renewal.asks, evidence, old, "2025-10-01");
      return { courses: checklist.R1.courses, led: checklist.R1.have, heard: checklist.R5.have };
    };
    test.each<[string, CalendarDay, CalendarDay | null, ReturnType<typeof R1>]>([
      ["never suspended", "2025-01-01", null, { courses: 1, led: 3, heard: 8 }],
      ["for the first three, lifted before the last", "2024-02-01", "2024-03-20", { courses: 1, led: 1, heard: 2 }],
      ["on the last one alone", "2024-03-29", "2024-03-30", { courses: 1, led: 2, heard: 6 }],
      ["on one of two that led the same module", "2024-03-08", "2024-03-09", { courses: 1, led: 3, heard: 6 }],
      ["for all of them", "2024-03-01", "2024-03-30", { courses: 0, led: 0, heard: 0 }],
    ])("%s", (_, from, until, counted) => expect(R1(from, until)).toEqual(counted)); // prettier-ignore

    test("evening by evening, whatever days one was suspended on", () => {
      const days = fc.uniqueArray(fc.nat(40), { minLength: 1, maxLength: 8 });
      const spell = fc.tuple(fc.nat(50), fc.option(fc.nat(20)));
      const at = (offset: number) => addDays("2024-03-01", offset);
      fc.assert(
        fc.property(days, fc.array(spell, { maxLength: 3 }), (led, spells) => {
          const suspensions = spells.map(([from, length]) => ({ from: at(from), until: length === null ? null : at(from + length) })); // prettier-ignore
          const evidence = {
            ...full,
            suspensions,
            deliveries: [course(...led.map((offset) => evening(at(offset), `m${offset}`)))],
          };
          const { R1 } = renewalChecklist(TRAINER_SCHEME.renewal.asks, evidence, old, "2025-10-01");
          const free = led.filter((offset) =>
            suspensions.every(
              ({ from, until }) => at(offset) < from || (until !== null && at(offset) >= until),
            ),
          );
          expect([R1.have, R1.courses]).toEqual([free.length, free.length > 0 ? 1 : 0]);
        }),
        { numRuns: runs(10_000) },
      );
    });
  });

  test("a full file misses nothing", () => expect(missing({})).toEqual([]));

  test.each<[string, Partial<RenewalEvidence>, string[]]>([
    ["one delivery", { deliveries: [delivery("2025-03-01")] }, ["R1", "R5"]],
    ["none in the last 18 months", { deliveries: [delivery("2023-09-01"), delivery("2024-03-31")] }, ["R1"]],
    [
      "one not verified",
      { deliveries: [delivery("2023-09-01"), { ...delivery("2025-03-01"), verified: false }] },
      ["R1", "R5"],
    ],
    [
      "from the first day of the period",
      { deliveries: [delivery("2023-01-01"), delivery("2025-03-01")] },
      [],
    ],
    [
      "to the day the file is handed in",
      { deliveries: [delivery("2024-03-01"), delivery("2025-10-01")] },
      [],
    ],
    ["one after it", { deliveries: [delivery("2024-05-01"), delivery("2025-10-02")] }, ["R1", "R5"]],
    ["lately: 18 months to the day", { deliveries: [delivery("2023-09-01"), delivery("2024-04-01")] }, []],
    [
      "enough deliveries, too few modules led",
      { deliveries: full.deliveries.map((one) => ({ ...one, modulesLed: 5 })) },
      ["R1"],
    ],
    [
      "enough modules led, too few deliveries",
      { deliveries: [{ ...delivery("2025-03-01"), modulesLed: 12, responses: 10, marks: 4000 }] },
      ["R1"],
    ],
    [
      "ten heard, and just the mean",
      { deliveries: full.deliveries.map((one) => ({ ...one, responses: 5, marks: 5 * 350 })) },
      [],
    ],
    [
      "nine heard",
      { deliveries: full.deliveries.map((one, index) => ({ ...one, responses: 5 - index, marks: 3000 })) },
      ["R5"],
    ],
    [
      "one of the period before",
      { deliveries: [delivery("2022-12-31"), delivery("2025-03-01")] },
      ["R1", "R5"],
    ],
    [
      "delivered while suspended",
      { suspensions: [{ from: "2025-02-01", until: "2025-04-01" }] },
      ["R1", "R5"],
    ],
    ["suspended from that day", { suspensions: [{ from: "2025-03-01", until: "2025-04-01" }] }, ["R1", "R5"]],
    ["the suspension lifted on that day", { suspensions: [{ from: "2025-02-01", until: "2025-03-01" }] }, []],
    ["suspended now", { suspensions: [{ from: "2025-09-01", until: null }] }, ["R6"]],
    ["refresher a year ago to the day", { refreshers: [{ on: "2024-10-01", score: 7000 }] }, []],
    ["refresher of today", { refreshers: [{ on: "2025-10-01", score: 7000 }] }, []],
    ["refresher still to come", { refreshers: [{ on: "2025-10-02", score: 9000 }] }, ["R2"]],
    ["no refresher", { refreshers: [] }, ["R2"]],
    ["observed 18 months ago to the day", { observations: [{ on: "2024-04-01", scores: all(3) }] }, []],
    ["observed today", { observations: [{ on: "2025-10-01", scores: all(3) }] }, []],
    ["observed before that", { observations: [{ on: "2024-03-31", scores: all(5) }] }, ["R3"]],
    ["observed later", { observations: [{ on: "2025-10-02", scores: all(5) }] }, ["R3"]],
    ["refresher too long ago", { refreshers: [{ on: "2024-09-30", score: 9000 }] }, ["R2"]],
    ["refresher just failed", { refreshers: [{ on: "2025-08-01", score: 6999 }] }, ["R2"]],
    [
      "failed, then passed",
      {
        refreshers: [
          { on: "2025-08-01", score: 5000 },
          { on: "2025-08-20", score: 7000 },
        ],
      },
      [],
    ],
    ["one criterion below", { observations: [{ on: "2025-03-01", scores: { ...all(5), C10: 2 } }] }, ["R3"]],
    ["one criterion not scored", { observations: [{ on: "2025-03-01", scores: { C1: 5 } }] }, ["R3"]],
    [
      "a report owed",
      { deliveries: [...full.deliveries, { ...delivery("2025-05-01"), reportFiled: false }] },
      ["R4"],
    ],
    [
      "a report owed of the period before",
      { deliveries: [...full.deliveries, { ...delivery("2022-12-31"), reportFiled: false }] },
      [],
    ],
    [
      "a report of a cohort that still goes on: nobody can file it yet",
      {
        deliveries: [
          ...full.deliveries,
          { ...delivery("2025-05-01"), reportFiled: false, reportOwed: "2026-01-15" },
        ],
      },
      [],
    ],
    [
      "a report owed of what counts for nothing else",
      {
        deliveries: [...full.deliveries, { ...delivery("2025-05-01"), verified: false, reportFiled: false }],
      },
      ["R4"],
    ],
    [
      "mean just below",
      { deliveries: full.deliveries.map((one) => ({ ...one, marks: 8 * 350 - 1 })) },
      ["R5"],
    ],
    ["an open finding", { openMajorFindings: 1 }, ["R6"]],
    ["not bridged", { edition: { own: false, since: null } }, ["R7"]],
  ])("%s", (_, change, parts) => expect(missing(change)).toEqual(parts));
});

describe("what a master trainer's own renewal asks", () => {
  const master = SECOND_VERSIONS.find(({ kind }) => kind === "master-trainer")!;
  const course = (on: CalendarDay, training = false, verified = true) => ({
    on,
    verified,
    training,
    modulesLed: 1,
    reportFiled: true,
    reportOwed: on,
    responses: 0,
    marks: 0,
  });
  const full: RenewalEvidence = {
    deliveries: [course("2023-06-01", true), course("2024-12-31")],
    refreshers: [],
    observations: [],
    openMajorFindings: 0,
    suspensions: [],
    edition: { own: true, since: null },
    bridged: [],
    rated: ["2025-03-01"],
    workshops: [{ on: "2025-08-01", score: 7000 }],
    calibrations: [
      { on: "2024-03-01", difference: 75 },
      { on: "2025-03-01", difference: 0 },
    ],
  };
  const missing = (change: Partial<RenewalEvidence>) =>
    renewalFile(master.renewal, { ...full, ...change }, [], old, "2025-10-01")
      .filter(({ met }) => !met)
      .map(({ part }) => part);

  test("is asked beside that of the trainer, and a full file misses nothing", () => {
    expect(master.renewal.parts).toEqual(["R6", "R7", "M1", "M2", "M3", "M4"]);
    expect(missing({})).toEqual([]);
  });

  test.each<[string, Partial<RenewalEvidence>, string[]]>([
    ["no training of trainers", { deliveries: [course("2023-06-01"), course("2024-12-31")] }, ["M1"]],
    ["one that is not verified", { deliveries: [course("2023-06-01", true, false), course("2024-12-31")], rated: ["2023-06-01", "2025-03-01"] }, ["M1"]],
    ["one of the period before", { deliveries: [course("2022-12-31", true), course("2023-01-01"), course("2024-12-31")] }, ["M1"]],
    ["one while suspended", { suspensions: [{ from: "2023-05-01", until: "2023-07-01" }], rated: ["2023-01-01", "2025-03-01"] }, ["M1"]],
    ["a year without anything", { deliveries: [course("2023-06-01", true)] }, ["M2"]],
    ["the last twelve months without anything", { rated: ["2024-10-01"], deliveries: [course("2023-06-01", true), course("2024-09-30")] }, ["M2"]],
    ["of those, the first day counts", { rated: [], deliveries: [course("2023-06-01", true), course("2024-05-01"), course("2024-10-02")] }, []],
    ["a rating is enough for a year", { deliveries: [course("2023-06-01", true)], rated: ["2024-06-01", "2025-10-01"] }, []],
    ["the last day of the first year counts for it", { deliveries: [course("2023-12-31", true), course("2024-12-31")], rated: ["2025-03-01"] }, []],
    ["the first day of the second does not", { deliveries: [course("2024-01-01", true), course("2024-12-31")], rated: ["2025-03-01"] }, ["M2"]],
    ["one signed while suspended is not", { suspensions: [{ from: "2025-02-01", until: "2025-04-01" }], deliveries: [course("2023-06-01", true), course("2024-06-01")] }, ["M2"]],
    ["no workshop", { workshops: [] }, ["M3"]],
    ["one that was failed", { workshops: [{ on: "2025-08-01", score: 6999 }] }, ["M3"]],
    ["one of more than a year ago", { workshops: [{ on: "2024-09-30", score: 9000 }] }, ["M3"]],
    ["one recording", { calibrations: [{ on: "2025-03-01", difference: 10 }] }, ["M4"]],
    ["one of two too far off", { calibrations: [{ on: "2025-03-01", difference: 10 }, { on: "2025-03-02", difference: 76 }] }, ["M4"]],
    ["of the period before", { calibrations: full.calibrations.map((one) => ({ ...one, on: "2022-12-31" })) }, ["M4"]],
    ["an open finding", { openMajorFindings: 1 }, ["R6"]],
  ])("%s", (_, change, parts) => expect(missing(change)).toEqual(parts)); // prettier-ignore
});

test("each part says what there is and what is needed", () => {
  const asks = TRAINER_SCHEME.renewal.asks;
  const nothing = {
    deliveries: [],
    refreshers: [],
    observations: [],
    openMajorFindings: 2,
    suspensions: [],
    edition: { own: false, since: null },
    bridged: [],
    rated: [],
    workshops: [],
    calibrations: [],
  };
  expect(renewalChecklist(asks, nothing, old, "2025-10-01")).toEqual({
    M1: { met: true, have: 0, need: 0 },
    M2: { met: false, have: 0, need: 3 },
    M3: { met: false, have: 0, need: 7000 },
    M4: { met: true, have: 0, need: 0 },
    R1: { met: false, have: 0, need: 12, courses: 0 },
    R2: { met: false, have: 0, need: 7000 },
    R3: { met: false, have: 0, need: 1 },
    R4: { met: true, have: 0, need: 0 },
    R5: { met: false, have: 0, need: 10 },
    R6: { met: false, have: 2, need: 0 },
    R7: { met: false, have: 0, need: 1 },
  });
});

describe("after it has expired", () => {
  test.each([
    ["2027-04-01", "refresher-exam-observation"],
    ["2027-04-02", "and-practicum"],
    ["2028-04-01", "and-practicum"],
    ["2028-04-02", "full-path"],
  ])("expired 2026-04-01, back on %s: %s", (today, way) => {
    expect(reEntry("2026-04-01", null, today)).toEqual({ ok: true, value: way });
  });

  test.each([
    ["2027-04-01", "refresher-observation"],
    ["2027-04-02", "full-path"],
  ])("a facilitator, expired 2026-04-01, back on %s: %s", (today, way) => {
    expect(reEntry("2026-04-01", null, today, "facilitator")).toEqual({ ok: true, value: way });
  });

  test("after a revocation: not before 24 months, and the full path", () => {
    expect(reEntry("2026-04-01", "2025-06-01", "2027-05-31").ok).toBe(false);
    expect(reEntry("2026-04-01", "2025-06-01", "2027-06-01")).toEqual({ ok: true, value: "full-path" });
  });
});
