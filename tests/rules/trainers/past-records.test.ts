import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  FACILITATOR_SCHEME,
  FIRST_SCHEMES,
  MASTER_SCHEME,
  TRAINER_SCHEME,
} from "#app/features/trainers/schemes/first-schemes.ts";
import { withValues } from "#app/features/trainers/schemes/scheme-fields.ts";
import {
  columnOf,
  countPast,
  fileKey,
  askedOf,
  planPast,
  readPast,
  successions,
  unnamedFiles,
  type PastKnown,
  type PastRow,
} from "#app/features/trainers/certifications/past-records.ts";
import { ALL_TOPICS, topicsOf } from "#app/features/trainers/schemes/topics.ts";
import { schemeBook } from "#app/features/trainers/schemes/scheme-book.ts";
import { runs } from "#tests/support/runs.ts";

const book = schemeBook(FIRST_SCHEMES);
const TODAY = "2026-06-15";
const CERTIFICATE = {
  person: "Vanna",
  scheme: "trainer",
  language: "km",
  number: "tr-2019-004",
  validFrom: "01/02/2019",
  evidence: "Folder 4",
};
const CANDIDATE = {
  person: "vanna",
  scheme: "mmw-volume-1-trainer",
  language: "KM",
  stage: "Phase 2 eligible",
  since: "2026-03-01",
  evidence: "Minutes",
};
const topicNamed = (text: string) => {
  const named = text.trim().toLowerCase();
  return ALL_TOPICS.find((topic) => topic === named) ?? (named === "épargne" ? "saving" : null);
};
const read = (values: PastRow["values"], row = 2) => readPast({ row, values }, book, topicNamed, TODAY);
const faults = (values: PastRow["values"]) => read(values).faults;
const known = (own: Partial<PastKnown> = {}): PastKnown => ({
  isOwn: () => false,
  hasConflict: () => false,
  people: new Map([["vanna", "p1"]]),
  assessors: new Map(),
  employers: new Map(),
  keeps: () => true,
  certifications: [],
  candidacies: [],
  files: new Map(),
  knowsExam: () => false,
  ...own,
});
const outcome = (values: PastRow["values"], own: Partial<PastKnown> = {}) =>
  planPast([read(values)], known(own))[0]!.decision;

test("a paper that is named came with the list, and is of a kind we keep; what came is named", () => {
  const files = new Map([
    [fileKey("Page 4.PDF"), true],
    [fileKey("program.exe"), false],
  ]);
  const named = (file: string) => outcome({ ...CERTIFICATE, file }, { files });
  expect(named("page 4.pdf")).toMatchObject({ kind: "new" });
  expect([named("page 5.pdf"), named("program.exe")]).toEqual([
    { kind: "cannot", faults: ["file-missing"] },
    { kind: "cannot", faults: ["file-kind"] },
  ]);
  const rows = [{ row: 2, values: { ...CERTIFICATE, file: "PAGE 4.pdf" } }];
  expect(unnamedFiles(rows, ["Page 4.PDF", "notes.docx"])).toEqual(["notes.docx"]);
});

