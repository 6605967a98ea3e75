import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  CERTIFICATION_STATUSES,
  datesOf,
  isInError,
  knownOn,
  standingOn,
  successionTo,
  wasOnRecord,
  whatStands,
  withHoldersFacts,
  type Certification,
  type CertificationFact,
} from "#app/features/trainers/certifications/certification-status.ts";
import type { Employment } from "#app/features/trainers/certifications/employment.ts";
import { FACILITATOR_SCHEME } from "#app/features/trainers/schemes/first-schemes.ts";
import { lastValidDay } from "#app/features/trainers/schemes/scheme.ts";
import { addDays, type CalendarDay } from "#app/lib/calendar-day.ts";
import { enough, runs } from "#tests/support/runs.ts";
import { fact, from, on, rule } from "#tests/support/trainer-certification.ts";

describe("the vectors of domain §6.4", () => {
  const plain = from("2023-01-01");

  test.each([
    ["2022-12-31", "pending", false],
    ["2023-01-01", "active", true],
    ["2025-07-03", "active", true],
    ["2025-07-04", "renewal-due", true],
    ["2025-12-31", "renewal-due", true],
    ["2026-01-01", "lapsed", false],
    ["2026-03-31", "lapsed", false],
    ["2026-04-01", "expired", false],
  ])("%s: %s", (day, status, valid) => {
    expect(on(plain, day)).toMatchObject({ status, valid });
  });

  test("the days the holder meets", () => {
    expect(datesOf(plain, rule)).toEqual({
      windowOpens: "2025-07-04",
      validUntil: "2025-12-31",
      graceEnds: "2026-03-31",
    });
    expect(datesOf(from("2024-02-29"), rule)).toEqual({
      windowOpens: "2026-08-31",
      validUntil: "2027-02-27",
      graceEnds: "2027-05-28",
    });
  });

  test("a file handed in on time keeps the holder valid until it is decided, and alarms on day 60", () => {
    const waiting = from("2023-01-01", [
      fact("a", "2025-12-31", { kind: "renewal-submitted" as const, on: "2025-12-31" }),
    ]);
    expect(on(waiting, "2026-02-28")).toMatchObject({
      status: "renewal-under-review",
      valid: true,
      alarm: null,
    });
    expect(on(waiting, "2026-03-01").alarm).toBe("renewal-undecided");
    expect(on(waiting, "2026-03-02")).toMatchObject({ status: "renewal-under-review", valid: true });
    expect(on(waiting, "2026-06-01").status).toBe("renewal-under-review");
  });

  test("administrative delay: under review as known then, succeeded as known now", () => {
    const renewed = from("2023-01-01", [
      fact("a", "2025-07-04", { kind: "renewal-submitted" as const, on: "2025-07-04" }),
      fact("b", "2026-01-20", { kind: "succeeded" as const, validFrom: "2026-01-01" }),
    ]);
    expect(on(knownOn(renewed, "2026-01-10"), "2026-01-10")).toMatchObject({
      status: "renewal-under-review",
      valid: true,
    });
    expect(on(renewed, "2026-01-10").status).toBe("superseded");
    expect(on(renewed, "2025-12-31").status).toBe("renewal-due");
  });

  test("whose next period is decided is not due any more; until the day before they were, and if it is void they are", () => {
    const next = fact("b", "2025-11-20", { kind: "succeeded" as const, validFrom: "2026-01-01" });
    const renewed = from("2023-01-01", [next]);
    const days = ["2025-11-19", "2025-11-20", "2025-12-31", "2026-01-01"];
    const statuses = days.map((day) => on(renewed, day));
    expect(statuses.map(({ status }) => status)).toEqual(["renewal-due", "active", "active", "superseded"]);
    expect(statuses[2]).toMatchObject({ valid: true, day: "2025-12-31" });
    const voided = fact("v", "2025-12-01", { kind: "succession-voided" as const, of: "b", on: "2025-12-01" });
    expect(on(from("2023-01-01", [next, voided]), "2025-12-02").status).toBe("renewal-due");
  });

  test("administrative delay: of the two periods, one holds as known then, and one as known now", () => {
    const old = from("2023-01-01", [
      fact("a", "2025-07-04", { kind: "renewal-submitted" as const, on: "2025-07-04" }),
      fact("b", "2026-01-20", { kind: "succeeded" as const, validFrom: "2026-01-01" }),
    ]);
    const line = [old, { ...from("2026-01-01"), recordedOn: "2026-01-20" }];
    const valid = (known: CalendarDay) =>
      line.map((one) => wasOnRecord(one, known) && on(knownOn(one, known), "2026-01-10").valid);
    expect([valid("2026-01-10"), valid("2026-01-19"), valid("2026-01-20")]).toEqual([
      [true, false],
      [true, false],
      [false, true],
    ]);
  });

  test("a refusal drops the holder to what the date says, from that day only", () => {
    const refused = from("2023-01-01", [
      fact("a", "2025-12-01", { kind: "renewal-submitted" as const, on: "2025-12-01" }),
      fact("b", "2026-02-10", { kind: "renewal-refused" as const, on: "2026-02-10" }),
    ]);
    expect(on(refused, "2026-02-09").status).toBe("renewal-under-review");
    expect(on(refused, "2026-02-10").status).toBe("lapsed");
    expect(on(refused, "2026-04-01").status).toBe("expired");
  });

  test("suspended and never lifted: suspended, then expired; overdue is an alarm, not a lift", () => {
    const suspended = from("2023-01-01", [
      fact("a", "2025-11-01", { kind: "suspended" as const, on: "2025-11-01", decideBy: "2026-03-01" }),
    ]);
    expect(on(suspended, "2025-10-31").status).toBe("renewal-due");
    expect(on(suspended, "2026-01-15")).toMatchObject({ status: "suspended", valid: false, alarm: null });
    expect(on(suspended, "2026-03-02")).toMatchObject({ status: "suspended", alarm: "suspension-undecided" });
    expect(on(suspended, "2026-04-01").status).toBe("expired");
  });

  test("an attestation of twelve months", () => {
    const attested = {
      validFrom: "2025-03-10",
      validUntil: lastValidDay(FACILITATOR_SCHEME.validity, "2025-03-10"),
      facts: [],
    };
    const status = (day: CalendarDay) => standingOn(attested, FACILITATOR_SCHEME.validity, day).status;
    expect(attested.validUntil).toBe("2026-03-09");
    expect(
      ["2026-01-07", "2026-01-08", "2026-03-09", "2026-03-10", "2026-04-08", "2026-04-09"].map(status),
    ).toEqual(["active", "renewal-due", "renewal-due", "lapsed", "lapsed", "expired"]);
  });
});

