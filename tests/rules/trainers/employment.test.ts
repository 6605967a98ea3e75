import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  awayOn,
  employmentFor,
  isTakenBack,
  joined,
  lastDayOf,
  leavesKnownOn,
  type Leave,
} from "#app/features/trainers/certifications/employment.ts";
import { addDays, type CalendarDay } from "#app/lib/calendar-day.ts";
import { runs } from "#tests/support/runs.ts";

const place = (from: CalendarDay, until: CalendarDay | null) => ({ from, until });
const leave = (from: CalendarDay, until: CalendarDay | null, own: Partial<Leave> = {}): Leave => ({
  from,
  until,
  recordedOn: from,
  ...own,
});

const here = <Of extends object>(one: Of) => ({ ...one, organisationId: "here" });
const attestedHere = { organisationId: "here", validFrom: "2025-03-10" };

describe("the last day of one employment", () => {
  test.each<[string, ReturnType<typeof place>[], CalendarDay | null]>([
    ["nothing is known", [], null],
    ["it lasts", [place("2020-01-01", null)], null],
    ["it ended on the day of the attestation", [place("2020-01-01", "2025-03-10")], "2025-03-10"],
    ["it ended the day before, and another one lasts", [place("2020-01-01", "2025-03-09"), place("2025-05-01", null)], null],
    ["it ended the day before, and another one ended", [place("2020-01-01", "2025-03-09"), place("2025-05-01", "2025-06-30")], "2025-06-30"],
    ["a move without a day between", [place("2020-01-01", "2025-06-30"), place("2025-07-01", "2025-12-31")], "2025-12-31"],
    ["the same, told the other way round", [place("2025-07-01", "2025-12-31"), place("2020-01-01", "2025-06-30")], "2025-12-31"],
    ["a move with a day between", [place("2020-01-01", "2025-06-30"), place("2025-07-02", null)], "2025-06-30"],
    ["a move that lasts", [place("2020-01-01", "2025-06-30"), place("2025-07-01", null)], null],
    ["two places at once: the longer one counts", [place("2020-01-01", "2025-12-31"), place("2024-01-01", "2025-06-30")], "2025-12-31"],
    ["two at once, the later one longer", [place("2020-01-01", "2025-06-30"), place("2024-01-01", "2025-12-31")], "2025-12-31"],
    ["one that lasts, and a shorter one beside it", [place("2020-01-01", null), place("2024-01-01", "2025-06-30")], null],
    ["three in a row, then a gap", [place("2020-01-01", "2025-04-30"), place("2025-05-01", "2025-05-31"), place("2025-06-01", "2025-06-30"), place("2025-08-01", null)], "2025-06-30"],
  ])("%s", (_, places, end) => expect(employmentFor(attestedHere, places.map(here), []).endedOn).toBe(end)); // prettier-ignore

  test("of another employer none ends it", () => {
    const there = { ...place("2020-01-01", "2025-06-30"), organisationId: "there" };
    expect(employmentFor(attestedHere, [there], []).endedOn).toBeNull();
  });

  test("taken back: from the first day of the next one there, until its last", () => {
    const places = [place("2020-01-01", "2025-12-31"), place("2026-01-15", "2026-02-28")].map(here);
    const employment = employmentFor(attestedHere, places, []);
    const back = (day: CalendarDay) => isTakenBack(employment, day);
    expect(["2025-12-31", "2026-01-14", "2026-01-15", "2026-02-28", "2026-03-01"].map(back)).toEqual([
      false,
      false,
      true,
      true,
      false,
    ]);
    expect(isTakenBack(employmentFor(attestedHere, [here(place("2020-01-01", null))], []), "2026-01-15")).toBe(false); // prettier-ignore
  });
});

