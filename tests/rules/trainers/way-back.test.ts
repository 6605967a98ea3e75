import { describe, expect, test } from "vitest";
import { readHistory, type Entry } from "#app/features/trainers/candidacies/candidacy-history.ts";
import {
  FIRST_SCHEMES,
  NATIONAL_SCHEME,
  SECOND_VERSIONS,
  TRAINER_SCHEME,
} from "#app/features/trainers/schemes/first-schemes.ts";
import { unmet, type CandidateFacts } from "#app/features/trainers/schemes/requirements.ts";
import { schemeBook } from "#app/features/trainers/schemes/scheme-book.ts";
import type { RequirementKind, Scheme, Stage } from "#app/features/trainers/schemes/scheme.ts";
import { SCHEME_IDS } from "#app/features/trainers/schemes/schemes.ts";
import { flawsOf } from "#app/features/trainers/schemes/sound-scheme.ts";
import { onWayBack, waysOf, wayToStore } from "#app/features/trainers/schemes/way-back.ts";

const asked = (scheme: ReturnType<typeof onWayBack>) =>
  scheme.stages.map(({ id, asks }) => `${id}: ${asks.map(({ kind }) => kind).join(", ")}`);

const withAsked = (scheme: Scheme, kind: RequirementKind, figures: object): Scheme => ({
  ...scheme,
  stages: scheme.stages.map((stage) => ({
    ...stage,
    asks: stage.asks.map((one) => (one.kind === kind ? { ...one, ...figures } : one)),
  })),
});

