import { describe, expect, test } from "vitest";
import {
  decide,
  edgesOf,
  ENDS,
  evolve,
  leaveBy,
  missingNow,
  open,
  reapply,
  type ActKind,
  type Candidacy,
} from "#app/features/trainers/candidacies/candidacy.ts";
import {
  EVERY_VERSION,
  FACILITATOR_SCHEME,
  LANGUAGE_SCHEME,
  MASTER_SCHEME,
  NATIONAL_OBSERVED,
  TO_VOLUME_1_SCHEME,
  TO_VOLUME_2_SCHEME,
  TRAINER_SCHEME,
  VOLUME_2_LANGUAGE_SCHEME,
  VOLUME_2_SCHEME,
} from "#app/features/trainers/schemes/first-schemes.ts";
import {
  NOTHING_YET,
  type CandidateFacts,
  type StageFacts,
} from "#app/features/trainers/schemes/requirements.ts";
import { ACTORS as EVERY_ACTOR, type Actor, type Scheme } from "#app/features/trainers/schemes/scheme.ts";
import { flawsOf } from "#app/features/trainers/schemes/sound-scheme.ts";
import { onWayBack, type WayBack } from "#app/features/trainers/schemes/way-back.ts";
import { act, all, at, DONE, facts, file, form, led, teaching, why } from "#tests/support/candidate.ts";

/* The transition table of docs/candidacy.md: every edge is walked, and there is no other. */

const day = "2026-04-20";
const recorded = (stages: Record<string, Partial<StageFacts>>): CandidateFacts => ({
  selection: null,
  documents: [],
  stages: Object.fromEntries(Object.entries(stages).map(([id, own]) => [id, { ...NOTHING_YET, ...own }])),
});
const sat = (score: number) => [{ on: "2026-03-25", releasedOn: "2026-03-29", score }];
const checked = (done: number) => ({ done, steps: 10, criticalMissed: 0 });

/** Enough for either volume: three modules, of two sections that are at the core of the second. */
const practised: Partial<StageFacts> = {
  ...DONE["phase-3"],
  led: led(3, 2, 360).map((one) => ({
    ...one,
    sectionId: one.sectionId === "s0" ? "readiness" : "portfolio",
  })),
};
const course = () => ({
  on: "2026-03-01",
  observedBy: "seer",
  data: true,
  reported: true,
  responses: 10,
  marks: 4000,
});

/** All that is asked; what is weak enough to go back; what cannot be mended any more. */
type Given = { id: string; scheme: Scheme; good: CandidateFacts; weak: CandidateFacts; lost: CandidateFacts };
const CANDIDATES = EVERY_VERSION.filter(({ kind }) => kind !== "licence");
/** Under one that is not, nobody is certified. */
const SOUND = CANDIDATES.filter((scheme) => flawsOf(scheme).length === 0);
const every = (ids: readonly string[], given: Omit<Given, "id" | "scheme">): Given[] =>
  SOUND.filter(({ id }) => ids.includes(id)).map((scheme) => ({
    id: `${scheme.id} ${scheme.version}`,
    scheme,
    ...given,
  }));
