import fc from "fast-check";
import { expect, test } from "vitest";
import { decide, type Act } from "#app/features/trainers/candidacies/candidacy.ts";
import {
  actOf,
  isActKind,
  pastOf,
  readHistory,
  withBars,
  type ActEntry,
  type Entry,
} from "#app/features/trainers/candidacies/candidacy-history.ts";
import {
  barsOf,
  type Around,
  type Bar,
  type Employed,
  type Known,
} from "#app/features/trainers/candidacies/impartiality.ts";
import { writesAs } from "#app/features/trainers/candidacies/candidacy-records.ts";
import { LANGUAGE_SCHEME, TRAINER_SCHEME } from "#app/features/trainers/schemes/first-schemes.ts";
import type { Actor, Scheme } from "#app/features/trainers/schemes/scheme.ts";
import { stageOf } from "#app/features/trainers/schemes/stage.ts";
import { addDays, type CalendarDay } from "#app/lib/calendar-day.ts";
import { all, led } from "#tests/support/candidate.ts";
import { runs } from "#tests/support/runs.ts";

/*
 * No path leads to certified with a conflict of interest, whatever earlier candidacies, seats, ties and places of work
 * there are. The oracle below looks at the world and at who did what, and knows no bar.
 */

const CANDIDATE = "candidate";
const PEOPLE = ["a", "b", "c", "d"] as const;
const COHORTS = ["spring", "summer", "autumn"] as const;
const START = "2026-04-01";

type World = {
  worksAt: Readonly<Record<string, readonly Employed[]>>;
  trained: Readonly<Record<string, readonly string[]>>;
  masters: Readonly<Record<string, boolean>>;
  seats: readonly string[];
  earlier: readonly { assessor: string; tied: string | null; cohort: string | null }[];
};

const person = fc.constantFrom(...PEOPLE);
const seldom = fc.integer({ min: 0, max: 5 }).map((n) => n === 0);
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: null, freq: 2 });
const employed = fc.array(
  fc
    .record({
      organisationId: fc.constantFrom("rumdul", "amru"),
      from: fc.integer({ min: -40, max: 60 }),
      days: maybe(fc.integer({ min: 0, max: 40 })),
    })
    .map(({ organisationId, from, days }) => ({
      organisationId,
      from: addDays(START, from),
      until: days === null ? null : addDays(START, from + days),
    })),
  { maxLength: 1 },
);
const each = <Value>(value: fc.Arbitrary<Value>) =>
  fc.record(Object.fromEntries([CANDIDATE, ...PEOPLE].map((who) => [who, value])));
const world: fc.Arbitrary<World> = fc.record({
  worksAt: each(employed),
  trained: each(fc.subarray([...COHORTS], { maxLength: 1 })),
  masters: each(seldom.map((not) => !not)),
  seats: fc.subarray([...COHORTS], { maxLength: 1 }),
  earlier: fc.array(
    fc.record({ assessor: person, tied: maybe(person), cohort: maybe(fc.constantFrom(...COHORTS)) }),
    { maxLength: 1 },
  ),
});

const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("advance" as const), who: person }) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant("observation" as const), who: person, also: maybe(person) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("tie" as const), who: person }) },
);

type Step = typeof step extends fc.Arbitrary<infer One> ? One : never;

const by = (personId: string, as: Actor) => ({ by: { personId, as }, reason: "r" });

/** An earlier try that came to nothing, in which somebody assessed, was tied, or trained. */
const earlierEntries = ({ assessor, tied, cohort }: World["earlier"][number], index: number): Entry[] => {
  const on = "2025-01-10";
  const id = (what: string) => `earlier-${index}-${what}`;
  const body = { cohortId: cohort!, cohort: "", on, ledByMasterTrainer: true };
  return [
    { id: id("opened"), on, ...by(CANDIDATE, "candidate"), kind: "opened", body: { at: "phase-1" } },
    ...(cohort
      ? [{ id: id("seat"), on, ...by("x", "cohort-administrator"), kind: "enrolled", body } as Entry]
      : []),
    {
      id: id("form"),
      on,
      ...by(assessor, "master-trainer"),
      kind: "form",
      body: { on, ready: false, scores: all(2) },
    },
    ...(tied
      ? [
          {
            id: id("tie"),
            on,
            ...by("x", "officer"),
            kind: "tie",
            body: { personId: tied, tie: "relative" },
          } as Entry,
        ]
      : []),
    { id: id("end"), on, ...by("x", "officer"), kind: "withdraw", body: {} },
  ];
};

/** Everything but the observation is there already, by somebody who is nobody's concern. */
const begun = (scheme: Scheme): Entry[] => {
  const opened = { id: "opened", on: START, ...by(CANDIDATE, "candidate"), kind: "opened" as const };
  if (scheme === LANGUAGE_SCHEME) return [{ ...opened, body: { at: "language-observed" } }];
  const said = (id: string, rest: { kind: string; body: object }) =>
    ({ id, on: START, ...by("x", "officer"), ...rest }) as unknown as Entry;
  return [
    { ...opened, body: { at: "phase-3" } },
    ...led(3, 2, 360).map((body, index) =>
      said(`led-${index}`, { kind: "delivery", body: { ...body, on: START, title: "" } }),
    ),
    said("feedback", { kind: "feedback", body: { responses: 9, marks: 3600, present: 9 } }),
    said("report", { kind: "report", body: {} }),
  ];
};

