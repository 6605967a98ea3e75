import { describe, expect, test } from "vitest";
import { decideElectives, electivesPage, type Chooser } from "#app/features/learning/choose-electives.ts";
import { nextStep, whatStillCounts } from "#app/features/learning/next-step.ts";
import { courseProgress, type LearningRecord } from "#app/features/learning/progress.ts";
import { courseOutline } from "#tests/support/course-fixture.ts";

/* Domain §1.2: chosen at registration, the agenda is built from the choices. The course begins on 4 May. */

const BEFORE = "2026-05-03";
const BEGUN = "2026-05-04";
const outline = courseOutline({ selection: { total: 1, products: 1, segments: 0 } });
const clock = { now: Date.parse("2026-05-04T05:00:00Z"), today: BEGUN, timeZone: "UTC" };

function course(
  electives: string[] = [],
  own: { began?: string; selfPaced?: boolean; closed?: boolean } = {},
) {
  const marks = own.began ? [{ moduleId: own.began, unitId: "lease", at: 1000 }] : [];
  const record: LearningRecord = { marks, goals: [], attempts: [], permissions: [], plan: null };
  return {
    status: "active" as const,
    electives,
    cohort: {
      id: "c1",
      name: "Autumn",
      timeZone: "UTC",
      startDate: BEGUN,
      endDate: "2026-05-08",
      selfPaced: own.selfPaced ?? false,
      closed: own.closed ?? false,
    },
    version: { outline },
    record,
    progress: courseProgress(outline, electives, record, clock),
  };
}

const answer = (result: ReturnType<typeof decideElectives>) => (result.ok ? result.value : result.reason.key);

describe("who may choose when", () => {
  test.each<[string, string[], Chooser, string, string[] | string]>([
    ["a learner before the course begins", [], "learner", BEFORE, ["savings"]],
    ["a learner who changes their mind before", ["leasing"], "learner", BEFORE, ["savings"]],
    ["a learner who came late and has not chosen", [], "learner", BEGUN, ["savings"]],
    ["a learner once the agenda stands", ["leasing"], "learner", BEGUN, "learning.electives-fixed"],
    ["whoever runs the course, later too", ["leasing"], "staff", BEGUN, ["savings"]],
  ])("%s", (_who, before, by, today, expected) => {
    expect(answer(decideElectives(course(before), ["savings"], by, today))).toEqual(expected);
  });

  test("in a self-paced course there is no agenda to keep", () => {
    const result = decideElectives(course(["leasing"], { selfPaced: true }), ["savings"], "learner", BEGUN);
    expect(answer(result)).toEqual(["savings"]);
  });

  test("nobody in a closed cohort, or after their course is over", () => {
    const closed = decideElectives(course([], { closed: true }), ["savings"], "staff", BEFORE);
    expect(answer(closed)).toBe("learning.course-over");
    const over = decideElectives({ ...course(), status: "completed" }, ["savings"], "staff", BEFORE);
    expect(answer(over)).toBe("learning.course-over");
  });
});

test("what was begun stays chosen, and what is no elective is not kept", () => {
  const result = decideElectives(
    course(["leasing"], { began: "leasing" }),
    ["savings", "risk", "x"],
    "staff",
    BEGUN,
  );
  expect(answer(result)).toEqual(["savings", "leasing"]);
});

test("a choice that is too small says what is missing", () => {
  const result = decideElectives(course(), [], "learner", BEFORE);
  expect(result).toEqual({
    ok: false,
    reason: { key: "learning.electives-left-products", params: { count: 1, products: 1, segments: 0 } },
  });
});

test("all that is missing is said at once", () => {
  const { outline: own } = course().version;
  const wanting = (selection: { total: number; products: number; segments: number }, wanted: string[]) =>
    decideElectives({ ...course(), version: { outline: { ...own, selection } } }, wanted, "learner", BEFORE);
  const reason = (result: ReturnType<typeof wanting>) => (result.ok ? null : result.reason);
  expect(reason(wanting({ total: 7, products: 3, segments: 3 }, ["leasing"]))).toEqual({
    key: "learning.electives-left-products-segments",
    params: { count: 6, products: 2, segments: 3 },
  });
  expect(reason(wanting({ total: 2, products: 1, segments: 0 }, ["leasing"]))).toEqual({
    key: "learning.electives-left",
    params: { count: 1, products: 0, segments: 0 },
  });
});

test("the page says until when a choice may be changed", () => {
  const until = (own: Parameters<typeof course>[1], by: Chooser, today: string) =>
    electivesPage(course([], own), by, today, "en")?.until;
  expect(until({}, "learner", BEFORE)).toBe(BEGUN);
  expect(until({}, "learner", BEGUN)).toBe("once-kept");
  expect(until({ selfPaced: true }, "learner", BEGUN)).toBe("always");
  expect(until({}, "staff", BEGUN)).toBe("always");
});

test("until they are chosen, electives are the next step, count, and keep the final closed", () => {
  const { progress, record } = course();
  expect(nextStep(progress, record)).toEqual({ kind: "electives", left: 1 });
  expect(whatStillCounts(progress, true)[0]).toEqual({ kind: "electives", left: 1 });
  expect([progress.counting, progress.final?.modulesLeft]).toEqual([3, 3]);
  const chosen = course(["savings"]);
  expect(nextStep(chosen.progress, chosen.record)?.kind).toBe("unit");
  expect([chosen.progress.counting, chosen.progress.final?.modulesLeft]).toEqual([3, 3]);
});

test("the page shows what there is to choose from, and nothing in a course without a rule", () => {
  const page = electivesPage(course(["leasing"], { began: "leasing" }), "learner", BEGUN, "fr");
  expect(page?.sections.map(({ title }) => title.words)).toEqual(["Choix"]);
  expect(page?.sections[0]?.modules.map(({ moduleId, begun }) => [moduleId, begun])).toEqual([
    ["savings", false],
    ["leasing", true],
  ]);
  expect(page?.whyNot?.key).toBe("learning.electives-fixed");
  expect(
    electivesPage({ ...course(), version: { outline: courseOutline() } }, "staff", BEGUN, "en"),
  ).toBeNull();
});
