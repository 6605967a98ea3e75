import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  isSucceeded,
  knownOn,
  renewalWaiting,
  suspensionsOf,
  type CertificationFact,
} from "#app/features/trainers/certifications/certification-status.ts";
import { addDays, type CalendarDay } from "#app/lib/calendar-day.ts";
import { runs } from "#tests/support/runs.ts";
import { fact, from, on } from "#tests/support/trainer-certification.ts";

/* Every date of a certification: the day before, the day, the day after. */

describe("what is decided holds from its day, and what is lifted ends on it", () => {
  type Decided =
    "lifted" | "revoked" | "surrendered" | "renewal-submitted" | "renewal-refused" | "renewal-withdrawn";
  const decided = (kind: Decided, day: CalendarDay, id: string = kind) => fact(id, day, { kind, on: day });
  const suspended = (day: CalendarDay, decideBy: CalendarDay) =>
    fact(day, day, { kind: "suspended" as const, on: day, decideBy });
  const extended = (validUntil: CalendarDay) =>
    fact(validUntil, "2023-06-01", { kind: "extended" as const, validUntil });
  const succeeded = fact("n", "2024-04-20", { kind: "succeeded" as const, validFrom: "2024-05-01" });
  const appealed = (of: string) =>
    fact(`against-${of}`, "2024-05-20", { kind: "appealed" as const, of, on: "2024-05-20" });
  const upheld = (of: string) =>
    fact(`on-${of}`, "2024-05-25", {
      kind: "appeal-decided" as const,
      of,
      on: "2024-05-25",
      outcome: "upheld" as const,
    });
  const late = decided("renewal-submitted", "2026-01-01");
  const onTime = decided("renewal-submitted", "2025-12-31");

  test.each<[string, CertificationFact[], CalendarDay[], string[]]>([
    [
      "surrendered",
      [decided("surrendered", "2024-05-01")],
      ["2024-04-30", "2024-05-01", "2024-05-02"],
      ["active", "surrendered", "surrendered"],
    ],
    [
      "succeeded",
      [succeeded],
      ["2024-04-30", "2024-05-01", "2024-05-02"],
      ["active", "superseded", "superseded"],
    ],
    [
      "revoked",
      [decided("revoked", "2024-05-01")],
      ["2024-04-30", "2024-05-01", "2024-05-31", "2024-06-01"],
      ["active", "suspended", "suspended", "revoked"],
    ],
    [
      "revoked, where an appeal is about something else",
      [
        suspended("2024-03-01", "2024-06-01"),
        decided("lifted", "2024-04-01"),
        decided("revoked", "2024-05-01"),
        appealed("2024-03-01"),
        upheld("2024-03-01"),
      ],
      ["2024-05-25", "2024-05-31", "2024-06-01"],
      ["suspended", "suspended", "revoked"],
    ],
    [
      "suspended and lifted",
      [suspended("2024-05-01", "2024-08-01"), decided("lifted", "2024-06-01")],
      ["2024-04-30", "2024-05-01", "2024-05-31", "2024-06-01"],
      ["active", "suspended", "suspended", "active"],
    ],
    [
      "suspended, and an appeal lifts nothing until it is decided",
      [suspended("2024-05-01", "2024-08-01"), appealed("2024-05-01")],
      ["2024-05-19", "2024-05-20", "2024-07-31"],
      ["suspended", "suspended", "suspended"],
    ],
    [
      "suspended and lifted the same day",
      [suspended("2024-05-01", "2024-08-01"), decided("lifted", "2024-05-01")],
      ["2024-05-01", "2024-05-02"],
      ["active", "active"],
    ],
    [
      "suspended again after it was lifted",
      [
        suspended("2024-02-01", "2024-05-01"),
        decided("lifted", "2024-03-01"),
        suspended("2024-05-01", "2024-08-01"),
      ],
      ["2024-02-29", "2024-03-01", "2024-05-01", "2024-12-01"],
      ["suspended", "active", "suspended", "suspended"],
    ],
    [
      "extended twice: the longer holds, in either order",
      [extended("2026-06-30"), extended("2026-03-31")],
      ["2026-06-30", "2026-07-01"],
      ["renewal-due", "lapsed"],
    ],
    [
      "extended by less than it lasts",
      [extended("2025-06-30")],
      ["2025-12-31", "2026-01-01"],
      ["renewal-due", "lapsed"],
    ],
    [
      "handed in too late keeps nobody valid",
      [late],
      ["2026-01-01", "2026-03-31", "2026-04-01"],
      ["lapsed", "lapsed", "expired"],
    ],
    [
      "handed in on the last day, refused, and handed in again too late",
      [onTime, decided("renewal-refused", "2026-01-10"), decided("renewal-submitted", "2026-01-20", "again")],
      ["2026-01-09", "2026-01-10", "2026-01-20"],
      ["renewal-under-review", "lapsed", "lapsed"],
    ],
    [
      "refused on the day it was handed in",
      [onTime, decided("renewal-refused", "2025-12-31")],
      ["2026-01-01"],
      ["lapsed"],
    ],
  ])("%s", (_, facts, days, statuses) => {
    expect(days.map((day) => on(from("2023-01-01", facts), day).status)).toEqual(statuses);
  });

  test("of two suspensions, the earlier is the one that counts, and alarms the day after its last", () => {
    const two = from("2023-01-01", [
      suspended("2024-05-10", "2024-09-01"),
      suspended("2024-05-01", "2024-08-01"),
    ]);
    expect(on(two, "2024-08-01")).toMatchObject({ day: "2024-05-01", alarm: null });
    expect(on(two, "2024-08-02")).toMatchObject({ day: "2024-05-01", alarm: "suspension-undecided" });
    const other = from("2023-01-01", [
      suspended("2024-05-01", "2024-08-01"),
      suspended("2024-05-10", "2024-09-01"),
    ]);
    expect(on(other, "2024-08-02").day).toBe("2024-05-01");
  });

  test("a file waits from the day it is handed in until the day it is decided", () => {
    const waits = (facts: CertificationFact[], day: CalendarDay) =>
      renewalWaiting(from("2023-01-01", facts), day);
    const refused = decided("renewal-refused", "2026-01-10");
    const renewed = fact("n", "2026-01-10", { kind: "succeeded" as const, validFrom: "2026-01-01" });
    expect(waits([onTime], "2025-12-30")).toBeNull();
    expect(waits([onTime], "2025-12-31")).toBe("2025-12-31");
    for (const decision of [refused, renewed]) {
      expect(waits([onTime, decision], "2026-01-09")).toBe("2025-12-31");
      expect(waits([onTime, decision], "2026-01-10")).toBeNull();
    }
  });

  test("a file that was taken back waits no more, from that day on; one handed in after it does", () => {
    const back = decided("renewal-withdrawn", "2026-01-05");
    const waits = (facts: CertificationFact[], day: CalendarDay) =>
      renewalWaiting(from("2023-01-01", facts), day);
    expect(waits([onTime, back], "2026-01-04")).toBe("2025-12-31");
    expect(waits([onTime, back], "2026-01-05")).toBeNull();
    expect(on(from("2023-01-01", [onTime, back]), "2026-01-05").status).toBe("lapsed");
    const again = decided("renewal-submitted", "2026-01-05", "again");
    expect(waits([onTime, back, again], "2026-01-05")).toBe("2026-01-05");
    // What was taken back before had nothing to do with this one.
    const before = [
      decided("renewal-submitted", "2025-12-01", "first"),
      decided("renewal-withdrawn", "2025-12-02"),
    ];
    expect(waits([...before, onTime], "2026-01-04")).toBe("2025-12-31");
  });

  test("what was recorded on a day was known that day", () => {
    const known = (day: CalendarDay) => knownOn(from("2023-01-01", [succeeded]), day).facts;
    expect([known("2024-04-19"), known("2024-04-20")]).toEqual([[], [succeeded]]);
  });

  test("a period that follows is there from when it is decided, unless the decision was set aside", () => {
    const set = fact("x", "2024-05-25", {
      kind: "appeal-decided" as const,
      of: "n",
      on: "2024-05-25",
      outcome: "redo" as const,
    });
    expect([[], [decided("revoked", "2024-05-01")], [succeeded], [succeeded, set]].map((facts) => isSucceeded(from("2023-01-01", facts)))).toEqual([false, false, true, false]); // prettier-ignore
  });
});

