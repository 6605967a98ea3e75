import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { drawExam, type Drawable } from "#app/features/trainers/exams/draw-exam.ts";
import {
  afterVoiding,
  isNear,
  marksBlind,
  scoreOf,
  standingOf,
  type Nearness,
  type Rounds,
} from "#app/features/trainers/exams/exam-marking.ts";
import { readBlueprint } from "#app/features/trainers/exams/exam-forms.ts";
import { asideFor } from "#app/features/trainers/exams/exam-release.ts";
import {
  deadlineOf,
  isLink,
  isAbsent,
  mayBegin,
  mayCheck,
  mayCloseLeftOpen,
  mayClose,
  mayCorrect,
  mayHandOut,
  mayMove,
  mayOpen,
  mayReplaceInvigilator,
  mayVoid,
  pagesFrozen,
  readOpeningCode,
  scriptState,
  startOf,
  type ScriptFacts,
  type SittingFacts,
  incidentAt,
  leftToDo,
} from "#app/features/trainers/exams/exam-sitting.ts";
import { runs } from "#tests/support/runs.ts";

const MINUTE = 60_000;
const item = (id: string, objective: string): Drawable => ({
  id,
  objective,
  body: { kind: "single", options: ["a", "b", "c"], key: "a" },
});
const bank = ["a", "b"].flatMap((objective) =>
  Array.from({ length: 8 }, (_, index) => item(`${objective}-${index}`, objective)),
);

describe("drawing an exam", () => {
  test("a second paper shares nothing with the first, whatever the seeds", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.integer({ min: 1, max: 4 }), (one, other, count) => {
        const blueprint = { a: count, b: count };
        const first = drawExam(bank, blueprint, new Set(), one);
        if (!first.ok) return false;
        const seen = new Set(first.value.map((each) => each.item));
        const second = drawExam(bank, blueprint, seen, other);
        return second.ok && seen.size === 2 * count && second.value.every((each) => !seen.has(each.item));
      }),
    );
  });

  test("the same seed draws the same paper, in whatever order the bank and the blueprint are listed", () => {
    fc.assert(
      fc.property(fc.string(), fc.shuffledSubarray(bank, { minLength: bank.length }), (seed, listed) => {
        const draw = (from: readonly Drawable[], blueprint: Record<string, number>) =>
          drawExam(from, blueprint, new Set(), seed);
        expect(draw(listed, { b: 2, a: 3 })).toEqual(draw(bank, { a: 3, b: 2 }));
      }),
    );
  });

  test("too few fresh items are said, with how many there are", () => {
    const seen = new Set(["a-0", "a-1", "a-2"]);
    expect(drawExam(bank, { a: 6 }, seen, "s")).toEqual({
      ok: false,
      reason: { key: "exam.tooFew", params: { group: "a", count: 5, wanted: 6 } },
    });
  });
});

const sitting = (own: Partial<SittingFacts> = {}): SittingFacts => ({
  day: "2026-03-29",
  startsAt: "01:30",
  timeZone: "Europe/Paris",
  minutes: 90,
  onPaper: false,
  edition: 1,
  openedAt: null,
  closedAt: null,
  cancelledAt: null,
  releasedAt: null,
  ...own,
});
const script = (own: Partial<ScriptFacts> = {}): ScriptFacts => ({
  checkedAt: null,
  startedAt: null,
  deadlineAt: null,
  submittedAt: null,
  voidedAt: null,
  releasedAt: null,
  ...own,
});
const at = new Date("2026-03-29T00:30:00Z");
/** After the minutes of an exam that began then. */
const OVER = at.getTime() + 90 * MINUTE;

describe("the time of an exam", () => {
  test("the night the clocks change takes and gives no minute", () => {
    const start = startOf(sitting())!;
    expect(new Date(start).toISOString()).toBe("2026-03-29T00:30:00.000Z");
    expect(deadlineOf(start, 90, 30) - start).toBe(120 * MINUTE);
    expect(new Date(startOf(sitting({ day: "2026-10-25", startsAt: "02:30" }))!).toISOString()).toBe(
      "2026-10-25T00:30:00.000Z",
    );
  });

  test("time over is handed in, to the millisecond", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 480 }), fc.integer({ min: 0, max: 240 }), (minutes, extra) => {
        const deadline = deadlineOf(at.getTime(), minutes, extra);
        const facts = script({ checkedAt: at, startedAt: at, deadlineAt: new Date(deadline) });
        expect(scriptState(facts, deadline - 1)).toBe("writing");
        expect(scriptState(facts, deadline)).toBe("handed-in");
      }),
    );
  });
});

