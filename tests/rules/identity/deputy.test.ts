import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { deputyPhase, faultOfNaming, placesOf } from "#app/features/identity/deputy.ts";
import { actingFor, isOwnRecord, type Actor, type Scope } from "#app/lib/actor.ts";
import { addDays, addYears } from "#app/lib/calendar-day.ts";

const TODAY = "2026-06-15";
const naming = {
  principalId: "p",
  deputy: { id: "d", staff: true },
  from: TODAY,
  until: "2026-06-30",
  named: [],
};
const fault = (own: Partial<Parameters<typeof faultOfNaming>[0]>) =>
  faultOfNaming({ ...naming, ...own }, TODAY)?.key ?? null;

describe("naming", () => {
  test("not oneself, not a learner, not backwards, not for ever", () => {
    expect(fault({})).toBeNull();
    expect(fault({ deputy: null })).toBe("nobody-of-that-name");
    expect(fault({ deputy: { id: "p", staff: true } })).toBe("deputy-yourself");
    expect(fault({ deputy: { id: "d", staff: false } })).toBe("deputy-no-staff");
    expect(fault({ from: addDays(TODAY, -1) })).toBe("past-day");
    expect(fault({ until: addDays(TODAY, -1) })).toBe("end-before-start");
    expect(fault({ until: TODAY })).toBeNull();
    expect(fault({ until: addYears(TODAY, 1) })).toBeNull();
    expect(fault({ until: addDays(addYears(TODAY, 1), 1) })).toBe("deputy-too-long");
  });

  test("not twice on the same day", () => {
    expect(fault({ named: [{ from: "2026-06-30", until: "2026-07-02" }] })).toBe("deputy-already");
    expect(fault({ named: [{ from: "2026-07-01", until: "2026-07-02" }] })).toBeNull();
  });
});

test("exactly one phase on every day, and it holds on both days that were named", () => {
  const offset = fc.integer({ min: -400, max: 400 });
  fc.assert(
    fc.property(offset, fc.nat(365), offset, (start, length, when) => {
      const [from, day] = [addDays(TODAY, start), addDays(TODAY, when)];
      const until = addDays(from, length);
      const phase = deputyPhase({ from, until, ended: false }, day);
      expect(phase === "now").toBe(from <= day && day <= until);
      expect(deputyPhase({ from, until, ended: true }, day)).toBe("ended");
    }),
  );
});

test("a role that holds everywhere can be deputised in one programme; another only where it holds", () => {
  expect(placesOf({ kind: "all", id: "" }, ["a", "b"]).map(({ id }) => id)).toEqual(["", "a", "b"]);
  expect(placesOf({ kind: "organisation", id: "o" }, ["a"])).toEqual([{ kind: "organisation", id: "o" }]);
});

describe("on whose behalf", () => {
  const all: Scope = { kind: "all", id: "" };
  const a: Scope = { kind: "programme", id: "a" };
  const b: Scope = { kind: "programme", id: "b" };
  const forX = (scope: Scope): Scope => ({ ...scope, for: "x" });

  test("whoever may it themselves acts for themselves; else for the principal", () => {
    expect(actingFor({ reach: [forX(a)] })).toEqual(["x"]);
    expect(actingFor({ reach: [a, forX(b)] })).toEqual([]);
    expect(actingFor({ reach: [a, forX(b)] }, b)).toEqual(["x"]);
    expect(actingFor({ reach: [a, forX(b)] }, a)).toEqual([]);
    expect(actingFor({ reach: [a, forX(all)] }, b)).toEqual(["x"]);
    expect(actingFor({ reach: [all, forX(b)] }, b)).toEqual([]);
    expect(actingFor({ reach: [] })).toEqual([]);
  });

  test("neither one's own record nor, by their role, the principal's", () => {
    const actor = { personId: "d", reach: [forX(a)] } as Actor;
    expect(["d", "x", "y"].map((id) => isOwnRecord(actor, id))).toEqual([true, true, false]);
    expect(isOwnRecord({ ...actor, actingFor: [] }, "x")).toBe(false);
  });
});
