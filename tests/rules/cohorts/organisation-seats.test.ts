import { expect, test } from "vitest";
import * as fc from "fast-check";
import { moduleCoverage } from "#app/features/cohorts/module-coverage.ts";
import {
  holdsSeat,
  mayTakeSeats,
  peopleSeated,
  type Holding,
} from "#app/features/cohorts/organisation-seats.ts";
import type { Unit } from "#app/features/identity/organisation-tree.ts";
import { ENROLMENT_STATUSES } from "#app/features/learning/enrolment.ts";

const holding = (some: Partial<Holding> = {}): Holding => ({
  personId: "dara",
  status: "active",
  enrolledOn: "2026-05-04",
  worked: [{ from: "2024-01-01", until: null }],
  ...some,
});

test("who worked there on the day of the enrolment holds a seat, whatever came after", () => {
  expect(holdsSeat(holding())).toBe(true);
  expect(holdsSeat(holding({ worked: [{ from: "2024-01-01", until: "2026-05-04" }] }))).toBe(true);
  expect(holdsSeat(holding({ worked: [{ from: "2024-01-01", until: "2026-05-03" }] }))).toBe(false);
  expect(holdsSeat(holding({ worked: [{ from: "2026-05-05", until: null }] }))).toBe(false);
});

test("who left the course gives the seat back; who finished has used it", () => {
  const with_ = (status: Holding["status"]) => holdsSeat(holding({ status }));
  expect(ENROLMENT_STATUSES.filter(with_)).toEqual([
    "confirmed",
    "active",
    "completed",
    "participated",
    "failed",
  ]);
});

test("twice in the course is one seat", () => {
  expect(peopleSeated([holding(), holding({ status: "completed" })]).size).toBe(1);
});

test("all who come find a seat, or nobody does", () => {
  const full = { ok: false, reason: { key: "cohort.no-organisation-seats", params: { count: 3, of: 10 } } };
  expect(mayTakeSeats({ of: 10, used: 7 }, 3)).toEqual({ ok: true });
  expect(mayTakeSeats({ of: 10, used: 7 }, 4)).toEqual(full);
  expect(mayTakeSeats(null, 400)).toEqual({ ok: true });
  expect(mayTakeSeats({ of: 10, used: 12 }, 0)).toEqual({ ok: true }); // a number lowered later closes nobody's seat
  expect(mayTakeSeats({ of: 10, used: 12 }, 1)).toMatchObject({ reason: { params: { count: 0 } } });
});

const unit = (id: string, parentId: string | null): Unit => ({ id, parentId, kind: "branch", name: id });
const UNITS = [unit("east", null), unit("skuon", "east"), unit("suong", "east"), unit("west", null)];

test("an area has what its branches have; who is in no unit counts for the whole only", () => {
  const staff = [
    { personId: "dara", unitId: "skuon" },
    { personId: "bopha", unitId: "suong" },
    { personId: "rithy", unitId: "east" },
    { personId: "vuthy", unitId: null },
  ];
  const done = new Map([
    ["dara", new Set(["risk"])],
    ["vuthy", new Set(["risk", "costing"])],
    ["left-last-year", new Set(["risk"])],
  ]);
  const whole = moduleCoverage(staff, UNITS, null, ["risk", "costing"], done);
  expect(whole.places.map(({ unit: at, people }) => [at?.id ?? null, people])).toEqual([
    [null, 4],
    ["east", 3],
    ["west", 0],
  ]);
  expect(whole.rows).toEqual([
    { moduleId: "risk", done: [2, 1, 0] },
    { moduleId: "costing", done: [1, 0, 0] },
  ]);
  const under = UNITS.filter(({ id }) => id !== "west").map((each) =>
    each.parentId === null ? { ...each, parentId: "head" } : each,
  );
  const single = moduleCoverage(staff, [unit("head", null), ...under], null, ["risk"], done);
  expect(single.places.map(({ unit: at }) => at?.id ?? null)).toEqual([null, "skuon", "suong"]);
  const east = moduleCoverage(staff, UNITS, "east", ["risk"], done);
  expect(east.places.map(({ unit: at, people }) => [at?.id, people])).toEqual([
    ["east", 3],
    ["skuon", 1],
    ["suong", 1],
  ]);
  expect(east.rows[0]!.done).toEqual([1, 1, 0]);
});

test("no place has more who finished than people, and no part more than the whole", () => {
  const people = fc.array(
    fc.record({
      personId: fc.constantFrom("a", "b", "c", "d", "e"),
      unitId: fc.constantFrom(null, "east", "skuon", "suong", "west"),
    }),
  );
  const finished = fc.uniqueArray(fc.constantFrom("a", "b", "c", "d", "e"));
  fc.assert(
    fc.property(people, finished, (staff, who) => {
      const done = new Map(who.map((personId) => [personId, new Set(["risk"])]));
      const { places, rows } = moduleCoverage(staff, UNITS, null, ["risk"], done);
      places.forEach(({ people: there }, index) => {
        expect(rows[0]!.done[index]).toBeLessThanOrEqual(there);
        expect(rows[0]!.done[index]).toBeLessThanOrEqual(rows[0]!.done[0]!);
      });
    }),
  );
});
