import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  decideRefresh,
  leftToRecognise,
  refreshAsks,
  refreshedPeriod,
} from "#app/features/attestation/refresh.ts";
import {
  standingOn,
  type Certification,
  type CertificationFact,
} from "#app/features/trainers/certifications/certification-status.ts";
import type { Employment } from "#app/features/trainers/certifications/employment.ts";
import { fileUnder, missingOf, type Entered } from "#app/features/trainers/renewal/renewal-file.ts";
import {
  coursesAssigned,
  handInRenewal,
  mayBeginAnew,
  nextPeriod,
  wayBackOf,
} from "#app/features/trainers/renewal/renewal.ts";
import { FACILITATOR_SCHEME, TRAINER_SCHEME } from "#app/features/trainers/schemes/first-schemes.ts";
import type { Scheme } from "#app/features/trainers/schemes/scheme.ts";
import { addDays, type CalendarDay } from "#app/lib/calendar-day.ts";
import { runs } from "#tests/support/runs.ts";
import { NO_WORK, OWN_EDITION } from "#tests/support/renewal-work.ts";

/* What stands against a next period, however it is asked for: one rule for a file and for a refresher day. */

const rule = FACILITATOR_SCHEME.validity;
const attested = (
  facts: readonly CertificationFact[] = [],
  leave?: { from: CalendarDay; until: CalendarDay },
): Certification => ({
  validFrom: "2025-03-10",
  validUntil: "2026-03-09",
  facts,
  employment: { endedOn: null, leaves: leave ? [{ ...leave, recordedOn: leave.from }] : [] },
});
const key = (result: { ok: boolean; reason?: { key: string } }) => (result.ok ? "ok" : result.reason?.key);
const handedIn = (on: CalendarDay): CertificationFact => ({
  id: "r",
  recordedOn: on,
  kind: "renewal-submitted",
  on,
});

describe("a suspension that was overturned", () => {
  const suspended = (on: CalendarDay): CertificationFact => ({
    id: "s",
    recordedOn: on,
    kind: "suspended",
    on,
    decideBy: addDays(on, 90),
  });
  const decided = (outcome: "upheld" | "overturned"): CertificationFact => ({
    id: "d",
    recordedOn: "2025-12-20",
    kind: "appeal-decided",
    of: "s",
    on: "2025-12-20",
    outcome,
  });
  const missing = (facts: readonly CertificationFact[]) => {
    const certification = attested(facts);
    const holder = { certification, work: NO_WORK, edition: OWN_EDITION };
    return missingOf(fileUnder(FACILITATOR_SCHEME, holder, "2026-02-01"));
  };

  test("never was, for the file of the renewal; one that was upheld was", () => {
    expect(missing([suspended("2025-12-01")])).toContain("R6");
    expect(missing([suspended("2025-12-01"), decided("upheld")])).toContain("R6");
    expect(missing([suspended("2025-12-01"), decided("overturned")])).not.toContain("R6");
  });

  test("and one that nobody lifted before it expired asks for the full course", () => {
    expect(key(refreshedPeriod(attested([suspended("2025-12-01")]), rule, "2026-05-01", "2026-05-01"))).toBe(
      "attestation-full-course",
    );
    expect(key(refreshedPeriod(attested(), rule, "2026-05-01", "2026-05-01"))).toBe("ok");
  });
});

describe("away on leave", () => {
  const long = { from: "2025-07-01", until: "2026-01-20" };
  const short = { from: "2025-11-01", until: "2026-01-20" };

  test("longer than six months, neither by a file nor on a refresher day", () => {
    expect(key(handInRenewal(attested([], long), rule, [], "2026-02-10"))).toBe("attestation-full-course");
    expect(key(nextPeriod(attested([handedIn("2026-01-25")], long), rule, "2026-02-10"))).toBe(
      "attestation-full-course",
    );
    expect(key(refreshedPeriod(attested([], long), rule, "2026-02-10", "2026-02-10"))).toBe(
      "attestation-full-course",
    );
    expect(key(handInRenewal(attested([], short), rule, [], "2026-02-10"))).toBe("ok");
  });

  test("shorter: the file that was handed in before it does not do", () => {
    expect(key(nextPeriod(attested([handedIn("2025-10-25")], short), rule, "2026-02-10"))).toBe(
      "attestation-before-return",
    );
    expect(nextPeriod(attested([handedIn("2026-02-01")], short), rule, "2026-02-10")).toMatchObject({
      value: { band: "on-time", validFrom: "2026-02-10", validUntil: "2027-03-09" },
    });
  });

  test("shorter: a test and an observation from before it are not in the file", () => {
    const entered = (kind: Entered["kind"], day: CalendarDay, score: number): Entered => ({
      kind,
      day,
      score,
      modules: null,
      responses: null,
      reported: null,
      closedOn: null,
    });
    const missing = (tested: CalendarDay, observed: CalendarDay, certification: Certification) =>
      missingOf(
        fileUnder(
          FACILITATOR_SCHEME,
          {
            certification,
            edition: OWN_EDITION,
            work: {
              ...NO_WORK,
              entered: [entered("refresher", tested, 7000), entered("observation", observed, 8000)],
            },
          },
          "2026-02-10",
        ),
      );
    const [before, back] = ["2025-10-20", "2026-01-21"];
    expect(missing(before, before, attested())).toEqual([]);
    expect(missing(before, before, attested([], short))).toEqual(["R2", "R3"]);
    expect(missing(back, before, attested([], short))).toEqual(["R3"]);
    expect(missing(back, back, attested([], short))).toEqual([]);
  });

  test("a file and a refresher day give the same period, or the same refusal", () => {
    const days = fc.integer({ min: 0, max: 420 }).map((offset) => addDays("2025-03-10", offset));
    const leave = fc.tuple(days, fc.integer({ min: 0, max: 300 })).map(([from, length]) => ({
      from,
      until: addDays(from, length),
    }));
    fc.assert(
      fc.property(leave, days, fc.integer({ min: 0, max: 90 }), (away, completeOn, later) => {
        const today = addDays(completeOn, later);
        if (completeOn > "2026-04-08") return;
        const byFile = nextPeriod(attested([handedIn(completeOn)], away), rule, today);
        const byDay = refreshedPeriod(attested([], away), rule, completeOn, today);
        // Only a file that waits keeps somebody valid; it bars nothing and gives nothing more.
        expect(byFile).toEqual(byDay);
      }),
      { numRuns: runs(10_000) },
    );
  });
});

