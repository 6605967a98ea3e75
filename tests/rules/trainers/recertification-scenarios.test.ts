import { describe, expect, test } from "vitest";
import { refreshedPeriod } from "#app/features/attestation/refresh.ts";
import {
  knownOn,
  standingOn,
  type Certification,
  type CertificationFact,
} from "#app/features/trainers/certifications/certification-status.ts";
import { successions } from "#app/features/trainers/certifications/past-records.ts";
import { needsReminding, reminderDue } from "#app/features/trainers/renewal/reminder-ladder.ts";
import {
  evidenceOf,
  missingOf,
  renewalFile,
  type Entered,
} from "#app/features/trainers/renewal/renewal-file.ts";
import {
  decideRenewal,
  handInRenewal,
  reEntry,
  renewedPeriod,
  type Period,
} from "#app/features/trainers/renewal/renewal.ts";
import { FACILITATOR_SCHEME, TRAINER_SCHEME } from "#app/features/trainers/schemes/first-schemes.ts";
import { lastValidDay, type ValidityRule } from "#app/features/trainers/schemes/scheme.ts";
import { addDays, dayIn, type CalendarDay } from "#app/lib/calendar-day.ts";
import { fact, from, on, rule } from "#tests/support/trainer-certification.ts";
import { NOTHING_KNOWN } from "#tests/support/renewal-work.ts";

/*
 * What other systems got wrong about certificates that run out (peers.md §6.2), by their numbers there. Not here, because
 * they need a database: the job that was down or ran twice (11, 12), two accounts that become one (18), a rule that is
 * shortened (19, applied; its preview is in scheme-change.test.ts), a code that is checked (20).
 */

const yearly = FACILITATOR_SCHEME.validity;
const attested = (validFrom: CalendarDay): Certification => ({
  validFrom,
  validUntil: lastValidDay(yearly, validFrom),
  facts: [],
});
const renewed = (validity: ValidityRule, old: Period, completeOn: CalendarDay, decidedOn = completeOn) => {
  const next = renewedPeriod(validity, old, completeOn, decidedOn);
  return next.ok ? [next.value.band, next.value.validFrom, next.value.validUntil] : next.reason.key;
};

describe("for a year, asked for on 1 February and due on the 15th", () => {
  const due = attested("2025-02-16");

  test("1: done on the 12th it lasts until the 11th, the last day included; one that ran keeps its end", () => {
    expect(attested("2026-02-12").validUntil).toBe("2027-02-11");
    expect(standingOn(attested("2026-02-12"), yearly, "2027-02-11").valid).toBe(true);
    expect(standingOn(attested("2026-02-12"), yearly, "2027-02-12").valid).toBe(false);
    expect(renewed(yearly, due, "2026-02-12")).toEqual(["on-time", "2026-02-16", "2027-02-15"]);
  });

  test("2: done on the 20th it lasts until the 19th; meanwhile it did not hold", () => {
    expect(due.validUntil).toBe("2026-02-15");
    expect(standingOn(due, yearly, "2026-02-19")).toMatchObject({ status: "lapsed", valid: false });
    expect(renewed(yearly, due, "2026-02-20")).toEqual(["late", "2026-02-20", "2027-02-19"]);
  });

  test("3, 4: every year the same dates, whether the refresher is the same course or another", () => {
    const refresher = { parts: ["R2"] as const, asks: FACILITATOR_SCHEME.renewal.asks };
    let held = attested("2024-02-16");
    for (const [year, score] of [[2025, 7000], [2026, 9000], [2027, 8000]] as const) {
      const day = `${year}-02-10`;
      const file = (refreshers: { on: CalendarDay; score: number }[]) =>
        missingOf(renewalFile({ ...FACILITATOR_SCHEME.renewal, ...refresher }, evidenceOf(FACILITATOR_SCHEME.renewal, { ...NOTHING_KNOWN, refreshers }, []), [], held, day));
      expect(file([{ on: addDays(day, -5), score }])).toEqual([]);
      expect(file([{ on: `${year - 1}-02-05`, score }])).toEqual(["R2"]); // what was done last year does not count again
      const next = renewedPeriod(yearly, held, day, day);
      expect(next).toMatchObject({ ok: true, value: { validFrom: `${year}-02-16`, validUntil: `${year + 1}-02-15` } });
      held = attested(`${year}-02-16`);
    }
  }); // prettier-ignore
});

