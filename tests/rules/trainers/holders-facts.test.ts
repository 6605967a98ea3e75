import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  knownOn,
  withHoldersFacts,
  type Certification,
  type CertificationFact,
} from "#app/features/trainers/certifications/certification-status.ts";
import { mayBeginAnew } from "#app/features/trainers/renewal/renewal.ts";
import { addDays, type CalendarDay } from "#app/lib/calendar-day.ts";
import { runs } from "#tests/support/runs.ts";
import { fact, from, on, rule } from "#tests/support/trainer-certification.ts";

/* A renewal approved in advance: what is decided on the holder goes with them from one period into the next. */

const STARTS = "2026-01-01";
const succeeded = fact("n", "2025-10-01", { kind: "succeeded" as const, validFrom: STARTS });

/** Three years, and the three years after them; each fact in one of the two. */
function periods(inOld: readonly CertificationFact[], inNew: readonly CertificationFact[] = []) {
  const [one, two] = [from("2023-01-01", [succeeded, ...inOld]), from(STARTS, [...inNew])];
  return {
    old: withHoldersFacts(one, { before: [], after: [two] }),
    next: withHoldersFacts(two, { before: [one], after: [] }),
  };
}

const suspended = (day: CalendarDay, id = "s") =>
  fact(id, day, { kind: "suspended" as const, on: day, decideBy: addDays(day, 90) });
const lifted = (day: CalendarDay, id = "l") => fact(id, day, { kind: "lifted" as const, on: day });
const ended = (kind: "revoked" | "surrendered", day: CalendarDay) => fact("e", day, { kind, on: day });

describe("decided in the old period, after the next one was approved", () => {
  test("a suspension is there on the first day of the next one, until somebody lifts it in either", () => {
    const { old, next } = periods([suspended("2025-12-01")]);
    expect(on(old, "2025-12-15").status).toBe("suspended");
    expect(on(old, STARTS).status).toBe("superseded");
    expect(on(next, STARTS)).toMatchObject({ status: "suspended", valid: false, day: "2025-12-01" });
    expect(on(periods([suspended("2025-12-01"), lifted("2025-12-20")]).next, STARTS).valid).toBe(true);
    const lifting = periods([suspended("2025-12-01")], [lifted("2026-02-01")]);
    expect(on(lifting.next, "2026-01-31").status).toBe("suspended");
    expect(on(lifting.next, "2026-02-01").status).toBe("active");
    expect(on(lifting.old, "2025-12-15").status).toBe("suspended");
  });

  test("an appeal that sets it aside sets it aside for both", () => {
    const set = fact("a", "2026-01-20", {
      kind: "appeal-decided" as const,
      of: "s",
      on: "2026-01-20",
      outcome: "overturned" as const,
    });
    const { old, next } = periods([suspended("2025-12-01"), set]);
    expect([on(old, "2025-12-15").status, on(next, "2026-01-10").status]).toEqual(["active", "active"]);
  });

  test.each(["2025-12-20", "2026-01-05"])(
    "set aside on %s, it never was, on any day of either",
    (decided) => {
      const set = fact("a", decided, {
        kind: "appeal-decided" as const,
        of: "s",
        on: decided,
        outcome: "overturned" as const,
      });
      const { old } = periods([], [suspended("2025-12-01"), set]);
      expect(on(old, "2025-12-15").status).toBe("active");
      expect(on(knownOn(old, "2025-12-15"), "2025-12-15").status).toBe("suspended");
    },
  );

  test.each(["revoked", "surrendered"] as const)("%s: nothing begins", (kind) => {
    const { next } = periods([ended(kind, "2025-11-01")]);
    expect(on(next, "2026-06-01")).toMatchObject({ status: kind, valid: false });
  });
});