describe("an employer's attestation (domain §0a)", () => {
  const facilitator = FACILITATOR_SCHEME.validity;
  const attested = (employment: Partial<Employment>): Certification => ({
    validFrom: "2025-03-10",
    validUntil: "2026-03-09",
    facts: [],
    employment: { endedOn: null, leaves: [], ...employment },
  });
  const away = (from: CalendarDay, until: CalendarDay | null) => ({ from, until, recordedOn: from });
  const statuses = (certification: Certification, days: CalendarDay[]) =>
    days.map((day) => standingOn(certification, facilitator, day).status);

  test("ends with the employment, the day after the last one", () => {
    const left = attested({ endedOn: "2025-08-31" });
    expect(statuses(left, ["2025-08-31", "2025-09-01", "2026-04-09"])).toEqual(["active", "ended", "ended"]);
    expect(standingOn(left, facilitator, "2025-09-01")).toMatchObject({ valid: false, day: "2025-09-01" });
    expect(statuses(attested({ endedOn: "2026-05-01" }), ["2026-05-02"])).toEqual(["expired"]);
    // On the last day of grace it was not expired yet.
    expect(statuses(attested({ endedOn: "2026-04-08" }), ["2026-04-09"])).toEqual(["ended"]);
    expect(statuses(attested({ endedOn: "2026-04-09" }), ["2026-04-10"])).toEqual(["expired"]);
  });

  test("does not hold on leave, nor after it until a refresher", () => {
    const leave = attested({ leaves: [away("2025-06-01", "2025-08-31")] });
    const days = ["2025-05-31", "2025-06-01", "2025-08-31", "2025-09-01", "2026-04-08", "2026-04-09"];
    expect(statuses(leave, days)).toEqual([
      "active",
      "on-leave",
      "on-leave",
      "back-from-leave",
      "back-from-leave",
      "expired",
    ]);
    expect(standingOn(leave, facilitator, "2025-06-01").valid).toBe(false);
  });

  test("whoever is back within six months needs a refresher although it ran out; later, the full course", () => {
    const back = (until: CalendarDay) => attested({ leaves: [away("2026-01-10", until)] });
    expect(statuses(back("2026-07-09"), ["2026-05-01", "2026-07-10", "2026-07-11"])).toEqual([
      "on-leave",
      "back-from-leave",
      "expired",
    ]);
    expect(statuses(back("2026-07-10"), ["2026-07-10", "2026-07-11"])).toEqual(["on-leave", "expired"]);
    expect(statuses(attested({ leaves: [away("2026-01-10", null)] }), ["2030-01-01"])).toEqual(["on-leave"]);
    // However long it would still have run.
    const long = attested({ leaves: [away("2025-03-20", "2025-11-30")] });
    expect(standingOn(long, facilitator, "2025-12-15")).toMatchObject({
      status: "expired",
      day: "2025-12-01",
    });
  });

  test("a leave before the period, or one not yet known, does not touch it", () => {
    const before = attested({ leaves: [away("2024-11-01", "2025-03-09")] });
    expect(statuses(before, ["2025-03-10"])).toEqual(["active"]);
    const later = { ...away("2025-06-01", "2025-08-31"), recordedOn: "2025-06-20" };
    const known = knownOn(attested({ leaves: [later] }), "2025-06-10");
    expect(statuses(known, ["2025-06-05"])).toEqual(["active"]);
  });

  test("a leave after what earned the period touches it, also where it is over before the period begins", () => {
    const leave = attested({ leaves: [away("2025-01-20", "2025-02-25")] });
    const earned = (earnedOn: CalendarDay) => ({ ...leave, earnedOn });
    const days = ["2025-03-09", "2025-03-10", "2026-04-09"];
    expect(statuses(earned("2025-01-15"), days)).toEqual(["pending", "back-from-leave", "expired"]);
    expect(statuses(earned("2025-02-26"), days)).toEqual(["pending", "active", "expired"]);
    // A refresher that was recorded late washes off no leave that came after it, nor does what came earlier count twice.
    expect(statuses({ ...earned("2025-06-01"), countsFrom: "2025-02-26" }, days)[1]).toBe("active");
    expect(statuses({ ...earned("2025-06-01"), countsFrom: "2025-02-25" }, days)[1]).toBe("back-from-leave");
    // Who is refreshed after it is attested again.
    const submitted = fact("a", "2025-03-12", {
      kind: "renewal-submitted" as const,
      on: "2025-03-12",
    });
    const next = { ...attested(leave.employment!), validFrom: "2025-03-12" };
    const refreshed = withHoldersFacts(next, {
      before: [{ ...earned("2025-01-15"), facts: [submitted] }],
      after: [],
    });
    expect(statuses(refreshed, ["2025-03-12"])).toEqual(["active"]);
  });

  test("valid only inside its dates, at work and not away, whatever happened", () => {
    const day = fc.integer({ min: 0, max: 900 }).map((days) => addDays("2025-01-01", days));
    const leaves = fc.array(
      fc
        .tuple(day, fc.option(fc.integer({ min: 0, max: 300 })))
        .map(([from, days]) => away(from, days === null ? null : addDays(from, days))),
      { maxLength: 3 },
    );
    fc.assert(
      fc.property(leaves, fc.option(day), day, (of, endedOn, on) => {
        const standing = standingOn(attested({ leaves: of, endedOn }), facilitator, on);
        if (!standing.valid) return;
        expect(on >= "2025-03-10" && on <= "2026-03-09").toBe(true);
        expect(endedOn === null || on <= endedOn).toBe(true);
        expect(of.some(({ from, until }) => from <= on && (until === null || on <= until))).toBe(false);
      }),
      { numRuns: runs(10_000) },
    );
  });
});

