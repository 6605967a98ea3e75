import { describe, expect, test } from "vitest";
import { callNow, callsOver, mayApply, mayCall } from "#app/features/trainers/candidacies/scheme-call.ts";

const spring = { opensOn: "2026-03-01", closesOn: "2026-03-31" };
const autumn = { opensOn: "2026-09-01", closesOn: "2026-09-30" };
const reason = (day: string, calls = [spring, autumn]) => {
  const may = mayApply(calls, day);
  return may.ok ? "ok" : `${may.reason.key} ${may.reason.params?.["day"]}`;
};

describe("one applies while a call is open (T1)", () => {
  test.each([
    ["2026-02-28", "candidacy.call-announced 2026-03-01"],
    ["2026-03-01", "ok"],
    ["2026-03-31", "ok"],
    ["2026-04-01", "candidacy.call-announced 2026-09-01"],
    ["2026-09-30", "ok"],
    ["2026-10-01", "candidacy.call-closed 2026-09-30"],
  ])("on %s: %s", (day, expected) => expect(reason(day)).toBe(expected));

  test("a scheme nobody calls for takes applications at all times", () => {
    expect(reason("2026-05-05", [])).toBe("ok");
    expect(callNow([], "2026-05-05")).toEqual({ state: "always" });
  });

  test("of two that are open, until the later end", () => {
    const longer = { opensOn: "2026-03-10", closesOn: "2026-04-15" };
    expect(callNow([longer, spring], "2026-03-20")).toEqual({ state: "open", day: "2026-04-15" });
  });

  test("a call ends today or later, and not before it begins", () => {
    const key = (opensOn: string, closesOn: string) => {
      const may = mayCall({ opensOn, closesOn }, "2026-03-15");
      return may.ok ? "ok" : may.reason.key;
    };
    expect([
      key("2026-03-01", "2026-03-15"),
      key("2026-03-01", "2026-03-14"),
      key("2026-04-02", "2026-04-01"),
    ]).toEqual(["ok", "scheme-call.past", "scheme-call.backwards"]);
    expect(callsOver([spring, autumn], "2026-04-01")).toEqual({ open: [autumn], over: [spring] });
  });
});
