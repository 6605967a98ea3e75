import { expect, test } from "vitest";
import { checkContent } from "#app/features/catalogue/check-content.server.ts";
import { courseVersion, fileFacts, unitText } from "#app/features/catalogue/courses.server.ts";
import { importCourse } from "#app/features/catalogue/import-course.server.ts";
import { LESSON_LANGUAGES, labelsIn } from "#app/features/catalogue/lesson-labels.ts";
import { stampTranslations } from "#app/features/catalogue/stamp-translations.server.ts";
import { findTrainerText } from "#app/features/catalogue/trainer-reading.server.ts";
import { TRAINER_TEXTS } from "#app/features/catalogue/trainer-texts.ts";
import { unitReading } from "#app/features/catalogue/unit-reading.server.ts";
import { recordProgress } from "#app/features/learning/record-progress.server.ts";
import { unitPage } from "#app/features/learning/unit-page.server.ts";
import { readStoredFile } from "#app/infra/files.server.ts";
import type { Actor, Scope } from "#app/lib/actor.ts";
import { changed, COURSE, SVG, writeCourse, type CourseFiles } from "#tests/support/courseware.ts";
import {
  actorFor,
  enrolLearner,
  enrolmentOf,
  makeCohort,
  makePerson,
} from "#tests/support/learning-fixture.ts";

/* What a module holds for its trainers, and the drawings that take their words from each language. */

const MODULE = "modules/first";
const PLAN = `${MODULE}/en/session-plan.md`;
const SLIDES = `${MODULE}/en/slides.md`;
const LINE = `${MODULE}/figures/line.svg`;
const FIGURES = `${MODULE}/en/figures.yaml`;

const slide = (number: number) => `## Slide ${number}\n\nOne idea.\n`;
const FILES: CourseFiles = {
  [PLAN]: `---
title: "Session plan: the first module"
---
Bring beans. See [the case](unit:first/the-case).

## 20 min · Opening

:::activity
In pairs.
:::

## 40 min · The case

:::debrief
Draw out what they paid.
:::

:::say
Good morning.
:::
`,
  [SLIDES]: `---
title: The first module
---
${Array.from({ length: 7 }, (_, index) => slide(index + 1)).join("\n")}
## A picture

![A line](figures/line.svg)
`,
  [LINE]: SVG.replace("A line", "{{title}}").replace("<path", "<text>{{now}}</text><path"),
  [FIGURES]: `line: { title: "A line & more", now: "Today" }\n`,
  [`${MODULE}/fr/figures.yaml`]: `$state: draft\nline: { title: "Une ligne", now: "Aujourd'hui" }\n`,
  [`${MODULE}/fr/session-plan.md`]: `---
title: Déroulé
state: draft
---
Voyez [le cas](unit:first/the-case).

## 60 min · Tout

:::activity
À deux.
:::

:::debrief
Ce qu’elles ont payé.
:::

:::say
Bonjour.
:::
`,
};

async function written(changes: CourseFiles = {}): Promise<string> {
  const folder = await writeCourse({ ...FILES, ...changes });
  await stampTranslations(folder);
  return folder;
}
const found = async (changes: CourseFiles) =>
  (await checkContent(await written(changes))).problems.map(
    ({ severity, file, line, message }) =>
      `${severity} ${file.replace(`content/${COURSE}/`, "")}:${line} ${message}`,
  );
const changedHere = (name: string, from: string, to: string): CourseFiles => {
  if (!FILES[name]?.includes(from)) throw new Error(`${name} has no ${from}`);
  return { [name]: FILES[name].replace(from, to) };
};

test("a module with both has no errors, and stamping reaches all of it", async () => {
  const problems = await found({});
  expect(problems.filter((line) => line.startsWith("error"))).toEqual([]);
  expect(problems.join("\n")).toMatch(/fr: .*slides/);
});

