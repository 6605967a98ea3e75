import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { BARS, type Bar } from "#app/features/trainers/candidacies/impartiality.ts";
import {
  isTaken,
  majorityOf,
  mayBeSeated,
  mayInvite,
  mayStillAct,
  PANEL_SIZE,
  panelDecision,
  SEAT_STATES,
  seatState,
  seatUntil,
  type Seat,
  type Taken,
} from "#app/features/trainers/panels/panel.ts";
import { addDays } from "#app/lib/calendar-day.ts";

const asked: Seat = {
  until: "2026-05-10",
  declared: false,
  conflict: false,
  voted: false,
  withdrawn: false,
};

describe("a seat", () => {
  test.each<[string, Partial<Seat>, string, string]>([
    ["before they declared", {}, "2026-05-10", "seated"],
    ["declared", { declared: true }, "2026-05-10", "declared"],
    ["after its day", { declared: true }, "2026-05-11", "over"],
    ["what was said stays said", { declared: true, voted: true }, "2026-06-01", "voted"],
    ["tied to it after all", { declared: true, conflict: true }, "2026-05-01", "conflict"],
    ["taken back, whatever they said", { declared: true, voted: true, withdrawn: true }, "2026-05-01", "withdrawn"],
  ])("%s", (_, own, today, state) => expect(seatState({ ...asked, ...own }, today)).toBe(state)); // prettier-ignore

  test("is acted on while it waits for them", () => {
    expect(SEAT_STATES.filter(mayStillAct)).toEqual(["seated", "declared"]);
    expect(SEAT_STATES.filter(isTaken)).toEqual(["seated", "declared", "voted"]);
  });

  test("is theirs only until its day, and once", () => {
    const seat = fc.record({
      until: fc.constant("2026-05-10"),
      declared: fc.boolean(),
      conflict: fc.boolean(),
      voted: fc.boolean(),
      withdrawn: fc.boolean(),
    });
    fc.assert(
      fc.property(seat, fc.integer({ min: -30, max: 30 }), (given, days) => {
        const today = addDays(given.until, days);
        const state = seatState(given, today);
        expect(SEAT_STATES).toContain(state);
        const { conflict, voted, withdrawn } = given;
        expect(mayStillAct(state)).toBe(days <= 0 && !conflict && !voted && !withdrawn);
        expect(isTaken(state)).toBe(!conflict && !withdrawn && (voted || days <= 0));
      }),
    );
  });

  test("lasts until the outcome is due, and two weeks at least", () => {
    expect(seatUntil("2026-05-10", "2026-04-01")).toBe("2026-05-10");
    expect(seatUntil("2026-05-10", "2026-05-01")).toBe("2026-05-15");
    expect(seatUntil(null, "2026-07-01")).toBe("2026-07-15");
  });
});

describe("who may sit", () => {
  const guest = (email: string): Taken => ({ personId: null, email });
  const invited = (
    employer: string,
    own: Partial<Parameters<typeof mayInvite>[1]> = {},
    email = "ada@school.example",
  ) => {
    const around = { employers: ["Rumdul Microfinance"], account: false, taken: [], ...own };
    const allowed = mayInvite({ email, employer }, around);
    return allowed.ok ? "asked" : allowed.reason.key;
  };
  const seated = (bars: readonly Bar[], taken: readonly Taken[] = []) => {
    const may = mayBeSeated({ personId: "vanna", name: "Prak Vanna" }, { taken, bars });
    return may.ok ? "seated" : may.reason.key;
  };

  test("a guest has no employer in common, by whatever letters", () => {
    expect(invited("School of Management")).toBe("asked");
    for (const same of ["Rumdul Microfinance", " rumdul microfinance ", "RUMDUL MICROFÍNANCE"])
      for (const employers of [["Rumdul Microfinance"], ["Elsewhere", " Rumdul Microfinance "]])
        expect(invited(same, { employers })).toBe("panel-guest-employer");
  });

  test("nobody with an account comes as a guest, nor anybody twice", () => {
    expect(invited("School", { account: true })).toBe("panel-guest-account");
    expect(invited("School", { taken: [guest("Ada@School.example")] })).toBe("panel-twice");
    expect(seated([], [{ personId: "vanna", email: "" }])).toBe("panel-twice");
  });

  test("no more than there are seats, members and guests together", () => {
    const two = [guest("a@x.example"), { personId: "rithy", email: "" }];
    expect([invited("School", { taken: two }), seated([], two)]).toEqual(["asked", "seated"]);
    const three = [...two, guest("c@x.example")];
    expect([invited("School", { taken: three }), seated([], three)]).toEqual(["panel-seats", "panel-seats"]);
  });

  test("a member whom anything bars is refused, with the first thing that does", () => {
    expect(seated([])).toBe("seated");
    for (const bar of BARS) expect(seated([bar, "relative"])).toBe(`panel-bar-${bar}`);
  });
});

describe("what three decide", () => {
  const VOTES = ["advance", "repeat", "stay"] as const;
  const seat = fc.record({
    vote: fc.option(fc.constantFrom(...VOTES)),
    bars: fc.subarray([...BARS]),
  });
  const decided = (seats: readonly { vote: string | null; bars: readonly Bar[] }[]) => {
    const decision = panelDecision(seats.map((one, index) => ({ name: `Member ${index}`, ...one })));
    return decision.ok ? decision.value : decision.reason.key;
  };
  const votes = (...said: (string | null)[]) => said.map((vote) => ({ vote, bars: [] }));

  test.each([
    [votes("advance", "advance", "repeat"), "advance"],
    [votes("stay", "stay", "stay"), "stay"],
    [votes("advance", "repeat", "stay"), "panel-no-majority"],
    [votes("advance", "advance", null), "panel-votes-open"],
    [votes("advance", "advance"), "panel-votes-open"],
    [votes("advance", "advance", "advance", null), "panel-votes-open"],
  ])("%j: %s", (seats, outcome) => expect(decided(seats)).toBe(outcome));

  test("is what two of three said, with all three there and none of them barred; and nothing else", () => {
    fc.assert(
      fc.property(fc.array(seat, { maxLength: 4 }), (seats) => {
        const outcome = decided(seats);
        const full = seats.length === PANEL_SIZE && seats.every(({ vote }) => vote !== null);
        const clean = seats.every(({ bars }) => bars.length === 0);
        const most = VOTES.find((vote) => seats.filter((one) => one.vote === vote).length >= 2);
        expect(VOTES.some((vote) => vote === outcome)).toBe(full && clean && most !== undefined);
        if (full && clean && most) expect(outcome).toBe(most);
      }),
    );
  });

  test("does not hang on who voted first", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...VOTES), { minLength: 3, maxLength: 3 }), (said) => {
        const turned = [said[1]!, said[2]!, said[0]!];
        expect(majorityOf(turned)).toBe(majorityOf(said));
        expect(majorityOf([...said].reverse())).toBe(majorityOf(said));
      }),
    );
  });
});
