import { expect, test } from "vitest";
import { checkContent } from "#app/features/catalogue/check-content.server.ts";
import { clientFormReading } from "#app/features/catalogue/client-form-reading.server.ts";
import { courseVersion } from "#app/features/catalogue/courses.server.ts";
import { importCourse } from "#app/features/catalogue/import-course.server.ts";
import { fingerprintOf } from "#app/features/catalogue/read-written.server.ts";
import { stampTranslations } from "#app/features/catalogue/stamp-translations.server.ts";
import { modulePage } from "#app/features/learning/learning-pages.ts";
import { CLIENT_FORM_WORDS_YAML, CLIENT_FORMS_YAML, clientFormWords } from "#tests/support/client-forms.ts";
import { changed, COURSE, courseFiles, writeCourse, type CourseFiles } from "#tests/support/courseware.ts";
import { enrolLearner, enrolmentOf, makeCohort } from "#tests/support/learning-fixture.ts";

/* The questions that officers ask clients before and after a talk: read, checked, counted, published, shown. */

const MODULE = "modules/first";
const FORMS = `${MODULE}/forms.yaml`;
const WORDS = `${MODULE}/en/forms.yaml`;
const FRENCH = `${MODULE}/fr/forms.yaml`;
const WORKED = `${MODULE}/worked.yaml`;

const FILES: CourseFiles = { [FORMS]: CLIENT_FORMS_YAML, [WORDS]: CLIENT_FORM_WORDS_YAML };

const replaced = (name: string, from: string, to: string): CourseFiles => {
  if (!FILES[name]?.includes(from)) throw new Error(`${name} has no ${from}`);
  return { [name]: FILES[name].replace(from, to) };
};
const inForms = (from: string, to: string) => replaced(FORMS, from, to);
const inWords = (from: string, to: string) => replaced(WORDS, from, to);

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

test("two faultless forms have no problem of their own", async () => {
  expect((await found({})).filter((line) => line.includes("/forms.yaml:"))).toEqual([]);
});

test.each<[string, CourseFiles, string]>([
  [
    "a form of five",
    inForms(/.*a-six.*\n/.exec(CLIENT_FORMS_YAML)![0], ""),
    `error ${FORMS}:1 a: a form has 6 questions`,
  ],
  [
    "a fourth option as a key",
    inForms('"id":"a-one","objective":"know","key":"a"', '"id":"a-one","objective":"know","key":"d"'),
    `error ${FORMS}:2 a.0.key: Invalid option: expected one of "a"|"b"|"c"`,
  ],
  ["an id twice", inForms('"id":"b-one"', '"id":"b-two"'), `error ${FORMS}:10 b-two: this id is there twice`],
  [
    "an objective there is not",
    inForms('"id":"a-one","objective":"know"', '"id":"a-one","objective":"no"'),
    `error ${FORMS}:2 a-one: the module has no objective no`,
  ],
  [
    "a twin in its own form",
    inForms('"twin":"b-one"', '"twin":"a-two"'),
    `error ${FORMS}:2 a-one: form b has no question a-two`,
  ],
  [
    "a twin that has another",
    inForms('"twin":"a-one"', '"twin":"a-two"'),
    `error ${FORMS}:2 a-one: b-one has another twin, a-two`,
  ],
  [
    "twins for different things",
    inForms('"id":"a-one","objective":"know"', '"id":"a-one","objective":"do"'),
    `error ${FORMS}:2 a-one: asks for do, its twin for know`,
  ],
  [
    "an objective nobody asks clients for",
    { [FORMS]: CLIENT_FORMS_YAML.replaceAll('"do"', '"know"') },
    `error ${FORMS}:1 no question asks clients for objective do`,
  ],
  [
    "a key that stands mostly in one place",
    { [FORMS]: CLIENT_FORMS_YAML.replaceAll('"key":"b"', '"key":"a"') },
    `warning ${FORMS}:1 form a: 4 of 6 keys are a; they are spread over a, b and c`,
  ],
  ["forms without words", { [WORDS]: null }, `error ${FORMS}:1 has no words in en/forms.yaml`],
  ["words without forms", { [FORMS]: null }, `error ${WORDS}:1 a-one: forms.yaml has no such question`],
  [
    "a question left out",
    inWords(/.*a-six.*\n/.exec(CLIENT_FORM_WORDS_YAML)![0], ""),
    `error ${WORDS}:1 leaves out question a-six`,
  ],
  [
    "an option left out",
    inWords(',"c":"Neither"', ""),
    `error ${WORDS}:1 a-one.options.c: Invalid input: expected string, received undefined`,
  ],
  [
    "figures to read aloud",
    inWords("What about one", "What about 1"),
    `error ${WORDS}:1 a-one: is read aloud: numbers in words, and no signs`,
  ],
  [
    "a long breath",
    inWords("What about two", `What about ${"very ".repeat(60)}two`),
    `warning ${WORDS}:2 a-two: 72 words to say; one breath is 60`,
  ],
  [
    "a figure that nobody worked out",
    { [WORKED]: "given: { known: 120 }\n", ...inWords('"a":"This"', '"a":"130 riel"') },
    `error ${WORDS}:1 130 is no figure of this module (worked.yaml)`,
  ],
  [
    "a translation of nothing",
    { [FORMS]: null, [WORDS]: null, [FRENCH]: `$state: draft\n${CLIENT_FORM_WORDS_YAML}` },
    `error ${FRENCH}:1 a translation of nothing: the source has no such file`,
  ],
  [
    "an outdated translation",
    { [FRENCH]: `$state: reviewed\n$of: "000000000000"\n${CLIENT_FORM_WORDS_YAML}` },
    `warning ${FRENCH}:2 outdated: the source is now ${fingerprintOf(clientFormWords)}`,
  ],
])("%s is named by file and line", async (_, changes, problem) => {
  expect(await found(changes)).toContain(problem);
});

