import { describe, expect, test } from "vitest";
import { assessmentView, standingAt } from "#app/features/learning/assessment-view.ts";
import { assessmentsOf } from "#app/features/learning/assessments-of.ts";
import type { AttemptFacts } from "#app/features/learning/attempt.ts";
import { askedLanguage, neighbours, pathAfter, withLanguage } from "#app/features/learning/course-path.ts";
import { dueIn } from "#app/features/learning/due.ts";
import type { EnrolmentFacts } from "#app/features/learning/enrolment-facts.ts";
import { coursePage, modulePage, myLearning } from "#app/features/learning/learning-pages.ts";
import { afterSave, paperHref, paperView, startHref } from "#app/features/learning/paper-path.ts";
import { passbookView, stepView } from "#app/features/learning/passbook.ts";
import { courseProgress, type LearningRecord } from "#app/features/learning/progress.ts";
import { resultItem, rightAnswer, type QuestionView } from "#app/features/learning/question-view.ts";
import { courseOutline, questions } from "#tests/support/course-fixture.ts";

const clock = { now: Date.parse("2026-05-01T05:00:00Z"), today: "2026-05-01", timeZone: "UTC" };
const outline = courseOutline();

function course(record: Partial<LearningRecord> = {}, own: Partial<EnrolmentFacts> = {}): EnrolmentFacts {
  const full = { marks: [], goals: [], attempts: [], permissions: [], plan: null, ...record };
  return {
    id: "e1",
    personId: "p1",
    status: "active",
    electives: [],
    nameConfirmed: false,
    cohort: {
      id: "c1",
      name: "Autumn",
      timeZone: "UTC",
      startDate: "2026-04-01",
      endDate: "2026-05-04",
      selfPaced: false,
      closed: false,
    },
    version: { id: "v1", courseId: "essentials", outline },
    record: full,
    progress: courseProgress(outline, [], full, clock),
    ...own,
  };
}

const sat = (moduleId: string, unitId: string, own: Partial<AttemptFacts> = {}) => ({
  moduleId,
  unitId,
  id: `${moduleId}-${unitId}`,
  number: 1,
  state: "graded" as const,
  startedAt: 2000,
  deadlineAt: null,
  submittedAt: 3000,
  points: 300,
  maxPoints: 500,
  passed: true,
  practice: false,
  ...own,
});
const introDone = {
  marks: [{ moduleId: "intro", unitId: "read", at: 1000 }],
  attempts: [sat("intro", "test")],
};

describe("the passbook", () => {
  test("stamps what is finished, marks where one is, and says why the rest waits", () => {
    const [first, core, choice] = passbookView(course(introDone), "fr").sections;
    expect(first?.places[0]).toMatchObject({ state: "done", stamp: "passed", finishedAt: 3000 });
    expect(core?.places[0]).toMatchObject({ state: "now", stamp: null, lock: null, units: 4 });
    expect(core?.places[0]?.title).toEqual({ words: "Module risk (fr)", locale: "fr" });
    expect(choice?.places[0]?.lock).toEqual({ because: "not-chosen" });
    const locked = passbookView(course(), "en").sections[1]?.places[0];
    expect(locked?.lock).toMatchObject({ because: "mandatory-first", title: { words: "Module intro" } });
  });

  test("words that are not translated come in the source language and say so", () => {
    expect(passbookView(course(), "km").title).toEqual({ words: "Management essentials", locale: "en" });
  });

  test("the next step names the unit, its place and its minutes", () => {
    expect(stepView(course(introDone), "en")).toMatchObject({
      kind: "unit",
      href: "/learn/e1/risk/par",
      position: 1,
      of: 4,
      minutes: 10,
    });
  });
});

describe("what is due", () => {
  test("has the cohort's last day, and leaves out a final that is locked", () => {
    const due = dueIn(course(introDone), "2026-05-01", "en");
    expect(due.map(({ kind }) => kind)).toEqual(["modules", "plan", "name"]);
    expect(due[0]).toMatchObject({ date: "2026-05-04", daysLeft: 3, count: 1 });
    expect(dueIn(course(introDone), "2026-05-06", "en")[0]?.daysLeft).toBe(-2);
  });

  test("electives are due when the course begins, or at its end where each goes their own pace", () => {
    const choosing = course();
    const own = { ...choosing, progress: { ...choosing.progress, electivesLeft: 3 } };
    expect(dueIn(own, "2026-03-30", "en").find(({ kind }) => kind === "electives")).toMatchObject({
      date: "2026-04-01",
      daysLeft: 2,
      count: 3,
      href: "/learn/e1/electives",
    });
    const slow = { ...own, cohort: { ...own.cohort, selfPaced: true } };
    expect(dueIn(slow, "2026-03-30", "en").find(({ kind }) => kind === "electives")?.date).toBe("2026-05-04");
  });
});