test("what was decided in error holds on no day, whatever else happened, and held as it was known before", () => {
  const error = fact("x", "2024-05-02", { kind: "in-error", on: "2024-05-02" } as const);
  const more = [
    fact("s", "2024-01-10", { kind: "suspended", on: "2024-01-10", decideBy: "2024-06-01" } as const),
    fact("r", "2024-02-01", { kind: "revoked", on: "2024-02-01" } as const),
    fact("n", "2024-03-01", { kind: "succeeded", validFrom: "2024-03-01" } as const),
  ];
  for (const facts of [[error], [...more, error]])
    for (const day of ["2022-12-31", "2023-01-01", "2024-05-01", "2024-05-02", "2030-01-01"])
      expect(on(from("2023-01-01", facts), day)).toEqual({
        status: "in-error",
        valid: false,
        day: "2024-05-02",
        alarm: null,
      });
  const said = fact("p", "2024-04-01", { kind: "error-proposed", on: "2024-04-01" } as const);
  expect(on(from("2023-01-01", [said]), "2024-05-01").status).toBe("active");
  expect(on(knownOn(from("2023-01-01", [said, error]), "2024-05-01"), "2024-05-01").status).toBe("active");
});

describe("what took over was decided in error", () => {
  // Renewed early, from 2025-06-20; on 2025-09-01 it is declared that this should never have been decided.
  const succeeded = fact("n", "2025-06-20", { kind: "succeeded", validFrom: "2025-06-20" } as const);
  const voided = fact("v", "2025-09-01", { kind: "succession-voided", of: "n", on: "2025-09-01" } as const);
  const before = from("2023-01-01", [succeeded, voided]); // until 2025-12-31
  test.each<[CalendarDay, string, string]>([
    ["2025-06-19", "active", "active"],
    ["2025-08-01", "superseded", "renewal-due"],
    ["2025-08-31", "superseded", "renewal-due"],
    ["2025-09-01", "renewal-due", "renewal-due"],
    ["2026-01-01", "lapsed", "lapsed"],
  ])("on %s it was %s as known then, and is %s as known now", (day, then, now) => {
    expect(on(knownOn(before, day), day).status).toBe(then);
    expect(on(before, day).status).toBe(now);
  });

  test("a file that led to it waits again: it was handed in on time and nobody has decided it", () => {
    const handedIn = fact("w", "2025-07-10", { kind: "renewal-submitted", on: "2025-07-10" } as const);
    const late = fact("n", "2026-01-10", { kind: "succeeded", validFrom: "2026-01-01" } as const);
    const again = from("2023-01-01", [
      handedIn,
      late,
      { ...voided, recordedOn: "2026-02-01", on: "2026-02-01" },
    ]);
    expect(on(again, "2026-02-02")).toMatchObject({ status: "renewal-under-review", valid: true });
  });

  test("which succession it was: the one to that day, once", () => {
    expect(successionTo([succeeded], "2025-06-20")?.id).toBe("n");
    expect(successionTo([succeeded], "2026-01-01")).toBeNull();
    expect(successionTo([succeeded, voided], "2025-06-20")).toBeNull();
  });

  test("over random histories each day has one status, and never are both valid, as known on any day", () => {
    const day = fc.integer({ min: 0, max: 1500 }).map((days) => addDays("2022-12-01", days));
    const times = fc.record({ renewedOn: day, takesOver: day, errorOn: day, asked: day, known: day });
    fc.assert(
      fc.property(times, fc.boolean(), ({ renewedOn, takesOver, errorOn, asked, known }, again) => {
        if (errorOn < renewedOn) return;
        const took = fact("n", renewedOn, { kind: "succeeded", validFrom: takesOver } as const);
        const undone = fact("v", errorOn, { kind: "succession-voided", of: "n", on: errorOn } as const);
        const anew = fact("m", errorOn, { kind: "succeeded", validFrom: addDays(takesOver, 400) } as const);
        const old = from("2023-01-01", [took, undone, ...(again ? [anew] : [])]);
        const error = fact("x", errorOn, { kind: "in-error", on: errorOn } as const);
        const wrong = { ...from(takesOver, [error]), recordedOn: renewedOn };
        const standings = [old, wrong].map((one) => on(knownOn(one, known), asked));
        for (const { status } of standings) expect(CERTIFICATION_STATUSES).toContain(status);
        const held = [old, wrong].filter((one, place) => wasOnRecord(one, known) && standings[place]!.valid);
        expect(held.length).toBeLessThanOrEqual(1);
        if (known >= errorOn) {
          expect(standings[1]!.status).toBe("in-error");
          const alone = from("2023-01-01", again ? [anew] : []);
          expect(standings[0]).toEqual(on(knownOn(alone, known), asked));
        }
      }),
      { numRuns: runs(10_000) },
    );
  });
});

