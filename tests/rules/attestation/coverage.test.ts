import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  COVERAGE_STATES,
  coverageRows,
  shouldHold,
  standsByFor,
  stateOf,
  unitsUnder,
  validIn,
  type Held,
  type Officer,
} from "#app/features/attestation/coverage.ts";
import {
  changeNeeds,
  isUnneeded,
  neededOn,
  positionKeyOf,
  type Need,
} from "#app/features/attestation/needs.ts";
import {
  CERTIFICATION_STATUSES,
  OVER,
  type CertificationStatus,
} from "#app/features/trainers/certifications/certification-status.ts";
import { dueFor, toAddTo, toRefresh, WITHIN_DAYS } from "#app/features/attestation/refresher-plan.ts";
import { addDays } from "#app/lib/calendar-day.ts";
import { runs } from "#tests/support/runs.ts";

const DAY = "2026-11-02";
const held = (status: CertificationStatus, topics = ["budget"], validFrom = "2026-01-01"): Held => ({
  topics,
  validFrom,
  standing: {
    status,
    valid: ["active", "renewal-due", "renewal-under-review"].includes(status),
    day: DAY,
    alarm: null,
  },
});
const officer = (own: Partial<Officer> = {}): Officer => ({
  personId: "dara",
  unitId: "kc",
  needs: ["budget"],
  away: false,
  held: [],
  ...own,
});

const until = (one: Held, validUntil = "2026-11-20", id = "one") => ({
  ...one,
  id,
  predecessorId: null as string | null,
  validUntil,
  graceEnds: addDays(validUntil, 30),
  tooLong: false,
});

describe("what somebody is for a topic", () => {
  test.each<[string, Officer, string]>([
    ["valid", officer({ held: [held("active")] }), "attested"],
    ["in the last 60 days", officer({ held: [held("renewal-due")] }), "due"],
    ["under review", officer({ held: [held("renewal-under-review")] }), "due"],
    ["run out", officer({ held: [held("lapsed")] }), "lapsed"],
    ["suspended", officer({ held: [held("suspended")] }), "lapsed"],
    ["back from leave, not refreshed", officer({ held: [held("back-from-leave")] }), "lapsed"],
    ["for another topic", officer({ held: [held("active", ["saving"])] }), "never"],
    ["from today on", officer({ held: [held("active", ["budget"], DAY)] }), "attested"],
    ["in error: there was none", officer({ held: [held("in-error")] }), "never"],
    ["from tomorrow on", officer({ held: [held("pending", ["budget"], "2026-11-03")] }), "never"],
    ["nothing", officer(), "never"],
    ["the newer period counts", officer({ held: [held("superseded"), held("active")] }), "attested"],
    ["on leave, whatever is held", officer({ away: true, held: [held("active")] }), "away"],
  ])("%s", (_, who, state) => expect(stateOf(who, "budget", DAY)).toBe(state));

  test("the plan of a refresher reads the same period: due in one is due in the other", () => {
    const plan = (...periods: ReturnType<typeof until>[]) => {
      const who = { ...officer(), held: periods };
      const [due = null] = dueFor(who, DAY, 60);
      return [stateOf(who, "budget", DAY), due && { why: due.why, validUntil: due.by.validUntil }];
    };
    const due = until(held("renewal-due"));
    const ends = { why: "ends", validUntil: "2026-11-20" };
    const wrong = until(held("in-error", ["budget"], "2026-06-01"), "2027-05-31");
    expect(plan(due)).toEqual(["due", ends]);
    expect(plan(due, wrong)).toEqual(["due", ends]);
    expect(plan(wrong)).toEqual(["never", null]);
    // Who was refreshed is attested by the old one until the new one begins.
    const renewed = until(held("active"));
    const next = until(held("pending", ["budget"], "2026-11-21"), "2027-11-20");
    expect(plan(renewed, next)).toEqual(["attested", null]);
    expect(plan(until(held("lapsed"), "2026-10-01"))).toEqual([
      "lapsed",
      { why: "lapsed", validUntil: "2026-10-01" },
    ]);
  });
});