const COURSES: Given[] = [
  ...every([TRAINER_SCHEME.id, VOLUME_2_SCHEME.id], {
    good: facts({ "phase-3": practised }),
    weak: facts({
      "phase-2": { practices: [teaching(), teaching(all(2))] },
      "phase-3": { scores: all(4, { C1: 2 }) },
    }),
    lost: {
      ...facts({
        ...Object.fromEntries(
          Object.keys(DONE).map((stage) => [
            stage,
            {
              form: form(all(5), false),
              scores: all(1),
              sittings: [],
              endedOn: "2020-01-01",
              halfDays: { missed: 9, madeUp: 0 },
            },
          ]),
        ),
        admitted: { enrolledOn: null },
        "phase-2": { practices: [teaching(), teaching(all(2))] },
      }),
      selection: { total: 0, parts: {} },
    },
  }),
  ...every([LANGUAGE_SCHEME.id, VOLUME_2_LANGUAGE_SCHEME.id], {
    good: { ...recorded({ "language-observed": { scores: all(3) } }), documents: ["localised-case"] },
    weak: recorded({ "language-observed": { scores: all(4, { C1: 2 }) } }),
    lost: recorded({ "language-observed": { scores: all(1) } }),
  }),
  ...every([FACILITATOR_SCHEME.id], {
    good: recorded({
      nominated: { endedOn: "2026-03-01", sittings: sat(7000) },
      trained: { checklist: checked(8) },
    }),
    weak: recorded({ trained: { checklist: checked(7) } }),
    lost: recorded({
      nominated: { endedOn: "2020-01-01", sittings: [] },
      trained: { checklist: checked(1) },
    }),
  }),
  ...every([TO_VOLUME_1_SCHEME.id, TO_VOLUME_2_SCHEME.id], {
    good: {
      ...recorded({
        "volume-exam": { endedOn: "2026-03-01", sittings: sat(7000) },
        "volume-practicum": { ...practised, enrolledOn: "2026-04-01" },
      }),
      documents: ["conflicts"],
    },
    weak: recorded({ "volume-practicum": { ...practised, scores: all(4, { C1: 2 }) } }),
    lost: recorded({
      "volume-exam": { endedOn: "2020-01-01", sittings: [] },
      "volume-practicum": { scores: all(1) },
    }),
  }),
  ...every([MASTER_SCHEME.id], {
    good: {
      ...recorded({
        "master-nominated": { cycles: [course(), course(), course(), course()] },
        "master-training": { enrolledOn: "2026-01-10", ledByMasterTrainer: true },
        "master-supervised": { mentored: [TRAINER_SCHEME.id] },
        "master-refreshment": { refresher: { on: "2026-03-01", score: 7000 } },
        "master-exam": { endedOn: "2026-03-01", sittings: sat(7500) },
      }),
      documents: ["conflicts", "reference", "reference"],
      held: [{ schemeId: TRAINER_SCHEME.id, since: "2024-01-01" }],
    },
    weak: recorded({}),
    lost: recorded({
      "master-training": { halfDays: { missed: 2, madeUp: 0 } },
      "master-exam": { endedOn: "2020-01-01", sittings: [] },
    }),
  }),
  ...every([NATIONAL_OBSERVED.id], {
    good: {
      ...recorded({
        "national-training": { enrolledOn: "2026-01-10" },
        "national-cycles": { cycles: [course(), course(), course()] },
      }),
      documents: ["cv", "commitment", "conflicts"],
    },
    weak: recorded({}),
    lost: recorded({}),
  }),
];

test("every version of every scheme that has candidates is walked, but for one that is not sound", () => {
  const named = ({ id, version }: Scheme) => `${id} ${version}`;
  const walked = COURSES.filter(({ scheme }) => !scheme.back).map(({ scheme }) => named(scheme));
  expect([...walked, "fe-national-trainer 1.0"].sort()).toEqual(CANDIDATES.map(named).sort());
});

