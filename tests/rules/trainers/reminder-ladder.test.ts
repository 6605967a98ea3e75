import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  datesOf,
  knownOn,
  type Certification,
  type CertificationFact,
} from "#app/features/trainers/certifications/certification-status.ts";
import {
  endOf,
  isQuiet,
  needsReminding,
  reminderDue,
} from "#app/features/trainers/renewal/reminder-ladder.ts";
import { FACILITATOR_SCHEME, TRAINER_SCHEME } from "#app/features/trainers/schemes/first-schemes.ts";
import { addDays } from "#app/lib/calendar-day.ts";
import { runs } from "#tests/support/runs.ts";

const rule = TRAINER_SCHEME.validity;
const until = "2025-12-31";
const at = (today: string, sent: Set<string> = new Set()) => reminderDue(rule, "c", until, sent, today);

test("the ladders of domain §6.4", () => {
  expect(rule.reminders).toEqual([-180, -90, -30, -7, 0, 30, 75]);
  expect(FACILITATOR_SCHEME.validity.reminders).toEqual([-60, -30, -7, 0, 15]);
});

test("each rung on its day", () => {
  expect(at("2025-07-03")).toBeNull();
  expect(at("2025-07-04")?.step).toBe(-180);
  expect(at("2025-12-31")?.step).toBe(0);
  expect(at("2026-03-16")?.step).toBe(75);
});

test("after an outage the last rung reached goes, once; the ones before it no more", () => {
  const sent = new Set<string>();
  const due = at("2025-12-27", sent)!;
  expect(due.step).toBe(-7);
  sent.add(due.key);
  expect(at("2025-12-28", sent)).toBeNull();
});

test("who is back from leave hears of the last day they have as they come back, and then as of any end", () => {
  const leaves = [{ from: "2026-01-10", until: "2026-05-19", recordedOn: "2026-01-05" }];
  const away: Certification = {
    validFrom: "2025-03-10",
    validUntil: "2026-03-09",
    facts: [],
    employment: { endedOn: null, leaves },
  };
  const facilitator = FACILITATOR_SCHEME.validity;
  const told = (certification: Certification, day: string) => {
    const { until, back, ...ladder } = endOf(certification, facilitator, day);
    const reminder = reminderDue(ladder, "c", until, new Set(), day);
    return { until, back, on: reminder?.day };
  };
  const last = { until: "2026-07-10", back: true };
  expect(told(away, "2026-05-20")).toEqual({ ...last, on: "2026-05-20" });
  expect(told(away, "2026-06-10")).toEqual({ ...last, on: "2026-06-10" });
  expect(told(away, "2026-07-10")).toEqual({ ...last, on: "2026-07-10" });
  // The year they are attested for lasts longer than that: nothing changes.
  const longer = { ...away, validUntil: "2026-08-01" };
  expect(told(longer, "2026-05-20")).toMatchObject({ until: "2026-08-01", back: false });
});

test("an extension begins a new ladder", () => {
  const sent = new Set([at("2025-12-31")!.key]);
  expect(reminderDue(rule, "c", "2026-06-30", sent, "2026-01-05")?.step).toBe(-180);
});

