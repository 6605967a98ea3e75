import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  APPEAL_OUTCOMES,
  type AppealOutcome,
} from "#app/features/trainers/certifications/certification-status.ts";
import {
  canDecide,
  GUEST_STATES,
  guestState,
  guestUntil,
  mayInvite,
  mayStillAct,
  type Guest,
} from "#app/features/trainers/appeals/panel-guest.ts";
import { addDays } from "#app/lib/calendar-day.ts";

const asked: Guest = {
  until: "2026-05-10",
  declared: false,
  conflict: false,
  answered: false,
  withdrawn: false,
};

describe("the link of a guest", () => {
  test.each<[string, Partial<Guest>, string, string]>([
    ["before they declared", {}, "2026-05-10", "invited"],
    ["declared", { declared: true }, "2026-05-10", "declared"],
    ["after its day", { declared: true }, "2026-05-11", "over"],
    ["what was said stays said", { declared: true, answered: true }, "2026-06-01", "answered"],
    ["tied to it after all", { declared: true, conflict: true }, "2026-05-01", "conflict"],
    ["taken back, whatever they said", { declared: true, answered: true, withdrawn: true }, "2026-05-01", "withdrawn"],
  ])("%s", (_, own, today, state) => expect(guestState({ ...asked, ...own }, today)).toBe(state)); // prettier-ignore

  test("is theirs only until its day, and once", () => {
    const guest = fc.record({
      until: fc.constant("2026-05-10"),
      declared: fc.boolean(),
      conflict: fc.boolean(),
      answered: fc.boolean(),
      withdrawn: fc.boolean(),
    });
    fc.assert(
      fc.property(guest, fc.integer({ min: -30, max: 30 }), (given, days) => {
        const today = addDays(given.until, days);
        const state = guestState(given, today);
        expect(GUEST_STATES).toContain(state);
        const { conflict, answered, withdrawn } = given;
        expect(mayStillAct(state)).toBe(days <= 0 && !conflict && !answered && !withdrawn);
      }),
    );
  });

  test("lasts until the outcome is due, and two weeks at least", () => {
    expect(guestUntil("2026-05-10", "2026-04-01")).toBe("2026-05-10");
    expect(guestUntil("2026-05-10", "2026-05-01")).toBe("2026-05-15");
    expect(guestUntil("2026-05-10", "2026-07-01")).toBe("2026-07-15");
  });
});

describe("what separates who judges from who is judged", () => {
  const may = (
    employer: string,
    own: Partial<Parameters<typeof mayInvite>[1]> = {},
    email = "ada@school.example",
  ) => {
    const around = { employers: ["Rumdul Microfinance"], account: false, asked: [], ...own };
    const allowed = mayInvite({ email, employer }, around);
    return allowed.ok ? "asked" : allowed.reason.key;
  };

  test("no employer in common, by whatever letters", () => {
    expect(may("School of Management")).toBe("asked");
    for (const same of ["Rumdul Microfinance", " rumdul microfinance ", "RUMDUL MICROFÍNANCE"])
      expect(may(same)).toBe("panel-guest-employer");
  });

  test("no more are asked than there are seats", () => {
    expect(may("School", { asked: ["a@x.example", "b@x.example"] })).toBe("asked");
    expect(may("School", { asked: ["a@x.example", "b@x.example", "c@x.example"] })).toBe("panel-guest-seats");
  });

  test("what guests said binds what is entered: two of three decide", () => {
    const may = (outcome: AppealOutcome, ...votes: AppealOutcome[]) => canDecide(outcome, votes);
    expect([may("upheld"), may("upheld", "overturned")]).toEqual([true, true]);
    expect(may("upheld", "upheld", "overturned")).toBe(true);
    for (const outcome of APPEAL_OUTCOMES) expect(may(outcome, "upheld", "overturned", "redo")).toBe(true);
    expect(may("overturned", "overturned", "overturned", "upheld")).toBe(true);
  });

  test("nobody with an account comes as a guest, nor anybody twice", () => {
    expect(may("School", { account: true })).toBe("panel-guest-account");
    expect(may("School", { asked: ["Ada@School.example"] })).toBe("panel-guest-twice");
  });
});
