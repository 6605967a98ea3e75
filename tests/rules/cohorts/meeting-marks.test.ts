import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { attendanceOf } from "#app/features/cohorts/attendance.ts";
import {
  attendeesOf,
  markOfStays,
  marksOfMeeting,
  matchAttendees,
  staysWithin,
} from "#app/features/cohorts/meeting-marks.ts";
import { instantOf, readMeetingReport } from "#app/features/cohorts/meeting-report.ts";

const MINUTE = 60_000;
/** Three hours from minute 0. */
const session = { start: 0, end: 180 * MINUTE };
const stay = (from: number, to: number) => ({ start: from * MINUTE, end: to * MINUTE });

describe("the mark of somebody's stays", () => {
  test.each([
    ["there from before to after", [stay(-10, 200)], "present", 0],
    ["a few minutes are nothing", [stay(5, 180)], "present", 0],
    ["late", [stay(6, 180)], "late", 6],
    ["late by half an hour: half of it by the arithmetic", [stay(30, 180)], "late", 30],
    ["left early", [stay(0, 140)], "left-early", 40],
    ["late and left early: what cost more", [stay(10, 140)], "left-early", 50],
    ["a line that broke at first", [stay(0, 20), stay(60, 180)], "late", 40],
    ["half of it is there", [stay(0, 90)], "left-early", 90],
    ["less than half is not", [stay(0, 89)], "absent", 0],
    ["nobody", [], "absent", 0],
    ["on another day", [stay(2000, 2200)], "absent", 0],
    ["a phone and a laptop are one person", [stay(0, 100), stay(20, 60), stay(90, 180)], "present", 0],
  ])("%s", (_what, spans, mark, minutesMissed) =>
    expect(markOfStays(spans, session)).toEqual({ mark, minutesMissed }),
  );

  const stays = fc.array(
    fc
      .tuple(fc.integer({ min: -60, max: 240 }), fc.integer({ min: 0, max: 120 }))
      .map(([from, long]) => stay(from, from + long)),
    { maxLength: 6 },
  );
  test("depends neither on their order nor on saying them twice, and more of them never counts less", () => {
    const worth = (spans: { start: number; end: number }[]) =>
      attendanceOf([markOfStays(spans, session)], 1).halves;
    fc.assert(
      fc.property(stays, stays, (one, more) => {
        expect(markOfStays([...one].reverse().concat(one), session)).toEqual(markOfStays(one, session));
        expect(worth([...one, ...more])).toBeGreaterThanOrEqual(worth(one));
        const merged = staysWithin(one, session);
        expect(merged.every(({ start }, index) => index === 0 || start > merged[index - 1]!.end)).toBe(true);
      }),
    );
  });
});

describe("who is who", () => {
  const people = [
    { enrolmentId: "dara", name: "Sok Dara", email: "dara@example.org" },
    { enrolmentId: "fatou", name: "Fatou Ndîaye", email: null },
    { enrolmentId: "one", name: "Chan Sophea", email: null },
    { enrolmentId: "two", name: "Chan Sophea", email: null },
  ];
  const seen = (name: string, email = "") => ({ name, email, spans: [] });
  test("by address, then by name in any order and without accents; never by a guess between two", () => {
    const attendees = [
      seen("iPhone", "DARA@example.org"),
      seen("ndiaye FATOU"),
      seen("Chan Sophea"),
      seen("Guest"),
      seen("D. (Sok Dara)"),
      seen(""),
    ];
    expect(matchAttendees(attendees, people)).toEqual(["dara", "fatou", null, null, "dara", null]);
  });
  test("two devices of one person are taken together, and who was not there is absent", () => {
    const attendees = attendeesOf([
      { name: "Dara", email: "", span: stay(0, 90) },
      { name: "iPhone", email: "", span: stay(85, 180) },
    ]);
    const marks = marksOfMeeting(attendees, ["dara", "dara"], people, session);
    expect(marks.get("dara")).toEqual({ mark: "present", minutesMissed: 0, seenAs: ["Dara", "iPhone"] });
    expect(marks.get("fatou")).toMatchObject({ mark: "absent", seenAs: [] });
  });
});

describe("a report", () => {
  const zone = "Asia/Phnom_Penh";
  const at = (text: string) => new Date(`${text}+07:00`).getTime();
  test.each([
    ["11/05/2026 08:28:11 AM", "2026-11-05T08:28:11"],
    ["05/11/2026 08:28:11", "2026-11-05T08:28:11"],
    ["11/5/26, 8:28:11 PM", "2026-11-05T20:28:11"],
    ["2026-11-05 08:28", "2026-11-05T08:28:00"],
    ["2026-11-05T01:28:00Z", "2026-11-05T08:28:00"],
    ["8:28\u202fAM", "2026-11-05T08:28:00"],
    ["12:05 AM", "2026-11-05T00:05:00"],
    ["04/11/2026 23:55", "2026-11-04T23:55:00"],
  ])("%s is read at the session of 5 November", (cell, instant) =>
    expect(instantOf(cell, "2026-11-05", zone)).toBe(at(instant)),
  );
  test.each(["", "soon", "99/99/2026 08:00", "25:00"])("%j is no hour", (cell) =>
    expect(instantOf(cell, "2026-11-05", zone)).toBeNull(),
  );

  test("of Teams is read from its last table, where each stay has a row", () => {
    const records = [
      ["1. Summary"],
      ["Meeting title", "Risk"],
      ["2. Participants"],
      ["Name", "First Join", "Last Leave", "In-Meeting Duration", "Email"],
      ["Sok Dara", "11/5/26, 8:28:11 AM", "11/5/26, 11:31:00 AM", "3h 2m", "dara@example.org"],
      ["3. In-Meeting Activities"],
      ["Name", "Join Time", "Leave Time", "Duration", "Email", "Role"],
      ["Sok Dara", "11/5/26, 8:28:11 AM", "11/5/26, 9:00:00 AM", "32m", "dara@example.org", "Presenter"],
      ["Sok Dara", "11/5/26, 10:00:00 AM", "11/5/26, 11:31:00 AM", "1h 31m", "dara@example.org", "Presenter"],
      ["Fatou", "soon", "", "", "", ""],
    ];
    expect(readMeetingReport(records, "2026-11-05", zone)).toMatchObject({
      ok: true,
      unread: 1,
      attendees: [{ name: "Sok Dara", spans: [{}, {}] }],
    });
  });
  test("of Meet has first and last names", () => {
    const records = [
      ["Prénom", "Nom de famille", "E-mail", "Durée", "Heure d’arrivée", "Heure de départ"],
      ["Fatou", "Ndiaye", "", "3 h", "08:30", "11:30"],
    ];
    expect(readMeetingReport(records, "2026-11-05", zone)).toMatchObject({
      attendees: [{ name: "Fatou Ndiaye" }],
    });
  });
  test("without the columns, or with nobody, is refused", () => {
    expect(readMeetingReport([["Name", "Age"]], "2026-11-05", zone)).toMatchObject({ why: "no-columns" });
    expect(readMeetingReport([["Name", "Join time", "Leave time"]], "2026-11-05", zone)).toMatchObject({
      why: "nobody",
    });
  });
});