describe("appeals", () => {
  const revoked = fact("r", "2024-05-01", { kind: "revoked" as const, on: "2024-05-01" });

  test("a revocation suspends until the appeal time is over", () => {
    expect(on(from("2023-01-01", [revoked]), "2024-05-31").status).toBe("suspended");
    expect(on(from("2023-01-01", [revoked]), "2024-06-01").status).toBe("revoked");
  });

  test("an appeal keeps it a suspension until the panel decides, and lifts no suspension", () => {
    const appealed = [
      revoked,
      fact("p", "2024-05-20", { kind: "appealed" as const, of: "r", on: "2024-05-20" }),
    ];
    expect(on(from("2023-01-01", appealed), "2024-06-20")).toMatchObject({
      status: "suspended",
      valid: false,
    });
    const upheld = [
      ...appealed,
      fact("d", "2024-06-25", {
        kind: "appeal-decided" as const,
        of: "r",
        on: "2024-06-25",
        outcome: "upheld" as const,
      }),
    ];
    expect(on(from("2023-01-01", upheld), "2024-06-24").status).toBe("suspended");
    expect(on(from("2023-01-01", upheld), "2024-06-25").status).toBe("revoked");
  });

  test("an overturned decision: the days answer as known then and as known now", () => {
    const overturned = from("2023-01-01", [
      revoked,
      fact("p", "2024-05-20", { kind: "appealed" as const, of: "r", on: "2024-05-20" }),
      fact("d", "2024-06-25", {
        kind: "appeal-decided" as const,
        of: "r",
        on: "2024-06-25",
        outcome: "overturned" as const,
      }),
    ]);
    expect(on(overturned, "2024-06-01").status).toBe("active");
    expect(on(knownOn(overturned, "2024-06-01"), "2024-06-01").status).toBe("suspended");
  });
});

