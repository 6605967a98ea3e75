import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  clashesOf,
  deliveredMinutes,
  endsAt,
  isClockTime,
  spanOf,
  type Occupied,
} from "#app/features/cohorts/session.ts";

const at = (date: string, startsAt: string, timeZone: string, contactMinutes = 180) => ({
  date,
  startsAt,
  contactMinutes,
  timeZone,
});
const iso = (epoch: number | undefined) => new Date(epoch!).toISOString();

describe("an hour of the programme is the hour of the cohort's own clock", () => {
  test.each([
    ["far to the east", at("2026-07-01", "08:30", "Pacific/Kiritimati"), "2026-06-30T18:30:00.000Z"], // +14
    ["far to the west", at("2026-07-01", "08:30", "Pacific/Pago_Pago"), "2026-07-01T19:30:00.000Z"], // −11
    ["half an hour off", at("2026-07-01", "08:30", "Asia/Kathmandu"), "2026-07-01T02:45:00.000Z"],
    ["before summer time", at("2026-03-28", "08:30", "Europe/Rome"), "2026-03-28T07:30:00.000Z"],
    ["the day it begins", at("2026-03-29", "08:30", "Europe/Rome"), "2026-03-29T06:30:00.000Z"],
    ["after it has ended", at("2026-10-25", "08:30", "Europe/Rome"), "2026-10-25T07:30:00.000Z"],
    ["an hour that is skipped", at("2026-03-29", "02:30", "Europe/Rome"), "2026-03-29T01:30:00.000Z"],
  ])("%s", (_name, session, start) => expect(iso(spanOf(session)?.start)).toBe(start));

  test("its minutes are minutes, over the night the clocks change too", () => {
    expect(endsAt(at("2026-07-01", "08:30", "Asia/Phnom_Penh", 195))).toBe("11:45");
    expect(endsAt(at("2026-03-29", "00:30", "Europe/Rome", 180))).toBe("04:30");
    expect(endsAt(at("2026-07-01", "", "UTC"))).toBe("");
    expect(spanOf(at("2026-07-01", "", "UTC"))).toBeNull();
  });

  test.each(["08:30", "00:00", "23:59"])("%s is an hour", (text) => expect(isClockTime(text)).toBe(true));
  test.each(["8:30", "24:00", "08:60", "08:30:00", " 08:30", ""])("“%s” is none", (text) =>
    expect(isClockTime(text)).toBe(false),
  );
});

const VANNA = { id: "vanna", name: "Prak Vanna" };
const LINA = { id: "lina", name: "Lina" };
const session = (id: string, own: Partial<Occupied> = {}): Occupied => ({
  ...at("2026-07-01", "08:30", "Asia/Phnom_Penh"),
  id,
  cohort: `cohort of ${id}`,
  room: "",
  trainers: [],
  ...own,
});

describe("clashes", () => {
  test("one trainer in two places at once, whatever their clocks say", () => {
    const here = session("a", { trainers: [VANNA, LINA] });
    const abroad = session("b", {
      ...at("2026-07-01", "04:30", "Europe/Rome"), // 09:30 in Phnom Penh
      trainers: [VANNA],
    });
    expect(clashesOf(here, [here, abroad])).toEqual([
      { kind: "trainer", with: "b", cohort: "cohort of b", date: "2026-07-01", name: "Prak Vanna" },
    ]);
  });

  test("one room twice; one after the other is none; without an hour there is none", () => {
    const morning = session("a", { room: "Room 2" });
    const sameHour = session("b", { room: " room 2" });
    const next = session("c", { room: "Room 2", startsAt: "11:30" });
    const unset = session("d", { room: "Room 2", startsAt: "" });
    expect(clashesOf(morning, [morning, sameHour, next, unset]).map((clash) => clash.with)).toEqual(["b"]);
    expect(clashesOf(unset, [morning])).toEqual([]);
  });

  test("are seen from both sides", () => {
    const hour = fc.integer({ min: 0, max: 23 }).map((value) => `${String(value).padStart(2, "0")}:00`);
    const zone = fc.constantFrom("Asia/Phnom_Penh", "Europe/Rome", "Pacific/Pago_Pago", "Pacific/Kiritimati");
    const any = fc.record({ startsAt: hour, timeZone: zone, room: fc.constantFrom("", "Room 2") });
    fc.assert(
      fc.property(any, any, (one, other) => {
        const a = session("a", { ...one, trainers: [VANNA] });
        const b = session("b", { ...other, trainers: [VANNA] });
        expect(clashesOf(a, [b]).length).toBe(clashesOf(b, [a]).length);
      }),
    );
  });
});

test("hours delivered are those of verified half-days in a role that delivers", () => {
  const held = (role: "lead" | "observer" | "tutor", verified: boolean) => ({
    role,
    contactMinutes: 180,
    verified,
  });
  expect(
    deliveredMinutes([held("lead", true), held("lead", false), held("observer", true), held("tutor", true)]),
  ).toBe(360);
});
