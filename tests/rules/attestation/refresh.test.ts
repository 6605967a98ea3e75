import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  columnOf,
  countsOnly,
  emptyLine,
  isBlank,
  keptLine,
  observedFields,
  readLine,
  storedLine,
  type NamedSteps,
  type RawLine,
} from "#app/features/attestation/day-lines.ts";
import {
  decideRefresh,
  decideTopic,
  isObserved,
  refreshAsks,
  refreshedPeriod,
  type Line,
} from "#app/features/attestation/refresh.ts";
import { nextRefresher, whyDue } from "#app/features/attestation/refresher-plan.ts";
import {
  standingOn,
  type Certification,
  type CertificationStatus,
} from "#app/features/trainers/certifications/certification-status.ts";
import { PLATFORM_STEPS, stepsOf } from "#app/features/trainers/schemes/checklist.ts";
import { FACILITATOR_SCHEME, FACILITATOR_TICKED } from "#app/features/trainers/schemes/first-schemes.ts";
import { lastValidDay } from "#app/features/trainers/schemes/scheme.ts";
import { addDays, type CalendarDay } from "#app/lib/calendar-day.ts";
import { runs } from "#tests/support/runs.ts";

const rule = FACILITATOR_SCHEME.validity;
/** The vector of domain §6.6: attested 2025-03-10, valid to 2026-03-09, lapsed to 2026-04-08. */
const attested: Certification = {
  validFrom: "2025-03-10",
  validUntil: "2026-03-09",
  facts: [],
  employment: null,
};
const line = (own: Partial<Line> = {}): Line => ({
  personId: "officer",
  present: true,
  score: 7000,
  observation: {
    on: "2026-01-05",
    observerId: "manager",
    observerMay: true,
    steps: 10,
    done: 8,
    criticalMissed: 0,
  },
  ...own,
});
const asks = refreshAsks(FACILITATOR_SCHEME);
const at = (heldOn: CalendarDay, today = heldOn) => ({ actorId: "head", heldOn, today, asks });
const key = (result: { ok: boolean; reason?: { key: string } }) => (result.ok ? "ok" : result.reason?.key);
const observed = (own: object) => line({ observation: { ...line().observation!, ...own } });

describe("the bands of §6.6", () => {
  test.each([
    ["2026-01-07", "2026-01-07", "2026-01-07", "2027-01-06", "early"],
    ["2026-01-08", "2026-01-20", "2026-03-10", "2027-03-09", "on-time"],
    ["2026-03-09", "2026-03-30", "2026-03-10", "2027-03-09", "on-time"],
    ["2026-03-10", "2026-03-10", "2026-03-10", "2027-03-09", "late"],
    ["2026-04-09", "2026-04-09", "2026-04-09", "2027-04-08", "late"],
  ])("a day on %s, recorded on %s", (heldOn, today, validFrom, validUntil, band) => {
    const done = refreshedPeriod(attested, rule, heldOn, today);
    expect(done).toEqual({ ok: true, value: { validFrom, validUntil, band } });
  });

  test("more than twelve months after it expired, the full course", () => {
    expect(key(refreshedPeriod(attested, rule, "2027-04-09", "2027-04-09"))).toBe("ok");
    expect(key(refreshedPeriod(attested, rule, "2027-04-10", "2027-04-10"))).toBe("attestation-full-course");
  });

  test("back from leave: valid at once, and nothing of the anniversary lost; away too long: the full course", () => {
    const leave = (until: CalendarDay) => ({
      ...attested,
      employment: { endedOn: null, leaves: [{ from: "2025-11-01", until, recordedOn: "2025-11-01" }] },
    });
    const back = leave("2026-01-31");
    expect(standingOn(back, rule, "2026-02-10").status).toBe("back-from-leave");
    expect(refreshedPeriod(back, rule, "2026-02-10", "2026-02-10")).toMatchObject({
      value: { validFrom: "2026-02-10", validUntil: "2027-03-09" },
    });
    expect(key(refreshedPeriod(leave("2026-05-10"), rule, "2026-05-20", "2026-05-20"))).toBe(
      "attestation-full-course",
    );
    expect(key(refreshedPeriod(leave("2026-05-10"), rule, "2026-02-20", "2026-02-20"))).toBe(
      "renewal-on-leave",
    );
  });

  test("an employer's common day is where it ends", () => {
    const common = { ...rule, lasts: { until: "12-31", atLeastMonths: 6 } };
    expect(refreshedPeriod(attested, common, "2026-02-20", "2026-02-20")).toMatchObject({
      value: { validFrom: "2026-03-10", validUntil: "2026-12-31" },
    });
  });

  test("nobody is shortened, and the new period is one of the rule's", () => {
    const day = fc.integer({ min: 0, max: 800 }).map((days) => addDays("2025-03-10", days));
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 60 }), (heldOn, later) => {
        const today = addDays(heldOn, later);
        const done = refreshedPeriod(attested, rule, heldOn, today);
        if (!done.ok) return;
        const { validFrom, validUntil } = done.value;
        expect(validUntil >= attested.validUntil && validUntil >= lastValidDay(rule, validFrom)).toBe(true);
        expect(validFrom === today || validFrom === "2026-03-10").toBe(true);
      }),
      { numRuns: runs(10_000) },
    );
  });
});