/** The ways back through them, each by what is asked there. */
const refreshed = { "return-applied": { refresher: { on: "2026-03-01", score: 7000 } } };
const examined = (score: number) => ({ "return-exam": { endedOn: "2026-03-01", sittings: sat(score) } });
const missed = { "return-exam": { endedOn: "2020-01-01", sittings: [] } };
const back = (scheme: Scheme, way: WayBack, given: Omit<Given, "id" | "scheme">): Given => ({
  id: `${scheme.id}, ${way}`,
  scheme: onWayBack(scheme, way),
  ...given,
});
const declared = { documents: ["conflicts"], held: [{ schemeId: TRAINER_SCHEME.id, since: "2024-01-01" }] };
const seen = (scores: StageFacts["scores"]) => ({ "return-observed": { scores } });
COURSES.push(
  back(TRAINER_SCHEME, "refresher-exam-observation", {
    good: { ...recorded({ ...refreshed, ...examined(7000), ...seen(all(4)) }), ...declared },
    weak: recorded(seen(all(4, { C1: 2 }))),
    lost: recorded({ ...missed, ...seen(all(1)) }),
  }),
  back(TRAINER_SCHEME, "and-practicum", {
    good: {
      ...recorded({
        ...refreshed,
        ...examined(7000),
        "return-practicum": { ...DONE["phase-3"], enrolledOn: "2026-04-01" },
      }),
      ...declared,
    },
    weak: recorded({ "return-practicum": { ...DONE["phase-3"], scores: all(4, { C1: 2 }) } }),
    lost: recorded({ ...missed, "return-practicum": { scores: all(1) } }),
  }),
  back(FACILITATOR_SCHEME, "refresher-observation", {
    good: recorded({ ...refreshed, trained: { checklist: checked(8) } }),
    weak: recorded({}),
    lost: recorded({ trained: { checklist: checked(1) } }),
  }),
  back(MASTER_SCHEME, "refresher-exam-observation", {
    good: { ...recorded({ ...refreshed, ...examined(7500), ...seen(all(4)) }), ...declared },
    weak: recorded(seen(all(4, { C1: 2 }))),
    lost: recorded({ ...missed, ...seen(all(1)) }),
  }),
  back(MASTER_SCHEME, "and-practicum", {
    good: {
      ...recorded({
        ...refreshed,
        ...examined(7500),
        "master-supervised": { mentored: [TRAINER_SCHEME.id] },
        ...seen(all(4)),
      }),
      ...declared,
    },
    weak: recorded(seen(all(4, { C1: 2 }))),
    lost: recorded({ ...missed, ...seen(all(1)) }),
  }),
  back(NATIONAL_OBSERVED, "refresher-exam-observation", {
    good: { ...recorded({ ...refreshed, ...seen(all(4)) }), ...declared },
    weak: recorded(seen(all(4, { C1: 2 }))),
    lost: recorded(seen(all(1))),
  }),
  back(NATIONAL_OBSERVED, "and-practicum", {
    good: {
      ...recorded({ ...refreshed, "national-cycles": { cycles: [course(), course(), course()] } }),
      ...declared,
    },
    weak: recorded({}),
    lost: recorded({}),
  }),
);

const MOVES: ActKind[] = ["advance", "repeat", "fail", "decline", "withdraw"];
const ACTORS: readonly Actor[] = EVERY_ACTOR;

describe.each(COURSES)("$id", ({ scheme, good, weak, lost }) => {
  const given: Partial<Record<ActKind, CandidateFacts>> = { repeat: weak, fail: lost };
  const ask = (stage: Scheme["stages"][number], kind: ActKind, as: Actor) => {
    const overdue = kind === "fail" && stage.leaveWithin !== null;
    const candidacy = overdue
      ? { ...at(stage.id, "2024-01-01", scheme), noticed: [{ stage: stage.id, stay: 0, on: "2026-01-02" }] }
      : at(stage.id, "2026-04-01", scheme);
    return decide(file(candidacy, given[kind] ?? good, scheme), act(kind, as, day));
  };
  const stageOf = (id: string) => scheme.stages.find((stage) => stage.id === id)!;
  const edges = edgesOf(scheme);

  test.each(edges.flatMap(({ by, ...edge }) => by.map((as) => ({ ...edge, as }))))(
    "$from, $act by $as: $to",
    ({ from, act: kind, as, to }) => {
      const answer = ask(stageOf(from), kind, as);
      expect(answer).toMatchObject({ ok: true, value: { state: to } });
    },
  );

  test("nobody else moves a candidate, and nowhere else", () => {
    const taken = scheme.stages.flatMap((stage) =>
      MOVES.flatMap((kind) =>
        ACTORS.filter((as) => ask(stage, kind, as).ok).map((as) => `${stage.id} ${kind} ${as}`),
      ),
    );
    const drawn = edges.flatMap(({ from, act: kind, by }) => by.map((as) => `${from} ${kind} ${as}`));
    expect(taken.sort()).toEqual(drawn.sort());
  });

  test.each(ENDS)("%s is an end: nothing is asked there, and no act is taken", (state) => {
    const ended: Candidacy = {
      ...at(scheme.stages[0]!.id, "2026-04-01", scheme),
      state,
      endedOn: "2026-04-01",
    };
    const closed = file(ended, good, scheme);
    expect(missingNow(closed, day)).toEqual([]);
    expect(leaveBy(scheme, ended)).toBeNull();
    for (const kind of MOVES) {
      const late = act(kind, "officer", day);
      expect(why(decide(closed, late))).toBe("ended");
      expect(evolve(scheme, ended, late)).toEqual({ ...ended, acts: [late.id] });
    }
  });
});

