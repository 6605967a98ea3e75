import fc from "fast-check";
import { expect, test } from "vitest";
import { decide } from "#app/features/trainers/candidacies/candidacy.ts";
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
import { judgesOf, writesAs } from "#app/features/trainers/candidacies/candidacy-records.ts";
import { isDeciding } from "#app/features/trainers/schemes/requirements.ts";
import {
  EVERY_VERSION,
  FIRST_SCHEMES,
  TRAINER_SCHEME,
} from "#app/features/trainers/schemes/first-schemes.ts";
import { flawsOf } from "#app/features/trainers/schemes/sound-scheme.ts";
import type { Actor, Requirement, Scheme, Stage } from "#app/features/trainers/schemes/scheme.ts";
import { stageOf } from "#app/features/trainers/schemes/stage.ts";
import { addDays, type CalendarDay } from "#app/lib/calendar-day.ts";
import { all, led } from "#tests/support/candidate.ts";
import { enough, runs } from "#tests/support/runs.ts";

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
  attested: Readonly<Record<string, boolean>>;
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
  attested: each(seldom.map((not) => !not)),
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
    arbitrary: fc.record({ kind: fc.constant("judge" as const), who: person, also: maybe(person) }),
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

/** The schemes people are certified under, in every version that is sound. */
const SCHEMES = EVERY_VERSION.filter((scheme) => scheme.kind !== "licence" && flawsOf(scheme).length === 0);

/** What each kind of scheme has somebody see, where it is written down. */
const SEEN = ["criteria-scored", "checklist", "mentored", "cycles"] as const;
const isSeen = (asked: Requirement) =>
  SEEN.some((kind) => kind === asked.kind) && (asked.kind !== "cycles" || asked.observed > 0);
const seenIn = ({ stages }: Scheme): Stage => stages.find(({ asks }) => asks.some(isSeen))!;

const said = (id: string, on: CalendarDay, rest: { kind: string; body: object }, as: Actor = "officer") =>
  ({ id, on, ...by("x", as), ...rest }) as unknown as Entry;

const courseLed = (on: CalendarDay, observedBy: string | null) => {
  const body = { title: "", on, observedBy, data: true, reported: true, responses: 9, marks: 3600 };
  return { kind: "cycle" as const, body };
};

/** Everything a stage asks but that somebody sees the candidate is there, by somebody who is nobody's concern. */
function routine(stage: Stage, day: CalendarDay): Entry[] {
  const records = stage.asks.flatMap((asked): { kind: string; body: object }[] => {
    switch (asked.kind) {
      case "enrolled":
        return [
          { kind: "enrolled", body: { cohortId: "public", cohort: "", on: day, ledByMasterTrainer: true } },
        ];
      case "delivery":
        return led(3, 2, 360).map((one) => {
          const sectionId = one.sectionId === "s0" ? "readiness" : one.sectionId;
          return { kind: "delivery", body: { ...one, sectionId, on: day, title: "" } };
        });
      case "feedback":
        return [{ kind: "feedback", body: { responses: 9, marks: 3600, present: 9 } }];
      case "report":
        return [{ kind: "report", body: {} }];
      case "cycles":
        return [courseLed(day, null), courseLed(day, null)];
      case "refresher":
        return [{ kind: "refresher", body: { on: day, score: 9000 } }];
      case "exam":
        return [{ kind: "sitting", body: { on: day, releasedOn: day, score: 9000 } }];
      default:
        return [];
    }
  });
  const advice = stage.recommendedBy ? [{ kind: "recommend", body: {} }] : [];
  return [...records, ...advice].map((one, index) => said(`${stage.id}-${index}`, day, one));
}

/** Whoever judges in this stage, as it is written down there. */
function judged(scheme: Scheme, who: string, also: string | null, on: CalendarDay) {
  const asked = seenIn(scheme).asks.find(isSeen)!;
  switch (asked.kind) {
    case "checklist":
      return { kind: "checklist" as const, body: { on, done: 10, steps: 10, criticalMissed: 0 } };
    case "mentored":
      return { kind: "mentored" as const, body: { of: TRAINER_SCHEME.id, title: "", on } };
    case "cycles":
      return courseLed(on, also);
    default: {
      const besides = also !== null && also !== who ? [also] : [];
      return {
        kind: "observation" as const,
        body: { on, minutes: 200, scores: all(4), notes: "", also: besides },
      };
    }
  }
}