describe("a refresher day asks what the published scheme asks", () => {
  const line = { personId: "officer", present: true, score: 7400 };
  const observation = {
    on: "2025-12-01",
    observerId: "manager",
    observerMay: true,
    steps: 10,
    done: 8,
    criticalMissed: 0,
  };
  const decided = ({ renewal, stages }: Scheme) =>
    decideRefresh(
      attested(),
      rule,
      { ...line, observation },
      {
        actorId: "head",
        heldOn: "2026-02-10",
        today: "2026-02-10",
        asks: refreshAsks({ renewal, stages }),
      },
    );
  const asking = (asks: object): Scheme => ({
    ...FACILITATOR_SCHEME,
    renewal: { ...FACILITATOR_SCHEME.renewal, asks: { ...FACILITATOR_SCHEME.renewal.asks, ...asks } },
  });
  const stages = FACILITATOR_SCHEME.stages.map((stage) => ({
    ...stage,
    asks: stage.asks.map((asked) => (asked.kind === "checklist" ? { ...asked, share: 8500 } : asked)),
  }));

  test.each<[string, Scheme, unknown]>([
    ["as it was published first", FACILITATOR_SCHEME, { ok: true }],
    [
      "a better test",
      asking({ refresherPass: 7500 }),
      { reason: { key: "attestation-test", params: { share: 75 } } },
    ],
    [
      "a later observation",
      asking({ recentMonths: 2 }),
      { reason: { key: "attestation-observed-when", params: { from: "2025-12-10", until: "2026-02-10" } } },
    ],
    [
      "more of the checklist",
      { ...FACILITATOR_SCHEME, stages },
      { reason: { key: "attestation-checklist", params: { share: 85 } } },
    ],
  ])("%s", (_, scheme, expected) => expect(decided(scheme)).toMatchObject(expected as object));

  test("of one that asks for no checklist, four fifths of the steps", () =>
    expect(refreshAsks(TRAINER_SCHEME).checklist).toBe(8000));

  test("a test that has grown old by the day of the observation does not do", () => {
    const late = decideRefresh(
      attested(),
      rule,
      { ...line, observation: { ...observation, on: "2026-02-01" } },
      {
        actorId: "head",
        heldOn: "2025-12-01",
        today: "2026-02-10",
        asks: refreshAsks(asking({ refresherMonths: 1 })),
      },
    );
    expect(late).toMatchObject({ reason: { params: { until: "2026-01-01" } } });
  });
});

describe("courses are assigned", () => {
  const trainer = TRAINER_SCHEME.validity; // from 2023-01-01 until 2025-12-31; the window opens on 2025-07-04
  const held = (facts: readonly CertificationFact[] = []): Certification => ({
    validFrom: "2023-01-01",
    validUntil: "2025-12-31",
    facts,
  });
  const at = (day: CalendarDay, given = held()) => coursesAssigned(given, trainer, day);

  test("from the day the window opens to the last day of grace", () => {
    expect(
      ["2025-07-03", "2025-07-04", "2025-12-31", "2026-03-31", "2026-04-01"].map((day) => at(day)),
    ).toEqual([false, true, true, true, false]);
  });

  test("not once the file is handed in, nor while it is suspended or a next period is there", () => {
    const base = { id: "f", recordedOn: "2025-07-10" };
    const facts: CertificationFact[] = [
      { ...base, kind: "renewal-submitted", on: "2025-07-10" },
      { ...base, kind: "suspended", on: "2025-07-10", decideBy: "2025-12-01" },
      { ...base, kind: "succeeded", validFrom: "2026-01-01" },
    ];
    for (const fact of facts) expect(at("2025-08-01", held([fact])), fact.kind).toBe(false);
    expect(at("2025-07-09", held([facts[0]!]))).toBe(true);
  });

  test("back from leave too, whatever the window", () => {
    const leave = { from: "2025-04-01", until: "2025-05-31" };
    const back = attested([], leave);
    expect(["2025-05-31", "2025-06-01"].map((day) => coursesAssigned(back, rule, day))).toEqual([
      false,
      true,
    ]);
  });
});