describe("a master trainer is a valid trainer on that very day (domain §6.5)", () => {
  // The period of a master lasts from 2024-01-01 to 2026-12-31.
  const master = (...restsOn: Certification[]): Certification => ({ ...from("2024-01-01"), restsOn });
  const first = from("2022-06-01"); // until 2025-05-31
  const recorded = "2025-01-10";
  const suspended = fact("s", recorded, { kind: "suspended", on: recorded, decideBy: "2025-06-01" } as const);
  const lifted = fact("l", "2025-02-01", { kind: "lifted", on: "2025-02-01" } as const);
  const revoked = fact("r", recorded, { kind: "revoked", on: recorded } as const);
  const surrendered = fact("h", recorded, { kind: "surrendered", on: recorded } as const);
  const handedIn = fact("w", "2025-05-01", { kind: "renewal-submitted", on: "2025-05-01" } as const);
  const refused = fact("n", "2025-06-20", { kind: "renewal-refused", on: "2025-06-20" } as const);
  const extended = fact("e", "2025-05-01", { kind: "extended", validUntil: "2025-08-31" } as const);
  const overturned = fact("o", "2025-03-01", { kind: "appeal-decided", of: "r", on: "2025-03-01", outcome: "overturned" } as const); // prettier-ignore
  const held = (...facts: CertificationFact[]) => ({ ...first, facts });

  test.each<[string, Certification[], CalendarDay, string, CalendarDay]>([
    ["while it holds", [held()], "2025-05-31", "active", "2026-12-31"],
    ["the day after it has ended", [held()], "2025-06-01", "not-a-trainer", "2025-06-01"],
    ["long after, when it has expired", [held()], "2026-03-01", "not-a-trainer", "2025-06-01"],
    ["extended, longer", [held(extended)], "2025-08-31", "active", "2026-12-31"],
    ["and no longer", [held(extended)], "2025-09-02", "not-a-trainer", "2025-09-01"],
    ["while its renewal waits", [held(handedIn)], "2025-06-19", "active", "2026-12-31"],
    ["refused, from that day", [held(handedIn, refused)], "2025-06-20", "not-a-trainer", "2025-06-20"],
    ["suspended, the same day", [held(suspended)], "2025-01-10", "not-a-trainer", "2025-01-10"],
    ["not the day before", [held(suspended)], "2025-01-09", "active", "2026-12-31"],
    ["lifted, the same day", [held(suspended, lifted)], "2025-02-01", "active", "2026-12-31"],
    ["revoked, the same day", [held(revoked)], "2025-01-10", "not-a-trainer", "2025-01-10"],
    ["overturned, never", [held(revoked, overturned)], "2025-01-10", "active", "2026-12-31"],
    ["handed back", [held(surrendered)], "2025-01-11", "not-a-trainer", "2025-01-10"],
    ["of the other volume, it carries as well", [held(surrendered), from("2024-05-01")], "2025-01-11", "active", "2026-12-31"],
    ["again by the next period", [held(), from("2025-07-01")], "2025-07-01", "active", "2026-12-31"],
    ["not in the gap before it", [held(), from("2025-07-01")], "2025-06-30", "not-a-trainer", "2025-06-01"],
    ["whose only one had ended before: it was none of the master's", [from("2018-01-01")], "2025-01-10", "active", "2026-12-31"],
    ["from before this platform, with none here", [], "2025-01-10", "active", "2026-12-31"],
    ["whose own is over", [held()], "2027-01-10", "lapsed", "2027-01-01"],
  ])("%s", (_, restsOn, day, status, since) => {
    expect(on(master(...restsOn), day)).toMatchObject({ status, day: since, valid: status === "active" });
  }); // prettier-ignore

  test("whose certification as a trainer was an error was none on any day", () => {
    const error = fact("x", "2026-02-01", { kind: "in-error", on: "2026-02-01" } as const);
    const none = { status: "not-a-trainer", day: "2024-01-01", valid: false };
    for (const day of ["2024-01-01", "2025-01-10", "2026-06-01"])
      expect(on(master(held(error)), day)).toMatchObject(none);
    expect(on(master(held(error), from("2024-05-01")), "2024-04-30")).toMatchObject(none);
    expect(on(master(held(error), from("2024-05-01")), "2024-05-01").status).toBe("active");
    expect(on(knownOn(master(held(error)), "2026-01-31"), "2025-01-10").status).toBe("active");
  });

  test("a renewed period begins as the one before ended: without a trainer it does not hold", () => {
    const renewed = (...restsOn: Certification[]): Certification => ({
      ...from("2025-07-01"),
      heldSince: "2024-01-01",
      restsOn,
    });
    for (const day of ["2025-07-01", "2026-03-01"])
      expect(on(renewed(held()), day)).toMatchObject({ status: "not-a-trainer", day: "2025-06-01" });
    expect(on(renewed(held(suspended)), "2025-07-01")).toMatchObject({
      status: "not-a-trainer",
      day: recorded,
    });
    expect(on(renewed(held(), from("2025-08-01")), "2025-07-31").status).toBe("not-a-trainer");
    expect(on(renewed(held(), from("2025-08-01")), "2025-08-01").status).toBe("active");
    expect(on({ ...from("2025-07-01"), restsOn: [held()] }, "2025-07-01").status).toBe("active");
  });

  test("is answered as it was known then", () => {
    const certification = master(held(revoked));
    expect(on(knownOn(certification, "2025-01-09"), "2025-01-10").status).toBe("active");
    expect(on(knownOn(certification, "2025-01-10"), "2025-01-10").status).toBe("not-a-trainer");
    // What was entered later, on the master trainer's own day, did not carry it then.
    const entered = { ...from("2024-01-01"), recordedOn: "2025-03-01" };
    const two = master(held(revoked), entered);
    expect(on(knownOn(two, "2025-02-28"), "2025-01-10").status).toBe("not-a-trainer");
    expect(on(knownOn(two, "2025-03-01"), "2025-01-10").status).toBe("active");
  });
});