test("a question may have figures of its own", async () => {
  const own = {
    [WORKED]: "in: { a-one: { given: { paid: 130 } } }\n",
    ...inWords('"a":"This"', '"a":"130 riel"'),
  };
  expect((await found(own)).filter((line) => line.includes("/forms.yaml:"))).toEqual([]);
});

test("an officer's objective is the officer's", async () => {
  const course = {
    ...changed(`${MODULE}/module.yaml`, "[know, do]", "[know, do, deliver-it]"),
    [FORMS]: CLIENT_FORMS_YAML.replace(
      '"id":"a-one","objective":"know"',
      '"id":"a-one","objective":"deliver-it"',
    ),
  };
  const problems = await found(course);
  expect(problems).toContain(`error ${FORMS}:2 a-one: clients are not asked how an officer delivers`);
  expect(problems.join("\n")).not.toContain("no question asks clients for objective deliver-it");
});

test("they are counted, and how far they are in each language", async () => {
  const french = { [FRENCH]: `$state: draft\n${CLIENT_FORM_WORDS_YAML}` };
  const { courses } = await checkContent(await written(french));
  expect(courses[COURSE]).toMatchObject({ clientQuestions: 12 });
  expect(courses[COURSE]?.perModule["first"]).toMatchObject({
    clientQuestions: 12,
    clientForms: { en: "source", fr: "draft" },
  });
  const { courses: without } = await checkContent(await writeCourse());
  expect(without[COURSE]?.perModule["first"]).toMatchObject({ clientQuestions: 0, clientForms: null });
});

async function published(version: string, changes: CourseFiles = {}): Promise<string> {
  const folder = await written({ ...changed("course.yaml", '"1.0"', `"${version}"`), ...changes });
  const outcome = await importCourse(folder, COURSE);
  if (!("versionId" in outcome)) throw new Error(JSON.stringify(outcome));
  return outcome.versionId;
}

test("they are read as they were published, in the language asked for or in the source", async () => {
  const french = CLIENT_FORM_WORDS_YAML.replaceAll("What about", "Que dire de").replaceAll("This", "Ceci");
  const versionId = await published("1.0", { [FRENCH]: `$state: draft\n${french}` });
  const own = await clientFormReading(versionId, "first", "a", "fr");
  expect(own).toMatchObject({
    page: "a",
    locale: "fr",
    state: "draft",
    fallback: false,
    locales: ["en", "fr"],
    dontKnow: "Je ne sais pas",
  });
  expect(own?.forms.a.map(({ id }) => own.words[id]?.say)[0]).toMatch(/^Que dire de one/);
  const spanish = await clientFormReading(versionId, "first", "key", "es");
  expect(spanish).toMatchObject({ locale: "en", state: "source", fallback: true, dontKnow: "I do not know" });
  expect(spanish?.objectives.words).toEqual({ know: "You can know.", do: "You can do." });
  expect(await clientFormReading(versionId, "second", "a", "en")).toBeNull();

  const newer = await published("1.1", inWords("What about one", "And what about one"));
  expect((await clientFormReading(newer, "first", "a", "en"))?.words["a-one"]?.say).toMatch(/^And what/);
  expect(await clientFormReading(versionId, "first", "a", "fr")).toEqual(own);
});

test("changed words under a published version are refused", async () => {
  await published("1.2");
  const folder = await written({
    ...changed("course.yaml", '"1.0"', '"1.2"'),
    ...inWords("What about one", "And what about one"),
  });
  expect(await importCourse(folder, COURSE)).toMatchObject({
    kind: "refused",
    reason: { key: "catalogue.raise-the-version" },
  });
});

test("a learner's module says that there are some", async () => {
  const versionId = await published("1.3");
  const course = await enrolmentOf(await enrolLearner(versionId, await makeCohort(versionId)));
  expect(modulePage(course, "first", "en")).toMatchObject({ clientForms: true });
});

test("a module that asks clients nothing has none", async () => {
  const without = await writeCourse({
    "course.yaml": courseFiles()["course.yaml"]!.replace('"1.0"', '"1.4"'),
  });
  const outcome = await importCourse(without, COURSE);
  if (!("versionId" in outcome)) throw new Error(JSON.stringify(outcome));
  expect((await courseVersion(outcome.versionId))?.outline.modules["first"]?.clientForms).toBe(false);
  expect(await clientFormReading(outcome.versionId, "first", "a", "en")).toBeNull();
});