describe("whoever left their employer", () => {
  const leave = (from: CalendarDay, until: CalendarDay | null) => ({ from, until, recordedOn: from });
  const left = (
    employment: Partial<Employment> = {},
    facts: readonly CertificationFact[] = [],
  ): Certification => ({
    ...attested(facts),
    employment: { endedOn: "2025-12-31", leaves: [], ...employment },
  });
  const again = [{ from: "2026-01-15", until: null }];
  const suspended = {
    id: "s",
    recordedOn: "2025-12-01",
    kind: "suspended",
    on: "2025-12-01",
    decideBy: "2026-02-01",
  } as const;
  const away = [leave("2025-03-20", "2025-12-20")];
  const lately = [leave("2025-10-01", "2025-12-20")];

  test.each<[string, Certification, CalendarDay, CalendarDay | null]>([
    ["before they left there is nothing to recognise", left(), "2025-12-31", null],
    ["what is left is recognised", left(), "2026-01-20", "2026-03-09"],
    ["until its last day", left(), "2026-03-09", "2026-03-09"],
    ["and not after it", left(), "2026-03-10", null],
    ["by the same employer as well", left({ again }), "2026-01-20", "2026-03-09"],
    ["not what is suspended", left({}, [suspended]), "2026-01-20", null],
    ["back from leave, with the refresher they owe", left({ leaves: lately }), "2026-01-20", "2026-03-09"],
    ["away too long, not", left({ leaves: away }), "2026-01-20", null],
    ["nor as a leave of two parts", left({ leaves: [leave("2025-03-20", "2025-06-30"), leave("2025-07-01", "2025-12-20")] }), "2026-01-20", null],
  ])("%s", (_, certification, day, until) => {
    expect(leftToRecognise(certification, rule, day)).toBe(until);
  }); // prettier-ignore

  test("what is recognised goes on with the leaves of before", () => {
    const recognised = (leaves: Employment["leaves"]): Certification => ({
      validFrom: "2026-01-20",
      validUntil: "2026-03-09",
      countsFrom: "2025-03-10",
      facts: [],
      employment: { endedOn: null, leaves },
    });
    const status = (one: Certification) => standingOn(one, rule, "2026-01-21").status;
    expect([recognised([]), recognised(lately), recognised(away)].map(status)).toEqual([
      "renewal-due",
      "back-from-leave",
      "expired",
    ]);
    expect(status(recognised([leave("2024-06-01", "2025-03-09")]))).toBe("renewal-due");
  });

  test("and is taken back is refreshed as if they had stayed, and may deliver at once", () => {
    const refreshed = (one: Certification, day: CalendarDay) => refreshedPeriod(one, rule, day, day);
    expect(refreshed(left({ again }), "2026-01-20")).toEqual({
      ok: true,
      value: { band: "on-time", validFrom: "2026-01-20", validUntil: "2027-03-09" },
    });
    expect(key(refreshed(left(), "2026-01-20"))).toBe("certification-over");
    expect(key(refreshed(left({ again }), "2026-01-14"))).toBe("certification-over");
    expect(refreshed(left({ again }), "2026-04-20")).toMatchObject({
      value: { band: "late", validFrom: "2026-04-20" },
    });
    expect(refreshed(left({ again }), "2027-04-09")).toMatchObject({ value: { band: "late" } });
    expect(key(refreshed(left({ again }), "2027-04-10"))).toBe("attestation-full-course");
    expect(key(refreshed(left({ again, leaves: away }), "2026-01-20"))).toBe("attestation-full-course");
    expect(key(refreshed(left({ again }, [suspended]), "2026-01-20"))).toBe("renewal-suspended");
  });

  test("has the way back of whoever stayed", () => {
    const way = (one: Certification, day: CalendarDay) => wayBackOf(one, rule, "facilitator", day);
    const is = (value: string) => ({ ok: true, value });
    for (const day of ["2026-01-15", "2026-04-20", "2027-04-09"])
      expect(way(left(), day)).toEqual(is("refresher-observation"));
    expect(way(left(), "2027-04-10")).toEqual(is("full-path"));
    expect(way(left({ leaves: away }), "2026-01-15")).toEqual(is("full-path"));
    expect(way(left({}, [suspended]), "2026-01-15")).toBeNull();
    expect(key(mayBeginAnew(left({}, [suspended]), rule, "2026-01-15"))).toBe("candidacy.suspended");
    expect(way(attested(), "2026-01-15")).toBeNull();
  });
});
