import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { blankQuestion, letterOf, printedQuestion } from "#app/features/trainers/exams/exam-booklet.ts";
import { markAnswer } from "#app/features/learning/quiz-marking.ts";
import {
  asksEdition,
  inUse,
  mayRecordAfterwards,
  type SittingFacts,
} from "#app/features/trainers/exams/exam-sitting.ts";
import { readDay } from "#app/features/trainers/exams/record-day.ts";
import { differences, keyingStep, settled, type Typed } from "#app/features/trainers/exams/exam-keying.ts";

const PAPER = ["a", "b", "c", "d"].map((item) => ({ item, kind: "single" as const }));
const choice = fc.constantFrom("", "x", "y", "z");
const sheet: fc.Arbitrary<Typed> = fc
  .record({ a: choice, b: choice, c: choice, d: choice })
  .map((given) => new Map(Object.entries(given).map(([item, one]) => [item, { choice: one }])));
const at = (typed: Typed, item: string): string => {
  const value = typed.get(item) as { choice: string } | undefined;
  return value?.choice ?? "";
};

describe("answers typed in from paper", () => {
  test("two who typed the same are done; two who differ wait for a third", () => {
    fc.assert(
      fc.property(sheet, sheet, (one, other) => {
        const apart = PAPER.filter(({ item }) => at(one, item) !== at(other, item)).map(({ item }) => item);
        expect(differences(PAPER, one, other)).toEqual(apart);
        expect(keyingStep(PAPER, [one, other])).toBe(apart.length === 0 ? "done" : "settle");
        expect(settled(PAPER, [one, other]) === null).toBe(apart.length > 0);
      }),
    );
  });

  test("what two agree on counts whatever the third says, of the rest the third's", () => {
    fc.assert(
      fc.property(sheet, sheet, sheet, (one, other, third) => {
        const counts = settled(PAPER, [one, other, third])!;
        for (const { item } of PAPER)
          expect(at(counts, item)).toBe(at(one, item) === at(other, item) ? at(one, item) : at(third, item));
      }),
    );
  });

  test("who typed first makes no difference; one alone never counts", () => {
    fc.assert(
      fc.property(sheet, sheet, sheet, (one, other, third) => {
        expect(settled(PAPER, [one, other, third])).toEqual(settled(PAPER, [other, one, third]));
        expect(settled(PAPER, [one])).toBeNull();
      }),
    );
    // What both left empty is no answer, typed or not; what the third left empty neither.
    const [blank, none] = [new Map([["a", { choice: "" }]]), new Map()];
    expect(settled(PAPER, [blank, none])).toEqual(new Map());
    expect(settled(PAPER, [new Map([["a", { choice: "x" }]]), none, blank])).toEqual(new Map());
    expect(differences(PAPER, blank, none)).toEqual([]);
    expect(keyingStep(PAPER, [])).toBe("first");
    expect(keyingStep(PAPER, [new Map()])).toBe("second");
    expect(keyingStep(PAPER, [new Map(), new Map()])).toBe("done"); // both saw an empty sheet
  });
});

describe("two readings of one typed answer", () => {
  const agree = (kind: "numeric" | "short-text" | "free-text", one: string, other: string) =>
    differences([{ item: "a", kind }], new Map([["a", { text: one }]]), new Map([["a", { text: other }]]))
      .length === 0;

  test.each([
    ["numeric", "12,5", "12.50", true],
    ["numeric", "១២,៥ %", "12.5", true],
    ["numeric", "1 250", "1250", true],
    ["numeric", "1,250", "1.250", true],
    ["numeric", "1,250", "1250", false], // the one may be one and a quarter
    ["numeric", "12.5", "12.6", false],
    ["numeric", "about ten", "About  ten ", true],
    ["short-text", "  Cash   flow", "cash flow", true],
    ["short-text", "E\u0301pargne", "épargne", true],
    ["short-text", "٣ jours", "3 jours", true],
    ["short-text", "2,5", "2.5", true],
    ["short-text", "2.50", "2.5", false], // words, not a number
    ["short-text", "savings", "saving", false],
    ["free-text", "…", "", false],
    ["numeric", "", "  ", true],
  ] as const)("%s: %j and %j", (kind, one, other, same) => {
    expect(agree(kind, one, other)).toBe(same);
    expect(agree(kind, other, one)).toBe(same);
  });

  test("where two agree, no key marks them apart; what is kept is what the first wrote", () => {
    const typed = fc.oneof(
      fc.constantFrom(
        "1,250",
        "1.250",
        "1250",
        "1 250",
        "1.25",
        "១២៥០",
        "+1250",
        "1250%",
        "x 1",
        "X  1",
        "-0",
      ),
      fc.string({ maxLength: 4, unit: fc.constantFrom("1", "0", ",", ".", " ", "٣", "é", "E") }),
    );
    const kind = fc.constantFrom("numeric" as const, "short-text" as const);
    fc.assert(
      fc.property(
        kind,
        typed,
        typed,
        typed,
        fc.constantFrom("1250", "1.25", "0", "31"),
        (asked, one, other, accept, key) => {
          if (!agree(asked, one, other)) return;
          const body = asked === "numeric" ? { kind: asked, key, tolerance: "0" } : { kind: asked };
          const points = (text: string) => markAnswer({ body, points: 100 }, { text }, [accept]);
          expect(points(one)).toBe(points(other));
          const kept = settled(
            [{ item: "a", kind: asked }],
            [one, other].map((text) => new Map([["a", { text }]])),
          );
          expect(kept!.get("a")).toEqual(one.trim() === "" ? undefined : { text: one });
        },
      ),
    );
  });
});