test.each<[string, CourseFiles, string]>([
  [
    "minutes that do not add up",
    changedHere(PLAN, "## 40 min", "## 35 min"),
    `error ${PLAN}:1 the steps take 55 minutes, the module 60`,
  ],
  [
    "a step without its time",
    changedHere(PLAN, "## 40 min · The case", "## The case"),
    `error ${PLAN}:12 a step begins with its time: ## 15 min · What happens`,
  ],
  [
    "a dead link in a plan",
    changedHere(PLAN, "unit:first/the-case", "unit:first/none"),
    `error ${PLAN}:4 there is no unit first/none`,
  ],
  [
    "a resolution in a plan",
    changedHere(PLAN, ":::say", ":::resolution"),
    `error ${PLAN}:18 :::resolution stands in a case`,
  ],
  [
    "an activity in a unit",
    changed(`${MODULE}/en/reading-one.md`, ":::note", ":::activity"),
    `error ${MODULE}/en/reading-one.md:12 :::activity stands in a session plan`,
  ],
  [
    "a debrief on a slide",
    changedHere(SLIDES, "One idea.", ":::debrief\nSo.\n:::"),
    `error ${SLIDES}:6 :::debrief stands in a session plan`,
  ],
  ["too few slides", changedHere(SLIDES, slide(7), ""), `warning ${SLIDES}:2 7 slides; there are 8 to 14`],
  [
    "too many words on a slide",
    changedHere(SLIDES, "One idea.", "word ".repeat(46)),
    `warning ${SLIDES}:4 46 words on “Slide 1”; a slide has at most 45`,
  ],
  [
    "a unit that takes the name",
    changed(`${MODULE}/module.yaml`, "id: plan,", "id: slides,"),
    `error ${MODULE}/module.yaml:9 slides is the name of a text for trainers, not of a unit`,
  ],
  [
    "a key without words",
    changedHere(FIGURES, ', now: "Today"', ""),
    `error ${LINE}:1 {{now}} has no words in en/figures.yaml`,
  ],
  [
    "words without a key",
    changedHere(FIGURES, "now:", "then:"),
    `error ${FIGURES}:1 line.svg has no {{then}}`,
  ],
  [
    "words without a drawing",
    changedHere(FIGURES, "line:", "lane:"),
    `error ${FIGURES}:1 no drawing figures/lane.svg names its words`,
  ],
  [
    "a translation that leaves a word out",
    changedHere(`${MODULE}/fr/figures.yaml`, `, now: "Aujourd'hui"`, ""),
    `error ${MODULE}/fr/figures.yaml:3 the words of line.svg leave out now`,
  ],
  [
    "a drawing that is there already",
    { [`${MODULE}/figures/fr/line.svg`]: SVG },
    `error ${MODULE}/fr/figures.yaml:3 figures/fr/line.svg is there already`,
  ],
  [
    "keys in a language's own drawing",
    { [`${MODULE}/figures/fr/line.svg`]: SVG.replace("A line", "{{title}}") },
    `error ${MODULE}/figures/fr/line.svg:1 a drawing for one language holds its words itself`,
  ],
  [
    "a key in a tag",
    { [LINE]: FILES[LINE]!.replace('d="M0', 'd="{{now}}M0') },
    `error ${LINE}:1 a key stands for words, not inside a tag`,
  ],
])("%s is named by file and line", async (_, changes, problem) => {
  expect(await found(changes)).toContain(problem);
});

test("tables on a slide are not counted in words", async () => {
  const table = `| ${"word ".repeat(50)} | b |\n|---|---|\n| 1 | 2 |`;
  expect((await found(changedHere(SLIDES, "One idea.", table))).join("\n")).not.toContain("words on");
});

test("counts say how far plan and slides are in each language", async () => {
  const { courses } = await checkContent(await written());
  expect(courses[COURSE]?.perModule["first"]).toMatchObject({
    sessionPlan: { en: "source", fr: "draft" },
    slides: { en: "source", fr: "missing" },
    languages: { en: { units: 5, states: { source: 5 } } },
  });
  const { courses: without } = await checkContent(await writeCourse());
  expect(without[COURSE]?.perModule["first"]).toMatchObject({ sessionPlan: null, slides: null });
});