describe("a line", () => {
  const around = at("2026-02-10", "2026-02-12");
  test.each<[string, Line, string]>([
    ["complete", line(), "ok"],
    ["absent", line({ present: false }), "attestation-absent"],
    ["without a test", line({ score: null }), "attestation-no-score"],
    ["a point under", line({ score: 6999 }), "attestation-test"],
    ["not observed", line({ observation: null }), "attestation-not-observed"],
    ["observed half a year and a day ago", observed({ on: "2025-08-09" }), "attestation-observed-when"],
    ["observed half a year ago", observed({ on: "2025-08-10" }), "ok"],
    ["observed today", observed({ on: "2026-02-12" }), "ok"],
    ["observed tomorrow", observed({ on: "2026-02-13" }), "attestation-observed-when"],
    ["observed by themselves", observed({ observerId: "officer" }), "attestation-observed-self"],
    ["observed by whoever records it", observed({ observerId: "head" }), "attestation-observed-by-you"],
    ["observed by somebody who was not attested", observed({ observerMay: false }), "attestation-observer"],
    ["seven of ten steps", observed({ done: 7 }), "attestation-checklist"],
    ["ten of ten, a critical one missed", observed({ done: 10, criticalMissed: 1 }), "attestation-critical"],
    ["with a finding that is open", line({ openFindings: 1 }), "attestation-finding"],
    ["of the actor", line({ personId: "head" }), "attestation-own-record"],
  ])("%s", (_, of, expected) => expect(key(decideRefresh(attested, rule, of, around))).toBe(expected));

  test("not before the day; complete when the observation is over too", () => {
    expect(key(decideRefresh(attested, rule, line(), at("2026-02-13", "2026-02-12")))).toBe(
      "attestation-day-to-come",
    );
    const seen = observed({ on: "2026-03-10" });
    expect(decideRefresh(attested, rule, seen, at("2026-03-01", "2026-03-11"))).toMatchObject({
      value: { band: "late", validFrom: "2026-03-11" },
    });
  });

  test("back from leave: neither the day nor the observation comes from before it", () => {
    const leaves = [{ from: "2025-11-01", until: "2026-01-31", recordedOn: "2025-11-01" }];
    const back = { ...attested, employment: { endedOn: null, leaves } };
    const decided = (heldOn: CalendarDay, on: CalendarDay, of = back) =>
      key(decideRefresh(of, rule, observed({ on }), at(heldOn, "2026-02-20")));
    expect(decided("2025-10-20", "2025-10-10")).toBe("attestation-before-return");
    expect(decided("2026-01-31", "2026-02-10")).toBe("attestation-before-return");
    expect(decided("2026-02-10", "2026-01-31")).toBe("attestation-before-return");
    expect(decided("2026-02-01", "2026-02-01")).toBe("ok");
    // A leave that was over when the period began has nothing to do with it, nor with what comes after it.
    const later = { ...back, validFrom: "2026-02-01", validUntil: "2026-02-05" };
    expect(decided("2026-02-10", "2026-01-20", later)).toBe("ok");
    const long = { from: "2024-01-01", until: "2024-12-01", recordedOn: "2024-01-01" };
    const expired = { ...attested, employment: { endedOn: null, leaves: [long] } };
    expect(key(refreshedPeriod(expired, rule, "2026-06-01", "2026-06-01"))).toBe("ok");
  });

  test("a topic is added to what is valid, without an observation, once", () => {
    const add = (topics: string[], day: CalendarDay, of = line({ observation: null })) =>
      key(decideTopic(attested, rule, topics, "insurance-and-claims", of, at(day)));
    expect(add(["budget"], "2026-02-10")).toBe("ok");
    expect(add(["budget", "insurance-and-claims"], "2026-02-10")).toBe("attestation-topic-held");
    expect(add(["budget"], "2026-03-10")).toBe("attestation-not-valid");
    expect(add(["budget"], "2026-02-10", line({ score: 6900 }))).toBe("attestation-test");
  });

  test("a topic the scheme wants to see itself is observed as any session is", () => {
    const seenTopics = ["insurance-and-claims"];
    const around = { ...at("2026-02-10"), asks: { ...asks, seenTopics } };
    const add = (topic: string, of: Line) => key(decideTopic(attested, rule, ["saving"], topic, of, around));
    expect(add("insurance-and-claims", line({ observation: null }))).toBe("attestation-not-observed");
    expect(add("insurance-and-claims", observed({ criticalMissed: 1 }))).toBe("attestation-critical");
    expect(add("insurance-and-claims", line())).toBe("ok");
    expect(add("budget", line({ observation: null }))).toBe("ok");
    const sheetOf = (topic: string | null) => isObserved({ topic }, around.asks);
    expect([sheetOf(null), sheetOf("insurance-and-claims"), sheetOf("budget")]).toEqual([true, true, false]);
  });
});