describe("the leaves that count", () => {
  const places = [
    here(place("2020-01-01", "2025-11-30")),
    { ...place("2025-12-15", null), organisationId: "there" },
  ];
  const away = here(leave("2025-09-01", null));
  const untilOf = (attested: Parameters<typeof employmentFor>[0]) =>
    employmentFor(attested, places, [away]).leaves.map(lastDayOf);

  test("end with the employment they were approved in", () => {
    expect(untilOf(attestedHere)).toEqual(["2025-11-30"]);
    const told = here(
      leave("2025-09-01", null, { ends: [{ until: "2025-12-31", recordedOn: "2025-09-20" }] }),
    );
    expect(employmentFor(attestedHere, places, [told]).leaves.map(lastDayOf)).toEqual(["2025-11-30"]);
  });

  test("go on with what is recognised, and with nothing else that is of another employer", () => {
    const there = { organisationId: "there", validFrom: "2026-01-10" };
    expect(untilOf(there)).toEqual([]);
    expect(untilOf({ ...there, before: ["here"] })).toEqual(["2025-11-30"]);
    expect(untilOf({ ...there, before: ["here"], validFrom: "2025-09-01" })).toEqual([]);
    expect(untilOf({ ...there, before: ["there"] })).toEqual([]);
  });
});

