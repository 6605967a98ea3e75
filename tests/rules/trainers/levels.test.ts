import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  FACILITATOR_SCHEME,
  MASTER_SCHEME,
  NATIONAL_SCHEME,
  TO_VOLUME_2_SCHEME,
  TRAINER_SCHEME,
  VOLUME_2_SCHEME,
} from "#app/features/trainers/schemes/first-schemes.ts";
import { leaveBy, open } from "#app/features/trainers/candidacies/candidacy.ts";
import { readHistory, type Entry } from "#app/features/trainers/candidacies/candidacy-history.ts";
import {
  heldSince,
  nextSitting,
  NOTHING_YET,
  unmet,
  type CandidateFacts,
  type Cycle,
  type StageFacts,
} from "#app/features/trainers/schemes/requirements.ts";
import type { RequirementKind, Scheme } from "#app/features/trainers/schemes/scheme.ts";
import {
  changesBetween,
  fieldsOf,
  typedValue,
  valueOf,
  valuesForm,
  withValues,
} from "#app/features/trainers/schemes/scheme-fields.ts";
import { addDays } from "#app/lib/calendar-day.ts";
import { led } from "#tests/support/candidate.ts";
import { runs } from "#tests/support/runs.ts";

/* The schemes beyond the first two (domain §0a, §6.2 T12, §6.5, §6.6): what each of their requirements refuses. */

const today = "2026-06-01";
const [VOLUME_1, VOLUME_2] = [TRAINER_SCHEME.id, VOLUME_2_SCHEME.id];

function missing(
  scheme: Scheme,
  kind: RequirementKind,
  own: Partial<StageFacts>,
  more: Partial<CandidateFacts> = {},
) {
  const stage = scheme.stages.find(({ asks }) => asks.some((asked) => asked.kind === kind))!;
  const facts = {
    selection: null,
    documents: [],
    stages: { [stage.id]: { ...NOTHING_YET, ...own } },
    ...more,
  };
  return stage.asks
    .filter((asked) => asked.kind === kind)
    .flatMap((asked) => unmet(asked, facts, stage.id, today).map(({ says }) => says));
}

const cycle = (own: Partial<Cycle> = {}): Cycle => ({
  on: "2026-01-10",
  observedBy: "seer",
  data: true,
  reported: true,
  responses: 10,
  marks: 4000,
  ...own,
});
const cycles = (count: number, own: Partial<Cycle> = {}) => Array.from({ length: count }, () => cycle(own));

describe("a master trainer (§6.5)", () => {
  const of = (kind: RequirementKind, own: Partial<StageFacts>, more: Partial<CandidateFacts> = {}) =>
    missing(MASTER_SCHEME, kind, own, more);

  test.each([
    ["2024-06-01", []],
    ["2024-06-02", ["held.months"]],
  ])("certified since %s: at least 24 months, and valid", (since, says) =>
    expect(of("held", {}, { held: [{ schemeId: VOLUME_1, since }] })).toEqual(says),
  );
  test("of two, the one held longest counts", () => {
    const held = [
      { schemeId: VOLUME_2, since: "2026-01-01" },
      { schemeId: VOLUME_1, since: "2020-01-01" },
    ];
    expect(of("held", {}, { held })).toEqual([]);
  });
  test("a certification that is not valid, or another's, does not count", () => {
    expect(of("held", {})).toEqual(["held.none"]);
    expect(of("held", {}, { held: [{ schemeId: "fe-facilitator", since: "2020-01-01" }] })).toEqual([
      "held.none",
    ]);
  });
  test.each([
    [cycles(4), []],
    [cycles(3), ["cycles.few"]],
    [[], ["cycles.few"]],
    [cycles(4, { marks: 3999 }), ["cycles.mean"]],
    [[...cycles(3), cycle({ responses: 0, marks: 0 })], []],
    [cycles(4, { responses: 0, marks: 0 }), ["cycles.mean"]],
  ])("at least four full courses led, mean of the participants at least 4.0 (%#)", (done, says) =>
    expect(of("cycles", { cycles: done })).toEqual(says),
  );
  test("the mean that is missed is said as it is", () => {
    const asked = MASTER_SCHEME.stages.flatMap(({ asks }) => asks).find(({ kind }) => kind === "cycles")!;
    const said = (own: Partial<Cycle>) => {
      const stages = { s: { ...NOTHING_YET, cycles: cycles(4, own) } };
      return unmet(asked, { selection: null, documents: [], stages }, "s", today);
    };
    expect(said({ marks: 3999 })).toMatchObject([{ says: "cycles.mean", have: 399, need: 400 }]);
    expect(said({ responses: 0, marks: 0 })).toMatchObject([{ says: "cycles.mean", have: 0 }]);
  });
  test.each([
    [[VOLUME_1], [VOLUME_1], []],
    [[VOLUME_1], [VOLUME_2], ["mentored"]],
    [[VOLUME_1, VOLUME_2], [VOLUME_1], ["mentored"]],
    [[VOLUME_1, VOLUME_2], [VOLUME_2, VOLUME_1], []],
    [[], [], ["mentored"]],
  ])(
    "certified in %j, mentored through %j: one whole training of trainers per volume",
    (held, mentored, says) =>
      expect(
        of("mentored", { mentored }, { held: held.map((schemeId) => ({ schemeId, since: "2020-01-01" })) }),
      ).toEqual(says),
  );
  test("two references, and 75 % in the exam", () => {
    expect(of("document", {}, { documents: ["conflicts", "reference"] })).toEqual(["documents"]);
    expect(of("document", {}, { documents: ["conflicts", "reference", "reference"] })).toEqual([]);
    const sat = (score: number) => ({
      endedOn: "2026-05-01",
      sittings: [{ on: "2026-05-10", releasedOn: "2026-05-12", score }],
    });
    expect(of("exam", sat(7499))).toEqual(["exam.resit"]);
    expect(of("exam", sat(7500))).toEqual([]);
  });
  test.each([
    [null, ["refresher.none"]],
    [{ on: "2026-05-01", score: 6999 }, ["refresher.score"]],
    [{ on: "2025-05-31", score: 7000 }, ["refresher.old"]],
    [{ on: "2025-06-01", score: 7000 }, []],
  ])("the refreshment workshop %j", (refresher, says) =>
    expect(of("refresher", { refresher })).toEqual(says),
  );
});

