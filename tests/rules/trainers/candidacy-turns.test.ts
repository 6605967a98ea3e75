import fc from "fast-check";
import { expect, test } from "vitest";
import {
  dueOn,
  readAgainOn,
  stageDueOn,
  waitsFor,
} from "#app/features/trainers/candidacies/candidacy-queue.ts";
import { appealDue, type File } from "#app/features/trainers/candidacies/candidacy.ts";
import {
  FIRST_SCHEMES,
  MASTER_SCHEME,
  TRAINER_SCHEME,
} from "#app/features/trainers/schemes/first-schemes.ts";
import { NOTHING_YET, type StageFacts } from "#app/features/trainers/schemes/requirements.ts";
import type { Requirement, Stage } from "#app/features/trainers/schemes/scheme.ts";
import { addDays, type CalendarDay } from "#app/lib/calendar-day.ts";
import { at, facts, file } from "#tests/support/candidate.ts";
import { enough, runs } from "#tests/support/runs.ts";

const START = "2026-04-01";
const sat = (on: CalendarDay, score: number) => ({ on, releasedOn: addDays(on, 4), score });
const exam = (stage: Partial<StageFacts>): File =>
  file(at("phase-1-exam"), facts({ "phase-1-exam": { endedOn: START, sittings: [], ...stage } }));

test("T7: the days of an exam go by, and the officer has it to decide", () => {
  const missed = exam({});
  expect(dueOn(missed)).toBe("2026-05-16");
  expect([waitsFor(missed, "2026-05-16"), waitsFor(missed, "2026-05-17")]).toEqual(["file", "decision"]);
  // First the day from which one may sit, which changes nothing, then the day after the last one.
  expect([readAgainOn(missed, START), readAgainOn(missed, "2026-04-22")]).toEqual([
    "2026-04-22",
    "2026-05-17",
  ]);
  const resit = exam({ sittings: [sat("2026-04-25", 5000)] });
  expect([dueOn(resit), readAgainOn(resit, "2026-06-01")]).toEqual(["2026-06-28", "2026-06-29"]);
  const passed = exam({ sittings: [sat("2026-04-25", 8000)] });
  expect([dueOn(passed), readAgainOn(passed, "2026-05-01")]).toEqual([null, null]);
});

test("an exam whose stage has a last day is due by that; of one that ended, stands still or waits for a panel nothing turns", () => {
  const due = (change: object, scheme = TRAINER_SCHEME) => {
    const given = exam({});
    const of = { ...given, scheme, candidacy: { ...given.candidacy, ...change } };
    return [dueOn(of), stageDueOn(of), readAgainOn(of, START)];
  };
  expect(due({})).toEqual(["2026-05-16", "2026-05-16", "2026-04-22"]);
  const within = (stage: Stage) => ({ ...stage, leaveWithin: { months: 1, extendMonths: 0 } });
  const sooner = { ...TRAINER_SCHEME, stages: TRAINER_SCHEME.stages.map(within) };
  expect(due({}, sooner)).toEqual(["2026-05-01", "2026-05-01", "2026-04-22"]);
  expect(due({ stopped: [{ from: START, until: null }] })).toEqual([null, null, null]);
  expect(due({ state: "not-certified", endedOn: START })).toEqual([null, null, null]);
  expect(due({ appealedOn: START })).toEqual([appealDue(START), "2026-05-16", null]);
});

test("of all the days on which something turns, the next", () => {
  const asks: Requirement[] = [
    ...MASTER_SCHEME.stages.find(({ id }) => id === "master-exam")!.asks,
    { kind: "enrolled" },
  ];
  const scheme = { ...MASTER_SCHEME, stages: [{ ...MASTER_SCHEME.stages[0]!, id: "both", asks }] };
  const known = { ...NOTHING_YET, endedOn: "2026-04-10", enrolledOn: "2026-04-05" };
  const turns = (today: CalendarDay) =>
    readAgainOn(file(at("both", START, scheme), { ...facts(), stages: { both: known } }, scheme), today);
  expect(["2026-04-01", "2026-04-05", "2026-04-10", "2026-06-10"].map(turns)).toEqual([
    "2026-04-05",
    "2026-04-10",
    "2026-06-10",
    null,
  ]);
});

test("what the register says is asked each day, a workshop too, which grows old; a clock that stands changes nothing", () => {
  const nominated = file(at("master-nominated", START, MASTER_SCHEME), facts(), MASTER_SCHEME);
  expect(readAgainOn(nominated, "2026-05-01")).toBe("2026-05-01");
  const done = { "master-refreshment": { ...NOTHING_YET, refresher: { on: START, score: 8000 } } };
  const workshop = file(
    at("master-refreshment", START, MASTER_SCHEME),
    { ...facts(), stages: done },
    MASTER_SCHEME,
  );
  expect([waitsFor(workshop, "2027-04-01"), waitsFor(workshop, "2027-04-02")]).toEqual(["decision", "file"]);
  expect(readAgainOn(workshop, "2027-04-01")).toBe("2027-04-01");
  const stands = at("provisional");
  expect(readAgainOn(file({ ...stands, stopped: [{ from: START, until: null }] }), START)).toBeNull();
});

test("before the day it is read again nothing changes by the calendar", () => {
  const day = fc.integer({ min: -200, max: 400 }).map((days) => addDays(START, days));
  const maybe = fc.option(day, { nil: null });
  const stage = fc
    .record({
      enrolledOn: maybe,
      endedOn: maybe,
      excusedUntil: maybe,
      sittings: fc.array(fc.record({ on: day, releasedOn: maybe, score: fc.constantFrom(5000, 8000) }), {
        maxLength: 2,
      }),
      refresher: fc.option(fc.record({ on: day, score: fc.constantFrom(5000, 9000) }), { nil: null }),
    })
    .map((known): StageFacts => ({ ...NOTHING_YET, ...known }));
  const place = fc.constantFrom(
    ...FIRST_SCHEMES.filter(({ kind }) => kind !== "licence").flatMap((scheme) =>
      scheme.stages.map(({ id }) => ({ scheme, id })),
    ),
  );
  let turned = 0;
  fc.assert(
    fc.property(place, stage, day, fc.nat({ max: 500 }), ({ scheme, id }, known, today, later) => {
      const given = file(at(id, START, scheme), { ...facts(), stages: { [id]: known } }, scheme);
      const until = readAgainOn(given, today);
      const then = addDays(today, later);
      const [now, soon] = [waitsFor(given, today), waitsFor(given, then)];
      if (now !== soon) {
        turned += 1;
        expect(until !== null && until <= then).toBe(true);
      }
    }),
    { numRuns: runs(10_000), seed: 20261130 },
  );
  expect(turned).toBeGreaterThanOrEqual(enough(100));
});