describe("the room", () => {
  test("is opened on its day, and once", () => {
    expect(mayOpen(sitting(), "2026-03-28")).toMatchObject({ ok: false, reason: { key: "exam.tooEarly" } });
    expect(mayOpen(sitting(), "2026-03-29").ok).toBe(true);
    expect(mayOpen(sitting(), "2026-03-30")).toMatchObject({ ok: false, reason: { key: "exam.dayOver" } });
    expect(mayOpen(sitting({ openedAt: at }), "2026-03-29").ok).toBe(false);
  });

  test("papers are seen on its day, at the door too, of whoever has not begun", () => {
    const why = (facts: SittingFacts, today = facts.day, own = script()) => {
      const may = mayCheck(facts, own, today);
      return may.ok ? null : may.reason.key;
    };
    expect(why(sitting())).toBeNull();
    expect(why(sitting({ openedAt: at }))).toBeNull();
    expect(why(sitting(), "2026-03-28")).toBe("exam.checkTooEarly");
    expect(why(sitting({ openedAt: at }), "2026-03-30")).toBe("exam.dayOver");
    expect(why(sitting({ openedAt: at, closedAt: at }))).toBe("exam.closed");
    expect(why(sitting({ openedAt: at }), "2026-03-29", script({ startedAt: at }))).toBe("changed-meanwhile");
  });

  test("a script is voided once it was begun, once, and while no result is out", () => {
    const begun = script({ checkedAt: at, startedAt: at, deadlineAt: new Date(at.getTime() + MINUTE) });
    const [open, closed] = [sitting({ openedAt: at }), sitting({ openedAt: at, closedAt: at })];
    const why = (facts: SittingFacts, own: ScriptFacts) => {
      const may = mayVoid(facts, own);
      return may.ok ? null : may.reason.key;
    };
    for (const facts of [open, closed]) {
      expect(why(facts, begun)).toBeNull();
      expect(why(facts, { ...begun, submittedAt: at })).toBeNull();
      expect(why(facts, script({ checkedAt: at }))).toBe("changed-meanwhile");
      expect(why(facts, { ...begun, voidedAt: at })).toBe("changed-meanwhile");
    }
    expect(why({ ...closed, releasedAt: at }, begun)).toBe("exam.voidTooLate");
    expect(why({ ...open, cancelledAt: at }, begun)).toBe("changed-meanwhile");
    // Nobody writes it any more: the room can be closed.
    expect(scriptState({ ...begun, voidedAt: at }, at.getTime())).toBe("voided");
    expect(mayClose(open, [begun], at.getTime()).ok).toBe(false);
    expect(mayClose(open, [{ ...begun, voidedAt: at }], at.getTime()).ok).toBe(true);
  });

  test("one begins with papers seen, in an open room, by the right code", () => {
    const open = sitting({ openedAt: at });
    const seen = script({ checkedAt: at });
    const why = (facts: SittingFacts, own: ScriptFacts, rightCode: boolean, today = facts.day) => {
      const may = mayBegin(facts, own, rightCode, { today, now: OVER });
      return may.ok ? null : may.reason.key;
    };
    expect(why(open, seen, true)).toBeNull();
    expect(why(sitting(), seen, true)).toBe("exam.notOpen");
    expect(why(sitting({ openedAt: at, closedAt: at }), seen, true)).toBe("exam.closed");
    expect(why(sitting({ openedAt: at, cancelledAt: at }), seen, true)).toBe("exam.closed");
    expect(why(open, script(), true)).toBe("exam.notChecked");
    expect(why({ ...open, onPaper: true }, seen, true)).toBe("exam.onPaper");
    expect(why(open, seen, false)).toBe("exam.wrongCode");
    expect(why(open, seen, true, "2026-03-30")).toBe("exam.roomOver");
  });

  test("left open on screens it is the officer's to close once its day is over, and nobody writes", () => {
    const open = sitting({ openedAt: at });
    const may = (facts: SittingFacts, today: string, scripts: ScriptFacts[] = []) =>
      mayCloseLeftOpen(facts, scripts, { today, now: OVER }).ok;
    expect([may(open, "2026-03-29"), may(open, "2026-03-30")]).toEqual([false, true]);
    const writing = script({ checkedAt: at, startedAt: at, deadlineAt: new Date(OVER + MINUTE) });
    expect(may(open, "2026-03-30", [writing])).toBe(false);
    for (const other of [{ closedAt: at }, { cancelledAt: at }, { openedAt: null }])
      expect(may({ ...open, ...other }, "2026-03-30")).toBe(false);
  });

  test("opened late in the evening it is watched past midnight, for as long as its exam takes", () => {
    const evening = sitting({ openedAt: new Date("2026-03-29T21:30:00Z") }); // half past eleven there
    const seen = script({ checkedAt: at });
    const begins = (now: string) => {
      const may = mayBegin(evening, seen, true, { today: "2026-03-30", now: Date.parse(now) });
      return may.ok ? null : may.reason.key;
    };
    expect(begins("2026-03-29T22:05:00Z")).toBeNull();
    expect(begins("2026-03-29T22:59:59Z")).toBeNull();
    expect(begins("2026-03-29T23:00:00Z")).toBe("exam.roomOver");
  });

  test("who did not come is free once nobody lets them in any more, and whoever has begun is not", () => {
    const open = sitting({ openedAt: at });
    const absent = (facts: SittingFacts, today: string, own = script()) =>
      isAbsent(facts, own, { today, now: OVER });
    expect([absent(open, "2026-03-29"), absent(open, "2026-03-30")]).toEqual([false, true]);
    expect(absent({ ...open, closedAt: at }, "2026-03-29")).toBe(true);
    expect(absent({ ...open, onPaper: true }, "2026-03-30")).toBe(false);
    expect(absent(open, "2026-03-30", script({ checkedAt: at, startedAt: at }))).toBe(false);
  });

  test("left open on paper it is the officer's to close where everybody had begun, else somebody who was there says so", () => {
    const left = (own: Partial<SittingFacts>, begun: (Date | null)[], today = "2026-03-30") =>
      leftToDo(
        sitting({ onPaper: true, ...own }),
        begun.map((startedAt) => ({ startedAt })),
        { today, now: OVER },
      );
    expect(left({ openedAt: at }, [at, at])).toBe("close");
    expect(left({ openedAt: at }, [at, at], "2026-03-29")).toBeNull();
    for (const own of [{}, { openedAt: at }]) expect(left(own, [at, null])).toBe("write-down");
    expect(left({}, [])).toBeNull(); // nobody was to come: it is called off or moved
    expect(left({ openedAt: at, closedAt: at }, [null])).toBeNull();
  });

  test("is moved while it is planned, to a day that is not over", () => {
    const why = (...asked: Parameters<typeof mayMove>) => {
      const may = mayMove(...asked);
      return may.ok ? null : may.reason.key;
    };
    expect(why(sitting(), "2026-04-02", "2026-03-20")).toBeNull();
    expect(why(sitting(), "2026-03-20", "2026-03-20")).toBeNull();
    expect(why(sitting(), "2026-03-19", "2026-03-20")).toBe("exam.dayOver");
    for (const over of [{ openedAt: at }, { cancelledAt: at }, { openedAt: at, closedAt: at }])
      expect(why(sitting(over), "2026-04-02", "2026-03-20")).toBe("exam.openedAlready");
  });

  test("asks something else until the first candidate has begun, on no day that is over", () => {
    const why = (facts: Partial<SittingFacts>, begun: (Date | null)[] = [], day = "2026-04-01") => {
      const scripts = begun.map((startedAt) => ({ startedAt }));
      const may = mayCorrect(sitting({ day: "2026-04-01", ...facts }), scripts, day);
      return may.ok ? null : may.reason.key;
    };
    for (const facts of [{}, { openedAt: at }, { onPaper: true }]) {
      expect(why(facts)).toBeNull();
      expect(why(facts, [null, null])).toBeNull();
      expect(why(facts, [null, at])).toBe("exam.asksStays");
      expect(why(facts, [], "2026-04-02")).toBe("exam.dayOver");
    }
    for (const over of [
      { openedAt: at, closedAt: at },
      { cancelledAt: at },
      { closedAt: at, releasedAt: at },
    ])
      expect(why(over)).toBe("exam.closed");
  });

  test("is drawn by as many of each group as it has", () => {
    const groups = [
      { group: "budget", items: 3 },
      { group: "budget/written", items: 300 },
    ];
    const read = (one: unknown, other?: unknown) =>
      readBlueprint(groups, { "draw.budget": one, "draw.budget/written": other, "draw.else": "9" });
    expect(read("3", "")).toEqual({ blueprint: { budget: 3 } });
    expect(read("0", "200")).toEqual({ blueprint: { "budget/written": 200 } });
    const error = (field: string, key: string, params?: object) => ({
      error: { field: `draw.${field}`, key, ...(params && { params }) },
    });
    expect(read("4")).toEqual(error("budget", "too-big", { max: 3 }));
    expect(read("3", "201")).toEqual(error("budget/written", "too-big", { max: 200 }));
    for (const wrong of ["-1", "1.5", "two"]) expect(read(wrong)).toEqual(error("budget", "number"));
    for (const none of ["", "0", undefined]) expect(read(none)).toEqual(error("budget", "required"));
  });

  test("has another invigilator until it is closed, on paper another who brings the pages until the results", () => {
    const closed = { openedAt: at, closedAt: at };
    const may = (facts: Partial<SittingFacts>) => mayReplaceInvigilator(sitting(facts)).ok;
    for (const facts of [{}, { openedAt: at }, { ...closed, onPaper: true }]) expect(may(facts)).toBe(true);
    for (const facts of [closed, { ...closed, onPaper: true, releasedAt: at }, { cancelledAt: at }])
      expect(may(facts)).toBe(false);
  });

  test("on paper the booklet goes out with papers seen, in an open room, once", () => {
    const open = sitting({ openedAt: at, onPaper: true });
    const seen = script({ checkedAt: at });
    const why = (...asked: Parameters<typeof mayHandOut>) => {
      const may = mayHandOut(...asked);
      return may.ok ? null : may.reason.key;
    };
    expect(why(open, seen)).toBeNull();
    expect(why({ ...open, onPaper: false }, seen)).toBe("changed-meanwhile");
    expect(why({ ...open, openedAt: null }, seen)).toBe("exam.notOpen");
    expect(why({ ...open, closedAt: at }, seen)).toBe("exam.closed");
    expect(why(open, script())).toBe("exam.checkFirst");
    expect(why(open, { ...seen, startedAt: at })).toBe("changed-meanwhile");
  });

  test("is not closed while somebody writes", () => {
    const open = sitting({ openedAt: at });
    const writing = script({ checkedAt: at, startedAt: at, deadlineAt: new Date(at.getTime() + MINUTE) });
    expect(mayClose(open, [writing], at.getTime())).toMatchObject({
      ok: false,
      reason: { key: "exam.stillWriting", params: { count: 1 } },
    });
    expect(mayClose(open, [writing, script()], at.getTime() + MINUTE).ok).toBe(true);
    for (const other of [sitting(), sitting({ openedAt: at, closedAt: at })])
      expect(mayClose(other, [], at.getTime())).toMatchObject({
        ok: false,
        reason: { key: "changed-meanwhile" },
      });
  });

  test("a script is handed in before its time is over, and released once it is marked", () => {
    const writing = script({ checkedAt: at, startedAt: at, deadlineAt: new Date(at.getTime() + MINUTE) });
    const state = (own: Partial<ScriptFacts>) => scriptState({ ...writing, ...own }, at.getTime());
    expect(state({})).toBe("writing");
    expect(state({ submittedAt: at })).toBe("handed-in");
    expect(state({ submittedAt: at, releasedAt: at })).toBe("released");
    expect([scriptState(script(), 0), scriptState(script({ checkedAt: at }), 0)]).toEqual([
      "expected",
      "checked",
    ]);
  });

  test("a code is read as it is typed from a board", () => {
    expect(readOpeningCode(" ab o-1iL ")).toBe("AB0111");
  });

  test.each([
    ["https://meet.example/room", true],
    ["Room 3, https://meet.example/room", false],
    ["https://meet.example/room 3", false],
    ["http://meet.example/room", false],
    ["https://", false],
  ])("a place that is a link: %s: %s", (place, link) => expect(isLink(place)).toBe(link));

  test("pages are not changed once somebody has marked from them", () => {
    const frozen = (marks: number, scans: number) =>
      pagesFrozen({ marks: Array(marks).fill(0), scans: Array(scans).fill(0) });
    expect([frozen(0, 0), frozen(1, 0), frozen(0, 1), frozen(1, 1)]).toEqual([false, false, false, true]);
  });
});

