import { readFileSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import type { CourseOutline, UnitOutline } from "#app/features/catalogue/course-outline.ts";
import type { App } from "#tests/support/app.ts";
import { ask, formBody, type Asked } from "#tests/support/ask.ts";
import { demoTemplate } from "#tests/support/demo.ts";
import { openStage } from "#tests/support/stage.ts";

/*
 * Every course with modules of its own is learned from its first unit to its final, over real requests: each unit is read and done,
 * each test sat with the right answers, each written answer marked by a person, each goal set, the plan handed in.
 */

/** Not those that borrow their modules: they are learned where the modules stand. */
const courses = (await readdir("content", { withFileTypes: true }))
  .filter((entry) => entry.isDirectory() && !entry.name.startsWith("."))
  .map(({ name }) => name)
  .filter((name) => !readFileSync(`content/${name}/course.yaml`, "utf8").includes("modules-from:"));

const stage = await openStage(await demoTemplate(inject("template")));
let app: App;

beforeAll(async () => {
  app = await stage.start();
});
afterAll(() => stage.close());

type Person = { personId: string; cookie: string };

async function signedIn(personId: string): Promise<Person> {
  const { cookieOf } = await import("#tests/support/many-learners.ts");
  const { PRIVACY_NOTICE_VERSION } = await import("#app/features/identity/privacy-notice.ts");
  const { db } = await import("#app/infra/db.server.ts");
  await db.person.update({ where: { id: personId }, data: { noticeVersion: PRIVACY_NOTICE_VERSION } });
  return { personId, cookie: await cookieOf(personId) };
}

/** Reads a page; anything but the page is a failure that says which. */
async function read({ cookie }: Person, path: string): Promise<string> {
  const { status, text } = await ask(app.origin, path, { cookie });
  expect(status, path).toBe(200);
  return text;
}

/** Sends a form and follows where it leads. */
async function send(
  { cookie }: Person,
  path: string,
  fields: Record<string, string | string[]>,
): Promise<Asked> {
  const answer = await ask(app.origin, path, { cookie, body: formBody(fields) });
  expect(answer.status, `${path} ${JSON.stringify(fields).slice(0, 200)}`).toBe(302);
  return answer;
}

async function marker(): Promise<Person> {
  const { makePerson } = await import("#tests/support/learning-fixture.ts");
  const { db } = await import("#app/infra/db.server.ts");
  const { newId } = await import("#app/infra/ids.server.ts");
  const personId = await makePerson("Torres Ana");
  await db.roleAssignment.create({
    data: {
      id: newId(),
      personId,
      role: "marker",
      scopeKind: "all",
      scopeId: "",
      grantedAt: new Date("2026-01-01T00:00:00Z"),
      grantedBy: personId,
    },
  });
  return signedIn(personId);
}

/** Starts at `path`, answers the whole paper right, hands it in; written answers get all their points from `examiner`. */
async function sit(learner: Person, examiner: Person, path: string): Promise<string> {
  const { sitting } = await import("#app/features/learning/sittings.server.ts");
  const { rightFields } = await import("#tests/support/answer-fields.ts");
  const started = await send(learner, path, { intent: "start" });
  const attempt = String(started.headers.location).split("?")[0]!;
  const attemptId = attempt.split("/")[2]!;
  const paper = (await sitting(attemptId, learner.personId))!;
  await read(learner, attempt);
  const answers = paper.questions.map((_, index) => rightFields(paper, index + 1));
  const shown = answers.map((_, index) => String(index + 1));
  await send(learner, attempt, { ...Object.assign({}, ...answers), "shown[]": shown, intent: "submit" });
  const written = paper.questions.flatMap(({ body, points }, index) =>
    body.kind === "free-text" ? [[`points.${index + 1}`, String(points / 100)]] : [],
  );
  if (written.length > 0) await send(examiner, `/marking/${attemptId}`, Object.fromEntries(written));
  return read(learner, `${attempt}/result`);
}

async function doUnit(learner: Person, examiner: Person, path: string, { kind }: UnitOutline): Promise<void> {
  await read(learner, path);
  if (kind === "quiz") expect(await sit(learner, examiner, path)).toContain("Passed");
  else if (kind === "action-plan")
    await send(learner, path, {
      intent: "goal",
      goal: "Every client with a second late instalment is visited within three days.",
      firstStep: "Put the watch list on the wall on Monday.",
      byDate: "2027-03-01",
      indicator: "Visits within three days, of all second late instalments.",
    });
  else await send(learner, path, { intent: "done" });
}

/** As many of each group as the course asks for, and more of the first until there are enough in all. */
function electivesOf({ sections, selection }: CourseOutline): string[] {
  if (!selection) return [];
  const of = (group: string) =>
    sections.filter((section) => section.group === group).flatMap(({ modules }) => modules);
  const segments = of("segments").slice(0, selection.segments);
  return [...of("products").slice(0, selection.total - segments.length), ...segments];
}

describe.each(courses)("%s", (courseId) => {
  test("is learned from the first unit to the final, from its content alone", async () => {
    const { importCourse } = await import("#app/features/catalogue/import-course.server.ts");
    const { courseVersion } = await import("#app/features/catalogue/courses.server.ts");
    const { countedModules, unmetParts } = await import("#app/features/catalogue/elective-choice.ts");
    const { enrolLearner, enrolmentOf } = await import("#tests/support/learning-fixture.ts");
    const outcome = await importCourse("content", courseId);
    if (!("versionId" in outcome)) throw new Error(JSON.stringify(outcome));
    const { outline } = (await courseVersion(outcome.versionId))!;
    const enrolled = await enrolLearner(outcome.versionId);
    const chosen = electivesOf(outline);
    expect(unmetParts(outline, chosen)).toEqual([]);
    const learner = await signedIn(enrolled.personId);
    const examiner = await marker();
    const course = `/learn/${enrolled.enrolmentId}`;
    if (outline.selection) await send(learner, `${course}/electives`, { "electives[]": chosen, seen: "" });

    await read(learner, course);
    for (const module of countedModules(outline, chosen)) {
      await read(learner, `${course}/${module.id}`);
      for (const unit of module.units)
        await doUnit(learner, examiner, `${course}/${module.id}/${unit.id}`, unit);
    }
    if (outline.final) expect(await sit(learner, examiner, `${course}/final`)).toContain("Passed");
    await send(learner, `${course}/action-plan`, { intent: "submit" });

    const { progress } = await enrolmentOf(enrolled);
    const left = progress.sections
      .flatMap(({ modules }) => modules)
      .filter(({ state, lock }) => state !== "done" && lock === null);
    expect(left.map(({ module, state }) => `${module.id}: ${state}`)).toEqual([]);
  }, 300_000);
});