describe("the ways back", () => {
  const book = schemeBook([...FIRST_SCHEMES, ...SECOND_VERSIONS]);
  const schemes = SCHEME_IDS.map((id) => book.current(id));

  test.each(schemes.flatMap((scheme) => waysOf(scheme).map((way) => [scheme.id, way, scheme] as const)))(
    "%s, %s: can be walked, and is worth what the scheme is",
    (_, way, scheme) => expect(flawsOf(onWayBack(scheme, way))).toEqual([]),
  );

  test("a trainer's: a refresher, the exam, one observed delivery; after a year a practicum besides", () => {
    expect(asked(onWayBack(TRAINER_SCHEME, "refresher-exam-observation"))).toEqual([
      "return-applied: refresher, document",
      "return-exam: exam",
      "return-observed: criteria-scored, impartial",
      "decision: criteria-floor, impartial",
    ]);
    expect(asked(onWayBack(TRAINER_SCHEME, "and-practicum"))).toEqual([
      "return-applied: refresher, document",
      "return-exam: exam",
      "return-practicum: enrolled, delivery, criteria-scored, feedback, impartial",
      "decision: criteria-floor, feedback, report, impartial",
    ]);
  });

  test("a master trainer's: the workshop, the exam, one observed delivery; after a year a training beside one besides", () => {
    const master = book.current("mmw-master-trainer");
    const back = (way: "refresher-exam-observation" | "and-practicum") => onWayBack(master, way);
    expect(asked(back("refresher-exam-observation"))).toEqual([
      "return-applied: refresher, document",
      "return-exam: exam",
      "return-observed: criteria-scored, impartial",
      "decision: held, criteria-floor, impartial",
    ]);
    expect(asked(back("and-practicum"))).toEqual([
      "return-applied: refresher, document",
      "return-exam: exam",
      "master-supervised: mentored",
      "return-observed: criteria-scored, impartial",
      "decision: held, criteria-floor, impartial",
    ]);
    const [, exam] = back("refresher-exam-observation").stages.flatMap((stage) =>
      stage.asks.filter(({ kind }) => kind !== "document"),
    );
    expect(exam).toMatchObject({ kind: "exam", pass: 7500 });
    // A trainer again since yesterday may be a master again today; without a trainer's certification nobody is.
    const [held] = back("refresher-exam-observation").stages.at(-1)!.asks;
    const says = (...rests: { schemeId: string; since: string }[]) =>
      unmet(held!, { selection: null, documents: [], stages: {}, held: rests }, "decision", "2026-06-01").map(
        ({ says }) => says,
      );
    expect(says({ schemeId: TRAINER_SCHEME.id, since: "2026-05-31" })).toEqual([]);
    expect(says()).toEqual(["held.none"]);
  });

  test("begun before a master trainer was observed on it too, it keeps the stages of then: at their end, it is over", () => {
    const of = (schemeId: string, wayBack: string) =>
      asked(book.of({ schemeId, schemeVersion: book.current(schemeId).version, wayBack }));
    const shown = ["return-applied: refresher, document", "return-exam: exam"];
    const master = book.current("mmw-master-trainer");
    const [decision] = asked(master).filter((stage) => stage.startsWith("decision"));
    expect(of(master.id, "refresher-exam-observation")).toEqual([...shown, decision]);
    expect(of(master.id, "and-practicum")).toEqual([...shown, "master-supervised: mentored", decision]);
    for (const way of waysOf(master))
      expect(of(master.id, wayToStore(way))).toEqual(asked(onWayBack(master, way)));
    // Of a trainer and a facilitator nothing has changed.
    for (const scheme of [TRAINER_SCHEME, book.current("fe-facilitator")])
      for (const way of waysOf(scheme)) expect(onWayBack(scheme, way, 1)).toEqual(onWayBack(scheme, way));

    const by = { personId: "jean", as: "officer" as const };
    const said = { on: "2026-05-01", by, reason: "" };
    const after = (wayBack: string, advanced: number) => {
      const scheme = book.of({ schemeId: master.id, schemeVersion: master.version, wayBack });
      const opened: Entry = { ...said, id: "opened", kind: "opened", body: { at: "return-applied" } };
      const steps = Array.from({ length: advanced }, (_, index): Entry => ({ ...said, id: `${index}`, kind: "advance", body: {} })); // prettier-ignore
      return readHistory(scheme, "candidate", [opened, ...steps]).candidacy.state;
    };
    const [then, now] = ["refresher-exam-observation", wayToStore("refresher-exam-observation")];
    expect([1, 2, 3].map((count) => after(then, count))).toEqual(["return-exam", "decision", "certified"]);
    expect([1, 2, 3].map((count) => after(now, count))).toEqual([
      "return-exam",
      "return-observed",
      "decision",
    ]);
  });

  test("a facilitator's is of their own: a refresher, and a session that is seen", () => {
    const facilitator = book.current("fe-facilitator");
    expect(waysOf(facilitator)).toEqual(["refresher-observation"]);
    expect(waysOf(TRAINER_SCHEME)).toEqual(["refresher-exam-observation", "and-practicum"]);
    expect(asked(onWayBack(facilitator, "refresher-observation"))).toEqual([
      "return-applied: refresher",
      "trained: checklist, impartial",
    ]);
    const tested = { ...TRAINER_SCHEME, kind: "facilitator" as const };
    expect(onWayBack(tested, "refresher-observation").stages.map(({ id }) => id)).not.toContain(
      "return-exam",
    );
  });

  test("who leads whole courses leads them again after a year, and is observed besides where nobody saw them", () => {
    const practicum = (observed: number) =>
      asked(onWayBack(withAsked(NATIONAL_SCHEME, "cycles", { observed }), "and-practicum"));
    const led = ["return-applied: refresher, document", "national-cycles: cycles"];
    expect(practicum(1)).toEqual(led);
    expect(practicum(0)).toEqual([
      ...led,
      "return-observed: criteria-scored, impartial",
      "decision: criteria-floor, impartial",
    ]);
  });

  test("the practicum is repeated as it was the first time, and one that asks for a seat asks it once", () => {
    const practicum = (change: (stage: Stage) => Stage) =>
      onWayBack(
        { ...TRAINER_SCHEME, stages: TRAINER_SCHEME.stages.map(change) },
        "and-practicum",
      ).stages.slice(-2);
    const [led, decision] = practicum((stage) =>
      stage.id === "phase-3" ? { ...stage, asks: [...stage.asks, { kind: "enrolled" }] } : stage,
    );
    expect(led!.asks.filter(({ kind }) => kind === "enrolled")).toHaveLength(1);
    expect(decision!.repeat).toEqual({ to: "return-practicum", times: 1, weakAtMost: 3 });
    expect(practicum((stage) => ({ ...stage, repeat: null }))[1]!.repeat).toBeNull();
  });

  test("only what is declared the first time is declared again", () => {
    const papers = TRAINER_SCHEME.stages.map((stage) => ({
      ...stage,
      asks: stage.asks.filter((one) => one.kind !== "document" || one.document !== "conflicts"),
    }));
    const [first] = onWayBack({ ...TRAINER_SCHEME, stages: papers }, "and-practicum").stages;
    expect(first!.asks.map(({ kind }) => kind)).toEqual(["refresher"]);
  });

  test("by the figures of the version one is on: what an officer publishes, the way asks", () => {
    const asks = { ...TRAINER_SCHEME.renewal.asks, refresherPass: 8000, refresherMonths: 6 };
    const stages = TRAINER_SCHEME.stages.map((stage) => ({
      ...stage,
      asks: stage.asks.map((one) =>
        one.kind === "exam"
          ? { ...one, pass: 9000 }
          : one.kind === "criteria-floor"
            ? { ...one, floor: 4 }
            : one,
      ),
    }));
    const next = { ...TRAINER_SCHEME, version: "1.1", stages, renewal: { ...TRAINER_SCHEME.renewal, asks } };
    const book = schemeBook([TRAINER_SCHEME, next]);
    const wayBack = wayToStore("refresher-exam-observation");
    const on = { schemeId: next.id, schemeVersion: "1.1", wayBack };
    const figures = book.of(on).stages.flatMap((stage) => stage.asks);
    expect(figures).toMatchObject([
      { kind: "refresher", pass: 8000, withinMonths: 6 },
      { kind: "document" },
      { kind: "exam", pass: 9000, firstFrom: 0 },
      {},
      {},
      { kind: "criteria-floor", floor: 4 },
      {},
    ]);
    expect(book.of({ ...on, wayBack: null })).toBe(next);
    expect(book.of({ ...on, schemeVersion: "1.0" }).stages[0]!.asks[0]).toMatchObject({ pass: 7000 });
  });
});

describe("a refresher that a stage asks for", () => {
  const requirement = { kind: "refresher", pass: 7000, withinMonths: 12 } as const;
  const none: CandidateFacts = { selection: null, documents: [], stages: {} };
  const says = (...refreshers: { on: string; score: number }[]) =>
    unmet(requirement, { ...none, refreshers }, "return-applied", "2026-06-01").map((one) => [
      one.says,
      one.have,
    ]);

  test("is the best of those taken here that are recent enough, however many were failed", () => {
    expect(says()).toEqual([["refresher.none", 0]]);
    expect(says({ on: "2025-06-01", score: 7000 })).toEqual([]);
    expect(says({ on: "2025-05-31", score: 9000 })).toEqual([["refresher.old", 0]]);
    expect(says({ on: "2025-05-31", score: 9000 }, { on: "2026-05-01", score: 6900 })).toEqual([
      ["refresher.score", 6900],
    ]);
    expect(says({ on: "2026-05-01", score: 7100 }, { on: "2026-05-20", score: 6000 })).toEqual([]);
  });
});