describe("over any history", () => {
  const days = fc.integer({ min: 0, max: 1500 }).map((offset) => addDays("2022-10-01", offset));
  const facts: fc.Arbitrary<CertificationFact[]> = fc
    .array(fc.record({ recordedOn: days, on: days, which: fc.integer({ min: 0, max: 9 }) }), { maxLength: 8 })
    .map((rows) =>
      rows.map(({ recordedOn, on, which }, index): CertificationFact => {
        const base = { id: String(index), recordedOn };
        const of = String(Math.max(0, index - 1));
        switch (which) {
          case 0:
            return { ...base, kind: "suspended", on, decideBy: addDays(on, 90) };
          case 1:
            return { ...base, kind: "lifted", on };
          case 2:
            return { ...base, kind: "revoked", on };
          case 3:
            return { ...base, kind: "surrendered", on };
          case 4:
          case 5:
            return { ...base, kind: "renewal-submitted", on };
          case 6:
            return { ...base, kind: "renewal-refused", on };
          case 7:
            return { ...base, kind: "extended", validUntil: on };
          case 8:
            return { ...base, kind: "appealed", of, on };
          default:
            return { ...base, kind: "appeal-decided", of, on, outcome: index % 2 ? "upheld" : "overturned" };
        }
      }),
    );

  /** Those, and what is decided about an error, a file, a part, a version and a hearing. */
  const anyFacts: fc.Arbitrary<CertificationFact[]> = fc
    .tuple(facts, fc.array(fc.record({ recordedOn: days, on: days, which: fc.nat(9) }), { maxLength: 4 }))
    .map(([given, rows]) => [
      ...given,
      ...rows.map(({ recordedOn, on, which }, index): CertificationFact => {
        const base = { id: `more-${index}`, recordedOn };
        switch (which) {
          case 0:
            return { ...base, kind: "renewal-withdrawn", on };
          case 1:
            return { ...base, kind: "waived", on, until: addDays(on, 90), part: "R1" };
          case 2:
            return { ...base, kind: "moved", on, version: "1.1" };
          case 3:
            return { ...base, kind: "revocation-proposed", on, hearingOn: addDays(on, 20) };
          case 4:
            return { ...base, kind: "revocation-dropped", on };
          case 5:
            return { ...base, kind: "error-proposed", on };
          case 6:
            return { ...base, kind: "error-dropped", on };
          case 7:
            return { ...base, kind: "topic-added", on };
          default:
            return { ...base, kind: "extended", validUntil: on };
        }
      }),
    ]);
  /** One in ten in error, two followed by another period; of most, nothing else ended them. */
  const ending = fc
    .record({
      given: anyFacts,
      ended: fc.nat(9),
      by: fc.nat(9),
      on: days,
    })
    .map(({ given, ended, by, on }): CertificationFact[] => {
      const ENDINGS: readonly string[] = ["revoked", "surrendered", "extended"];
      const facts = ended < 7 ? given.filter(({ kind }) => !ENDINGS.includes(kind)) : given;
      const base = { id: "end", recordedOn: on };
      if (by === 0) return [...facts, { ...base, kind: "in-error", on }];
      return by < 3 ? [...facts, { ...base, kind: "succeeded", validFrom: on }] : facts;
    });
  const aroundTheEnd = fc.integer({ min: -200, max: 150 }).map((offset) => addDays("2025-12-31", offset));

  test("each day has one status, and valid means inside its dates or under review", () => {
    const reached = new Map<string, number>();
    fc.assert(
      fc.property(ending, fc.oneof(days, aroundTheEnd), (given, day) => {
        const certification = from("2023-01-01", given);
        const { status, valid } = on(certification, day);
        reached.set(status, (reached.get(status) ?? 0) + 1);
        const { validUntil } = datesOf(certification, rule);
        if (valid && status !== "renewal-under-review")
          expect(day >= "2023-01-01" && day <= validUntil).toBe(true);
        if (status === "renewal-under-review")
          expect(given.some((one) => one.kind === "renewal-submitted" && one.on <= validUntil)).toBe(true);
        expect(valid).toBe(["active", "renewal-due", "renewal-under-review"].includes(status));
        if (given.some(({ kind }) => kind === "in-error")) expect(status).toBe("in-error");
        if (given.some((one) => one.kind === "succeeded" && one.validFrom <= day)) expect(valid).toBe(false);
      }),
      { numRuns: runs(10_000) },
    );
    // Without an employer, and resting on no other.
    const others = ["not-a-trainer", "on-leave", "back-from-leave", "ended"];
    const own = CERTIFICATION_STATUSES.filter((status) => !others.includes(status));
    expect([...reached.keys()].filter((status) => !own.some((one) => one === status))).toEqual([]);
    expect(own.filter((status) => (reached.get(status) ?? 0) < enough(100))).toEqual([]);
  }, 60_000);

  /**
   * One to three periods, each from about the end of the one before, decided about then; the last may be an error, or a smaller
   * scope that an appeal sets aside, as `undoReduction` has it: it never took over.
   */
  const line = fc
    .record({
      given: fc.array(anyFacts, { minLength: 1, maxLength: 3 }),
      turns: fc.array(
        fc.record({ gap: fc.integer({ min: -300, max: 300 }), late: fc.integer({ min: -200, max: 200 }) }),
        { minLength: 2, maxLength: 2 },
      ),
      errorAfter: fc.option(fc.nat(400)),
      setAside: fc.option(
        fc.record({ after: fc.nat(75), outcome: fc.constantFrom("overturned" as const, "redo" as const) }),
      ),
    })
    .map(({ given, turns, errorAfter, setAside }) => {
      const periods: Certification[] = [];
      for (const [index, own] of given.entries()) {
        const facts = own.map((one) => ({
          ...one,
          id: `${index}-${one.id}`,
          ...("of" in one && { of: `${index}-${one.of}` }),
        }));
        const before = periods.at(-1);
        if (!before) {
          periods.push(from("2020-01-01", facts));
          continue;
        }
        const { gap, late } = turns[index - 1]!;
        const validFrom = addDays(before.validUntil, gap);
        const recordedOn = addDays(validFrom, late);
        const took = fact(`took-${index}`, recordedOn, { kind: "succeeded", validFrom } as const);
        const errorOn =
          index === given.length - 1 && errorAfter !== null ? addDays(recordedOn, errorAfter) : null;
        const voids = { kind: "succession-voided", of: took.id, on: errorOn! } as const;
        const wrong = { kind: "in-error", on: errorOn! } as const;
        periods[index - 1] = {
          ...before,
          facts: [...before.facts, took, ...(errorOn ? [fact(`void-${index}`, errorOn, voids)] : [])],
        };
        const ends = errorOn ? [fact(`wrong-${index}`, errorOn, wrong)] : [];
        periods.push({ ...from(validFrom, [...facts, ...ends]), recordedOn });
      }
      return (setAside ? withoutReduction(periods, setAside) : periods).map((one, index, periods) =>
        withHoldersFacts(one, { before: periods.slice(0, index), after: periods.slice(index + 1) }),
      );
    });

  /** The second was a smaller scope, until a panel set that aside; what had followed on it by then follows on the first. */
  function withoutReduction(
    [before, reduced, next]: readonly Certification[],
    { after, outcome }: { after: number; outcome: "overturned" | "redo" },
  ): Certification[] {
    if (!reduced || isInError(reduced)) return [before!, ...(reduced ? [reduced] : [])];
    const day = addDays(reduced.recordedOn!, after);
    const kept = next && next.recordedOn! <= day && !isInError(next) ? next : null;
    const decided = fact("aside", day, { kind: "appeal-decided", of: "took-1", on: day, outcome } as const);
    const succeeded = (id: string, { validFrom }: Certification) =>
      fact(id, day, { kind: "succeeded", validFrom } as const);
    return [
      { ...before!, facts: [...before!.facts, decided, ...(kept ? [succeeded("newer", kept)] : [])] },
      { ...reduced, facts: [...reduced.facts, succeeded("gone", reduced)] },
      ...(kept ? [kept] : []),
    ];
  }

  test("of the periods that follow one another at most one is valid, on any day as known on any day", () => {
    const wide = fc.nat(4500).map((offset) => addDays("2019-06-01", offset));
    fc.assert(
      fc.property(line, wide, wide, (periods, day, known) => {
        const valid = (asked: readonly Certification[]) => asked.filter((one) => on(one, day).valid).length;
        const then = periods.filter((one) => wasOnRecord(one, known)).map((one) => knownOn(one, known));
        expect(valid(periods)).toBeLessThanOrEqual(1);
        expect(valid(then)).toBeLessThanOrEqual(1);
      }),
      { numRuns: runs(10_000) },
    );
  }, 60_000);

  test("what was recorded later changes nothing that was known on a day", () => {
    fc.assert(
      fc.property(facts, facts, days, (before, after, day) => {
        const early = before.filter(({ recordedOn }) => recordedOn <= day);
        const late = after.map((one) => ({ ...one, id: `late-${one.id}`, recordedOn: addDays(day, 1) }));
        const known = (given: CertificationFact[]) => on(knownOn(from("2023-01-01", given), day), day);
        expect(known([...early, ...late])).toEqual(known(early));
      }),
      { numRuns: runs(10_000) },
    );
  }, 60_000);

  test("a suspension never makes anybody valid", () => {
    fc.assert(
      fc.property(facts, days, days, (given, since, day) => {
        const before = on(from("2023-01-01", given), day);
        const more: CertificationFact = {
          id: "s",
          recordedOn: since,
          kind: "suspended",
          on: since,
          decideBy: since,
        };
        const after = on(from("2023-01-01", [...given, more]), day);
        return before.valid || !after.valid;
      }),
      { numRuns: runs(10_000) },
    );
  }, 60_000);

  test("a master trainer holds by a trainer's certification of that day, and says since when by none", () => {
    const trainer = fc
      .tuple(fc.constantFrom("2021-05-01", "2023-01-01", "2023-11-15"), facts)
      .map(([since, given]) => from(since, given));
    fc.assert(
      fc.property(fc.array(trainer, { maxLength: 2 }), days, fc.nat(60), (restsOn, day, before) => {
        const own = on(from("2023-01-01"), day);
        const master = on({ ...from("2023-01-01"), restsOn }, day);
        const holds = (at: CalendarDay) => restsOn.some((one) => on(one, at).valid);
        if (master.status !== "not-a-trainer") expect(master).toEqual(own);
        const within = addDays(day, -before);
        if (master.valid && !holds(day) && within >= "2023-01-01") expect(holds(within)).toBe(false);
        if (master.status !== "not-a-trainer") return;
        expect([own.valid, holds(addDays(master.day, -1))]).toEqual([true, true]);
        for (const at of [master.day, within > master.day ? within : day, day]) expect(holds(at)).toBe(false);
      }),
      { numRuns: runs(10_000) },
    );
  }, 60_000);
});

