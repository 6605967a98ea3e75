import fc from "fast-check";
import { expect, test } from "vitest";
import { maySeat, seatsLeft } from "#app/features/cohorts/seats.ts";

test("the last seat is taken, and the next one is refused with what is left", () => {
  expect(maySeat({ of: 12, taken: 11 }, 1).ok).toBe(true);
  expect(maySeat({ of: 12, taken: 11 }, 2)).toEqual({
    ok: false,
    reason: { key: "cohort.no-seats", params: { count: 1 } },
  });
  expect(maySeat({ of: 12, taken: 12 }, 1)).toMatchObject({ reason: { params: { count: 0 } } });
});

test("who is in already needs no seat, also where there are too many by an old reckoning", () => {
  expect(maySeat({ of: 12, taken: 14 }, 0).ok).toBe(true);
  expect(seatsLeft({ of: 12, taken: 14 })).toBe(0);
});

test("without a call there is no number of seats", () => {
  expect(maySeat(null, 500).ok).toBe(true);
});

test("whatever comes in whatever order, no more sit than there are seats", () => {
  fc.assert(
    fc.property(fc.nat(40), fc.array(fc.nat(10)), (of, groups) => {
      let taken = 0;
      for (const coming of groups) if (maySeat({ of, taken }, coming).ok) taken += coming;
      expect(taken).toBeLessThanOrEqual(of);
    }),
  );
});