describe("a facilitator (§6.6)", () => {
  test.each([
    [0, 0, []],
    [1, 1, []],
    [1, 0, ["attendance.makeUp"]],
    [2, 2, ["attendance.missed"]],
  ])("missed %i half-days, made up %i", (missed, madeUp, says) =>
    expect(missing(FACILITATOR_SCHEME, "attendance", { halfDays: { missed, madeUp } })).toEqual(says),
  );

  test("70 % in two attempts at most, seven days apart", () => {
    const exam = FACILITATOR_SCHEME.stages.flatMap(({ asks }) => asks).find(({ kind }) => kind === "exam")!;
    if (exam.kind !== "exam") throw new Error("no exam");
    const failed = { on: "2026-05-02", releasedOn: "2026-05-02", score: 6999 };
    expect(nextSitting(exam, "2026-05-01", [failed], "2026-05-03")).toMatchObject({ from: "2026-05-09" });
    expect(nextSitting(exam, "2026-05-01", [{ ...failed, score: 7000 }], "2026-05-03")).toEqual({
      never: "passed",
    });
    const twice = [failed, { ...failed, on: "2026-05-09", releasedOn: "2026-05-09" }];
    expect(nextSitting(exam, "2026-05-01", twice, "2026-05-20")).toEqual({ never: "used-up" });
  });

  test("trained and not observed, it lapses after six months", () =>
    expect(leaveBy(FACILITATOR_SCHEME, open(FACILITATOR_SCHEME, "she", "2026-04-01", "trained"))).toBe(
      "2026-10-01",
    ));
});

describe("a national trainer (§6.6)", () => {
  const of = (done: Cycle[]) => missing(NATIONAL_SCHEME, "cycles", { cycles: done });
  const spread = (days: string[], own: Partial<Cycle> = {}) =>
    days.map((on) => cycle({ on, observedBy: null, ...own }));

  test("three full cycles within 12 months, one observed, each with tests and a report", () => {
    expect(of(spread(["2025-01-10", "2025-06-01", "2026-01-09"], { observedBy: "seer" }))).toEqual([]);
    expect(of(spread(["2025-01-10", "2025-06-01", "2026-01-10"], { observedBy: "seer" }))).toEqual([
      "cycles.few",
    ]);
    expect(of(spread(["2025-01-10", "2025-06-01", "2025-09-01"]))).toEqual(["cycles.observed"]);
    expect(of([...cycles(2), cycle({ data: false })])).toEqual(["cycles.few"]);
    expect(of([...cycles(2), cycle({ reported: false })])).toEqual(["cycles.few"]);
  });
  test("where no mean is asked for, nobody need have answered", () =>
    expect(of(cycles(3, { responses: 0, marks: 0 }))).toEqual([]));
  test("of two runs of three, the one that was observed counts", () => {
    const first = spread(["2024-01-01", "2024-02-01", "2024-03-01"]);
    expect(
      of([...first, ...spread(["2025-01-01", "2025-02-01", "2025-03-01"], { observedBy: "seer" })]),
    ).toEqual([]);
  });
  test("one more course never takes away what was met", () => {
    const some = fc.array(
      fc.record({
        on: fc.integer({ min: 0, max: 900 }).map((days) => addDays("2024-01-01", days)),
        observedBy: fc.constantFrom("seer", null),
        data: fc.boolean(),
        reported: fc.boolean(),
      }),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(some, some, (before, more) => {
        const done = before.map((own) => cycle(own));
        if (of(done).length === 0) expect(of([...done, ...more.map((own) => cycle(own))])).toEqual([]);
      }),
      { numRuns: runs(10_000) },
    );
  });
});