describe("topic by topic", () => {
  const both = { needs: ["budget", "saving"], away: false };
  const saving = (status: CertificationStatus, end = "2026-10-01") =>
    until(held(status, ["saving"]), end, "saving");
  const budget = until(held("active"), "2027-06-30", "budget");
  const named = (...periods: ReturnType<typeof until>[]) => dueFor({ ...both, held: periods }, DAY, 60);
  const renews = (...periods: ReturnType<typeof until>[]) => toRefresh({ ...both, held: periods }, DAY);

  test("what is held for one topic hides nothing of another, to come or not", () => {
    const lapsed = saving("lapsed");
    expect(named(lapsed, budget)).toEqual([{ why: "lapsed", by: lapsed }]);
    const next = until(held("pending", ["budget"], "2026-11-21"), "2027-11-20", "next");
    expect(named(lapsed, budget, next)).toEqual([{ why: "lapsed", by: lapsed }]);
    expect(named(until(held("renewal-due")), next)).toEqual([]);
  });

  test("nobody who is away, and nothing their position need not hold while it needs another", () => {
    const periods = [saving("lapsed"), budget];
    expect(dueFor({ ...both, away: true, held: periods }, DAY, 60)).toEqual([]);
    expect(dueFor({ ...both, needs: ["budget"], held: periods }, DAY, 60)).toEqual([]);
    expect(dueFor({ ...both, needs: ["markets"], held: periods }, DAY, 60)[0]?.why).toBe("lapsed");
  });

  test("due in two periods at once: one day renews both, the one that presses most first, each once", () => {
    const lapsed = saving("lapsed");
    const ends = until(held("renewal-due"), "2026-11-20", "budget");
    expect(renews(ends, lapsed)).toEqual([lapsed, ends]);
    expect(renews(until(held("renewal-due", ["budget", "saving"]), "2026-11-20"))).toHaveLength(1);
    // Both topics are held by the one that lasts: nothing of the other is due.
    const all = until(held("active", ["budget", "saving"]), "2027-10-01", "all");
    expect(renews(ends, all)).toEqual([all]);
    // What was refreshed already is not, whichever else is.
    const next = until(held("pending", ["budget"], "2026-11-21"), "2027-11-20", "next");
    expect(renews(ends, next, lapsed)).toEqual([lapsed]);
  });

  test("the day renews what the plan names, however far it looks; who is not due, by what they stand", () => {
    const status = fc.constantFrom(...CERTIFICATION_STATUSES);
    const day = fc.integer({ min: -300, max: 300 }).map((days) => addDays(DAY, days));
    const topics = fc.subarray(["budget", "saving"], { minLength: 1 });
    const period = fc.record({ status, topics, end: day });
    fc.assert(
      fc.property(
        fc.array(period, { maxLength: 4 }),
        fc.constantFrom(...WITHIN_DAYS),
        fc.subarray(both.needs),
        (periods, within, needs) => {
          const own = periods.map(({ status, topics, end }, at) => {
            const from = status === "pending" ? addDays(DAY, 1) : "2026-01-01";
            return until(held(status, topics, from), end, String(at));
          });
          const who = { ...both, needs, held: own };
          const due = dueFor(who, DAY, within);
          const renewed = toRefresh(who, DAY);
          expect(new Set(renewed).size).toBe(renewed.length);
          if (due[0]) expect(renewed[0]).toBe(due[0].by);
          for (const { by } of due) expect(renewed).toContain(by);
          for (const topic of needs) {
            const by = standsByFor(own, topic, DAY);
            const next = own.some((one) => one.standing.status === "pending" && one.topics.includes(topic));
            if (by?.standing.status !== "lapsed" || next) continue;
            expect(due[0]?.why).toBe("lapsed");
            expect(renewed).toContain(by);
          }
        },
      ),
      { numRuns: runs(10_000) },
    );
    expect(renews(budget)).toEqual([budget]);
    // A reduction that was undone hides nothing of what it came from, nor does one that was away too long stand in a plan.
    const stopped = until(held("suspended"), "2027-06-30", "budget");
    const undone = until(held("superseded", ["budget"], "2026-06-01"), "2027-06-30", "undone");
    expect([renews(stopped, undone), toAddTo({ held: [stopped, undone] }, DAY)]).toEqual([
      [stopped],
      [stopped],
    ]);
    const away = { ...until(held("expired"), "2027-06-30"), tooLong: true };
    expect(named(away, saving("lapsed"))).toHaveLength(1);
  });

  test("a topic they hold no more hides nothing of those they do", () => {
    const ends = saving("renewal-due", "2026-11-20");
    const insurance = (status: CertificationStatus, standing = {}) => {
      const one = until(held(status, ["insurance"], "2023-01-01"), "2023-12-31", "insurance");
      return { ...one, standing: { ...one.standing, ...standing } };
    };
    const due = (...periods: ReturnType<typeof until>[]) =>
      dueFor({ needs: ["insurance"], away: false, held: periods }, DAY, 60).map(({ by }) => by);
    for (const status of OVER.filter((one) => one !== "expired"))
      expect(due(insurance(status), ends)).toEqual([ends]);
    expect(due(insurance("expired", { day: "2024-01-31" }), ends)).toEqual([ends]);
    // Lately expired, or suspended, it is theirs, and what their position asks for.
    const lately = insurance("expired", { day: "2026-10-01" });
    expect(due(lately, ends)).toEqual([lately]);
    expect(due(insurance("suspended"), ends)).toEqual([]);
  });

  test("whatever is over for good changes nothing in who is due for what", () => {
    const status = fc.constantFrom(...CERTIFICATION_STATUSES);
    const topics = fc.subarray(["budget", "saving", "insurance"], { minLength: 1 });
    const end = fc.integer({ min: -300, max: 300 }).map((days) => addDays(DAY, days));
    const gone = fc.constantFrom(...OVER);
    fc.assert(
      fc.property(
        fc.array(fc.record({ status, topics, end }), { maxLength: 3 }),
        fc.subarray(["budget", "saving", "insurance"]),
        gone,
        topics,
        (periods, needs, status, of) => {
          const own = periods.map(({ status, topics, end }, at) => {
            const from = status === "pending" ? addDays(DAY, 1) : "2026-01-01";
            return until(held(status, topics, from), end, String(at));
          });
          const over = until(held(status, of, "2023-01-01"), "2023-12-31", "over");
          over.standing = { ...over.standing, day: "2024-01-31" };
          const who = (held: typeof own) => dueFor({ needs, away: false, held }, DAY, 60);
          expect(who([over, ...own])).toEqual(who(own));
        },
      ),
      { numRuns: runs(1_000) },
    );
  });

  test("a topic comes into what they stand by, and what is decided to follow it", () => {
    expect(toAddTo({ held: [budget, saving("lapsed")] }, DAY)).toEqual([budget]);
    const next = {
      ...until(held("pending", ["budget"], "2027-07-01"), "2028-06-30", "next"),
      predecessorId: "budget",
    };
    expect(toAddTo({ held: [budget, next] }, DAY)).toEqual([budget, next]);
    expect(renews(budget, next)).toEqual([budget]);
    const wrong = { ...next, standing: held("in-error").standing };
    expect(toAddTo({ held: [budget, wrong] }, DAY)).toEqual([budget]);
    expect(toAddTo({ held: [wrong] }, DAY)).toEqual([]);
    const aside = { ...until(held("superseded"), "2026-11-20", "aside"), predecessorId: "budget" };
    const later = { ...next, id: "later", predecessorId: "aside" };
    expect(toAddTo({ held: [budget, aside, later] }, DAY)).toEqual([budget, later]);
    expect(toAddTo({ held: [budget, wrong, { ...later, predecessorId: "next" }] }, DAY)).toHaveLength(2);
  });
});