test("a plan begins with the next refresher day, or the common date, or in two weeks where the last one was", () => {
  const days = ["2026-05-01", "2026-03-10", "2026-02-01"].map((heldOn) => ({
    heldOn,
    place: `at ${heldOn}`,
  }));
  const next = (today: CalendarDay, common: CalendarDay | null = null) => nextRefresher(days, common, today);
  expect(next("2026-03-10")).toEqual({ day: "2026-03-10", place: "at 2026-03-10" });
  expect(next("2026-03-11")).toEqual({ day: "2026-05-01", place: "at 2026-05-01" });
  expect(next("2026-05-02", "2026-12-31")).toEqual({ day: "2026-12-31", place: "at 2026-05-01" });
  expect(next("2026-05-02")).toEqual({ day: "2026-05-16", place: "at 2026-05-01" });
  expect(nextRefresher([], null, "2026-05-02")).toEqual({ day: "2026-05-16", place: "" });
});

test("who belongs into the next refresher", () => {
  const is = (status: CertificationStatus, validUntil: CalendarDay, since = validUntil, tooLong = false) =>
    whyDue(
      {
        standing: { status, valid: true, day: since, alarm: null },
        validUntil,
        graceEnds: addDays(validUntil, 30),
        tooLong,
      },
      "2026-03-01",
      60,
    );
  expect(is("active", "2026-04-30")).toBe("ends");
  expect(is("active", "2026-05-01")).toBeNull();
  expect(is("renewal-due", "2026-04-30")).toBe("ends");
  expect(is("lapsed", "2026-02-20")).toBe("lapsed");
  expect(is("back-from-leave", "2027-01-01")).toBe("back");
  expect(is("expired", "2025-02-01", "2025-03-01")).toBe("expired");
  expect(is("expired", "2025-01-30", "2025-02-28")).toBeNull();
  // Away too long: the full course, however lately.
  for (const status of ["expired", "ended"] as const)
    expect(is(status, "2026-09-30", "2026-02-21", true)).toBeNull();
  // The employment had ended, and they work there again.
  expect(is("ended", "2025-01-29", "2025-01-01")).toBe("lapsed"); // expired on 1 March 2025, had they stayed
  expect(is("ended", "2025-01-28", "2025-01-01")).toBeNull();
  for (const status of ["on-leave", "suspended", "pending", "superseded", "surrendered", "revoked"] as const)
    expect(is(status, "2026-03-02")).toBeNull();
});