describe("markers", () => {
  const rounds = (own: Partial<Rounds> = {}): Rounds => ({
    answered: true,
    maxPoints: 1000,
    closed: 300,
    open: true,
    given: [],
    again: null,
    pass: 7000,
    near: 500,
    ...own,
  });

  test("far from the pass mark one is enough, near it a second, apart over passing a third", () => {
    expect(standingOf(rounds())).toEqual({ ready: false, needs: 1 });
    expect(standingOf(rounds({ given: [349] }))).toEqual({ ready: true, points: 649 });
    expect(standingOf(rounds({ given: [350] }))).toEqual({ ready: false, needs: 2 });
    expect(standingOf(rounds({ given: [450] }))).toEqual({ ready: false, needs: 2 });
    expect(standingOf(rounds({ given: [451] }))).toEqual({ ready: true, points: 751 });
    expect(standingOf(rounds({ given: [410, 421] }))).toEqual({ ready: true, points: 716 });
    expect(standingOf(rounds({ given: [399, 421] }))).toEqual({ ready: false, needs: 3 });
    expect(standingOf(rounds({ given: [399, 421, 380] }))).toEqual({ ready: true, points: 680 });
    expect(standingOf(rounds({ open: false, answered: false }))).toEqual({ ready: false, needs: "keying" });
    expect(standingOf(rounds({ open: false }))).toEqual({ ready: true, points: 300 });
    expect(standingOf(rounds({ given: [399, 380], again: 420 }))).toEqual({ ready: true, points: 720 });
  });

  test("a third mark above two that an item voided since has made agree is not taken back", () => {
    expect(standingOf(rounds({ given: [410, 421, 440] }))).toEqual({ ready: true, points: 740 });
    expect(standingOf(rounds({ given: [410, 421, 390] }))).toEqual({ ready: true, points: 716 });
    const points = fc.integer({ min: 0, max: 600 });
    fc.assert(
      fc.property(points, points, points, fc.integer({ min: 0, max: 100 }), (one, other, third, voided) => {
        const given = [one, other, third];
        const before = standingOf(rounds({ given, near: 10_000 }));
        const apart = !standingOf(rounds({ given: [one, other], near: 10_000 })).ready;
        const after = standingOf(rounds({ given, closed: 300 + voided, near: 10_000 }));
        return !apart || (before.ready && after.ready && after.points >= before.points);
      }),
    );
  });

  test("blind is who has no way to the names", () => {
    const far: Nearness = {
      keeps: false,
      planned: false,
      invigilates: false,
      tookPart: false,
      sawPapers: false,
    };
    expect(marksBlind(far)).toBe(true);
    for (const way of Object.keys(far)) expect(marksBlind({ ...far, [way]: true })).toBe(false);
  });

  test("what a mean rounds never turns a verdict that two agree on", () => {
    const points = fc.integer({ min: 0, max: 700 });
    fc.assert(
      fc.property(points, points, fc.integer({ min: 0, max: 10_000 }), (one, other, pass) => {
        const asked = rounds({ given: [one, other], pass, near: 10_000 });
        const standing = standingOf(asked);
        const over = (given: number) => (300 + given) * 10_000 >= pass * 1000;
        if (over(one) !== over(other)) return !standing.ready;
        return standing.ready && standing.points * 10_000 >= pass * 1000 === over(one);
      }),
    );
  });

  test("points never fall when an item is voided, whoever marked", () => {
    const item = fc.record({
      points: fc.integer({ min: 1, max: 500 }),
      share: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 3, maxLength: 3 }),
    });
    const papers = fc.array(item, { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(
        papers,
        papers,
        fc.nat(),
        fc.integer({ min: 1, max: 3 }),
        fc.boolean(),
        fc.integer({ min: 0, max: 10_000 }),
        (closed, open, which, markers, judged, pass) => {
          const all = [...closed, ...open];
          const voided = which % all.length;
          const worth = (isVoid: (index: number) => boolean): Rounds => {
            const earned = (index: number, round: number) =>
              Math.floor(all[index]!.points * all[index]!.share[round]!);
            const openNow = open
              .map((_, index) => index + closed.length)
              .filter((index) => judged && !isVoid(index));
            const closedNow = all.map((_, index) => index).filter((index) => !openNow.includes(index));
            return {
              answered: true,
              maxPoints: all.reduce((sum, { points }) => sum + points, 0),
              closed: closedNow.reduce(
                (sum, index) => sum + (isVoid(index) ? all[index]!.points : earned(index, 0)),
                0,
              ),
              open: openNow.length > 0,
              given: [0, 1, 2]
                .slice(0, markers)
                .map((round) => openNow.reduce((sum, index) => sum + earned(index, round), 0)),
              again: null,
              pass,
              near: 500,
            };
          };
          const before = worth(() => false);
          const after = worth((index) => index === voided);
          const earlier = standingOf({ ...before, near: -1 });
          const now = afterVoiding(before, after);
          return now <= after.maxPoints && (!earlier.ready || now >= earlier.points);
        },
      ),
      { numRuns: runs(10_000) },
    );
  });

  test("where two now part over passing, the better one counts", () => {
    const before = rounds({ given: [380, 380] });
    expect(afterVoiding(before, rounds({ closed: 350, given: [300, 360] }))).toBe(710);
    // What the mean of the two was before stays the least.
    expect(afterVoiding(rounds({ given: [420, 430] }), rounds({ given: [380, 410] }))).toBe(725);
  });

  test("what is not reached is not rounded to", () => {
    expect(scoreOf(6999, 9999)).toBe(6999);
    expect(scoreOf(2, 3)).toBe(6666);
    expect(scoreOf(0, 0)).toBe(0);
    expect(isNear(rounds(), 650)).toBe(true);
  });
});