describe("a row is read", () => {
  test("headings in both languages, a short name of the scheme, the day first, and the end that follows", () => {
    expect(
      ["Certificate number", "Numéro", "Valable jusqu’au", "E-mail", "Étape", "colour"].map(columnOf),
    ).toEqual(["number", "number", "validUntil", "person", "stage", null]);
    expect(read(CERTIFICATE).entry).toMatchObject({
      kind: "certification",
      schemeId: "mmw-volume-1-trainer",
      number: "TR-2019-004",
      validFrom: "2019-02-01",
      validUntil: "2022-01-31",
    });
    expect(read({ ...CERTIFICATE, validUntil: "2021-12-31" }).entry).toMatchObject({
      validUntil: "2021-12-31",
    });
    expect(read(CANDIDATE).entry).toMatchObject({
      kind: "candidacy",
      stage: "phase-2-eligible",
      since: "2026-03-01",
      language: "km",
    });
    expect(read({ ...CERTIFICATE, scheme: "Maître formateur" }).entry).toMatchObject({
      schemeId: "mmw-master-trainer",
    });
  });

  test.each(["constructor", "toString", "valueOf", "__proto__"])("no scheme is called %s", (scheme) => {
    expect(faults({ ...CERTIFICATE, scheme })).toEqual(["scheme"]);
  });

  test("spaces around a language, and evidence longer than there is room for", () => {
    expect(read({ ...CERTIFICATE, language: " KM ", evidence: "x".repeat(501) }).entry).toMatchObject({
      language: "km",
      evidence: "x".repeat(500),
    });
    expect(read({ ...CERTIFICATE, number: "x".repeat(61) }).entry).toMatchObject({ number: "X".repeat(60) });
    expect(faults({ ...CERTIFICATE, validFrom: TODAY, validUntil: TODAY })).toEqual([]);
    expect(faults({ ...CANDIDATE, since: TODAY })).toEqual([]);
    // An end alone is no period.
    const { validFrom: _none, ...endless } = CERTIFICATE;
    expect(faults({ ...endless, validUntil: "2020-01-01" })).toEqual(["valid-from"]);
  });

  test("an attestation says for which topics, in any language or all; anything else is for the whole", () => {
    const attested = (topics?: string) =>
      read({ ...CERTIFICATE, scheme: "facilitator", ...(topics === undefined ? {} : { topics }) });
    const stored = (topics: string) => attested(topics).entry;
    expect(stored("Épargne; budget")).toMatchObject({ topics: '["budget","saving"]' });
    expect(stored("budget|budget,")).toMatchObject({ topics: '["budget"]' });
    const all = JSON.stringify(topicsOf("fe-facilitator"));
    for (const word of ["all", "Toutes", "ទាំងអស់"]) expect(stored(word)).toMatchObject({ topics: all });
    for (const none of [undefined, "", "; ;", "budget; markets", "budget; thrift"])
      expect(attested(none).faults).toEqual(["topics"]);
    expect(read({ ...CERTIFICATE, topics: "markets" }).entry).toMatchObject({ topics: null });
    // The same number with other topics is another paper.
    const held = {
      ...attested("budget").entry!,
      id: "c",
      personId: "p1",
      succeeded: false,
    } as unknown as PastKnown["certifications"][number];
    const again = (topics: string) =>
      planPast([attested(topics)], known({ certifications: [held] }))[0]!.decision;
    expect(again("budget")).toEqual({ kind: "same" });
    const fromBefore = { certifications: [{ ...held, topics: null }] };
    expect(planPast([attested("all")], known(fromBefore))[0]!.decision).toEqual({ kind: "same" });
    expect(again("saving")).toEqual({ kind: "cannot", faults: ["number-taken"] });
  });

  test("everything that is wrong with it is said at once", () => {
    expect(faults({})).toEqual(["person", "scheme", "language", "evidence", "number-or-stage"]);
    expect(faults({ ...CERTIFICATE, stage: "phase-1" })).toEqual(["number-or-stage"]);
    expect(faults({ ...CERTIFICATE, validFrom: "yesterday" })).toEqual(["valid-from"]);
    expect(faults({ ...CERTIFICATE, validUntil: "2018-12-31" })).toEqual(["valid-until"]);
    expect(faults({ ...CERTIFICATE, validFrom: "2026-06-16" })).toEqual(["to-come"]);
    expect(faults({ ...CANDIDATE, since: "2026-06-16" })).toEqual(["to-come"]);
    expect(faults({ ...CANDIDATE, stage: "phase-9" })).toEqual(["stage"]);
    expect(faults({ ...CANDIDATE, scheme: "master trainer" })).toEqual(["stage"]);
  });

  test("a stage by what the version that holds calls it; a certificate by the one of its first day", () => {
    const current = {
      ...withValues(TRAINER_SCHEME, { "phase-2-eligible.names.fr": "En attente de la formation" }),
      validity: { ...TRAINER_SCHEME.validity, lasts: { years: 5 } },
    };
    const since = schemeBook(FIRST_SCHEMES, [{ scheme: { ...current, version: "1.1" }, on: "2020-01-01" }]);
    const under = (values: PastRow["values"]) => readPast({ row: 2, values }, since, topicNamed, TODAY).entry;
    expect(under({ ...CANDIDATE, stage: "en attente de la formation" })).toMatchObject({
      stage: "phase-2-eligible",
    });
    expect(faults({ ...CANDIDATE, stage: "en attente de la formation" })).toEqual(["stage"]);
    expect(under(CERTIFICATE)).toEqual({ ...read(CERTIFICATE).entry, ends: ["2022-01-31", "2024-01-31"] });
    const until = (validFrom: string) => under({ ...CERTIFICATE, validFrom });
    expect(until("2019-12-31")).toMatchObject({ validUntil: "2022-12-30" });
    expect(until("2020-01-01")).toMatchObject({ validUntil: "2024-12-31" });
  });

  test("a candidate is taken in at any stage, with what was written down before it", () => {
    const asked = (scheme: typeof TRAINER_SCHEME) =>
      scheme.stages.flatMap((stage) =>
        Object.entries(askedOf(scheme, stage)).flatMap(([what, is]) => (is ? [`${stage.id} ${what}`] : [])),
      );
    expect(asked(TRAINER_SCHEME)).toEqual(["phase-1-exam courseEnded", "decision scores"]);
    expect(asked(FACILITATOR_SCHEME)).toEqual(["trained topics"]);
    expect(asked(MASTER_SCHEME)).toEqual(["master-exam courseEnded"]);
  });

  test("who waits for the exam says from which course day it counts; who waits for the decision, how they were rated", () => {
    const waits = { ...CANDIDATE, stage: "phase-1-exam" };
    expect(faults(waits)).toEqual(["course-ended"]);
    expect(faults({ ...waits, courseEnded: "2026-03-02" })).toEqual(["course-ended"]);
    expect(read({ ...waits, courseEnded: "01/02/2026" }).entry).toMatchObject({ courseEnded: "2026-02-01" });
    const rated = { ...CANDIDATE, stage: "decision", observed: "2026-02-20", assessor: "lina" };
    const scores = "4 4 3 5 4 4 3 3 4 5 4 4";
    expect(faults({ ...CANDIDATE, stage: "decision" })).toEqual(["observed", "scores", "assessor"]);
    for (const wrong of ["4 4 3", `${scores} 4`, scores.replace("5", "6"), scores.replaceAll(" ", "")])
      expect(faults({ ...rated, scores: wrong })).toEqual(["scores"]);
    expect(faults({ ...rated, scores, observed: "2026-03-02" })).toEqual(["observed"]);
    const entry = read({ ...rated, scores: scores.replaceAll(" ", ", ") }).entry;
    expect(entry).toMatchObject({
      observed: { on: "2026-02-20", assessor: "lina", scores: { C1: 4, C3: 3, C12: 4 } },
    });
    const lina = new Map([["lina", "p2"]]);
    const taken = (own: Partial<PastKnown>) => outcome({ ...rated, scores }, own);
    expect(taken({ assessors: lina })).toEqual({ kind: "new", personId: "p1", assessorId: "p2" });
    expect(taken({})).toEqual({ kind: "cannot", faults: ["assessor"] });
    expect(taken({ assessors: new Map([["lina", "p1"]]) })).toEqual({ kind: "cannot", faults: ["assessor"] });
    const tested = { ...CANDIDATE, scheme: "facilitator", stage: "trained" };
    expect(faults(tested)).toEqual(["topics"]);
    expect(read({ ...tested, topics: "saving" }).entry).toMatchObject({ topics: ["saving"] });
  });

  test("what was decided on paper: suspended, lifted, revoked, each on a day on which it could be, with why", () => {
    const decided = (own: PastRow["values"]) => faults({ ...CERTIFICATE, reason: "Minutes 7", ...own });
    expect(
      read({ ...CERTIFICATE, suspended: "2020-05-01", lifted: "01/07/2020", reason: "Two reports" }).entry,
    ).toMatchObject({
      facts: [
        { kind: "suspended", day: "2020-05-01", reason: "Two reports" },
        { kind: "lifted", day: "2020-07-01", reason: "Two reports" },
      ],
    });
    expect(decided({ suspended: "2019-01-31" })).toEqual(["suspended"]);
    expect(decided({ suspended: "soon" })).toEqual(["suspended"]);
    expect(decided({ lifted: "2020-07-01" })).toEqual(["lifted"]);
    expect(decided({ suspended: "2020-05-01", lifted: "2020-04-30" })).toEqual(["lifted"]);
    expect(decided({ revoked: "2026-06-16" })).toEqual(["revoked"]);
    expect(decided({ revoked: "2026-06-15" })).toEqual([]);
    expect(decided({ revoked: "2021-01-01", reason: "" })).toEqual(["reason"]);
    expect(faults({ ...CERTIFICATE, reason: "Nothing happened" })).toEqual([]);
    expect(faults({ ...CERTIFICATE, employer: "Rumdul" })).toEqual(["employer"]);
  });

  test("the employer of then by its name here; a list that says more than is here is not the same", () => {
    const paper = { ...CERTIFICATE, scheme: "facilitator", topics: "all", employer: " RUMDUL " };
    const employers = new Map([["rumdul", "o1"]]);
    expect(outcome(paper, { employers })).toEqual({ kind: "new", personId: "p1", employerId: "o1" });
    expect(outcome(paper)).toEqual({ kind: "cannot", faults: ["employer"] });
    const there = {
      id: "c", number: "TR-2019-004", personId: "p1", schemeId: "mmw-volume-1-trainer", language: "km",
      validFrom: "2019-02-01", validUntil: "2022-01-31", topics: null, succeeded: false,
    }; // prettier-ignore
    const revoked = { ...CERTIFICATE, revoked: "2021-01-01", reason: "Minutes 7" };
    const held = (decided: PastKnown["certifications"][number]["decided"]) => ({
      certifications: [{ ...there, decided }],
    });
    const fact = { kind: "revoked", day: "2021-01-01" };
    expect(outcome(revoked, held([fact]))).toEqual({ kind: "same" });
    for (const wrong of [
      { ...fact, day: "2021-01-02" },
      { ...fact, kind: "suspended" },
    ])
      expect(outcome(revoked, held([wrong]))).toEqual({ kind: "cannot", faults: ["facts-missing"] });
    expect(outcome(revoked, held([]))).toEqual({ kind: "cannot", faults: ["facts-missing"] });
    const other = { ...revoked, validUntil: "2022-01-30" };
    expect(outcome(other, held([]))).toEqual({ kind: "cannot", faults: ["number-taken"] });
    expect(outcome(CERTIFICATE, held([fact]))).toEqual({ kind: "same" });
  });
});