describe("several on one day: the last that was recorded holds", () => {
  const day = "2025-12-31";
  const suspended = (id: string) =>
    fact(id, day, { kind: "suspended", on: day, decideBy: "2026-02-01" } as const);
  const lifted = (id: string) => fact(id, day, { kind: "lifted", on: day } as const);
  const file = (id: string, kind: "submitted" | "refused" | "withdrawn") =>
    fact(id, day, { kind: `renewal-${kind}`, on: day } as const);

  test.each<[string, CertificationFact[], string, string]>([
    ["lifted", [suspended("a"), lifted("b")], "renewal-due", "lapsed"],
    ["lifted by mistake", [suspended("a"), lifted("b"), suspended("c")], "suspended", "suspended"],
    ["and lifted after all", [suspended("a"), lifted("b"), suspended("c"), lifted("d")], "renewal-due", "lapsed"],
    ["a file refused", [file("a", "submitted"), file("b", "refused")], "renewal-due", "lapsed"],
    ["and handed in again", [file("a", "submitted"), file("b", "refused"), file("c", "submitted")], "renewal-due", "renewal-under-review"],
    ["taken back, and handed in again", [file("a", "submitted"), file("b", "withdrawn"), file("c", "submitted")], "renewal-due", "renewal-under-review"],
    ["and taken back after all", [file("a", "submitted"), file("b", "refused"), file("c", "submitted"), file("d", "withdrawn")], "renewal-due", "lapsed"],
  ])("%s", (_, facts, that, next) => {
    const held = from("2023-01-01", facts);
    expect([on(held, day).status, on(held, addDays(day, 1)).status]).toEqual([that, next]);
    const last = facts.at(-1)!.kind;
    expect(renewalWaiting(held, day)).toBe(last === "renewal-submitted" ? day : null);
    expect(suspensionsOf(held).at(-1)?.until ?? null).toBe(last === "lifted" ? day : null);
  }); // prettier-ignore

  test("acts one after another: who was suspended last is, and what was handed in last waits", () => {
    const acts = ["suspend", "lift", "hand in", "refuse", "take back"] as const;
    const done = fc.array(fc.tuple(fc.constantFrom(...acts), fc.nat(2)), { maxLength: 12 });
    fc.assert(
      fc.property(done, (rows) => {
        const facts: CertificationFact[] = [];
        let [today, suspendedNow, waits] = ["2025-12-25", false, false];
        for (const [act, later] of rows) {
          today = addDays(today, later);
          const base = { id: String(facts.length), recordedOn: today, on: today };
          if (act === "suspend" && !suspendedNow) {
            facts.push({ ...base, kind: "suspended", decideBy: addDays(today, 90) });
            suspendedNow = true;
          } else if (act === "lift" && suspendedNow) {
            facts.push({ ...base, kind: "lifted" });
            suspendedNow = false;
          } else if (act === "hand in" && !waits) {
            facts.push({ ...base, kind: "renewal-submitted" });
            waits = true;
          } else if ((act === "refuse" || act === "take back") && waits) {
            facts.push({ ...base, kind: act === "refuse" ? "renewal-refused" : "renewal-withdrawn" });
            waits = false;
          }
          const held = from("2023-01-01", facts);
          const open = suspensionsOf(held).some(({ until }) => until === null);
          const suspended = on(held, today).status === "suspended";
          expect([open, suspended, renewalWaiting(held, today) !== null]).toEqual([
            suspendedNow,
            suspendedNow,
            waits,
          ]);
        }
      }),
      { numRuns: runs(10_000) },
    );
  });
});
