import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  attestedFor,
  coversScope,
  scopeOf,
  scopeToStore,
  storedTopics,
  topicsHeld,
  topicsOf,
  type AskedScope,
  type Topic,
} from "#app/features/trainers/schemes/topics.ts";
import {
  NOTHING_YET,
  testedTopics,
  unmet,
  type CandidateFacts,
} from "#app/features/trainers/schemes/requirements.ts";
import { runs } from "#tests/support/runs.ts";

const FE = "fe-facilitator";
const ALL = topicsOf(FE);

describe("what somebody is attested for (domain §6.6)", () => {
  test("the topics of the test, whatever one session was about", () => {
    expect(attestedFor(FE, { tested: ["saving", "budget"], observed: ["saving"] }, [])).toEqual([
      "budget",
      "saving",
    ]);
    expect(attestedFor(FE, { tested: ["budget"], observed: ["saving"] }, [])).toEqual(["budget"]);
  });

  test("where nobody said what it was about, all: records from before keep their meaning", () => {
    expect(attestedFor(FE, { tested: null, observed: null }, [])).toEqual(ALL);
    expect(attestedFor(FE, { tested: null, observed: null }, ["insurance-and-claims"])).toEqual(ALL);
    expect(scopeOf(FE, null)).toEqual(ALL);
  });

  test("a topic the scheme wants to see itself only where the session was about it", () => {
    const flagged = ["insurance-and-claims"];
    const both = ["saving", "insurance-and-claims"];
    expect(attestedFor(FE, { tested: both, observed: ["saving"] }, flagged)).toEqual(["saving"]);
    expect(attestedFor(FE, { tested: both, observed: flagged }, flagged)).toEqual(both);
  });

  test("never a topic that was not tested, nor a flagged one that was not seen", () => {
    const some = fc.subarray([...ALL]);
    fc.assert(
      fc.property(some, some, some, (tested, observed, flagged) => {
        const held = attestedFor(FE, { tested, observed }, flagged);
        const wrongly = (topic: Topic) =>
          !tested.includes(topic) || (flagged.includes(topic) && !observed.includes(topic));
        expect(held.filter(wrongly)).toEqual([]);
        expect(scopeOf(FE, scopeToStore(FE, held))).toEqual(held);
      }),
      { numRuns: runs(10_000) },
    );
  });
});

test("all topics of today are not those of tomorrow: an attestation is stored as a list, a trainer's scope as the whole", () => {
  expect(scopeToStore(FE, ALL)).toBe(JSON.stringify(ALL));
  expect(scopeToStore("mmw-volume-1-trainer", topicsOf("mmw-volume-1-trainer"))).toBeNull();
});

test("was X attested in savings on 3 May? a topic added mid-year counts from its day on", () => {
  const added = { kind: "topic-added", day: "2026-05-04", word: "saving" };
  const row = { schemeId: FE, topics: '["budget"]', facts: [added] };
  expect(topicsHeld(row, "2026-05-03")).toEqual(["budget"]);
  expect(topicsHeld(row, "2026-05-04")).toEqual(["budget", "saving"]);
  expect(topicsHeld(row)).toEqual(["budget", "saving"]);
  expect(topicsHeld({ ...row, topics: null, facts: [] }, "2026-05-03")).toEqual(ALL);
});

test("the register is asked for one topic or for all; a period that follows keeps what was held, as it was stored", () => {
  const row = { schemeId: FE, topics: '["budget","saving"]', facts: [] };
  const covers = (asked: AskedScope, held = topicsHeld(row)) => coversScope(FE, held, asked);
  expect([covers("saving"), covers("insurance-and-claims"), covers("whole")]).toEqual([true, false, false]);
  expect(covers("whole", [...ALL])).toBe(true);
  const added = { kind: "topic-added", day: "2026-05-04", word: "transfers-and-institutions" };
  const other = { kind: "suspended", day: "2026-05-04", word: "risk-and-coping" };
  expect(storedTopics({ ...row, facts: [added, other] })).toBe(
    '["budget","saving","transfers-and-institutions"]',
  );
  expect(storedTopics({ schemeId: "mmw-volume-1-trainer", topics: null, facts: [] })).toBeNull();
});

test("a session about something they were never tested in shows nothing; of papers from before, what they say", () => {
  const sat = (topics?: string[]) => [{ on: "2026-03-01", releasedOn: "2026-03-01", score: 8000, topics }];
  const facts = (observed: string[] | undefined, own: Partial<CandidateFacts> = {}, topics?: string[]) => ({
    selection: null,
    documents: [],
    stages: {
      nominated: { ...NOTHING_YET, sittings: topics ? sat(topics) : [] },
      trained: { ...NOTHING_YET, checklist: { done: 10, steps: 10, criticalMissed: 0, topics: observed } },
    },
    ...own,
  });
  const missing = (of: CandidateFacts) =>
    unmet({ kind: "checklist", share: 8000 }, of, "trained", "2026-04-01").map(({ says }) => says);
  expect(missing(facts(["saving"], {}, ["saving", "budget"]))).toEqual([]);
  expect(missing(facts(["family-goals"], {}, ["saving", "budget"]))).toEqual(["checklist.topics"]);
  expect(missing(facts(undefined, {}, ["saving"]))).toEqual([]);
  expect(missing(facts(["saving"]))).toEqual([]);
  expect(missing(facts(["saving"], { tested: ["budget"] }))).toEqual(["checklist.topics"]);
  expect(testedTopics(facts(undefined, { tested: ["budget"] }))).toEqual(["budget"]);
  expect(testedTopics(facts(undefined, { tested: ["budget"] }, ["saving"]))).toEqual(["saving"]);
  expect(testedTopics(facts(undefined))).toBeNull();
});