describe("at most once each, whatever happens and however long the machine is down", () => {
  const days = fc.integer({ min: 0, max: 500 }).map((offset) => addDays("2025-03-01", offset));
  const kinds = [
    "suspended",
    "lifted",
    "extended",
    "renewal-submitted",
    "renewal-refused",
    "succeeded",
    "surrendered",
    "revoked",
    "appeal-decided",
  ] as const;
  const facts = fc.array(fc.tuple(days, fc.constantFrom(...kinds)), { maxLength: 7 }).map((rows) =>
    rows
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([on, kind], index): CertificationFact => {
        const base = { id: String(index), recordedOn: on };
        switch (kind) {
          case "suspended":
            return { ...base, kind, on, decideBy: addDays(on, 90) };
          case "extended":
            return { ...base, kind, validUntil: addDays(until, 30 * (index + 1)) };
          case "succeeded":
            return { ...base, kind, validFrom: addDays(on, 20) };
          case "appeal-decided":
            return { ...base, kind, on, of: String(Math.max(0, index - 1)), outcome: "overturned" };
          default:
            return { ...base, kind, on };
        }
      }),
  );
  const outages = fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 12 });

  /** What the daily job does, on the days on which the machine is up: each day with what is known by then. */
  function sentOver(given: readonly CertificationFact[], gaps: readonly number[]) {
    const sent = new Map<string, { on: string; step: number; end: string }>();
    let today = "2025-03-01";
    for (const gap of gaps) {
      today = addDays(today, gap);
      const certification = knownOn({ validFrom: "2023-01-01", validUntil: until, facts: given }, today);
      if (!needsReminding(certification, rule, today)) continue;
      const end = datesOf(certification, rule).validUntil;
      const due = reminderDue(rule, "c", end, new Set(sent.keys()), today);
      if (!due) continue;
      expect(sent.has(due.key)).toBe(false);
      expect(due.day <= today).toBe(true);
      sent.set(due.key, { on: today, step: due.step, end });
      expect(reminderDue(rule, "c", end, new Set(sent.keys()), today)).toBeNull();
    }
    return [...sent.values()];
  }

  test("never two on a day nor a rung twice; none past a next period, a hand-back, or a revocation that stands", () => {
    fc.assert(
      fc.property(facts, outages, (given, gaps) => {
        const sent = sentOver(given, gaps);
        expect(new Set(sent.map(({ on }) => on)).size).toBe(sent.length);
        for (const end of new Set(sent.map((one) => one.end))) {
          const steps = sent.filter((one) => one.end === end).map(({ step }) => step);
          expect(new Set(steps).size).toBe(steps.length);
          expect(steps.length).toBeLessThanOrEqual(rule.reminders.length);
          expect(steps).toEqual([...steps].sort((one, other) => one - other));
        }
        const last = given.findIndex(({ kind }) => kind === "appeal-decided");
        const over = given
          .filter((_, index) => last === -1 || index > last)
          .filter(({ kind }) => ["succeeded", "surrendered", "revoked"].includes(kind))
          .filter(({ id }) => !given.some((one) => one.kind === "appeal-decided" && one.of === id))
          .map(({ recordedOn }) => recordedOn)
          .sort()[0];
        if (over !== undefined) expect(sent.filter(({ on }) => on >= over)).toEqual([]);
      }),
      { numRuns: runs(10_000) },
    );
  }, 60_000);
});

test("the rungs count from the end of validity, in whatever order a scheme names them", () => {
  const upside = { ...rule, reminders: [75, 0, -7, -180, 30] };
  expect(reminderDue(upside, "c", until, new Set(), "2026-01-20")).toEqual({
    step: 0,
    day: until,
    key: `c:${until}:0`,
  });
});

describe("who is reminded: whoever still has something to do about the end", () => {
  const certification = (facts: CertificationFact[] = []): Certification => ({
    validFrom: "2023-01-01",
    validUntil: until,
    facts,
  });
  const fact = (kind: "surrendered" | "revoked" | "renewal-submitted" | "renewal-refused", on: string) => ({
    id: kind,
    recordedOn: on,
    kind,
    on,
  });
  const suspended = {
    id: "s",
    recordedOn: "2025-11-01",
    kind: "suspended" as const,
    on: "2025-11-01",
    decideBy: "2026-03-01",
  };
  const succeeded = {
    id: "n",
    recordedOn: "2025-11-01",
    kind: "succeeded" as const,
    validFrom: "2026-01-01",
  };
  const handedIn = fact("renewal-submitted", "2025-11-01");

  test.each<[string, CertificationFact[], string, boolean]>([
    ["not begun", [], "2022-12-31", false],
    ["active", [], "2025-07-03", true],
    ["in the window", [], "2025-07-04", true],
    ["lapsed", [], "2026-03-31", true],
    ["expired", [], "2026-04-01", false],
    ["suspended", [suspended], "2025-12-01", true],
    ["surrendered", [fact("surrendered", "2025-11-01")], "2025-12-01", false],
    ["revoked, while an appeal may come", [fact("revoked", "2025-11-20")], "2025-12-01", false],
    ["renewed, from next year", [succeeded], "2025-12-01", false],
    ["renewed", [succeeded], "2026-01-01", false],
    ["handed in", [handedIn], "2025-12-01", false],
    ["handed in and refused", [handedIn, fact("renewal-refused", "2025-11-20")], "2025-12-01", true],
  ])("%s", (_, facts, today, reminded) =>
    expect(needsReminding(certification(facts), rule, today)).toBe(reminded),
  );
});

test.each([
  [0, true],
  [6, true],
  [7, false],
  [18, false],
  [19, true],
  [23, true],
])("at %i o'clock it is quiet: %s", (hour, quiet) => expect(isQuiet(hour)).toBe(quiet));
