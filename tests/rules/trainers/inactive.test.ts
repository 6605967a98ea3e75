import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { inactiveOn, type Delivered } from "#app/features/trainers/renewal/inactive.ts";
import { addDays, addMonths, type CalendarDay } from "#app/lib/calendar-day.ts";
import { runs } from "#tests/support/runs.ts";

const SINCE = "2023-01-01";
const HELD = { since: SINCE, fromPaper: false };
const alone = (on: CalendarDay): Delivered => ({ on, shows: false });
const beside = (on: CalendarDay): Delivered => ({ on, shows: true });
const since = (day: CalendarDay, delivered: Delivered[], activeMonths?: number) =>
  inactiveOn(HELD, delivered, { activeMonths }, day)?.since ?? null;

describe("no verified delivery for 18 months (domain §6.3)", () => {
  test("counted from the certification, then from the last delivery, to the day", () => {
    expect(since("2024-07-01", [])).toBeNull();
    expect(since("2024-07-02", [])).toBe("2024-07-02");
    expect(since("2025-06-10", [alone("2023-12-10")])).toBeNull();
    expect(since("2025-06-11", [alone("2023-12-10")])).toBe("2025-06-11");
    expect(since("2024-01-02", [], 12)).toBe("2024-01-02");
  });

  test("says what was delivered last, and nothing of a day before", () => {
    expect(inactiveOn(HELD, [], {}, "2025-01-01")).toEqual({ since: "2024-07-02", last: null });
    expect(inactiveOn(HELD, [alone("2023-02-01")], {}, "2025-01-01")).toMatchObject({ last: "2023-02-01" });
    expect(since("2024-12-31", [beside("2025-01-10")])).toBe("2024-07-02");
    expect(since("2024-08-01", [alone("2022-12-31")])).toBe("2024-07-02");
  });

  test("the day they were certified counts, and the day that is asked about; on the first day too late one is inactive", () => {
    expect(inactiveOn(HELD, [alone(SINCE)], {}, "2025-01-01")).toMatchObject({ last: SINCE });
    expect(since("2024-07-02", [beside("2024-07-02")])).toBeNull();
    expect(since("2025-02-01", [alone("2024-07-01")])).toBeNull();
    expect(since("2025-02-01", [alone("2024-07-02")])).toBe("2024-07-02");
    const [early, late] = [alone("2023-06-01"), alone("2024-11-01")];
    for (const delivered of [
      [early, late],
      [late, early],
    ])
      expect(since("2025-02-01", delivered)).toBeNull();
  });

  test("who is inactive comes back beside somebody certified or observed, and not alone", () => {
    expect(since("2025-02-01", [alone("2025-01-10")])).toBe("2024-07-02");
    expect(since("2025-02-01", [beside("2025-01-10")])).toBeNull();
    // Of a record from paper nobody knows what was delivered before; what is known since counts as anybody's.
    const paper = (...on: CalendarDay[]) =>
      inactiveOn({ ...HELD, fromPaper: true }, on.map(alone), {}, "2026-12-01")?.since ?? null;
    expect([paper(), paper("2026-01-10")]).toEqual(["2024-07-02", null]);
    expect(paper("2023-02-01", "2026-01-10")).toBe("2024-08-02");
    // Once back they deliver as anybody does.
    expect(since("2026-07-01", [beside("2025-01-10"), alone("2026-01-10")])).toBeNull();
  });

  test("whoever delivers again in time is never inactive, in whatever order it was written down", () => {
    const gaps = fc.array(fc.integer({ min: 1, max: 500 }), { maxLength: 8 });
    fc.assert(
      fc.property(gaps, fc.integer({ min: 0, max: 2000 }), (days, later) => {
        let on = SINCE;
        const delivered = days.map((gap) => alone((on = addDays(on, gap))));
        const day = addDays(SINCE, later);
        const last = delivered.filter((one) => one.on <= day).at(-1)?.on ?? SINCE;
        const expected = day > addMonths(last, 18) ? addDays(addMonths(last, 18), 1) : null;
        expect(since(day, delivered.reverse())).toBe(expected);
      }),
      { numRuns: runs(10_000) },
    );
  });
});