describe("my learning", () => {
  test("puts the course one worked in last on top and keeps what is over apart", () => {
    const idle = course({}, { id: "idle" });
    const busy = course(introDone, { id: "busy" });
    const left = course({}, { id: "left", status: "withdrawn" });
    const page = myLearning([idle, left, busy], () => "2026-05-01", "en");
    expect(page.courses.map(({ passbook }) => passbook.enrolmentId)).toEqual(["busy", "idle"]);
    expect(page.next?.href).toContain("/learn/busy/");
    expect(page.ended).toMatchObject([{ enrolmentId: "left", open: false }]);
  });

  test("a course that is over has no next step and nothing that still counts", () => {
    const page = coursePage(course(introDone, { status: "completed" }), "en");
    expect(page).toMatchObject({ next: null, stillCounts: [] });
  });

  test("a module's page goes on at its first open unit, and nowhere while it is locked", () => {
    expect(modulePage(course(introDone), "risk", "en")).toMatchObject({
      next: "par",
      lock: null,
      settled: 0,
    });
    expect(modulePage(course(), "risk", "en")).toMatchObject({ next: null });
    expect(modulePage(course(), "nowhere", "en")).toBeNull();
  });
});

describe("an assessment", () => {
  test("says its rules with what was granted, and why it may not begin", () => {
    const granted = { moduleId: "", unitId: "final", minutes: 0, kind: "extra-attempt" as const };
    const view = assessmentView(course({ ...introDone, permissions: [granted] }), {
      moduleId: "",
      unitId: "final",
    });
    expect(view).toMatchObject({ items: 5, pass: 70, minutes: 60, attempts: 2, extraAttempts: 1, may: null });
    expect(view?.why).toEqual({ key: "learning.final-locked", params: { count: 1 } });
    expect(assessmentView(course(), { moduleId: "risk", unitId: "test" })?.why).toEqual({
      key: "learning.module-locked",
    });
    expect(assessmentView(course(), { moduleId: "intro", unitId: "read" })).toBeNull();
    expect(standingAt(course().progress, { moduleId: "nowhere", unitId: "test" })).toBeNull();
  });

  test("may begin while the course runs, not afterwards", () => {
    const at = { moduleId: "intro", unitId: "test" };
    expect(assessmentView(course(), at)).toMatchObject({ may: "start", why: null });
    const over = assessmentView(course({}, { status: "completed" }), at);
    expect(over).toMatchObject({ may: null, why: { key: "learning.course-over" } });
  });

  test("of one person are those that count, the final last", () => {
    const all = assessmentsOf(course(), "en").map(({ assessment }) => assessment);
    expect(all).toEqual(["intro/test", "risk/test", "risk/letter", "/final"]);
  });
});

describe("ways through a course", () => {
  test("run from unit to unit and end on the passbook page", () => {
    const module = outline.modules.risk!;
    expect(neighbours(module, "test")).toEqual({ previous: "par", next: "letter" });
    expect(neighbours(module, "par").previous).toBeNull();
    expect(pathAfter("e1", module, "par")).toBe("/learn/e1/risk/test");
    expect(pathAfter("e1", module, "goal")).toBe("/learn/e1");
  });

  test("keep a language that was asked for, and only a language", () => {
    const asked = (search: string) => askedLanguage(new URL(`http://here${search}`));
    expect(withLanguage("/learn/e1", asked("/?lang=fr"))).toBe("/learn/e1?lang=fr");
    expect(withLanguage("/learn/e1", asked("/"))).toBe("/learn/e1");
    expect(asked("/?lang=fr%26x")).toBeNull();
  });

  test("through a paper: one item at a time on a phone, the next after each, all after the last", () => {
    expect(startHref("a1", "fr", "?1")).toBe("/attempts/a1?q=1&lang=fr");
    expect(startHref("a1", null, null)).toBe("/attempts/a1");
    const one = paperView(new URL("http://here/attempts/a1?q=2"));
    expect(afterSave("a1", one, 2)).toBe("/attempts/a1?q=3");
    const all = paperView(new URL("http://here/attempts/a1?lang=fr&check=1"));
    expect(afterSave("a1", all, 2)).toBe("/attempts/a1?lang=fr#q2");
    expect(paperHref("a1", all)).toBe("/attempts/a1?lang=fr&check=1#hand-in");
    expect(paperView(new URL("http://here/attempts/a1?q=-1")).only).toBeNull();
  });
});

describe("an item of the result", () => {
  const single = questions().get("intro/know-single")!;
  const words = { prompt: "?", explain: "Because.", distractors: { a: "A common slip.", c: "Not here." } };
  const view = { answer: { choice: "a" }, item: "intro/know-single", position: 1 } as unknown as QuestionView;

  test("says what misled, what is right, and why", () => {
    expect(resultItem(view, single, words, { points: 0, comment: null })).toMatchObject({
      earned: 0,
      right: { choice: "b" },
      misled: ["A common slip."],
      explain: "Because.",
    });
    const right = { ...view, answer: { choice: "b" } };
    expect(resultItem(right, single, words, { points: 100, comment: null }).misled).toEqual([]);
    expect(resultItem({ ...view, answer: null }, single, words, undefined)).toMatchObject({
      earned: 0,
      misled: [],
    });
  });

  test("every kind but a letter has a right answer", () => {
    for (const question of questions().values())
      expect(rightAnswer(question, { prompt: "?", accept: ["reserve"] }, "en") === null).toBe(
        question.body.kind === "free-text",
      );
  });

  test.each([
    ["en", "45,000.5"],
    ["km", "45,000.5"],
    ["es", "45.000,5"],
    ["fr", "45\u00a0000,5"],
  ])("a right number is shown as %s writes it", (locale, text) => {
    const body = { kind: "numeric" as const, key: "45000.5", tolerance: "0" };
    expect(rightAnswer({ ...[...questions().values()][0]!, body }, { prompt: "?" }, locale)).toEqual({
      text,
    });
  });
});