describe("a day that is written down afterwards", () => {
  const sitting: SittingFacts = {
    day: "2026-03-10",
    startsAt: "09:00",
    timeZone: "Asia/Phnom_Penh",
    minutes: 60,
    onPaper: true,
    edition: 1,
    openedAt: null,
    closedAt: null,
    cancelledAt: null,
    releasedAt: null,
  };
  const why = (own: Partial<SittingFacts>, today: string) => {
    const may = mayRecordAfterwards({ ...sitting, ...own }, today);
    return may.ok ? "may" : may.reason.key;
  };

  test("only on paper, from the next day on, until the room is closed", () => {
    expect(why({}, "2026-03-10")).toBe("exam.recordTooEarly");
    expect(why({}, "2026-03-11")).toBe("may");
    expect(why({ openedAt: new Date() }, "2026-03-11")).toBe("may"); // the line went away in the middle
    expect(why({ onPaper: false }, "2026-03-11")).toBe("changed-meanwhile");
    for (const over of ["closedAt", "cancelledAt", "releasedAt"])
      expect(why({ [over]: new Date() }, "2026-03-11")).toBe("changed-meanwhile");
  });

  const came = (id: string, own: Record<string, string> = {}) => ({
    [`came.${id}`]: "yes",
    [`identity.${id}`]: "passport",
    [`from.${id}`]: "09:05",
    [`until.${id}`]: "10:01",
    ...own,
  });

  test("hours are those on the clock of the place", () => {
    expect(readDay(sitting, ["a", "b"], { ...came("a"), "came.b": "no" })).toEqual({
      ok: true,
      day: [
        {
          scriptId: "a",
          attended: {
            identity: "passport",
            startedAt: Date.parse("2026-03-10T02:05:00Z"),
            submittedAt: Date.parse("2026-03-10T03:01:00Z"),
          },
        },
        { scriptId: "b", attended: null },
      ],
    });
  });

  test.each([
    ["came.a", "choose", { "came.a": "" }],
    ["identity.a", "choose", { "identity.a": "library-card" }],
    ["from.a", "clock-time", { "from.a": "9 o'clock" }],
    ["until.a", "clock-time", { "until.a": "" }],
    ["until.a", "before-its-start", { "until.a": "09:05" }],
  ])("at %s: %s", (field, key, own) => {
    expect(readDay(sitting, ["a"], came("a", own))).toEqual({ ok: false, error: { field, key } });
  });

  test("nobody is passed over, nobody is made up", () => {
    const said = fc.dictionary(
      fc.constantFrom("a", "b", "c", "d"),
      fc.constantFrom("yes", "no", "", "maybe"),
    );
    fc.assert(
      fc.property(said, fc.subarray(["a", "b", "c"]), (answers, scriptIds) => {
        const fields = Object.assign(
          {},
          ...Object.entries(answers).map(([id, each]) => came(id, { [`came.${id}`]: each })),
        ) as Record<string, string>;
        const read = readDay(sitting, scriptIds, fields);
        const all = scriptIds.every((id) => answers[id] === "yes" || answers[id] === "no");
        expect(read.ok).toBe(all);
        if (!read.ok) return;
        expect(read.day.map(({ scriptId }) => scriptId)).toEqual(scriptIds);
        for (const { scriptId, attended } of read.day)
          expect(attended !== null).toBe(answers[scriptId] === "yes");
      }),
    );
  });

  test("a booklet of before the move is told from those in use; where none was moved nobody is asked", () => {
    const said = fc.option(fc.integer({ min: 1, max: 9 }));
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), said, fc.boolean(), (edition, says, onPaper) => {
        const asked = asksEdition({ onPaper, edition });
        expect(asked).toBe(onPaper && edition > 1);
        expect(inUse({ onPaper, edition }, says).ok).toBe(!asked || says === edition);
      }),
    );
  });
});

describe("a question on paper", () => {
  const body = { kind: "single", options: ["one", "two", "three"], key: "two" } as const;
  const drawn = { item: "q", options: ["three", "one", "two"] };

  test("letters follow the order of that paper", () => {
    const text = { prompt: "Which?", options: { one: "First", two: "Second", three: "Third" } };
    const { choices } = printedQuestion(1, drawn, {
      body: { ...body, options: [...body.options] },
      points: 100,
      text,
    });
    expect(choices).toEqual([
      { letter: "A", text: "Third" },
      { letter: "B", text: "First" },
      { letter: "C", text: "Second" },
    ]);
    expect([0, 25, 26, 51, 52].map(letterOf)).toEqual(["A", "Z", "AA", "AZ", "BA"]);
  });

  test("whoever types it in reads letters and no word of it", () => {
    const view = blankQuestion(
      1,
      drawn,
      { kind: "single", left: [], points: 100 },
      { prompt: "As on the sheet", locale: "en" },
    );
    expect(view.words).toEqual({
      prompt: "As on the sheet",
      options: { three: "A", one: "B", two: "C" },
      right: { three: "A", one: "B", two: "C" },
      left: {},
    });
  });
});
