import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { recordOf, type CandidacyForm } from "#app/features/trainers/candidacies/candidacy-forms.ts";
import {
  recordRefused,
  type CandidacyRecord,
  type Written,
} from "#app/features/trainers/candidacies/candidacy-records.ts";
import { decide } from "#app/features/trainers/candidacies/candidacy.ts";
import {
  halfSaid,
  OWN_STEPS,
  PLATFORM_STEPS,
  saysEach,
  STEPS,
  ticked,
  type Checklist,
} from "#app/features/trainers/schemes/checklist.ts";
import { FACILITATOR_TICKED } from "#app/features/trainers/schemes/first-schemes.ts";
import { NOTHING_YET, unmet } from "#app/features/trainers/schemes/requirements.ts";
import { stageOf } from "#app/features/trainers/schemes/stage.ts";
import { readScheme, writeScheme } from "#app/features/trainers/schemes/scheme-text.ts";
import { valueOf, fieldsOf, withValues } from "#app/features/trainers/schemes/scheme-fields.ts";
import { flawsOf } from "#app/features/trainers/schemes/sound-scheme.ts";
import { act, at, facts, file, why } from "#tests/support/candidate.ts";
import { runs } from "#tests/support/runs.ts";

const TEN = FACILITATOR_TICKED.checklist!;
const but = (...missed: string[]) => PLATFORM_STEPS.filter((step) => !missed.includes(step));

const attest = (done: readonly string[], checklist: Checklist = TEN) => {
  const seen = facts({}, { stages: { trained: { ...NOTHING_YET, checklist: ticked(checklist, done) } } });
  const recommend = act("recommend", "attester", "2026-04-02");
  return why(decide(file(at("trained", "2026-04-01", FACILITATOR_TICKED), seen, FACILITATOR_TICKED), recommend)); // prettier-ignore
};

describe("the steps of an observed session, ticked one by one (domain §6.6)", () => {
  test.each([
    ["all of them", but(), "taken"],
    ["eight of ten, no critical one missed", but("try", "example"), "taken"],
    ["seven of ten", but("try", "example", "opening"), "missing checklist.shareNamed"],
    ["nine of ten, one critical missed", but("no-selling"), "missing checklist.criticalNamed"],
    ["none", [], "missing checklist.criticalNamed checklist.shareNamed"],
  ])("%s", (_case, done, expected) => expect(attest(done)).toBe(expected));

  test("a critical step that is missed fails, whatever the share; and it is named", () => {
    const some = fc.subarray([...PLATFORM_STEPS]);
    fc.assert(
      fc.property(some, some, (critical, done) => {
        const checklist = { asked: PLATFORM_STEPS, critical };
        const missed = critical.filter((step) => !done.includes(step));
        const passes = missed.length === 0 && done.length >= 8;
        expect(attest(done, checklist) === "taken").toBe(passes);
        const named = unmet(
          { kind: "checklist", share: 8000 },
          { ...facts(), stages: { trained: { ...NOTHING_YET, checklist: ticked(checklist, done) } } },
          "trained",
          "2026-04-02",
        ).find(({ says }) => says === "checklist.criticalNamed");
        expect(named?.steps?.map(({ step }) => step) ?? []).toEqual(missed);
      }),
      { numRuns: runs(10_000) },
    );
  });

  test("what was missed is kept in the words of that version; a count stays a count", () => {
    const says = { "own-1": { en: "Shows the fee sheet", fr: "a", es: "b", km: "c" } };
    const own = { asked: ["message", "own-1"], critical: ["own-1"], says } as const;
    const form = { intent: "checklist", on: "2026-04-01", ticked: ["message"], topics: ["saving"], id: "i", seen: 1, reason: "" } as CandidacyForm; // prettier-ignore
    expect(recordOf(form, "presentation", own)).toEqual({
      kind: "checklist",
      body: {
        on: "2026-04-01",
        done: 1,
        steps: 2,
        criticalMissed: 1,
        missed: [{ step: "own-1", critical: true, says: says["own-1"] }],
        topics: ["saving"],
      },
    });
    const counted = { ...form, done: 9, steps: 10, criticalMissed: 0 } as CandidacyForm;
    expect(recordOf(counted, "presentation")?.body).toEqual({ on: "2026-04-01", done: 9, steps: 10, criticalMissed: 0, topics: ["saving"] }); // prettier-ignore
  });
});

