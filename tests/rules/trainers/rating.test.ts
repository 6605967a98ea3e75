import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CRITERIA } from "#app/features/trainers/schemes/criteria.ts";
import {
  amount,
  headsOf,
  isCriterion,
  minutesOf,
  putRight,
  readRating,
  saidOf,
  scoresIn,
  showAmount,
  type RatingEntry,
} from "#app/features/trainers/observations/rating.ts";

let made = 0;
const entry = (own: Partial<RatingEntry>): RatingEntry => ({
  id: `entry-${(made += 1)}`,
  kind: "score",
  about: "C1",
  value: 3,
  text: "",
  replaces: [],
  at: made * 60_000,
  ...own,
});

/** What two devices of one assessor do: each sees its own entries, and those of the other where it has synchronised. */
const Work = fc.array(
  fc.record({
    device: fc.integer({ min: 0, max: 1 }),
    does: fc.oneof(
      fc.record({
        kind: fc.constant("score" as const),
        about: fc.constantFrom(...CRITERIA),
        value: fc.integer({ min: 1, max: 5 }),
      }),
      fc.record({
        kind: fc.constant("note" as const),
        about: fc.constantFrom("", ...CRITERIA),
        text: fc.string({ minLength: 1 }),
      }),
      fc.record({
        kind: fc.constant("clock" as const),
        about: fc.constant(""),
        value: fc.integer({ min: 0, max: 1 }),
      }),
      fc.constant("sync" as const),
    ),
  }),
  { maxLength: 40 },
);

function worked(work: typeof Work extends fc.Arbitrary<infer Done> ? Done : never): RatingEntry[] {
  const seen: RatingEntry[][] = [[], []];
  const all: RatingEntry[] = [];
  work.forEach(({ device, does }, at) => {
    const mine = seen[device]!;
    if (does === "sync") {
      mine.splice(0, mine.length, ...all);
      return;
    }
    const replaces = does.kind === "score" ? headsOf(readRating(mine), does.about) : [];
    const said = { value: null, text: "", ...does };
    const one: RatingEntry = { ...said, id: `${device}-${at}`, replaces, at };
    mine.push(one);
    all.push(one);
  });
  return all;
}

const shown = (entries: readonly RatingEntry[]) => {
  const { notes, spans, cells } = readRating(entries);
  return JSON.stringify([notes, spans, [...cells].sort(([one], [other]) => (one < other ? -1 : 1))]);
};

describe("a rating is the set of its entries", () => {
  test("in whatever order they arrive, and however often", () => {
    fc.assert(
      fc.property(
        Work.chain((work) => {
          const all = worked(work);
          const twice = [...all, ...all];
          return fc.record({
            all: fc.constant(all),
            arrived: fc.shuffledSubarray(twice, { minLength: twice.length }),
          });
        }),
        ({ all, arrived }) => {
          expect(shown(arrived)).toBe(shown(all));
        },
      ),
    );
  });

  test("no score that was the last word on a device is lost: it stands, or a later one replaced it knowing it", () => {
    fc.assert(
      fc.property(Work, (work) => {
        const all = worked(work);
        const rating = readRating(all);
        const replaced = new Set(all.flatMap(({ replaces }) => replaces));
        for (const one of all.filter(({ kind }) => kind === "score"))
          expect(headsOf(rating, one.about).includes(one.id)).toBe(!replaced.has(one.id));
      }),
    );
  });

  test("one device never clashes with itself", () => {
    fc.assert(
      fc.property(Work, (work) => {
        const alone = work.map(({ does }) => ({ device: 0, does }));
        expect([...readRating(worked(alone)).cells.values()].some(({ clash }) => clash)).toBe(false);
      }),
    );
  });
});

describe("two devices", () => {
  const [here, there] = [entry({ value: 3 }), entry({ value: 4 })];

  test("that say different things are both kept, and neither counts until one is chosen", () => {
    const rating = readRating([here, there]);
    expect(rating.cells.get("C1")).toEqual({ heads: [here, there], clash: true });
    expect(scoresIn(rating)).toEqual({});
    const chosen = entry({ value: 4, replaces: headsOf(rating, "C1") });
    expect(scoresIn(readRating([here, there, chosen]))).toEqual({ C1: 4 });
  });

  test("that say the same agree", () => {
    expect(scoresIn(readRating([here, entry({ value: 3 })]))).toEqual({ C1: 3 });
  });

  test("an entry that names itself or a stranger replaces nothing of its own", () => {
    const odd = entry({ value: 2, id: "odd", replaces: ["odd", "never-seen"] });
    expect(saidOf(readRating([odd]), "C1")).toEqual(odd);
  });
});

test("the clock: started twice is once, stopped while it stands is nothing; a figure written down counts instead", () => {
  const clock = (value: 0 | 1, minute: number) =>
    entry({ kind: "clock", about: "", value, at: minute * 60_000 });
  const ran = [
    clock(0, 1),
    clock(1, 10),
    clock(1, 12),
    clock(0, 40),
    clock(0, 50),
    clock(1, 60),
    clock(0, 75),
  ];
  expect(minutesOf(readRating(ran))).toBe(45);
  const written = entry({ kind: "figure", about: "minutes", value: 180 });
  expect(minutesOf(readRating([...ran, written]))).toBe(180);
});