describe("as it is typed", () => {
  const typed = (own: object) => ({ ...emptyLine(), ...own });
  const counted = (line: RawLine) => readLine(line, null);
  const whole = { observedOn: "2026-01-05", observer: "R-1", steps: "10", done: "8", criticalMissed: "0" };

  test.each([
    ["yes", true], ["Oui", true], ["x", true], ["✓", true], ["non", false], ["", false],
  ])("present: %s", (present, is) => {
    expect(counted(typed({ present }))).toMatchObject({ ok: true, value: { present: is } });
  }); // prettier-ignore

  test("a share with a sign, a comma or a point", () => {
    for (const score of ["72,5 %", "72.5", "72.50%", " 72.5 % "])
      expect(counted(typed({ score }))).toMatchObject({ value: { score: 7250 } });
    for (const [score, is] of [
      ["0", 0],
      ["72", 7200],
      ["100", 10_000],
      ["", null],
    ] as const)
      expect(counted(typed({ score }))).toMatchObject({ value: { score: is } });
    for (const score of ["a72", "72a", "72.505", "100.01", "-1", "1000"])
      expect(counted(typed({ score }))).toEqual({ ok: false, errors: [{ field: "score", key: "number" }] });
  });

  test("an observation, whatever spaces stand around it", () => {
    const spaced = Object.fromEntries(Object.entries(whole).map(([field, text]) => [field, ` ${text} `]));
    expect(counted(typed(spaced))).toMatchObject({
      value: { observed: { on: "2026-01-05", observer: "R-1", steps: 10, done: 8, criticalMissed: 0 } },
    });
    expect(counted(typed({ ...whole, done: "10" }))).toMatchObject({ value: { observed: { done: 10 } } });
    expect(counted(typed({ present: " Oui " }))).toMatchObject({ value: { present: true, observed: null } });
  });

  test("what is wrong stands at its field; of an observation all or nothing", () => {
    const fields = (own: object) => {
      const read = counted(typed(own));
      return read.ok ? [] : read.errors.map(({ field }) => field);
    };
    expect(fields(whole)).toEqual([]);
    expect(fields({ present: "perhaps", score: "101" })).toEqual(["present", "score"]);
    expect(fields({ ...whole, observer: "" })).toEqual(["observer"]);
    expect(fields({ ...whole, observedOn: "5 January", steps: "0", done: "11" })).toEqual([
      "observedOn",
      "steps",
      "done",
    ]);
    expect(fields({ ...whole, done: "11" })).toEqual(["done"]);
    for (const wrong of ["a8", "8a", "1000", "-8", "8.5"]) {
      expect(fields({ ...whole, steps: wrong })).toEqual(["steps"]);
      expect(fields({ ...whole, done: wrong })).toEqual(["done"]);
      expect(fields({ ...whole, criticalMissed: wrong })).toEqual(["criticalMissed"]);
    }
    expect(fields({ ...whole, observer: "  " })).toEqual(["observer"]);
    expect(fields({ observer: "R-1" })).toEqual(["observedOn", "steps", "done", "criticalMissed"]);
    expect(isBlank(typed({ score: "  " }))).toBe(true);
    expect(isBlank(typed({ score: "70" }))).toBe(false);
  });

  const named = stepsOf(FACILITATOR_TICKED.checklist!);
  const ticks = { observedOn: "2026-01-05", observer: "R-1" };
  const seen = (missed: string) => readLine(typed({ ...ticks, missed }), named);

  test.each([
    ["0", [], 0],
    ["3", ["example"], 0],
    [" 2; 8 ", ["message", "try"], 1],
    ["8,2", ["message", "try"], 1],
    ["2.8", ["message", "try"], 1],
    ["5 5", ["no-selling"], 1],
    ["1 2 3 4 5 6 7 8 9 10", PLATFORM_STEPS, 4],
  ] as [string, readonly string[], number][])("steps missed: “%s”", (missed, steps, critical) => {
    const read = seen(missed);
    expect(read).toMatchObject({
      ok: true,
      value: { observed: { steps: 10, done: 10 - steps.length, criticalMissed: critical } },
    });
    expect(read.ok && read.value.observed?.missed?.map(({ step }) => step)).toEqual(steps);
  });

  test("a version that names its steps takes no counts, and no numbers it does not have", () => {
    for (const missed of ["11", "0 3", "-3", "three", "3-5", "2026-05-03"])
      expect(seen(missed)).toEqual({ ok: false, errors: [{ field: "missed", key: "step-numbers" }] });
    expect(readLine(typed({ ...whole }), named)).toEqual({
      ok: true,
      value: { present: false, score: null, observed: null, unsaid: true },
    });
    const unsaid = line({ observation: null, unsaid: true });
    expect(key(decideRefresh(attested, rule, unsaid, at("2026-02-10")))).toBe("attestation-steps-unsaid");
    expect(readLine(typed({ missed: "0" }), named)).toMatchObject({
      errors: [{ field: "observedOn" }, { field: "observer" }],
    });
    expect([observedFields(named).length, observedFields(null).length]).toEqual([3, 5]);
    const columns = ["who", "steps", "done", "criticalMissed"] as const;
    expect([countsOnly(columns, named), countsOnly(columns, null), countsOnly([...columns, "missed"], named)]).toEqual([true, false, false]); // prettier-ignore
  });

  test("a line is kept with what it said: numbers are shown again only where they mean the same steps", () => {
    const line = typed({ ...ticks, score: "80,5", missed: "3 5" });
    const read = readLine(line, named);
    if (!read.ok) throw new Error("not read");
    const kept = (stored: string, now: NamedSteps) => {
      const { line: again, said } = keptLine(stored, now);
      expect(said).toMatchObject({ present: false, score: 8050 });
      return [again.missed, said.observed?.missed?.map(({ step }) => step)];
    };
    const stored = storedLine(line, read.value, named);
    expect(kept(stored, named)).toEqual(["3 5", ["example", "no-selling"]]);
    expect(kept(stored, named.slice(1))).toEqual(["", ["example", "no-selling"]]);
    // From before steps had names: a count, as it was typed then; it stays until somebody says which.
    const before = JSON.stringify({ present: "yes", ...whole });
    const said = { present: true, observed: { done: 8, steps: 10 } };
    expect(keptLine(before, named)).toMatchObject({ line: { ...whole, missed: "" }, said });
    const later = typed({ present: "yes", score: "80", ...ticks });
    const again = readLine(later, named);
    if (!again.ok) throw new Error("not read");
    const waits = storedLine(later, again.value, named, { before });
    expect(keptLine(waits, named).said).toMatchObject({ ...said, score: 8000 });
    const another = storedLine({ ...later, observer: "R-2" }, again.value, named, { before });
    expect(keptLine(another, named).said.observed).toBeNull();
    // Whoever was there was, whatever else stands in the line.
    const untidy = JSON.stringify(typed({ present: "yes", score: "90", steps: "10" }));
    expect(keptLine(untidy, named).said).toEqual({ present: true, score: 9000, observed: null });
    expect(storedLine(line, { ...read.value, observed: null }, named)).toBe(JSON.stringify(line));
  });

  test("columns by their headings in either language", () => {
    expect(
      ["Staff number", "MATRICULE", "Présence", "observé le", "Critical steps missed", "Remark"].map(
        columnOf,
      ),
    ).toEqual(["who", "who", "present", "observedOn", "criticalMissed", null]);
  });
});