test("of somebody's periods the one is shown that holds, else the last that began and was rightly decided", () => {
  const shown = (...held: Parameters<typeof on>[0][]) =>
    whatStands(held.map((one) => on(one, "2026-06-01")))?.status;
  const [expired, active, pending] = [from("2020-01-01"), from("2025-01-01"), from("2027-01-01")];
  const inError = {
    ...active,
    facts: [fact("e", "2026-02-01", { kind: "in-error", on: "2026-02-01" } as const)],
  };
  expect(shown(expired, active, pending)).toBe("active");
  expect(shown(active, inError)).toBe("active");
  expect(shown(expired, inError, pending)).toBe("expired");
  // A reduction that an appeal undid hides nothing of what it came from.
  const stops = { kind: "suspended", on: "2026-03-01", decideBy: "2026-07-01" } as const;
  const suspended = { ...active, facts: [fact("s", "2026-03-01", stops)] };
  const undone = { kind: "succeeded", validFrom: "2025-06-01", setAside: true } as const;
  const aside = { ...from("2025-06-01"), facts: [fact("u", "2026-02-01", undone)] };
  expect([shown(suspended, aside), shown(aside)]).toEqual(["suspended", "superseded"]);
  expect([shown(inError), shown(pending), shown()]).toEqual(["in-error", "pending", undefined]);
});