describe("away on a day", () => {
  const six = leave("2025-01-15", "2025-07-14");
  test.each<[string, Leave[], CalendarDay, ReturnType<typeof awayOn>]>([
    ["nothing", [], "2025-01-15", null],
    ["the day before", [six], "2025-01-14", null],
    ["the first day", [six], "2025-01-15", { away: "on-leave", since: "2025-01-15" }],
    ["the last day", [six], "2025-07-14", { away: "on-leave", since: "2025-01-15" }],
    ["back after six months to the day", [six], "2025-07-15", { away: "back", since: "2025-07-15", refreshBy: "2025-07-15" }],
    ["back a day later than that", [leave("2025-01-15", "2025-07-15")], "2025-07-20", { away: "back", since: "2025-07-16", refreshBy: null }],
    ["no end known", [leave("2025-01-15", null)], "2030-01-01", { away: "on-leave", since: "2025-01-15" }],
    ["two, in whatever order", [leave("2025-05-01", "2025-05-31"), leave("2025-01-15", "2025-01-31")], "2025-06-01", { away: "back", since: "2025-06-01", refreshBy: "2025-07-15" }],
    ["two without a day between are one", [leave("2025-01-15", "2025-04-30"), leave("2025-05-01", "2025-07-15")], "2025-07-16", { away: "back", since: "2025-07-16", refreshBy: null }],
    ["and so on the first day of the second", [leave("2025-05-01", "2025-07-15"), leave("2025-01-15", "2025-04-30")], "2025-05-01", { away: "on-leave", since: "2025-01-15" }],
    ["a day of work between two does not wash them off", [leave("2025-01-15", "2025-06-14"), leave("2025-06-16", "2025-11-15")], "2025-11-16", { away: "back", since: "2025-11-16", refreshBy: null }],
    ["nor does a day of leave after one that was too long", [leave("2025-01-15", "2025-09-14"), leave("2025-09-16", "2025-09-16")], "2025-09-17", { away: "back", since: "2025-09-17", refreshBy: null }],
    ["two that are short together: the first day they owe stands", [leave("2025-01-15", "2025-01-31"), leave("2025-05-01", "2025-05-31")], "2025-06-01", { away: "back", since: "2025-06-01", refreshBy: "2025-07-15" }],
    ["one inside another", [leave("2025-01-15", null), leave("2025-05-01", "2025-05-31")], "2025-06-01", { away: "on-leave", since: "2025-01-15" }],
    ["one still to come does not", [leave("2025-05-01", "2025-05-31"), leave("2025-01-15", "2025-01-31")], "2025-02-01", { away: "back", since: "2025-02-01", refreshBy: "2025-07-15" }],
    ["ended earlier than approved", [leave("2025-01-15", "2025-07-14", { ends: [{ until: "2025-02-28", recordedOn: "2025-03-01" }] })], "2025-03-01", { away: "back", since: "2025-03-01", refreshBy: "2025-07-15" }],
  ])("%s", (_, leaves, day, away) => expect(awayOn(leaves, day)).toEqual(away)); // prettier-ignore

  test("however an absence is cut into leaves, it is one", () => {
    const cuts = fc.array(fc.integer({ min: 10, max: 90 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(cuts, fc.nat(500), fc.nat(9), (lengths, later, overlap) => {
        const leaves: Leave[] = [];
        let from = "2025-01-15";
        for (const length of lengths) {
          leaves.unshift(leave(addDays(from, leaves.length > 0 ? -overlap : 0), addDays(from, length - 1)));
          from = addDays(from, length);
        }
        const whole = [leave("2025-01-15", addDays(from, -1))];
        const day = addDays("2025-01-10", later);
        expect(awayOn(leaves, day)).toEqual(awayOn(whole, day));
      }),
      { numRuns: runs(10_000) },
    );
  });

  test("spans that are joined hold the same days, with a day at least between two", () => {
    const span = fc.tuple(fc.nat(60), fc.option(fc.nat(20))).map(([offset, length]) => {
      const from = addDays("2025-01-01", offset);
      return place(from, length === null ? null : addDays(from, length));
    });
    const has = (spans: readonly ReturnType<typeof place>[], day: CalendarDay) =>
      spans.some(({ from, until }) => from <= day && (until === null || day <= until));
    fc.assert(
      fc.property(fc.array(span, { maxLength: 6 }), fc.nat(90), (spans, offset) => {
        const day = addDays("2025-01-01", offset);
        const whole = joined(spans);
        expect(has(whole, day)).toBe(has(spans, day));
        for (const [index, { from }] of whole.entries()) {
          const before = whole[index - 1];
          if (before) expect(before.until !== null && from > addDays(before.until, 1)).toBe(true);
        }
      }),
      { numRuns: runs(10_000) },
    );
  });

  test("what was over before a day does not count", () => {
    const two = [leave("2025-01-15", "2025-06-14"), leave("2025-08-01", "2025-08-31")];
    expect(awayOn(two, "2025-09-01", "2025-06-15")).toMatchObject({ refreshBy: "2026-02-01" });
    expect(awayOn(two, "2025-09-01", "2025-06-14")).toMatchObject({ refreshBy: null });
  });

  test("one more leave makes nobody's case better", () => {
    const span = fc.tuple(fc.nat(300), fc.integer({ min: 0, max: 200 }));
    const spans = fc.array(span, { minLength: 1, maxLength: 4 });
    const at = ([offset, length]: readonly [number, number]) => {
      const from = addDays("2025-01-01", offset);
      return leave(from, addDays(from, length));
    };
    fc.assert(
      fc.property(spans, span, fc.nat(600), (given, more, offset) => {
        const day = addDays("2025-01-01", offset);
        const [before, after] = [awayOn(given.map(at), day), awayOn([...given, more].map(at), day)];
        if (before?.away !== "back" || after?.away !== "back") return;
        if (before.refreshBy === null) expect(after.refreshBy).toBeNull();
        else expect(after.refreshBy === null || after.refreshBy <= before.refreshBy).toBe(true);
      }),
      { numRuns: runs(10_000) },
    );
  });

  test("the last word on its end counts, and on a past day what was known then", () => {
    const told = leave("2025-01-15", null, {
      recordedOn: "2025-01-10",
      ends: [
        { until: "2025-03-31", recordedOn: "2025-02-01" },
        { until: "2025-02-28", recordedOn: "2025-03-01" },
      ],
    });
    const knownEnd = (day: CalendarDay) => leavesKnownOn([told], day).map(lastDayOf);
    expect(lastDayOf(told)).toBe("2025-02-28");
    expect(knownEnd("2025-01-09")).toEqual([]);
    expect(knownEnd("2025-01-10")).toEqual([null]);
    expect(knownEnd("2025-02-01")).toEqual(["2025-03-31"]);
    expect(knownEnd("2025-02-28")).toEqual(["2025-03-31"]);
    expect(knownEnd("2025-03-01")).toEqual(["2025-02-28"]);
    expect(leavesKnownOn([leave("2025-01-15", "2025-01-20")], "2025-01-15").map(lastDayOf)).toEqual([
      "2025-01-20",
    ]);
  });
});
