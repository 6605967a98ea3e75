import fc from "fast-check";
import { expect, test } from "vitest";
import { jobState, MOST_TRIES, waitAfterTry } from "#app/features/jobs/job.ts";

const tries = fc.integer({ min: 1, max: 200 });
const chance = fc.double({ min: 0, max: 1, noNaN: true });
const LONGEST = 15 * 60_000;

test("waits grow with the tries and end at a quarter of an hour", () => {
  fc.assert(
    fc.property(tries, chance, (count, by) => {
      const wait = waitAfterTry(count, by);
      expect(waitAfterTry(count + 1, by)).toBeGreaterThanOrEqual(wait);
      expect(wait).toBeLessThanOrEqual(LONGEST);
      expect(wait).toBeGreaterThanOrEqual(7_500);
      expect(Number.isInteger(wait)).toBe(true);
    }),
  );
  expect([1, 2, 3].map((count) => waitAfterTry(count, 1))).toEqual([10_000, 20_000, 40_000]);
  expect(waitAfterTry(100, 1)).toBe(LONGEST);
});

test("chance takes a quarter off at the most, and never turns the order round", () => {
  fc.assert(
    fc.property(tries, chance, chance, (count, one, other) => {
      const [less, more] = [Math.min(one, other), Math.max(one, other)].map((by) => waitAfterTry(count, by));
      expect(less).toBeLessThanOrEqual(more!);
      expect(less).toBeGreaterThanOrEqual(Math.floor(waitAfterTry(count, 1) * 0.75));
    }),
  );
});

test("all tries together take less than half an hour: an administrator hears of it the same day", () => {
  const all = Array.from({ length: MOST_TRIES - 1 }, (_, index) => waitAfterTry(index + 1, 1));
  expect(all.reduce((sum, wait) => sum + wait, 0)).toBeLessThan(30 * 60_000);
});

test("a job whose worker is gone waits", () => {
  const at = new Date("2026-11-02T10:00:00Z");
  const before = new Date("2026-11-02T09:59:59Z");
  const after = new Date("2026-11-02T10:00:01Z");
  const open = { doneAt: null, deadAt: null, leasedUntil: null };
  expect(jobState(open, at)).toBe("waiting");
  expect(jobState({ ...open, leasedUntil: after }, at)).toBe("running");
  expect(jobState({ ...open, leasedUntil: before }, at)).toBe("waiting");
  expect(jobState({ ...open, deadAt: before }, at)).toBe("dead");
  expect(jobState({ ...open, doneAt: before }, at)).toBe("done");
});