function play(scheme: Scheme, { earlier, ...at }: World, steps: readonly Step[]) {
  const before = earlier.map((one, index) => ({
    scheme: TRAINER_SCHEME,
    history: readHistory(TRAINER_SCHEME, CANDIDATE, earlierEntries(one, index)),
  }));
  let entries = begun(scheme);
  let day: CalendarDay = START;
  const known = (personId: string): Known => ({
    personId,
    employers: at.worksAt[personId]!,
    trained: at.trained[personId]!,
    validMaster: at.masters[personId]!,
    attested: false,
  });
  const read = () => {
    const history = readHistory(scheme, CANDIDATE, entries);
    const around = (deciding: boolean): Around => ({
      ...pastOf([...before, { scheme, history }], at.seats, []),
      candidate: { personId: CANDIDATE, employers: at.worksAt[CANDIDATE]! },
      byEmployer: false,
      deciding,
    });
    const bars = (what: "assess" | "decide", who: string, on: CalendarDay): Bar[] =>
      barsOf(what, known(who), around(what === "assess"), on);
    const facts = withBars(history, ({ personId, on }) => bars("assess", personId, on));
    return { of: entries, bars, file: { scheme, candidacy: history.candidacy, facts } };
  };
  let now = read();
  for (const [index, said] of steps.entries()) {
    day = addDays(day, 3);
    if (now.of !== entries) now = read();
    const { file, bars } = now;
    const stage = stageOf(scheme, file.candidacy.state);
    if (!stage) break;
    const id = `s${index}`;
    if (said.kind === "tie") {
      const body = { personId: said.who, tie: "line-manager" as const };
      entries = [...entries, { id, on: day, ...by("x", "officer"), kind: "tie", body }];
      continue;
    }
    if (said.kind === "observation") {
      if (writesAs("observation", stage, ["master-trainer"]) === null) continue;
      const also = said.also && said.also !== said.who ? [said.also] : [];
      if ([said.who, ...also].some((who) => bars("assess", who, day).length > 0)) continue;
      const body = { on: day, minutes: 200, scores: all(4), notes: "", also };
      entries = [...entries, { id, on: day, ...by(said.who, "master-trainer"), kind: "observation", body }];
      continue;
    }
    const as = stage.decidedBy;
    const entry: ActEntry = { id, on: day, ...by(said.who, as), kind: "advance", body: {} };
    const what = as === "officer" ? "decide" : "assess";
    const act: Act = { ...actOf(entry), bars: bars(what, said.who, day) };
    if (decide(file, act).ok) entries = [...entries, entry];
  }
  return { entries, state: read().file.candidacy.state };
}

/** Everything in the world that makes one person partial towards the candidate on a day. */
function partial(
  { worksAt, earlier }: World,
  entries: readonly Entry[],
  who: string,
  on: CalendarDay,
): boolean {
  const works = (one: string) =>
    worksAt[one]!.filter(({ from, until }) => from <= on && (!until || until >= on)).map(
      (row) => row.organisationId,
    );
  const tied = entries.some((entry) => entry.kind === "tie" && entry.body.personId === who);
  return (
    who === CANDIDATE ||
    works(who).some((organisation) => works(CANDIDATE).includes(organisation)) ||
    tied ||
    earlier.some((one) => one.tied === who)
  );
}

test("nobody is certified by somebody who is partial, has trained or has assessed them, ever", () => {
  const seen = { certified: 0, refused: 0 };
  fc.assert(
    fc.property(
      fc.constantFrom(LANGUAGE_SCHEME, TRAINER_SCHEME),
      world,
      fc.array(step, { minLength: 4, maxLength: 12 }),
      (scheme, at, steps) => {
        const { entries, state } = play(scheme, at, steps);
        if (state !== "certified") return void (seen.refused += 1);
        seen.certified += 1;
        const sat = [...at.seats, ...at.earlier.flatMap(({ cohort }) => (cohort ? [cohort] : []))];
        const observed = entries.flatMap((entry) =>
          entry.kind === "observation"
            ? [entry.by.personId, ...(entry.body.also ?? [])].map((who) => ({ who, on: entry.body.on }))
            : [],
        );
        expect(observed).not.toEqual([]);
        for (const { who, on } of observed) {
          expect(partial(at, entries, who, on)).toBe(false);
          expect(at.trained[who]!.some((cohort) => sat.includes(cohort))).toBe(false);
          expect(at.masters[who]).toBe(true);
        }
        const decided = entries.filter(({ kind }) => isActKind(kind)).at(-1)!;
        expect(partial(at, entries, decided.by.personId, decided.on)).toBe(false);
        const assessed = [...observed.map(({ who }) => who), ...at.earlier.map(({ assessor }) => assessor)];
        expect(assessed).not.toContain(decided.by.personId);
      },
    ),
    { numRuns: runs(10_000), seed: 20261130 },
  );
  expect(seen.certified).toBeGreaterThan(runs(500));
  expect(seen.refused).toBeGreaterThan(runs(500));
}, 60_000);