test("a record says of each step whether it was done, or it is none of a version that names them", () => {
  const whole = ticked(TEN, but("try", "no-selling"));
  const { missed: _, ...counted } = whole;
  expect(saysEach(TEN, whole)).toBe(true);
  expect(saysEach(TEN, counted)).toBe(false);
  expect(saysEach(TEN, { ...counted, missed: [] })).toBe(false);
  expect(saysEach(TEN, { ...whole, done: 9 })).toBe(false);
  expect(saysEach(TEN, { ...whole, criticalMissed: 0 })).toBe(false);
  const own = { asked: OWN_STEPS, critical: ["own-1"] } as const;
  expect(saysEach(TEN, { ...whole, missed: ticked(own, OWN_STEPS.slice(2)).missed })).toBe(false);
  const stage = stageOf(FACILITATOR_TICKED, "trained")!;
  const around: Written = {
    stage,
    since: "2026-01-01",
    held: ["attester"],
    facts: facts(),
    entries: [],
    struck: new Set(),
    stays: new Set(),
    checklist: TEN,
  };
  const taken = (body: object) => {
    const record = { kind: "checklist", body: { on: "2026-04-01", ...body } } as CandidacyRecord;
    const may = recordRefused(record, around, "2026-04-02");
    return may.ok ? may.value : may.reason.key;
  };
  expect([taken(whole), taken(counted)]).toEqual(["attester", "candidacy.stepsNamed"]);
});

describe("the steps of a version", () => {
  const flaws = (checklist: Checklist) =>
    flawsOf({ ...FACILITATOR_TICKED, checklist }).map(({ key, stage }) => `${stage} ${key}`);
  const everywhere = { en: "a", fr: "b", es: "c", km: "d" };
  test.each([
    ["the platform's", TEN, []],
    ["none of them critical", { ...TEN, critical: [] }, ["checklist nothing-critical"]],
    ["its own, in no words", { ...TEN, asked: [...TEN.asked, "own-2"] }, ["checklist half-said"]],
    ["its own, in all languages", { ...TEN, asked: [...TEN.asked, "own-2"], says: { "own-2": everywhere } }, []],
    ["the platform's in other words, in one language", { ...TEN, says: { try: { en: "a" } } }, ["checklist half-said"]],
    ["words of one that is not on the list", { ...TEN, says: { "own-3": { en: "a" } } }, []],
  ] as [string, Checklist, string[]][])("%s", (_case, checklist, expected) => expect(flaws(checklist)).toEqual(expected)); // prettier-ignore

  test("are typed in a form: what is critical is on the list, with none on it they are counted", () => {
    const typed = (values: Record<string, string[] | string>) =>
      withValues({ ...FACILITATOR_TICKED, checklist: undefined }, values);
    const made = typed({ "checklist.asked": ["message", "own-1"], "checklist.critical": ["own-1", "try"], "checklist.says.own-1.en": "Fees" }); // prettier-ignore
    expect(made.checklist).toEqual({ asked: ["message", "own-1"], critical: ["own-1"], says: { "own-1": { en: "Fees" } } }); // prettier-ignore
    // Taken off the list, its words go too.
    expect(withValues(made, { "checklist.asked": ["message"] }).checklist).toEqual({ asked: ["message"], critical: [], says: undefined }); // prettier-ignore
    expect(readScheme(writeScheme(made)).checklist).toEqual(made.checklist);
    expect(typed({ "checklist.asked": [], "checklist.critical": [] }).checklist).toBeUndefined();
    // Another part of the form leaves them as they are.
    expect(withValues(FACILITATOR_TICKED, { "validity.windowDays": 30 }).checklist).toEqual(TEN);
    const listed = fieldsOf(FACILITATOR_TICKED).find(({ name }) => name === "checklist.asked")!;
    expect(valueOf(FACILITATOR_TICKED, listed)).toEqual(PLATFORM_STEPS);
  });

  test("each stands once, the platform's before its own", () => {
    expect(new Set(STEPS).size).toBe(PLATFORM_STEPS.length + OWN_STEPS.length);
    expect(halfSaid({ asked: OWN_STEPS, critical: [] })).toEqual(OWN_STEPS);
  });
});
