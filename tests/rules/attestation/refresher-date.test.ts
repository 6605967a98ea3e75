import fc from "fast-check";
import { expect, test } from "vitest";
import { mayEndLeave, mayRecordLeave } from "#app/features/attestation/leave.ts";
import { carriedEnd, monthDayOf, nextOn } from "#app/features/attestation/refresher-date.ts";
import { LEAST_MONTHS } from "#app/features/trainers/certifications/attestation.ts";
import { renewedPeriod } from "#app/features/trainers/renewal/renewal.ts";
import { FACILITATOR_SCHEME } from "#app/features/trainers/schemes/first-schemes.ts";
import { lastValidDay } from "#app/features/trainers/schemes/scheme.ts";
import { addDays, addMonths } from "#app/lib/calendar-day.ts";
import { runs } from "#tests/support/runs.ts";

const day = fc.integer({ min: 0, max: 2000 }).map((days) => addDays("2024-01-01", days));

test.each([
  ["2026-07-01", "12-31", "2026-12-31"],
  ["2026-06-30", "12-31", "2026-06-30"],
  ["2026-06-30", "12-30", "2026-12-30"], // six months to the day
  ["2026-12-31", "12-31", "2026-12-31"],
  ["2027-01-15", "12-31", "2027-01-15"],
  ["2026-11-15", "01-31", "2027-01-31"],
])("who ends on %s with the common date %s ends on %s", (until, monthDay, end) => {
  expect(carriedEnd(until, monthDay)).toBe(end);
});

test("the 29th of February is the 28th", () => {
  expect(["2028-02-29", "2028-02-28", "2028-03-01"].map(monthDayOf)).toEqual(["02-28", "02-28", "03-01"]);
  expect(nextOn("2027-02-28", "02-28")).toBe("2027-02-28");
  expect(nextOn("2027-03-01", "02-28")).toBe("2028-02-28");
});

test("nobody is shortened, nobody gains more than six months, and doing it twice is doing it once", () => {
  fc.assert(
    fc.property(day, day, (until, common) => {
      const monthDay = monthDayOf(common);
      const end = carriedEnd(until, monthDay);
      expect(end >= until && end <= addMonths(until, 6)).toBe(true);
      expect(carriedEnd(end, monthDay)).toBe(end);
    }),
    { numRuns: runs(10_000) },
  );
});

test("a new attestation ends on the common day, after at least six months and before eighteen", () => {
  fc.assert(
    fc.property(day, day, (from, common) => {
      const rule = {
        ...FACILITATOR_SCHEME.validity,
        lasts: { until: monthDayOf(common), atLeastMonths: LEAST_MONTHS },
      };
      const until = lastValidDay(rule, from);
      expect(until.slice(5)).toBe(monthDayOf(common));
      expect(until >= addDays(addMonths(from, 6), -1) && until < addMonths(from, 18)).toBe(true);
    }),
    { numRuns: runs(10_000) },
  );
});

test("a renewal shortens nobody, whatever was extended before", () => {
  fc.assert(
    fc.property(
      day,
      fc.integer({ min: 0, max: 700 }),
      fc.integer({ min: 0, max: 900 }),
      (from, lasts, later) => {
        const old = { validFrom: from, validUntil: addDays(from, lasts) };
        const at = addDays(from, later);
        const renewed = renewedPeriod(FACILITATOR_SCHEME.validity, old, at, at);
        if (renewed.ok) expect(renewed.value.validUntil >= old.validUntil).toBe(true);
      },
    ),
    { numRuns: runs(10_000) },
  );
});

const who = { personId: "officer", actorId: "head" };

test("leave is one at a time, in order, and nobody's own", () => {
  const is = (from: string, until: string | null, others: { from: string; until: string | null }[] = []) => {
    const may = mayRecordLeave(who, { from, until }, others);
    return may.ok ? "ok" : may.reason.key;
  };
  expect(is("2026-05-01", null)).toBe("ok");
  expect(is("2026-05-02", "2026-05-01")).toBe("attestation-leave-order");
  expect(is("2026-05-02", "2026-05-02")).toBe("ok");
  const may = { from: "2026-05-01", until: "2026-05-31" };
  expect(is("2026-05-31", null, [may])).toBe("attestation-leave-twice");
  expect(is("2026-06-01", null, [may])).toBe("ok");
  expect(is("2026-04-01", "2026-04-30", [may])).toBe("ok");
  expect(is("2026-04-01", "2026-04-30", [{ from: "2026-01-01", until: null }])).toBe(
    "attestation-leave-twice",
  );
  const own = { personId: "head", actorId: "head" };
  expect(mayRecordLeave(own, may, [])).toMatchObject({
    ok: false,
    reason: { key: "attestation-own-record" },
  });
  expect(mayEndLeave(own, may, "2026-05-20", [])).toMatchObject({ ok: false });
  expect(mayEndLeave(who, may, "2026-04-30", [])).toMatchObject({ ok: false });
  expect(mayEndLeave(who, may, "2026-05-01", [])).toMatchObject({ ok: true });
  const next = { from: "2026-07-01", until: null };
  expect(mayEndLeave(who, may, "2026-06-30", [next])).toMatchObject({ ok: true });
  expect(mayEndLeave(who, may, "2026-07-01", [next])).toMatchObject({
    ok: false,
    reason: { key: "attestation-leave-twice" },
  });
});