describe("three years, from 1 January 2023", () => {
  const held = from("2023-01-01");

  test("5: early in the window the anniversary stays", () =>
    expect(renewed(rule, held, "2025-07-04", "2025-07-20")).toEqual(["on-time", "2026-01-01", "2028-12-31"]));

  test("6: after its end it starts again from the decision, and the gap stays to be seen", () => {
    expect(renewed(rule, held, "2026-01-15", "2026-02-10")).toEqual(["late", "2026-02-10", "2029-02-09"]);
    const gap = from("2023-01-01", [
      fact("n", "2026-02-10", { kind: "succeeded", validFrom: "2026-02-10" } as const),
    ]);
    expect(["2025-12-31", "2026-02-09", "2026-02-10"].map((day) => on(gap, day).status)).toEqual([
      "renewal-due",
      "lapsed",
      "superseded",
    ]);
  });
});

test.each([
  ["2026-02-28", "2026-12-31"],
  ["2026-07-30", "2027-12-31"],
])("7: always to 31 December, six months at least: done on %s until %s", (day, until) => {
  const december: ValidityRule = { ...yearly, lasts: { until: "12-31", atLeastMonths: 6 } };
  expect(lastValidDay(december, day)).toBe(until);
});

test("8: periods of the past and the next one follow each other, and none jumps a year", () => {
  const row = (number: string, validFrom: CalendarDay) => {
    const whose = { personId: "p", schemeId: TRAINER_SCHEME.id, language: "km", succeeded: false };
    return { id: number, number, validFrom, validUntil: lastValidDay(rule, validFrom), ...whose };
  };
  const past = [row("TR-2019", "2019-03-01"), row("TR-2016", "2016-03-01"), row("TR-2022", "2022-03-01")];
  expect(past.map(({ validUntil }) => validUntil).sort()).toEqual(["2019-02-28", "2022-02-28", "2025-02-28"]);
  expect([...successions(past)].sort((a, b) => a.from.localeCompare(b.from))).toEqual([
    { before: "TR-2016", from: "2019-03-01" },
    { before: "TR-2019", from: "2022-03-01" },
  ]);
  expect(renewed(rule, past[2]!, "2025-02-20", "2025-04-01")).toEqual([
    "on-time",
    "2025-03-01",
    "2028-02-29",
  ]);
});

test("9: a year from 29 February is until the 27th, and never two days the same", () => {
  expect(lastValidDay(yearly, "2024-02-29")).toBe("2025-02-27");
  expect(lastValidDay({ ...yearly, lasts: { months: 1 } }, "2026-01-31")).toBe("2026-02-27");
  expect(renewed(yearly, attested("2024-02-29"), "2025-02-20")).toEqual(["on-time", "2025-02-28", "2026-02-27"]);
}); // prettier-ignore

test("10: it ends with the day of its scheme, wherever the holder is and whatever the clocks do", () => {
  const held = from("2023-03-30"); // until 29 March 2026, the day the clocks go forward in Europe
  expect(held.validUntil).toBe("2026-03-29");
  const valid = (instant: string) => on(held, dayIn("Europe/Rome", new Date(instant))).valid;
  expect([valid("2026-03-29T21:59:59Z"), valid("2026-03-29T22:00:00Z")]).toEqual([true, false]);
  // One moment of that evening is another day for a holder in Kiribati (+14), and the same for one in Samoa (−11).
  const evening = new Date("2026-03-29T20:00:00Z");
  expect(["Pacific/Kiritimati", "Pacific/Pago_Pago"].map((zone) => dayIn(zone, evening))).toEqual([
    "2026-03-30",
    "2026-03-29",
  ]);
  expect(on(held, dayIn("Europe/Rome", evening)).valid).toBe(true);
});

test("13: revoked, and certified again by the full path: each day has its answer", () => {
  const revoked = from("2023-01-01", [
    fact("r", "2024-05-01", { kind: "revoked", on: "2024-05-01" } as const),
  ]);
  expect(reEntry("2026-04-01", "2024-05-01", "2026-04-30")).toMatchObject({
    ok: false,
    reason: { params: { day: "2026-05-01" } },
  });
  expect(reEntry("2026-04-01", "2024-05-01", "2026-05-01")).toEqual({ ok: true, value: "full-path" });
  const again = from("2026-09-01");
  const valid = (day: CalendarDay) => [revoked, again].map((one) => on(one, day).valid);
  expect(
    ["2024-04-30", "2024-05-01", "2025-06-01", "2026-08-31", "2026-09-01", "2027-01-01"].map(valid),
  ).toEqual([
    [true, false],
    [false, false],
    [false, false],
    [false, false],
    [false, true],
    [false, true],
  ]);
  expect(on(revoked, "2027-01-01").status).toBe("revoked");
});