describe("applying again", () => {
  const ended = (state: string, endedOn: string | null, entered: Candidacy["entered"]): Candidacy => ({
    ...at("applied"),
    state,
    endedOn,
    entered,
  });
  const gates = [
    { stage: "applied", on: "2025-01-01" },
    { stage: "phase-2-eligible", on: "2026-03-01" },
    { stage: "phase-2", on: "2026-04-01" },
  ];

  test.each<[string, Candidacy, string, ReturnType<typeof reapply>]>([
    ["while it is open", ended("phase-2", null, gates), "2026-12-01", null],
    ["once certified", ended("certified", "2026-06-01", gates), "2026-12-01", null],
    [
      "declined, after 180 days from the beginning",
      ended("declined", "2026-06-01", gates.slice(0, 1)),
      "2026-12-01",
      { from: "2026-11-28", at: "applied" },
    ],
    [
      "a gate of 24 months ago to the day is kept",
      ended("not-certified", "2026-06-01", gates),
      "2028-03-01",
      { from: "2026-11-28", at: "phase-2-eligible", passedOn: "2026-03-01" },
    ],
    [
      "an older one is not",
      ended("not-certified", "2026-06-01", gates),
      "2028-03-02",
      { from: "2026-11-28", at: "applied" },
    ],
    [
      "withdrawn, at once, from the last gate",
      ended("withdrawn", "2026-06-01", [...gates, { stage: "provisional", on: "2026-05-01" }]),
      "2026-06-01",
      { from: "2026-06-01", at: "provisional", passedOn: "2026-05-01" },
    ],
  ])("%s", (_, candidacy, today, answer) =>
    expect(reapply(TRAINER_SCHEME, candidacy, today, true)).toEqual(answer),
  );

  test.each<[Scheme, string, string]>([
    [TO_VOLUME_2_SCHEME, "volume-practicum", "volume-practicum"],
    [TO_VOLUME_2_SCHEME, "volume-exam", "volume-applied"],
    [MASTER_SCHEME, "master-refreshment", "master-refreshment"],
    [MASTER_SCHEME, "decision", "master-refreshment"],
    [MASTER_SCHEME, "master-supervised", "master-nominated"],
    [NATIONAL_OBSERVED, "national-cycles", "national-applied"],
    [LANGUAGE_SCHEME, "decision", "language-applied"],
  ])(
    "of every scheme a gate is what an officer decided after being let in: %s, at %s",
    (scheme, last, kept) => {
      const stages = scheme.stages.slice(0, scheme.stages.findIndex(({ id }) => id === last) + 1);
      const entered = stages.map(({ id }) => ({ stage: id, on: "2026-03-01" }));
      expect(reapply(scheme, ended("withdrawn", "2026-06-01", entered), "2026-06-01", true)?.at).toBe(kept);
    },
  );

  test("a repeat passes no gate anew, nor does beginning behind one: the months count from when it was passed", () => {
    const sentBack = [
      { stage: "applied", on: "2022-06-01" },
      { stage: "phase-1-exam", on: "2022-11-01" },
      { stage: "phase-2-eligible", on: "2023-01-01" },
      { stage: "phase-2", on: "2023-03-01" },
      { stage: "phase-2-eligible", on: "2024-01-15" },
    ];
    const repeated = ended("withdrawn", "2025-08-01", sentBack);
    expect(reapply(TRAINER_SCHEME, repeated, "2025-08-01", true)?.at).toBe("applied");
    expect(reapply(TRAINER_SCHEME, repeated, "2025-01-01", true)?.passedOn).toBe("2023-01-01");

    const begun = open(TRAINER_SCHEME, "c", "2025-01-01", "phase-2-eligible", "2023-02-01");
    const again = ended("withdrawn", "2025-01-10", begun.entered);
    expect(reapply(TRAINER_SCHEME, again, "2025-02-01", true)).toEqual({
      from: "2025-01-10",
      at: "phase-2-eligible",
      passedOn: "2023-02-01",
    });
    expect(reapply(TRAINER_SCHEME, again, "2026-11-01", true)?.at).toBe("applied");
  });

  test("under another version whoever withdrew begins anew; a refusal keeps the gates (T16, T7)", () => {
    const again = (how: "withdrawn" | "not-certified") =>
      reapply(TRAINER_SCHEME, ended(how, "2026-06-01", gates), "2026-12-01", false)?.at;
    expect([again("withdrawn"), again("not-certified")]).toEqual(["applied", "phase-2-eligible"]);
  });
});