test("a note that was taken back is gone, its entries stay", () => {
  const note = entry({ kind: "note", about: "C3", value: null, text: "Asks before she tells" });
  const back = entry({ kind: "note", about: "C3", value: null, text: "", replaces: [note.id] });
  expect(readRating([note]).notes).toEqual([note]);
  expect(readRating([note, back]).notes).toEqual([]);
  const said = entry({ kind: "feedback", about: "", value: null, text: "Well done" });
  expect(readRating([said, note]).notes).toEqual([note]);
  expect(headsOf(readRating([note]), "C3")).toEqual([]);
});

describe("a clock that is off", () => {
  const RECEIVED = Date.UTC(2026, 4, 4, 12);
  const HOUR = 60 * 60_000;
  const times = (at: number[], device: number | null) =>
    putRight(
      at.map((each) => ({ at: each })),
      RECEIVED,
      device,
    ).map((entry) => entry.at - RECEIVED);

  test("moves all it made by the same: two notes an hour apart stay an hour apart", () => {
    const fast = RECEIVED + 2 * HOUR;
    expect(times([fast - 3 * HOUR, fast - 2 * HOUR], fast)).toEqual([-3 * HOUR, -2 * HOUR]);
    const slow = RECEIVED - 24 * HOUR;
    expect(times([slow - HOUR, slow], slow)).toEqual([-HOUR, 0]);
    // Where it does not say what it says now, at least nothing is still to come.
    expect(times([fast - HOUR, fast], null)).toEqual([-HOUR, 0]);
    expect(times([RECEIVED - 3 * HOUR], null)).toEqual([-3 * HOUR]);
  });

  test("a line that took its time is no clock that is off", () => {
    expect(times([RECEIVED - HOUR], RECEIVED - 90_000)).toEqual([-HOUR]);
    expect(times([RECEIVED - HOUR], RECEIVED - 2 * 60_000)).toEqual([-HOUR + 2 * 60_000]); // so much is
  });

  test("whatever it says, distances stay and nothing is still to come", () => {
    const at = fc.integer({ min: RECEIVED - 400 * HOUR, max: RECEIVED + 400 * HOUR });
    fc.assert(
      fc.property(fc.array(at, { minLength: 1 }), fc.option(at), (given, device) => {
        const put = times(given, device);
        expect(Math.max(...put)).toBeLessThanOrEqual(0);
        expect(put.map((each) => each - put[0]!)).toEqual(given.map((each) => each - given[0]!));
      }),
    );
  });
});

test("entries of one moment stand in the order of their ids, on every device the same", () => {
  const notes = ["b", "a", "c"].map((id) => entry({ id, kind: "note", about: "", text: id, at: 0 }));
  expect(readRating(notes).notes.map(({ id }) => id)).toEqual(["a", "b", "c"]);
});

test("what was said in words clashes like a score does", () => {
  const feedback = (text: string) => entry({ kind: "feedback", about: "C1", value: null, text });
  expect(readRating([feedback("More practice"), feedback("Well done")]).cells.get("feedback")?.clash).toBe(
    true,
  );
  expect(readRating([feedback("Well done"), feedback("Well done")]).cells.get("feedback")?.clash).toBe(false);
  expect(readRating([entry({}), feedback("Well done")]).cells.get("C1")?.heads).toHaveLength(1);
});

test("the clock counts while it stands between two runs, and only entries of the clock", () => {
  const clock = (value: number, minute: number) =>
    entry({ kind: "clock", about: "", value, at: minute * 60_000 });
  const runs = [clock(1, 0), clock(0, 10), clock(1, 30), clock(0, 45)];
  const { spans } = readRating([...runs, entry({ value: 1, at: 60_000 * 50 })]);
  expect(spans.map(({ from, until }) => [from / 60_000, until! / 60_000])).toEqual([
    [0, 10],
    [30, 45],
  ]);
});

test.each<[string, string, number | null | undefined]>([
  ["minutes", "", null],
  ["minutes", "90", 90],
  ["minutes", "9999", 9999],
  ["minutes", "10000", undefined],
  ["minutes", "a90", undefined],
  ["minutes", "90a", undefined],
  ["mean", "", null],
  ["mean", "4.25", 425],
  ["mean", "4,25", 425],
  ["mean", "1", 100],
  ["mean", "0.99", undefined],
  ["mean", "5", 500],
  ["mean", "5.01", undefined],
  ["mean", "good", undefined],
])("a figure as it is typed: %s %s is %s", (figure, typed, value) =>
  expect(amount(figure, typed)).toBe(value),
);

test("and as a field shows it again", () => {
  expect([showAmount("mean", 425), showAmount("minutes", 90), showAmount("mean", null)]).toEqual([
    "4.25",
    "90",
    "",
  ]);
  expect([isCriterion("C1"), isCriterion("C12"), isCriterion("C13"), isCriterion("")]).toEqual([
    true,
    true,
    false,
    false,
  ]);
});
