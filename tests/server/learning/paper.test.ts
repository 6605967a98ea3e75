import { describe, expect, test } from "vitest";
import { handInPaper } from "#app/features/learning/hand-in-paper.server.ts";
import { paperPage, resultPage } from "#app/features/learning/attempt-pages.server.ts";
import { keepAnswer } from "#app/features/learning/save-answers.server.ts";
import { startAttempt } from "#app/features/learning/start-attempt.server.ts";
import { submitAttempt } from "#app/features/learning/submit-attempt.server.ts";
import type { PaperPage } from "#app/features/learning/question-view.ts";
import { db } from "#app/infra/db.server.ts";
import { courseModule, courseOutline, policy, quiz } from "#tests/support/course-fixture.ts";
import { enrolLearner, enrolmentOf, publishCourse, type Learner } from "#tests/support/learning-fixture.ts";

const outline = courseOutline();
const plan = { from: "objectives", draw: { know: 4 } } as const;
outline.sections = [{ id: "core", kind: "core", group: null, modules: ["intro"] }];
outline.modules = { intro: courseModule("intro", [quiz("test", plan, { attempts: 1 })]) };
outline.final = { plan: { from: "modules", draw: { intro: 2 } }, policy: policy({ attempts: 2 }) };
const versionId = await publishCourse(outline);

const TEST = { moduleId: "intro", unitId: "test" };
const FINAL = { moduleId: "", unitId: "final" };

async function start(learner: Learner, at = TEST) {
  const started = await startAttempt(learner.actor, await enrolmentOf(learner), at, "seed");
  if (!started.ok) throw new Error(started.reason.key);
  return started.value.attemptId;
}

async function paperOf(learner: Learner, id: string, locale = "en"): Promise<PaperPage> {
  const paper = await paperPage(learner.actor, id, locale);
  if (paper === null || paper === "over") throw new Error("no open paper");
  return paper;
}

/** The first thing that may be chosen or typed for each item, as the form would post it. */
function typedInto({ questions }: PaperPage): Record<string, string | string[]> {
  const fields: Record<string, string | string[]> = {
    shown: questions.map(({ position }) => String(position)),
  };
  for (const { position, kind, options, left } of questions) {
    const name = `a${position}`;
    if (kind === "matching") fields[`${name}.${left[0]}`] = options[0]!;
    else if (kind === "ordering") fields[`${name}.${options[0]}`] = "1";
    else if (kind === "multiple") fields[name] = [options[0]!];
    else fields[name] = kind === "single" ? options[0]! : kind === "true-false" ? "true" : "7";
  }
  return fields;
}

describe("the paper", () => {
  test("keeps its items and their order in another language, with the source beside", async () => {
    const learner = await enrolLearner(versionId);
    const id = await start(learner);
    const [english, french] = [await paperOf(learner, id), await paperOf(learner, id, "fr")];
    const order = (paper: PaperPage) => paper.questions.map(({ item, options }) => ({ item, options }));
    expect(order(french)).toEqual(order(english));
    expect(english.questions.every(({ source }) => source === null)).toBe(true);
    expect(french.questions.every(({ source }) => source?.locale === "en")).toBe(true);
    expect((await db.attempt.findUniqueOrThrow({ where: { id } })).practice).toBe(false);
  });

  test("tells no key and no explanation before it is handed in", async () => {
    const learner = await enrolLearner(versionId);
    const text = JSON.stringify(await paperOf(learner, await start(learner)));
    expect(text).not.toMatch(/Because of|explain|accept|distractors|"key"/);
  });

  test("is saved whole, only what changed, and shows it again", async () => {
    const learner = await enrolLearner(versionId);
    const id = await start(learner);
    const fields = typedInto(await paperOf(learner, id));
    expect(await handInPaper(learner.actor, id, fields, "save")).toEqual({ kind: "saved" });
    expect(await handInPaper(learner.actor, id, fields, "save")).toEqual({ kind: "saved" });
    const rows = await db.answer.findMany({ where: { attemptId: id } });
    expect(rows.map(({ revision }) => revision)).toEqual([1, 1, 1, 1]);
    expect((await paperOf(learner, id)).questions.every(({ savedAt }) => savedAt !== null)).toBe(true);
  });

  test("with gaps is handed in only when that is meant", async () => {
    const learner = await enrolLearner(versionId);
    const id = await start(learner);
    const { a1: _, ...fields } = typedInto(await paperOf(learner, id));
    const some = { ...fields, shown: ["2", "3", "4"] };
    expect(await handInPaper(learner.actor, id, some, "submit")).toEqual({ kind: "missing" });
    expect(await paperPage(learner.actor, id, "en")).not.toBe("over");
    expect(await handInPaper(learner.actor, id, {}, "submit-anyway")).toEqual({ kind: "handed-in" });
    expect(await paperPage(learner.actor, id, "en")).toBe("over");
  });

  test("refuses what is not on it, and nothing of that form is kept", async () => {
    const learner = await enrolLearner(versionId);
    const id = await start(learner);
    const fields = typedInto(await paperOf(learner, id));
    expect(await handInPaper(learner.actor, id, { ...fields, shown: ["1", "9"] }, "save")).toMatchObject({
      kind: "bad",
    });
    const single = (await paperOf(learner, id)).questions.find(({ kind }) => kind === "single");
    if (single) {
      const forged = { ...fields, [`a${single.position}`]: "z" };
      expect(await handInPaper(learner.actor, id, forged, "save")).toEqual({
        kind: "bad",
        field: `a${single.position}`,
      });
    }
    expect(await db.answer.count({ where: { attemptId: id } })).toBe(0);
  });

  test("is not there for anybody else, and over once it was handed in", async () => {
    const learner = await enrolLearner(versionId);
    const other = await enrolLearner(versionId);
    const id = await start(learner);
    const fields = typedInto(await paperOf(learner, id));
    expect(await handInPaper(other.actor, id, fields, "submit")).toBeNull();
    expect(await keepAnswer(other.actor, id, { shown: "1", a1: "true" })).toBeNull();
    expect(await paperPage(other.actor, id, "en")).toBeNull();
    expect(await resultPage(other.actor, id, "en")).toBeNull();
    expect(await resultPage(learner.actor, id, "en")).toBe("open");
    await submitAttempt(learner.actor, id);
    expect(await handInPaper(learner.actor, id, fields, "save")).toEqual({ kind: "over" });
  });
});

describe("the result", () => {
  test("of a quiz explains each item; the final says nothing more while a try is left", async () => {
    const learner = await enrolLearner(versionId);
    const quizId = await start(learner);
    await submitAttempt(learner.actor, quizId);
    const result = await resultPage(learner.actor, quizId, "en");
    expect(result).toMatchObject({ percent: 0, pass: 70, moreTries: false });
    expect(JSON.stringify(result)).toContain("Because of");

    const finalId = await start(learner, FINAL);
    await submitAttempt(learner.actor, finalId);
    const closed = await resultPage(learner.actor, finalId, "en");
    expect(closed).toMatchObject({ items: null, moreTries: true });
    expect(JSON.stringify(closed)).not.toContain("Because of");

    const second = await start(learner, FINAL);
    await submitAttempt(learner.actor, second);
    expect(JSON.stringify(await resultPage(learner.actor, finalId, "en"))).toContain("Because of");
  });
});