describe("what becomes of it", () => {
  test("new; the same again; and why not", () => {
    expect(outcome(CERTIFICATE)).toEqual({ kind: "new", personId: "p1" });
    const there = {
      id: "c",
      number: "TR-2019-004",
      personId: "p1",
      schemeId: "mmw-volume-1-trainer",
      language: "km",
      validFrom: "2019-02-01",
      validUntil: "2022-01-31",
      topics: null,
      decided: [],
      succeeded: false,
    };
    expect(outcome(CERTIFICATE, { certifications: [there] })).toEqual({ kind: "same" });
    const another = { ...there, id: "d", number: "TR-2019-005", personId: "p2" };
    expect(outcome(CERTIFICATE, { certifications: [another, there] })).toEqual({ kind: "same" });
    expect(outcome({ ...CERTIFICATE, language: " KM " })).toEqual({ kind: "new", personId: "p1" });
    expect(countPast(planPast([read(CERTIFICATE, 2)], { ...known(), certifications: [there] })).same).toBe(1);
    const cannot = (fault: string) => ({ kind: "cannot", faults: [fault] });
    for (const other of [
      { personId: "p2" },
      { schemeId: "mmw-volume-2-trainer" },
      { language: "en" },
      { validFrom: "2019-02-02" },
      { validUntil: "2022-02-01" },
    ])
      expect(outcome(CERTIFICATE, { certifications: [{ ...there, ...other }] })).toEqual(
        cannot("number-taken"),
      );
    expect(outcome({ ...CERTIFICATE, person: "bopha" })).toEqual(cannot("nobody"));
    expect(outcome(CERTIFICATE, { isOwn: (personId) => personId === "p1" })).toEqual(cannot("own"));
    expect(outcome(CERTIFICATE, { hasConflict: (personId) => personId === "p1" })).toEqual(
      cannot("conflict"),
    );
    expect(outcome(CERTIFICATE, { keeps: () => false })).toEqual(cannot("not-yours"));
    const open = { personId: "p1", schemeId: "mmw-volume-1-trainer", language: "km", since: "2026-03-01" };
    expect(outcome(CANDIDATE, { candidacies: [{ ...open, at: "phase-2-eligible" }] })).toEqual({
      kind: "same",
    });
    expect(outcome(CANDIDATE, { candidacies: [{ ...open, at: "applied" }] })).toEqual(cannot("open-already"));
    expect(outcome(CANDIDATE, { candidacies: [{ ...open, language: "en", at: "applied" }] }).kind).toBe(
      "new",
    );
  });

  test("a list without ends is the same by any version's end; one that says an end, by that end only", () => {
    const longer = {
      ...TRAINER_SCHEME,
      version: "1.1",
      validity: { ...TRAINER_SCHEME.validity, lasts: { years: 4 } },
    };
    const later = schemeBook(FIRST_SCHEMES, [{ scheme: longer, on: "2018-01-01" }]);
    const there = {
      id: "c", number: "TR-2019-004", personId: "p1", schemeId: TRAINER_SCHEME.id, language: "km",
      validFrom: "2019-02-01", validUntil: "2022-01-31", topics: null, decided: [], succeeded: false,
    }; // prettier-ignore
    const again = (values: PastRow["values"], validUntil: string) => {
      const row = readPast({ row: 2, values }, later, topicNamed, TODAY);
      return planPast([row], known({ certifications: [{ ...there, validUntil }] }))[0]!.decision.kind;
    };
    expect([again(CERTIFICATE, "2022-01-31"), again(CERTIFICATE, "2023-01-31")]).toEqual(["same", "same"]);
    expect(again(CERTIFICATE, "2024-01-31")).toBe("cannot");
    expect(again({ ...CERTIFICATE, validUntil: "2023-01-31" }, "2022-01-31")).toBe("cannot");
  });

  test("who is written with spaces is found; what is wrong with a row is why it is not taken", () => {
    expect(outcome({ ...CERTIFICATE, person: " VANNA " })).toEqual({ kind: "new", personId: "p1" });
    expect(outcome({})).toEqual({ kind: "cannot", faults: faults({}) });
    expect(fileKey(" Étape.PDF")).toBe(fileKey("E\u0301tape.pdf "));
    const open = { personId: "p1", schemeId: "mmw-volume-1-trainer", language: "km", at: "phase-2-eligible" };
    expect(outcome(CANDIDATE, { candidacies: [{ ...open, since: "2026-02-28" }] })).toMatchObject({
      faults: ["open-already"],
    });
    expect(outcome(CANDIDATE, { knowsExam: () => true })).toMatchObject({ faults: ["read-exam"] });
  });

  test("a list has many numbers, and a candidacy in each language", () => {
    const rows = [
      CERTIFICATE,
      { ...CERTIFICATE, number: "TR-2019-005" },
      CANDIDATE,
      { ...CANDIDATE, language: "en" },
    ];
    const planned = planPast(
      rows.map((values, index) => read(values, index + 2)),
      known(),
    );
    expect(planned.map(({ decision }) => decision.kind)).toEqual(["new", "new", "new", "new"]);
  });

  test("a number, or a candidacy, that the list has twice is taken once", () => {
    const decide = (values: PastRow["values"]) =>
      planPast([read(values, 2), read(values, 3)], known()).map(({ decision }) => decision.kind);
    expect(decide(CERTIFICATE)).toEqual(["new", "cannot"]);
    expect(decide(CANDIDATE)).toEqual(["new", "cannot"]);
    const planned = planPast([read(CERTIFICATE, 2), read(CERTIFICATE, 3), read({}, 4)], known());
    expect(countPast(planned)).toEqual({ new: 1, same: 0, cannot: 2 });
  });
});

test("each period ends when the next of the same person, scheme and language begins, and once", () => {
  const day = fc.integer({ min: 2010, max: 2026 }).map((year) => `${year}-01-01`);
  const row = fc.record({
    personId: fc.constantFrom("a", "b"),
    schemeId: fc.constantFrom("s", "t"),
    language: fc.constant("en"),
    validFrom: day,
    validUntil: fc.constant("2030-01-01"),
    succeeded: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(row, { maxLength: 12 }), (list) => {
      const rows = list.map((one, index) => ({ ...one, id: String(index), number: String(index) }));
      const found = successions(rows);
      expect(new Set(found.map(({ before }) => before)).size).toBe(found.length);
      for (const one of rows) {
        const later = rows
          .filter(
            ({ personId, schemeId, validFrom }) =>
              personId === one.personId && schemeId === one.schemeId && validFrom > one.validFrom,
          )
          .map(({ validFrom }) => validFrom)
          .sort();
        const said = found.find(({ before }) => before === one.id)?.from;
        expect(said).toBe(one.succeeded ? undefined : later[0]);
      }
    }),
    { numRuns: runs(10_000) },
  );
}, 60_000);
