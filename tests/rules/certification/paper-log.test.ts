import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  copiesOf,
  decidePaper,
  paperOffers,
  type Paper,
  type PaperAct,
  type PaperEntry,
} from "#app/features/certification/paper-log.ts";
import { addDays } from "#app/lib/calendar-day.ts";
import { runs } from "#tests/support/runs.ts";

/* A certificate on paper: what may be written in its log, and where its copies are. */

const TODAY = "2026-11-29";
const paper = (entries: PaperEntry[] = [], own: Partial<Paper> = {}): Paper => ({
  number: "PB-2026-000417-C",
  holds: true,
  own: false,
  entries,
  ...own,
});
const entry = (kind: PaperEntry["kind"], copy: number, day: string): PaperEntry => ({ kind, copy, day });
const decided = (of: Paper, act: PaperAct) => {
  const result = decidePaper(of, act, TODAY);
  return result.ok ? result.value : result.reason.key;
};
const print = (reason = "") => ({ kind: "printed", reason }) as const;
const handOver = (copy: number, on = TODAY) =>
  ({ kind: "handed-over", copy, on, toWhom: "", how: "post" }) as const;
const takeBack = (copy: number) => ({ kind: "hand-over-taken-back", copy }) as const;
const comeBack = (copy: number, on = TODAY) => ({ kind: "came-back", copy, on, reason: "Moved" }) as const;

const PRINTED = [entry("printed", 1, "2026-11-20")];
const OUT = [...PRINTED, entry("handed-over", 1, "2026-11-24")];

describe("printing", () => {
  test.each([
    ["the first copy needs no reason", paper(), print(), { copy: 1, day: TODAY }],
    ["a further one does", paper(OUT), print(), "paper.why-again"],
    ["and is the next", paper(OUT), print("Lost"), { copy: 2, day: TODAY }],
    ["not what has ended", paper([], { holds: false }), print(), "paper.ended"],
    ["nobody's own", paper([], { own: true }), print(), "paper.own"],
  ])("%s", (_, of, act, expected) => expect(decided(of, act)).toEqual(expected));
});

describe("handing over, and coming back", () => {
  test.each([
    ["a copy that is here", paper(PRINTED), handOver(1), { copy: 1, day: TODAY }],
    ["on the day it was printed", paper(PRINTED), handOver(1, "2026-11-20"), { copy: 1, day: "2026-11-20" }],
    ["not before it was printed", paper(PRINTED), handOver(1, "2026-11-19"), "paper.before-print"],
    ["not to come", paper(PRINTED), handOver(1, "2026-11-30"), "hand-over.in-future"],
    ["not one that was never printed", paper(), handOver(1), "paper.not-here"],
    ["not one that is out already", paper(OUT), handOver(1), "paper.not-here"],
    ["not what has ended", paper(PRINTED, { holds: false }), handOver(1), "paper.ended"],
    ["back comes what is out", paper(OUT), comeBack(1), { copy: 1, day: TODAY }],
    ["also of what has ended", paper(OUT, { holds: false }), comeBack(1), { copy: 1, day: TODAY }],
    ["not before it went", paper(OUT), comeBack(1, "2026-11-23"), "paper.before-hand-over"],
    ["not what is here", paper(PRINTED), comeBack(1), "paper.not-out"],
    ["a mistake is taken back", paper(OUT), takeBack(1), { copy: 1, day: TODAY }],
  ])("%s", (_, of, act, expected) => expect(decided(of, act)).toEqual(expected));

  test("what was recorded by mistake leaves the copy where it was, since when it was", () => {
    const log = [...OUT, entry("hand-over-taken-back", 1, TODAY)];
    expect(copiesOf(log)).toEqual([{ copy: 1, out: false, since: "2026-11-20" }]);
    expect(decided(paper(log), handOver(1, "2026-11-21"))).toEqual({ copy: 1, day: "2026-11-21" });
  });

  test("a hand-over from before prints were written down, taken back, leaves no copy", () => {
    const log = [entry("handed-over", 1, "2026-11-24"), entry("hand-over-taken-back", 1, TODAY)];
    expect(copiesOf(log)).toEqual([]);
    expect(decided(paper(log), print())).toEqual({ copy: 1, day: TODAY });
  });
});

test("whatever is asked: every copy is printed once in order, no two moves of one copy are alike, no day goes back", () => {
  const acts = fc.oneof(
    fc.record({ kind: fc.constant("printed" as const), reason: fc.constantFrom("", "Lost") }),
    fc.record({
      kind: fc.constantFrom("handed-over" as const, "came-back" as const),
      copy: fc.integer({ min: 0, max: 4 }),
      on: fc.integer({ min: -1, max: 12 }).map((days) => addDays(TODAY, days - 8)),
      toWhom: fc.constant(""),
      how: fc.constant("post" as const),
      reason: fc.constant("Moved"),
    }),
  );
  fc.assert(
    fc.property(fc.array(fc.record({ act: acts, day: fc.integer({ min: 0, max: 4 }) })), (asked) => {
      const entries: PaperEntry[] = [];
      let today = addDays(TODAY, -6);
      for (const { act, day } of asked) {
        today = addDays(today, day);
        const result = decidePaper(paper(entries), act, today);
        const offers = paperOffers(paper(entries));
        if (act.kind === "handed-over" && result.ok) expect(offers.handOver).toContain(act.copy);
        if (act.kind === "came-back" && result.ok) expect(offers.comeBack).toContain(act.copy);
        if (result.ok) entries.push({ kind: act.kind, ...result.value });
      }
      const prints = entries.filter(({ kind }) => kind === "printed").map(({ copy }) => copy);
      expect(prints).toEqual(prints.map((_, index) => index + 1));
      for (const copy of prints) {
        const steps = entries.filter((one) => one.copy === copy);
        for (const [index, { kind, day }] of steps.slice(1).entries()) {
          expect(kind === "handed-over").toBe(steps[index]!.kind !== "handed-over");
          expect(day >= steps[index]!.day).toBe(true);
        }
      }
    }),
    { numRuns: runs(10_000) },
  );
});