async function published(version: string): Promise<string> {
  const outcome = await importCourse(await written(changed("course.yaml", '"1.0"', `"${version}"`)), COURSE);
  if (!("versionId" in outcome)) throw new Error(JSON.stringify(outcome));
  return outcome.versionId;
}

async function staff(reach: Scope[]): Promise<Actor> {
  return actorFor(await makePerson(), reach);
}

test("staff who may preview the version read them; nobody else finds them", async () => {
  const versionId = await published("1.0");
  const anyone = await staff([{ kind: "all", id: "" }]);
  const plan = await findTrainerText(anyone, { versionId, moduleId: "first", text: "session-plan" }, "en");
  expect(plan).toMatchObject({
    minutes: 60,
    locales: ["en", "fr"],
    text: { title: "Session plan: the first module" },
  });
  expect(plan?.text.html).toContain('<aside class="activity">\n<p class="kind">What participants do</p>');
  expect(plan?.text.html).toContain('<aside class="debrief">');
  const french = await findTrainerText(anyone, { versionId, moduleId: "first", text: "session-plan" }, "fr");
  expect(french?.text).toMatchObject({ locale: "fr", state: "draft", fallback: false });
  const slides = await findTrainerText(anyone, { versionId, moduleId: "first", text: "slides" }, "fr");
  expect(slides?.text).toMatchObject({ locale: "en", fallback: true });
  expect(slides?.text.html.match(/<section class="slide">\n<h2/g)).toHaveLength(8);

  const elsewhere = await staff([{ kind: "programme", id: "financial-education" }]);
  expect(await findTrainerText(elsewhere, { versionId, moduleId: "first", text: "slides" }, "en")).toBeNull();
  expect(await findTrainerText(anyone, { versionId, moduleId: "second", text: "slides" }, "en")).toBeNull();
});

test("to learners they are no units", async () => {
  const versionId = await published("1.1");
  const learner = await enrolLearner(versionId, await makeCohort(versionId));
  const course = await enrolmentOf(learner);
  expect(await unitPage(course, "first", "reading-one", "en")).not.toBeNull();
  for (const id of TRAINER_TEXTS) {
    expect(await unitPage(course, "first", id, "en")).toBeNull();
    expect(await unitReading(versionId, "first", id, "en")).toBeNull();
    const at = { moduleId: "first", unitId: id };
    expect(await recordProgress(learner.actor, course, at)).toMatchObject({ ok: false });
  }
});

test("a version from before they were says that it has none", async () => {
  const outcome = await importCourse(await writeCourse(changed("course.yaml", '"1.0"', '"1.2"')), COURSE);
  if (!("versionId" in outcome)) throw new Error(JSON.stringify(outcome));
  const version = await courseVersion(outcome.versionId);
  expect(version?.outline.modules["first"]?.trainer).toEqual({ plan: false, slides: false });
  const at = { versionId: outcome.versionId, moduleId: "first", text: "slides" } as const;
  expect(await findTrainerText(await staff([{ kind: "all", id: "" }]), at, "en")).toBeNull();
});

test("a drawing is published once for each language that has its words", async () => {
  const versionId = await published("1.3");
  const svg = async (locale: string) => {
    const file = await fileFacts(versionId, "first", "figures/line.svg", locale);
    const bytes = await readStoredFile(file!.sha256);
    expect(bytes.length).toBe(file!.bytes);
    return [file!.path, bytes.toString()];
  };
  const [path, english] = await svg("en");
  expect(path).toBe("figures/line.svg");
  expect(english).toContain("<title>A line &amp; more</title>");
  const [own, french] = await svg("fr");
  expect(own).toBe("figures/fr/line.svg");
  expect(french).toContain("<text>Aujourd’hui</text>");
  expect(await svg("km")).toEqual([path, english]);
  expect((await unitText(versionId, "first", "reading-one", "fr"))?.html).toContain("figures/fr/line.svg");
});

test("every language a course may be written in has all its labels", () => {
  expect(LESSON_LANGUAGES).toEqual(["en", "fr", "es", "km"]);
  for (const language of LESSON_LANGUAGES)
    expect(Object.keys(labelsIn(language))).toEqual(Object.keys(labelsIn("en")));
});