const UNITS = [
  { id: "head", parentId: null, name: "Head office", kind: "head-office", depth: 0 },
  { id: "east", parentId: "head", name: "Eastern area", kind: "area", depth: 1 },
  { id: "kc", parentId: "east", name: "Kampong Cham", kind: "branch", depth: 2 },
  { id: "kt", parentId: "east", name: "Kampong Thom", kind: "branch", depth: 2 },
];

describe("the matrix", () => {
  test("an area counts its branches, the whole counts everybody once, whoever has no branch stands apart", () => {
    const { rows, total } = coverageRows(
      [
        officer({ held: [held("active")] }),
        officer({ unitId: "kt" }),
        officer({ unitId: "east", held: [held("renewal-due")] }),
        officer({ unitId: null }),
        officer({ unitId: "kt", away: true }),
        officer({ unitId: "kt", needs: [] }),
      ],
      UNITS,
      ["budget", "saving"],
      DAY,
    );
    const figures = rows.map(({ unit, cells: { budget } }) => [
      unit?.id,
      validIn(budget!),
      shouldHold(budget!),
      budget!.away,
    ]);
    expect(figures).toEqual([
      ["head", 2, 3, 1],
      ["east", 2, 3, 1],
      ["kc", 1, 1, 0],
      ["kt", 0, 1, 1],
      [undefined, 0, 1, 0],
    ]);
    expect([validIn(total.all), shouldHold(total.all)]).toEqual([2, 4]);
  });

  test("topics nobody asked to see are not counted; where everybody has a branch nobody stands apart", () => {
    const { rows, total } = coverageRows([officer({ needs: ["saving", "budget"] })], UNITS, ["budget"], DAY);
    expect(total.cells).toEqual({ budget: { attested: 0, due: 0, lapsed: 0, never: 1, away: 0 } });
    expect(total.all.never).toBe(1);
    expect(rows.map(({ unit }) => unit?.id)).toEqual(["head", "east", "kc", "kt"]);
    const away = coverageRows([officer({ unitId: null, away: true })], UNITS, ["budget"], DAY);
    expect(away.rows.at(-1)).toMatchObject({ unit: null, all: { away: 1 } });
  });

  test("every figure is the sum of those under it; nobody is counted twice or lost", () => {
    const any = fc.record({
      unitId: fc.constantFrom("head", "east", "kc", "kt", "closed", null),
      needs: fc.subarray(["budget", "saving"]),
      away: fc.boolean(),
      held: fc.array(
        fc.constantFrom(...CERTIFICATION_STATUSES).map((status) => held(status)),
        { maxLength: 3 },
      ),
    });
    fc.assert(
      fc.property(fc.array(any), (people) => {
        const officers = people.map((own, index) => officer({ ...own, personId: `${index}` }));
        const { rows, total } = coverageRows(officers, UNITS, ["budget", "saving"], DAY);
        const top = rows.filter(({ unit }) => unit === null || unit.parentId === null);
        for (const topic of ["budget", "saving"]) {
          const states = officers.flatMap((one) =>
            one.needs.includes(topic) ? [stateOf(one, topic, DAY)] : [],
          );
          const figures = COVERAGE_STATES.map((state) => {
            const under = top.reduce((sum, { cells }) => sum + cells[topic]![state], 0);
            return [total.cells[topic]![state], under];
          });
          const counted = COVERAGE_STATES.map((state) => states.filter((one) => one === state).length);
          expect(figures).toEqual(counted.map((count) => [count, count]));
          expect(validIn(total.cells[topic]!)).toBeLessThanOrEqual(shouldHold(total.cells[topic]!));
        }
      }),
      { numRuns: runs(10_000) },
    );
  });

  test("a unit with all that stands under it, although two were put under each other", () => {
    expect([...unitsUnder(UNITS, ["east"])].sort()).toEqual(["east", "kc", "kt"]);
    const circle = [
      { id: "a", parentId: "b" },
      { id: "b", parentId: "a" },
    ];
    expect([...unitsUnder(circle, ["a"])].sort()).toEqual(["a", "b"]);
  });
});

