import { readFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import { checkContent } from "#app/features/catalogue/check-content.server.ts";
import type { Problem } from "#app/features/catalogue/course-source.ts";
import { isError } from "#app/features/catalogue/check-course.ts";
import { stampTranslations } from "#app/features/catalogue/stamp-translations.server.ts";
import {
  changed,
  COURSE,
  courseFiles,
  SVG,
  writeCourse,
  type CourseFiles,
} from "#tests/support/courseware.ts";

const MODULE = "modules/first";
const READING = `${MODULE}/en/reading-one.md`;
const ITEMS = `${MODULE}/items.yaml`;
const WORDS = `${MODULE}/en/items.yaml`;

const check = async (changes: CourseFiles) => (await checkContent(await writeCourse(changes))).problems;
const inWords = ({ file, line, message, severity }: Problem) =>
  `${severity} ${file.replace(`content/${COURSE}/`, "")}:${line} ${message}`;

test("the small course has no errors", async () => {
  expect((await check({})).filter(isError).map(inWords)).toEqual([]);
});

/** One fault each, and the one place that must be named. */
const ERRORS: [name: string, changes: CourseFiles, place: string, message: RegExp][] = [
  ["no course.yaml", { "course.yaml": null }, "course.yaml:1", /has a course.yaml/],
  ["broken YAML", changed("course.yaml", "final:", "final: ["), "course.yaml:11", /not YAML/],
  ["an unknown name", changed("course.yaml", "pass: 70", "pas: 70"), "course.yaml:11", /there is no `pas`/],
  [
    "an unquoted version",
    changed("course.yaml", '"1.0"', "1.0"),
    "course.yaml:1",
    /write the version in quotes/,
  ],
  [
    "a language without words",
    changed("course.yaml", "[en, fr]", "[en, fr, xx]"),
    "course.yaml:4",
    /words of xx/,
  ],
  [
    "a source that is no language",
    changed("course.yaml", "source: en", "source: es"),
    "course.yaml:4",
    /source/,
  ],
  ["a module twice", changed("course.yaml", "[first]", "[first, first]"), "course.yaml:8", /there twice/],
  [
    "a module that is not there",
    changed("course.yaml", "[first]", "[first, second]"),
    "course.yaml:8",
    /second/,
  ],
  [
    "a final that asks too much",
    changed("course.yaml", "{ first: 2 }", "{ first: 9 }"),
    "course.yaml:10",
    /draws 9/,
  ],
  [
    "electives without a rule",
    changed("course.yaml", "kind: core", "kind: elective"),
    "course.yaml:5",
    /selection rule/,
  ],
  [
    "a rule nobody can meet",
    changed(
      "course.yaml",
      "kind: core\n    modules: [first]",
      "kind: elective\n    group: products\n    modules: [first]\nselection: { total: 1, products: 1, segments: 1 }",
    ),
    "course.yaml:10",
    /only 0 segments/,
  ],
  ["no title of a section", changed("en/course.yaml", "{ only:", "{ other:"), "en/course.yaml:4", /no title/],
  ["a stranger in the course", { "notes.txt": "x" }, "notes.txt:1", /no such file/],
  ["a stranger in the module", { [`${MODULE}/drafts/x.md`]: "x" }, `${MODULE}/drafts:1`, /no such file/],
  [
    "a module no section names",
    { "modules/second/module.yaml": courseFiles()[`${MODULE}/module.yaml`]! },
    "modules/second/module.yaml:1",
    /no section/,
  ],
  [
    "a unit twice",
    changed(`${MODULE}/module.yaml`, "id: the-case", "id: reading-one"),
    `${MODULE}/module.yaml:5`,
    /reading-one is there twice/,
  ],
  [
    "an unknown kind of unit",
    changed(`${MODULE}/module.yaml`, "kind: case", "kind: story"),
    `${MODULE}/module.yaml:5`,
    /units.1.kind/,
  ],
  [
    "an unknown objective",
    changed(`${MODULE}/module.yaml`, "objectives: [do], file", "objectives: [fly], file"),
    `${MODULE}/module.yaml:6`,
    /objective fly/,
  ],
  [
    "an objective nobody teaches",
    changed(`${MODULE}/module.yaml`, "[know, do]", "[know, do, dream]"),
    `${MODULE}/module.yaml:2`,
    /no unit teaches objective dream/,
  ],
  [
    "a download that is not there",
    changed(`${MODULE}/module.yaml`, "files/sheet.csv", "files/gone.csv"),
    `${MODULE}/module.yaml:6`,
    /no file files\/gone.csv/,
  ],
  [
    "a quiz that asks too much",
    changed(`${MODULE}/module.yaml`, "know: 1, do: 1", "know: 1, do: 5"),
    `${MODULE}/module.yaml:7`,
    /draws 5 items on do, the bank has 1/,
  ],
  [
    "a form with an unknown item",
    changed(`${MODULE}/module.yaml`, "[write-it]", "[write-it, sing-it]"),
    `${MODULE}/module.yaml:8`,
    /no item sing-it/,
  ],
  [
    "a quiz that draws and asks",
    changed(`${MODULE}/module.yaml`, "items: [write-it],", "items: [write-it], draw: { do: 1 },"),
    `${MODULE}/module.yaml:8`,
    /either `draw` or `items`/,
  ],
  [
    "free text outside a form",
    changed(`${MODULE}/module.yaml`, "items: [write-it]", "items: [q-do]"),
    `${ITEMS}:3`,
    /fixed form only/,
  ],
  ["a unit without text", { [`${MODULE}/en/plan.md`]: null }, `${MODULE}/module.yaml:9`, /no en\/plan.md/],
  [
    "a text without unit",
    { [`${MODULE}/en/extra.md`]: "---\ntitle: X\n---\nY\n" },
    `${MODULE}/en/extra.md:1`,
    /no unit extra/,
  ],
  ["an item twice", changed(ITEMS, "id: q-do", "id: q-know"), `${ITEMS}:2`, /there twice/],
  ["a key that is no option", changed(ITEMS, "key: b", "key: z"), `${ITEMS}:2`, /key z is none/],
  ["an unknown kind of item", changed(ITEMS, "kind: free-text", "kind: essay"), `${ITEMS}:4`, /2.kind/],
  [
    "a level that is none",
    changed(
      ITEMS,
      "level: application, difficulty: 1, options: [a, b, c], key: a",
      "level: hard, difficulty: 1, options: [a, b, c], key: a",
    ),
    `${ITEMS}:1`,
    /0.level/,
  ],
  ["an item without words", changed(WORDS, "write-it:", "write-them:"), `${ITEMS}:3`, /has no words/],
  ["words without an item", changed(WORDS, "write-it:", "write-them:"), `${WORDS}:11`, /no item write-them/],
  [
    "an option without words",
    changed(WORDS, ', c: "Six of q-know"', ""),
    `${WORDS}:3`,
    /options leave out c/,
  ],
  [
    "no guidance for the marker",
    changed(WORDS, 'guidance: "Kind and clear."', "explain: x"),
    `${WORDS}:11`,
    /guidance/,
  ],
  [
    "a distractor that is right",
    changed(WORDS, 'distractors: { b: "Not so."', 'distractors: { a: "Not so."'),
    `${WORDS}:5`,
    /a is not one of its wrong answers/,
  ],
  ["no front matter", changed(READING, "---\ntitle: Reading one\n---\n", ""), `${READING}:1`, /front matter/],
  [
    "a title that is no YAML",
    changed(READING, "title: Reading one", "title: Reading: one"),
    `${READING}:2`,
    /not YAML/,
  ],
  [
    "HTML in a text",
    changed(READING, "## A heading", "## A heading\n\nSome <b>bold</b> words."),
    `${READING}:8`,
    /HTML is not allowed/,
  ],
  ["a second h1", changed(READING, "## A heading", "# A heading"), `${READING}:6`, /only h1/],
  [
    "a heading level skipped",
    changed(READING, "## A heading", "#### A heading"),
    `${READING}:6`,
    /level is skipped/,
  ],
  [
    "a link to nowhere",
    changed(READING, "unit:first/the-case", "unit:first/the-farce"),
    `${READING}:8`,
    /no unit first\/the-farce/,
  ],
  [
    "a link of another kind",
    changed(READING, "unit:first/the-case", "javascript:alert(1)"),
    `${READING}:8`,
    /a link leads to/,
  ],
  [
    "a heading that is not there",
    changed(READING, "unit:first/the-case", "#nowhere"),
    `${READING}:8`,
    /no heading #nowhere/,
  ],
  [
    "a picture that is not there",
    changed(READING, "figures/line.svg", "figures/gone.svg"),
    `${READING}:10`,
    /no picture/,
  ],
  [
    "a picture that says nothing",
    changed(READING, "![A line from left to right]", "![]"),
    `${READING}:10`,
    /does not say what it shows/,
  ],
  [
    "a picture in a sentence",
    changed(READING, "Remember this.", "See ![x](figures/line.svg) here."),
    `${READING}:13`,
    /stands alone/,
  ],
  ["an unknown directive", changed(READING, ":::note", ":::nota"), `${READING}:12`, /no directive :::nota/],
  [
    "a check without an answer",
    changed(READING, ":::answer\nThis.\n:::\n", ""),
    `${READING}:16`,
    /has no :::answer/,
  ],
  [
    "a resolution in a reading",
    changed(READING, ":::note", ":::resolution"),
    `${READING}:12`,
    /stands in a case/,
  ],
  [
    "an objective without a sentence",
    changed(`${MODULE}/en/module.yaml`, "know:", "knot:"),
    `${MODULE}/en/module.yaml:3`,
    /objective know has no sentence/,
  ],
  [
    "a drawing that acts",
    { [`${MODULE}/figures/line.svg`]: SVG.replace("<path", '<path onclick="x()"') },
    `${MODULE}/figures/line.svg:1`,
    /event attribute/,
  ],
  [
    "a drawing without words",
    { [`${MODULE}/figures/line.svg`]: SVG.replace(/<title>.*<\/title>/, "") },
    `${MODULE}/figures/line.svg:1`,
    /no <title>/,
  ],
  [
    "a kind of file we do not hold",
    { [`${MODULE}/files/run.exe`]: "x" },
    `${MODULE}/files/run.exe:1`,
    /no such kind of file/,
  ],
  [
    "a language's file without the common one",
    { [`${MODULE}/files/fr/other.csv`]: "x" },
    `${MODULE}/files/fr/other.csv:1`,
    /no unit uses/,
  ],
  [
    "a module that is too heavy",
    { [`${MODULE}/files/sheet.csv`]: "x".repeat(5_000_001) },
    `${MODULE}/module.yaml:1`,
    /more than 5 MB/,
  ],
  [
    "a translation that does not say what it is",
    changed(`${MODULE}/fr/reading-one.md`, "state: machine-drafted\n", ""),
    `${MODULE}/fr/reading-one.md:1`,
    /says what it is/,
  ],
  [
    "a translation without a stamp",
    changed(`${MODULE}/fr/reading-one.md`, 'of: "000000000000"\n', ""),
    `${MODULE}/fr/reading-one.md:1`,
    /--stamp/,
  ],
  [
    "a translation of nothing",
    {
      ...changed(`${MODULE}/en/plan.md`, "Your plan", "Your plan"),
      [`${MODULE}/en/the-test.md`]: null,
      [`${MODULE}/fr/the-test.md`]: '---\ntitle: Le test\nstate: draft\nof: "000000000000"\n---\nVoici.\n',
    },
    `${MODULE}/fr/the-test.md:1`,
    /translation of nothing/,
  ],
];

test.each(ERRORS)("%s is named by file and line", async (_, changes, place, message) => {
  const found = (await check(changes)).map(inWords);
  const here = found.filter((line) => line.includes(` ${place} `));
  expect(here.join("\n"), found.join("\n")).toMatch(message);
});

test("a translation behind its source is a warning, and stamping says what is meant", async () => {
  const folder = await writeCourse(changed(`${MODULE}/fr/reading-one.md`, 'of: "000000000000"\n', ""));
  expect(await stampTranslations(folder)).toEqual([`content/${COURSE}/${MODULE}/fr/reading-one.md`]);
  const about = async () =>
    (await checkContent(folder)).problems.map(inWords).filter((line) => line.includes("fr/reading-one.md"));
  expect(await about()).toEqual([]);
  expect(await stampTranslations(folder)).toEqual([]);

  const stamped = await readFile(path.join(folder, COURSE, MODULE, "fr/reading-one.md"), "utf8");
  const moved = changed(READING, "Remember this.", "Remember that.");
  const behind = await check({ ...moved, [`${MODULE}/fr/reading-one.md`]: stamped });
  expect(behind.filter(isError)).toEqual([]);
  expect(behind.map(inWords).join("\n")).toMatch(/warning modules\/first\/fr\/reading-one.md:4 outdated/);

  const onlyLayout = changed(READING, "title: Reading one", 'title: "Reading one" # a comment');
  const same = await check({ ...onlyLayout, [`${MODULE}/fr/reading-one.md`]: stamped });
  expect(same.map(inWords).join("\n")).not.toContain("outdated");
});

test("a translation in step keeps the figures, links, marks and gaps of its source; one behind says that it is", async () => {
  const french = `${MODULE}/fr/reading-one.md`;
  const paid = changed(READING, "Remember this.", "Remember the 131st day, and 7.5 %.");
  const said = (text: string) => changed(french, "Retenez ceci.", text);
  const unstamped = (files: CourseFiles) => ({
    [french]: files[french]!.replace('of: "000000000000"\n', ""),
  });
  const problems = async (files: CourseFiles) => {
    const folder = await writeCourse({ ...paid, ...unstamped(files) });
    await stampTranslations(folder);
    const all = (await checkContent(folder)).problems.map(inWords);
    return all.filter((line) => line.includes(french)).map((line) => line.replace(`${french}:2 `, ""));
  };
  expect(await problems(said("Retenez le 131e jour, et 7,5 %."))).toEqual([]);
  expect(await problems(said("Retenez le jour 132, et 7,5 %."))).toEqual([
    "error “131” of the source is not here",
    "error “132” is not in the source",
  ]);
  expect(await problems(said("Retenez le jour 131 et 7.5 %."))).toEqual([
    "error “7.5 %” is not how this language writes a number",
    "error “7.5 %” of the source is not here",
  ]);
  const both = said("Retenez le 131e jour, et 7,5 %.")[french]!;
  expect(await problems({ [french]: both.replace("[le cas](unit:first/the-case)", "le cas") })).toEqual([
    "error “unit:first/the-case” of the source is not here",
  ]);
  expect(
    await problems({ [french]: both.replace(":::note\nRetenez", "Retenez").replace("%.\n:::", "%.") }),
  ).toEqual(["error “:::note” of the source is not here"]);
  const behind = (await check({ ...paid, ...said("Rien.") })).map(inWords).join("\n");
  expect(behind).toMatch(/warning .*fr\/reading-one.md:4 outdated/);
  expect(behind).not.toContain("of the source is not here");
});

test("words by name are compared thing by thing", async () => {
  const items = `${MODULE}/fr/items.yaml`;
  const asked = changed(WORDS, "What about q-know", "Of 478,000 what is q-know");
  const french = (prompt: string) => `$state: draft
q-know:
  prompt: "${prompt}"
  options: { a: "A", b: "B", c: "C" }
  explain: "E"
  distractors: { b: "B", c: "C" }
`;
  const problems = async (prompt: string) => {
    const folder = await writeCourse({ ...asked, [items]: french(prompt) });
    await stampTranslations(folder);
    const all = (await checkContent(folder)).problems.map(inWords);
    return all.filter((line) => line.startsWith("error"));
  };
  expect(await problems("De 478 000, quoi ?")).toEqual([]);
  expect(await problems("De 487 000, quoi ?")).toEqual([
    `error ${items}:3 “478,000” of the source is not here`,
    `error ${items}:3 “487 000” is not in the source`,
  ]);
});

test("counts tell what there is in each language", async () => {
  const { courses } = await checkContent(await writeCourse());
  expect(courses[COURSE]).toMatchObject({
    sections: 1,
    modules: 1,
    units: 7,
    items: 3,
    errors: 0,
    languages: {
      en: { units: 5, items: 3, states: { source: 5 } },
      fr: { units: 1, items: 0, states: { outdated: 1, missing: 4 } },
    },
  });
});