function play(scheme: Scheme, { earlier, ...at }: World, steps: readonly Step[]) {
  const before = earlier.map((one, index) => ({
    scheme: TRAINER_SCHEME,
    history: readHistory(TRAINER_SCHEME, CANDIDATE, earlierEntries(one, index)),
  }));
  const from = seenIn(scheme);
  const byEmployer = scheme.kind === "facilitator";
  const opened = { id: "opened", on: START, ...by(CANDIDATE, "candidate"), kind: "opened" as const };
  let entries: Entry[] = [{ ...opened, body: { at: from.id } }, ...routine(from, START)];
  let day: CalendarDay = START;
  const known = (personId: string): Known => ({
    personId,
    employers: at.worksAt[personId]!,
    trained: at.trained[personId]!,
    validMaster: at.masters[personId]!,
    attested: at.attested[personId]!,
  });
  const read = () => {
    const history = readHistory(scheme, CANDIDATE, entries);
    const past = pastOf([...before, { scheme, history }], at.seats, []);
    const around = (deciding: boolean): Around => ({
      ...past,
      learntIn: byEmployer ? [] : past.learntIn,
      candidate: { personId: CANDIDATE, employers: at.worksAt[CANDIDATE]! },
      byEmployer,
      deciding,
    });
    const bars = (what: "assess" | "decide", who: string, on: CalendarDay, deciding: boolean): Bar[] =>
      barsOf(what, known(who), around(deciding), on);
    const seen = withBars(history, ({ personId, on }) => bars("assess", personId, on, true));
    const facts = { ...seen, held: [{ schemeId: TRAINER_SCHEME.id, since: "2020-01-01" }] };
    return { of: entries, bars, file: { scheme, candidacy: history.candidacy, facts } };
  };
  let now = read();
  for (const [index, one] of steps.entries()) {
    day = addDays(day, 3);
    if (now.of !== entries) now = read();
    const { file, bars } = now;
    const stage = stageOf(scheme, file.candidacy.state);
    if (!stage) break;
    const id = `s${index}`;
    if (one.kind === "tie") {
      const tie = byEmployer ? ("relative" as const) : ("line-manager" as const);
      const body = { personId: one.who, tie };
      entries = [...entries, { id, on: day, ...by("x", "officer"), kind: "tie", body }];
      continue;
    }
    if (one.kind === "judge") {
      const record = judged(scheme, one.who, one.also, day);
      const as = writesAs(record.kind, stage, ["master-trainer", "officer"]);
      if (as === null) continue;
      const deciding = stage.asks.some(isDeciding);
      if (judgesOf(record, one.who).some((who) => bars("assess", who, day, deciding).length > 0)) continue;
      entries = [...entries, { id, on: day, ...by(one.who, as), ...record }];
      continue;
    }
    const as = stage.decidedBy;
    const entry: ActEntry = { id, on: day, ...by(one.who, as), kind: "advance", body: {} };
    const what = as === "officer" || as === "training-department" ? "decide" : "assess";
    const barred = as === "cohort-administrator" ? [] : bars(what, one.who, day, stage.asks.some(isDeciding));
    const answer = decide(file, { ...actOf(entry), bars: barred });
    if (!answer.ok) continue;
    const next = stageOf(scheme, answer.value.state);
    entries = [...entries, entry, ...(next ? routine(next, day) : [])];
  }
  return { entries, state: read().file.candidacy.state };
}

/**
 * Everything in the world that makes one person partial towards the candidate on a day; an employer attests its own staff,
 * and no relative of theirs does.
 */
function partial(
  scheme: Scheme,
  { worksAt, earlier }: World,
  entries: readonly Entry[],
  who: string,
  on: CalendarDay,
): boolean {
  const works = (one: string) =>
    worksAt[one]!.filter(({ from, until }) => from <= on && (!until || until >= on)).map(
      (row) => row.organisationId,
    );
  const colleagues = works(who).some((organisation) => works(CANDIDATE).includes(organisation));
  const tied = entries.some((entry) => entry.kind === "tie" && entry.body.personId === who);
  return (
    who === CANDIDATE ||
    (scheme.kind !== "facilitator" && colleagues) ||
    tied ||
    earlier.some((one) => one.tied === who)
  );
}

/** Who saw the candidate, and when, by what was written down of it. */
const seersIn = (entries: readonly Entry[]) =>
  entries.flatMap((entry): { who: string | null; on: CalendarDay; kind: string }[] => {
    if (entry.kind === "cycle") return [{ who: entry.body.observedBy, on: entry.body.on, kind: entry.kind }];
    if (entry.kind !== "observation" && entry.kind !== "checklist" && entry.kind !== "mentored") return [];
    const also = entry.kind === "observation" ? (entry.body.also ?? []) : [];
    return [entry.by.personId, ...also].map((who) => ({ who, on: entry.body.on, kind: entry.kind }));
  });

test("nobody is certified by somebody who is partial, has trained or has assessed them, ever, under any scheme", () => {
  const seen = new Map(SCHEMES.map((scheme) => [scheme, { certified: 0, refused: 0 }]));
  fc.assert(
    fc.property(
      fc.constantFrom(...SCHEMES),
      world,
      fc.array(step, { minLength: 4, maxLength: 18 }),
      (scheme, at, steps) => {
        const { entries, state } = play(scheme, at, steps);
        const count = seen.get(scheme)!;
        if (state !== "certified") return void (count.refused += 1);
        count.certified += 1;
        const sat = [...at.seats, ...at.earlier.flatMap(({ cohort }) => (cohort ? [cohort] : []))];
        const seers = seersIn(entries).flatMap(({ who, ...one }) => (who === null ? [] : [{ who, ...one }]));
        expect(seers).not.toEqual([]);
        for (const { who, on, kind } of seers) {
          expect(partial(scheme, at, entries, who, on)).toBe(false);
          expect(at.masters[who] || (kind === "checklist" && at.attested[who])).toBe(true);
          // Whoever leads a training beside a master candidate, or observes their own officer, may have trained them.
          if (kind === "observation" || kind === "cycle")
            expect(at.trained[who]!.some((cohort) => sat.includes(cohort))).toBe(false);
        }
        const decided = entries.filter(({ kind }) => isActKind(kind)).at(-1)!;
        expect(partial(scheme, at, entries, decided.by.personId, decided.on)).toBe(false);
        const assessed = [...seers.map(({ who }) => who), ...at.earlier.map(({ assessor }) => assessor)];
        expect(assessed).not.toContain(decided.by.personId);
      },
    ),
    { numRuns: runs(10_000), seed: 20261130 },
  );
  expect(new Set(SCHEMES.map(({ id }) => id)).size).toBe(FIRST_SCHEMES.length - 2);
  for (const [{ id, version }, { certified, refused }] of seen)
    expect([id, version, Math.min(certified, refused) >= enough(50)]).toEqual([id, version, true]);
}, 60_000);