describe("who should hold what", () => {
  const KEY = positionKeyOf("Client officer");
  const apply = (needs: Need[], wanted: string[], from: string): Need[] => {
    const { close, remove, open } = changeNeeds(needs, wanted, from);
    const left = needs.flatMap((need) => {
      if (remove.includes(need.id)) return [];
      const closed = close.find(({ id }) => id === need.id);
      return [closed ? { ...need, until: closed.until } : need];
    });
    const opened = open.map((topic, index) => ({
      id: `${from}-${topic}-${index}-${left.length}`,
      positionKey: KEY,
      topic,
      from,
      until: null,
    }));
    return [...left, ...opened];
  };

  test("one position however it is written", () => {
    expect(positionKeyOf("  Client  OFFICER ")).toBe(KEY);
    expect(positionKeyOf("Chargé de clientèle")).toBe(positionKeyOf("charge de clientele"));
  });

  test("from its day on a decision holds alone, and the days before it stay as they were", () => {
    const day = fc.integer({ min: 0, max: 60 }).map((days) => addDays("2026-01-01", days));
    const decision = fc.tuple(day, fc.subarray(["budget", "saving", "family-goals"]));
    fc.assert(
      fc.property(fc.array(decision, { maxLength: 6 }), decision, day, (before, [from, wanted], on) => {
        const needs = before.reduce<Need[]>((all, [since, topics]) => apply(all, topics, since), []);
        const after = apply(needs, wanted, from);
        const answer = [...neededOn(after, KEY, on)].sort();
        expect(answer).toEqual((on >= from ? [...wanted] : [...neededOn(needs, KEY, on)]).sort());
        expect(new Set(answer).size).toBe(answer.length);
      }),
      { numRuns: runs(10_000) },
    );
  });

  test("what goes on is left alone; what ends is closed the day before, or gone where it had not begun", () => {
    const need = (id: string, topic: string, from: string, until: string | null = null): Need => ({
      id,
      positionKey: KEY,
      topic,
      from,
      until,
    });
    const change = (needs: Need[], ...wanted: string[]) => changeNeeds(needs, wanted, "2026-03-01");
    const nothing = { close: [], remove: [], open: [] };
    expect(change([need("a", "budget", "2026-01-01")], "budget")).toEqual(nothing);
    expect(change([need("a", "budget", "2026-01-01", "2026-02-28")])).toEqual(nothing);
    const closed = { ...nothing, close: [{ id: "a", until: "2026-02-28" }] };
    expect(change([need("a", "budget", "2026-01-01")])).toEqual(closed);
    expect(change([need("a", "budget", "2026-01-01", "2026-03-01")])).toEqual(closed);
    expect(change([need("a", "budget", "2026-01-01", "2026-06-01")], "budget")).toEqual({
      ...closed,
      open: ["budget"],
    });
    for (const from of ["2026-03-01", "2026-04-01"])
      expect(change([need("a", "budget", from)], "saving")).toEqual({
        ...nothing,
        remove: ["a"],
        open: ["saving"],
      });
  });

  test("of a position nothing is said until its employer has said something of it, and then it stays said", () => {
    const need = { id: "n", positionKey: KEY, topic: "budget", from: "2026-01-01", until: null };
    const over = { ...need, id: "o", positionKey: "accountant", until: "2026-01-31" };
    expect(isUnneeded([need], "Area manager", ["budget"], "2026-03-01")).toBe(false);
    expect(isUnneeded([need, over], "Accountant", ["budget"], "2026-01-31")).toBe(false);
    expect(isUnneeded([need, over], "Accountant", ["budget"], "2026-02-01")).toBe(true);
  });

  test.each<[string, string | null, string[], string, boolean]>([
    ["a client officer", "client OFFICER", ["budget"], "2026-03-01", false],
    ["one of their topics is enough", "Client officer", ["budget", "saving"], "2026-03-01", false],
    ["attested for other topics only", "Client officer", ["saving"], "2026-03-01", true],
    ["an accountant, of whom nothing was said", "Accountant", ["budget"], "2026-03-01", false],
    ["a position nobody knows", null, ["budget"], "2026-03-01", false],
    ["on the first day", "Client officer", ["saving"], "2026-01-01", true],
    ["before anything was asked for", "Client officer", ["saving"], "2025-12-31", false],
    ["on the last day", "Client officer", ["budget"], "2026-06-30", false],
    ["after it", "Client officer", ["budget"], "2026-07-01", true],
  ])("the work of %s asks for none of it", (_, position, held, day, unneeded) => {
    const need = { id: "n", positionKey: KEY, topic: "budget", from: "2026-01-01", until: "2026-06-30" };
    expect(isUnneeded([need], position, held, day)).toBe(unneeded);
  });
});