describe("an officer helps", () => {
  const until = "2025-12-31";

  test("14: with an extension the window, the end, the grace and the reminders move with it", () => {
    const extended = from("2023-01-01", [
      fact("e", "2025-12-01", { kind: "extended", validUntil: "2026-06-30" } as const),
    ]);
    expect(
      ["2025-12-31", "2026-01-01", "2026-06-30", "2026-07-01", "2026-09-28", "2026-09-29"].map(
        (day) => on(extended, day).status,
      ),
    ).toEqual(["active", "renewal-due", "renewal-due", "lapsed", "lapsed", "expired"]);
    expect(on(knownOn(extended, "2025-11-30"), "2026-01-01").status).toBe("lapsed"); // nobody knew it then
    const sent = new Set([reminderDue(rule, "c", until, new Set(), "2025-12-31")!.key]);
    expect(reminderDue(rule, "c", "2026-06-30", sent, "2026-06-30")?.step).toBe(0);
  });

  const paper = (kind: Entered["kind"], day: CalendarDay, own: Partial<Entered> = {}): Entered => ({
    kind,
    day,
    score: null,
    modules: null,
    responses: null,
    reported: null,
    closedOn: null,
    ...own,
  });
  const rest = [
    paper("delivery", "2025-02-01", { modules: 6, responses: 8, score: 400, reported: true }),
    paper("delivery", "2025-06-01", { modules: 6, responses: 8, score: 400, reported: true }),
    paper("observation", "2025-06-01", { score: 300 }),
  ];
  const handIn = (day: CalendarDay, papers: Entered[], facts: CertificationFact[] = []) => {
    const held = from("2023-01-01", facts);
    const waivers = facts.flatMap((one) => (one.kind === "waived" ? [one] : []));
    const file = renewalFile(TRAINER_SCHEME.renewal, evidenceOf(TRAINER_SCHEME.renewal, NOTHING_KNOWN, papers), waivers, held, day); // prettier-ignore
    const done = handInRenewal(held, rule, missingOf(file), day);
    return done.ok ? done.value : `${done.reason.key} ${missingOf(file).join()}`;
  };

  test("15: what is waived is not asked for until its day, and is from the next", () => {
    const waived = fact("w", "2025-10-01", {
      kind: "waived",
      on: "2025-10-01",
      until: "2025-12-01",
      part: "R2",
    } as const);
    expect(handIn("2025-12-01", rest)).toBe("renewal-incomplete R2");
    expect(handIn("2025-12-01", rest, [waived])).toBe("on-time");
    expect(handIn("2025-12-02", rest, [waived])).toBe("renewal-incomplete R2");
  });

  test("16: a refresher that was failed, then passed inside the grace: late, from the decision", () => {
    const failed = paper("refresher", "2025-12-20", { score: 6900 });
    const passed = paper("refresher", "2026-01-20", { score: 7000 });
    expect(handIn("2025-12-31", [...rest, failed])).toBe("renewal-incomplete R2");
    expect(handIn("2026-01-20", [...rest, failed, passed])).toBe("late");
    const waiting = from("2023-01-01", [
      fact("s", "2026-01-20", { kind: "renewal-submitted", on: "2026-01-20" } as const),
    ]);
    expect(on(waiting, "2026-01-25")).toMatchObject({ status: "lapsed", valid: false });
    const who = { holderId: "holder", actorId: "officer" };
    expect(decideRenewal(waiting, rule, who, [], "2026-02-02")).toMatchObject({
      value: { band: "late", validFrom: "2026-02-02", validUntil: "2029-02-01" },
    });
  });
});

test("17: who has left the employer that attested them is reminded of nothing, and has nothing to renew", () => {
  const left = { ...attested("2025-03-10"), employment: { endedOn: "2026-01-31", leaves: [] } };
  expect(needsReminding(left, yearly, "2026-01-31")).toBe(true);
  expect(needsReminding(left, yearly, "2026-02-01")).toBe(false);
  expect(refreshedPeriod(left, yearly, "2026-02-10", "2026-02-10")).toMatchObject({
    ok: false,
    reason: { key: "certification-over" },
  });
});

test("what was decided in error is not renewed, by the holder or on a refresher day", () => {
  const error = fact("x", "2025-11-01", { kind: "in-error", on: "2025-11-01" } as const);
  const handedIn = fact("s", "2025-10-01", { kind: "renewal-submitted", on: "2025-10-01" } as const);
  const over = { ok: false, reason: { key: "certification-over" } };
  expect(handInRenewal(from("2023-01-01", [error]), rule, [], "2025-12-01")).toMatchObject(over);
  const who = { holderId: "holder", actorId: "officer" };
  expect(decideRenewal(from("2023-01-01", [handedIn, error]), rule, who, [], "2025-12-01")).toMatchObject(
    over,
  );
  const attestation = { ...attested("2025-03-10"), facts: [error] };
  expect(refreshedPeriod(attestation, yearly, "2026-02-10", "2026-02-10")).toMatchObject(over);
});
