import { describe, expect, test } from "vitest";
import { holidayWarnings, readHolidayList } from "#app/features/cohorts/holidays.ts";

describe("reading a list", () => {
  test("lines with comma, semicolon or tab, in order, each day once", () => {
    const text =
      '\uFEFFdate;name\n2026-11-24;Fête de l’eau\n"2026-11-09","Independence Day"\n\n2026-11-24\tBon Om Touk';
    expect(readHolidayList(text)).toEqual({
      days: [
        { date: "2026-11-09", name: "Independence Day" },
        { date: "2026-11-24", name: "Bon Om Touk" },
      ],
    });
  });

  test("a line that says no day is named, and nothing else is taken", () => {
    expect(readHolidayList("2026-11-09, Independence\n9 November, Independence")).toEqual({ badLine: 2 });
    expect(readHolidayList("2026-02-30, Never")).toEqual({ badLine: 1 });
    expect(readHolidayList("2026-11-09,")).toEqual({ badLine: 1 });
  });

  test("a calendar file: folded lines, several days, escaped commas", () => {
    const text = [
      "BEGIN:VCALENDAR",
      "BEGIN:VEVENT",
      "DTSTART;VALUE=DATE:20260414",
      "DTEND;VALUE=DATE:20260417",
      "SUMMARY:Khmer New",
      "  Year\\, three days",
      "END:VEVENT",
      "BEGIN:VEVENT",
      "DTSTART;VALUE=DATE:20261109",
      "SUMMARY:Independence Day",
      "END:VEVENT",
      "END:VCALENDAR",
    ].join("\n");
    expect(readHolidayList(text)).toEqual({
      days: [
        ...["2026-04-14", "2026-04-15", "2026-04-16"].map((date) => ({
          date,
          name: "Khmer New Year, three days",
        })),
        { date: "2026-11-09", name: "Independence Day" },
      ],
    });
  });

  test("an event without a day is named", () => {
    const text = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:When?\nEND:VEVENT\nEND:VCALENDAR";
    expect(readHolidayList(text)).toEqual({ badLine: 4 });
  });
});

describe("warning", () => {
  const holidays = [
    { country: "KH", date: "2026-11-09", name: "Independence Day" },
    { country: "SN", date: "2026-11-09", name: "Another" },
  ];
  const dates = [
    { date: "2026-11-10", what: "Risk" },
    { date: "2026-11-09", what: "Growth" },
  ];

  test("of the countries concerned, on the days concerned", () => {
    expect(holidayWarnings(dates, holidays, ["KH"])).toEqual([
      { date: "2026-11-09", what: "Growth", country: "KH", holiday: "Independence Day" },
    ]);
    expect(holidayWarnings(dates, holidays, ["KH", "SN"])).toHaveLength(2);
    expect(holidayWarnings(dates, holidays, [])).toEqual([]);
  });
});