describe("the other volume", () => {
  const practicum = (own: Partial<StageFacts>) => missing(VOLUME_2_SCHEME, "delivery", own);
  const done = (...sections: string[]) => ({
    observedMinutes: 180,
    led: led(sections.length, 1, 360).map((one, index) => ({ ...one, sectionId: sections[index]! })),
  });

  test("at least two modules, one of them core, six hours, three of them observed (T12)", () => {
    expect(practicum(done("portfolio", "products"))).toEqual([]);
    expect(practicum(done("products", "segments"))).toEqual(["delivery.core"]);
    expect(practicum(done("readiness"))).toEqual(["delivery.modules"]);
    expect(practicum({ ...done("readiness", "readiness"), observedMinutes: 179 })).toEqual([
      "delivery.observed",
    ]);
  });

  test("by the short path: its exam and its practicum, and no course to sit in", () => {
    const kinds = TO_VOLUME_2_SCHEME.stages.flatMap(({ asks }) => asks.map(({ kind }) => kind));
    expect(kinds).toEqual(
      expect.arrayContaining(["exam", "delivery", "criteria-floor", "report", "impartial"]),
    );
    expect(kinds.filter((kind) => ["attendance", "practice", "debriefs"].includes(kind))).toEqual([]);
    expect(TO_VOLUME_2_SCHEME).toMatchObject({ widens: VOLUME_1, into: VOLUME_2 });
  });

  test("its exam is counted from the day the stage began", () => {
    const by = { personId: "officer", as: "officer" } as const;
    const entries: Entry[] = [
      { id: "1", kind: "opened", on: "2026-01-01", by, reason: "", body: { at: "volume-applied" } },
      { id: "2", kind: "advance", on: "2026-02-01", by, reason: "", body: {} },
    ];
    const { facts } = readHistory(TO_VOLUME_2_SCHEME, "candidate", entries);
    expect(facts.stages["volume-exam"]!.endedOn).toBe("2026-02-01");
  });
});

describe("a certification held without a gap", () => {
  const period = (validFrom: string, validUntil: string, schemeId = VOLUME_1) => ({
    schemeId,
    validFrom,
    validUntil,
  });
  test.each([
    ["one period", [period("2025-01-01", "2027-12-31")], "2025-01-01"],
    [
      "renewed to the day",
      [period("2022-01-01", "2024-12-31"), period("2025-01-01", "2027-12-31")],
      "2022-01-01",
    ],
    ["a day between", [period("2022-01-01", "2024-12-30"), period("2025-01-01", "2027-12-31")], "2025-01-01"],
    [
      "two that overlap",
      [
        period("2023-01-01", "2026-12-31"),
        period("2022-06-01", "2026-12-31"),
        period("2024-01-01", "2026-12-31"),
      ],
      "2022-06-01",
    ],
    ["ended", [period("2022-01-01", "2024-12-31")], null],
    ["to come", [period("2026-06-02", "2029-06-01")], null],
    ["another scheme", [period("2025-01-01", "2027-12-31", VOLUME_2)], null],
  ])("%s", (_, periods, since) => expect(heldSince(VOLUME_1, periods, today)).toBe(since));
});

test("every scheme's form gives back the scheme it was drawn from, with what it left unsaid", () => {
  for (const scheme of [MASTER_SCHEME, NATIONAL_SCHEME, VOLUME_2_SCHEME, TO_VOLUME_2_SCHEME]) {
    const typed = fieldsOf(scheme).map((field) => [
      field.name,
      typedValue(valueOf(scheme, field), field.unit),
    ]);
    const read = withValues(scheme, valuesForm(scheme).parse(Object.fromEntries(typed)));
    expect(changesBetween(scheme, read)).toEqual([]);
    expect(fieldsOf(read)).toEqual(fieldsOf(scheme));
  }
});