test("decided in the next one before it began, it holds for the old one too; after that the old one stays as it was", () => {
  expect(on(periods([], [suspended("2025-11-01")]).old, "2025-11-05").status).toBe("suspended");
  const later = periods([], [ended("revoked", "2026-05-01")]);
  expect(on(later.next, "2026-07-01").status).toBe("revoked");
  expect([on(later.old, "2025-12-31").valid, on(later.old, "2026-07-01").status]).toEqual([
    true,
    "superseded",
  ]);
});

test("what is of one period stays its own", () => {
  const { next } = periods([
    fact("x", "2025-10-02", { kind: "extended" as const, validUntil: "2030-12-31" }),
    fact("r", "2025-09-01", { kind: "renewal-submitted" as const, on: "2025-09-01" }),
  ]);
  expect(next.facts).toEqual([]);
});

test("whoever is suspended, has handed back or was revoked is valid in none, wherever it was written", () => {
  const day = fc.integer({ min: -200, max: 900 }).map((offset) => addDays("2025-10-02", offset));
  const sanction = fc.record({
    begins: fc.integer({ min: 0, max: 400 }),
    lasts: fc.option(fc.integer({ min: 0, max: 200 }), { nil: null }),
    kind: fc.constantFrom("suspended" as const, "revoked" as const, "surrendered" as const),
    writtenInNew: fc.boolean(),
    liftedInNew: fc.boolean(),
    /** On the day of the lift: it was a mistake. */
    again: fc.boolean(),
  });
  fc.assert(
    fc.property(day, sanction, (today, { begins, lasts, kind, writtenInNew, liftedInNew, again }) => {
      const begun = addDays("2025-10-02", begins);
      const lift = kind === "suspended" && lasts !== null ? addDays(begun, lasts) : null;
      // Nobody writes to a period that is over.
      const inNew = writtenInNew || begun >= STARTS;
      const liftInNew = liftedInNew || (lift !== null && lift >= STARTS);
      const sanctioned = kind === "suspended" ? suspended(begun) : ended(kind, begun);
      const own = (isNew: boolean) => [
        ...(inNew === isNew ? [{ ...sanctioned, at: 1 }] : []),
        ...(lift !== null && liftInNew === isNew ? [{ ...lifted(lift), at: 2 }] : []),
        ...(lift !== null && again && inNew === isNew ? [{ ...suspended(lift, "again"), at: 3 }] : []),
      ];
      const { old, next } = periods(own(false), own(true));
      const barred = begun <= today && (lift === null || again || today < lift);
      const valid = [old, next].filter((one: Certification) => on(one, today).valid);
      expect(valid.length).toBe(barred ? 0 : 1);
    }),
    { numRuns: runs(10_000) },
  );
});

describe("applying again", () => {
  const revoked = fact("e", "2024-05-10", { kind: "revoked" as const, on: "2024-05-10" });
  const set = fact("a", "2024-06-01", {
    kind: "appeal-decided" as const,
    of: "e",
    on: "2024-06-01",
    outcome: "overturned" as const,
  });

  test.each<[string, CertificationFact[], CalendarDay, unknown]>([
    ["suspended", [suspended("2024-05-10")], "2024-05-11", { reason: { key: "candidacy.suspended" } }],
    ["lifted", [suspended("2024-05-10"), lifted("2024-05-20")], "2024-05-20", { ok: true }],
    ["expired meanwhile", [suspended("2024-05-10")], "2026-04-01", { ok: true }],
    [
      "revoked, the time to appeal not over",
      [revoked],
      "2024-05-11",
      { reason: { key: "renewal-revoked-wait", params: { day: "2026-05-10" } } },
    ],
    ["revoked, a day too early", [revoked], "2026-05-09", { ok: false }],
    ["revoked 24 months ago", [revoked], "2026-05-10", { ok: true }],
    ["the revocation was overturned", [revoked, set], "2024-06-02", { ok: true }],
    ["nothing", [], "2024-06-02", { ok: true }],
  ])("%s", (_, facts, today, expected) =>
    expect(mayBeginAnew(from("2023-01-01", facts), rule, today)).toMatchObject(expected as object),
  );
});