describe("a result the candidacy refuses", () => {
  test.each([
    ["candidacy.ended", "good"],
    ["candidacy.notHere", "good"],
    ["candidacy.sitting.passed", "good"],
    ["candidacy.sitting.used-up", "good"],
    ["candidacy.sitting.result-waiting", "now"],
    ["candidacy.sitting.course-running", "now"],
    ["candidacy.sitting.too-late", "now"],
    ["candidacy.sitting.window", "now"],
    ["candidacy.dayToCome", null],
    ["candidacy.ownRecord", null],
    ["changed-meanwhile", null],
  ])("%s: stands aside for %s", (key, lasts) => expect(asideFor(key)).toBe(lasts));
});

test("an incident is of the hour that is said, on the clock of the room; afterwards it has to be said", () => {
  const room = { day: "2026-05-04", timeZone: "Asia/Phnom_Penh" };
  const noon = Date.UTC(2026, 4, 4, 5); // 12:00 there
  expect(incidentAt(room, "", noon, room.day)).toBe(noon);
  expect(incidentAt(room, "09:30", noon, room.day)).toBe(Date.UTC(2026, 4, 4, 2, 30));
  expect(incidentAt(room, "12:01", noon, room.day)).toBeNull(); // still to come
  expect(incidentAt(room, "", noon + 86_400_000, "2026-05-05")).toBeNull();
  expect(incidentAt(room, "15:10", noon + 86_400_000, "2026-05-05")).toBe(Date.UTC(2026, 4, 4, 8, 10));
  expect(incidentAt(room, "25:00", noon, room.day)).toBeNull();
});
