import { describe, expect, test } from "vitest";
import {
  awayOn,
  employmentEnd,
  lastDayOf,
  leavesKnownOn,
  type Leave,
} from "#app/features/trainers/certifications/employment.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";

const place = (from: CalendarDay, until: CalendarDay | null) => ({ from, until });
const leave = (from: CalendarDay, until: CalendarDay | null, own: Partial<Leave> = {}): Leave => ({
  from,
  until,
  recordedOn: from,
  ...own,
});

describe("the last day of one employment", () => {
  const attestedOn = "2025-03-10";
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
  ])("%s", (_, places, end) => expect(employmentEnd(places, attestedOn)).toBe(end)); // prettier-ignore
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
    ["the last of two counts, in whatever order", [leave("2025-05-01", "2025-05-31"), leave("2025-01-15", null)], "2025-06-01", { away: "back", since: "2025-06-01", refreshBy: "2025-11-01" }],
    ["the last of two counts, told in their order", [leave("2025-01-15", null), leave("2025-05-01", "2025-05-31")], "2025-06-01", { away: "back", since: "2025-06-01", refreshBy: "2025-11-01" }],
    ["one still to come does not", [leave("2025-05-01", "2025-05-31"), leave("2025-01-15", "2025-01-31")], "2025-02-01", { away: "back", since: "2025-02-01", refreshBy: "2025-07-15" }],
    ["ended earlier than approved", [leave("2025-01-15", "2025-07-14", { ends: [{ until: "2025-02-28", recordedOn: "2025-03-01" }] })], "2025-03-01", { away: "back", since: "2025-03-01", refreshBy: "2025-07-15" }],
  ])("%s", (_, leaves, day, away) => expect(awayOn(leaves, day)).toEqual(away)); // prettier-ignore

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
