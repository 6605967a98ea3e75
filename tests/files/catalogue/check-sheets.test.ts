import { readFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import { checkContent } from "#app/features/catalogue/check-content.server.ts";
import { isError } from "#app/features/catalogue/check-course.ts";
import type { Problem } from "#app/features/catalogue/course-source.ts";
import { stampTranslations } from "#app/features/catalogue/stamp-translations.server.ts";
import { changed, COURSE, courseFiles, writeCourse, type CourseFiles } from "#tests/support/courseware.ts";

const MODULE = "modules/first";
const UNITS = `${MODULE}/module.yaml`;
const SHEET = `${MODULE}/sheets/watch-list.yaml`;
const WORDS = `${MODULE}/en/sheets.yaml`;

const inWords = ({ file, line, message, severity }: Problem) =>
  `${severity} ${file.replace(`content/${COURSE}/`, "")}:${line} ${message}`;
const check = async (changes: CourseFiles) =>
  (await checkContent(await writeCourse(changes))).problems.map(inWords);

const inSheet = (from: string, to: string) => changed(SHEET, from, to);
const inText = (from: string, to: string) => changed(WORDS, from, to);

/** One fault each, and the one place that must be named. */
const FAULTS: [name: string, changes: CourseFiles, place: string, message: RegExp][] = [
  [
    "a tool without anything",
    { [SHEET]: null, [WORDS]: null },
    `${UNITS}:10`,
    /neither a file nor a sheets\/watch-list/,
  ],
  [
    "a tool with both",
    changed(
      UNITS,
      "kind: tool, minutes: 10, objectives: [do]",
      "kind: tool, minutes: 10, objectives: [do], file: files/sheet.csv",
    ),
    `${UNITS}:10`,
    /a file and a sheet/,
  ],
  [
    "a sheet of no tool",
    { [`${MODULE}/sheets/plan.yaml`]: courseFiles()[SHEET]! },
    `${MODULE}/sheets/plan.yaml:1`,
    /names no tool plan/,
  ],
  [
    "a sheet that is no slug",
    { [`${MODULE}/sheets/A list.yaml`]: "x" },
    `${MODULE}/sheets/A list.yaml:1`,
    /named as its tool/,
  ],
  ["broken YAML", inSheet("rows: 8", "rows: ["), `${SHEET}:8`, /not YAML/],
  ["an unknown name", inSheet("rows: 8", "lines: 8"), `${SHEET}:7`, /there is no `lines`/],
  ["too many lines", inSheet("rows: 8", "rows: 25"), `${SHEET}:7`, /<=24/],
  ["a kind there is not", inSheet("is: whole", "is: days"), `${SHEET}:11`, /Invalid option/],
  ["a block twice", inSheet("id: results", "id: branch"), `${SHEET}:16`, /block branch is there twice/],
  ["an id twice", inSheet("id: over30", "id: days"), `${SHEET}:18`, /days is there twice/],
  ["an id that is none", inSheet("id: over30", "id: Over30"), `${SHEET}:18`, /small letters/],
  [
    "decimals of a text",
    inSheet("id: code, is: text", "id: code, is: text, decimals: 1"),
    `${SHEET}:9`,
    /text has no decimals/,
  ],
  [
    "a computed text",
    inSheet('is: percent, decimals: 1, by: "share', 'is: text, by: "share'),
    `${SHEET}:12`,
    /text is not computed/,
  ],
  [
    "a text's example in the sheet",
    inSheet("id: month, is: text", "id: month, is: text, example: 3"),
    `${SHEET}:5`,
    /stands in the words/,
  ],
  [
    "a share as per cent",
    inSheet(
      "id: month, is: text }",
      "id: month, is: text }\n      - { id: limit, is: percent, example: 30 }",
    ),
    `${SHEET}:6`,
    /limit: a share is a fraction: 0.3 is 30 %/,
  ],
  [
    "a running column of no column",
    inSheet("share(outstanding, portfolio)", "running(portfolio, 5)"),
    `${SHEET}:12`,
    /a number stands where a list is wanted/,
  ],
  ["half a day", inSheet("[400, 35]", "[400, 35.5]"), `${SHEET}:15`, /days: an example is a whole number/],
  [
    "an example that says yes",
    inSheet("[400, 35]", "[true, 35]"),
    `${SHEET}:15`,
    /outstanding: an example is a number/,
  ],
  [
    "an example that is too short",
    inSheet("[400, 35]", "[400]"),
    `${SHEET}:15`,
    /has 2 values \(outstanding, days\), not 1/,
  ],
  ["an example that is too long", inSheet("rows: 8", "rows: 1"), `${SHEET}:15`, /only 1 lines/],
  [
    "a formula that cannot be read",
    inSheet("par(over30, portfolio)", "par(over30,"),
    `${SHEET}:19`,
    /cannot be read/,
  ],
  [
    "what a formula does not know",
    inSheet("par(over30, portfolio)", "over30 > portfolio"),
    `${SHEET}:19`,
    /does not know/,
  ],
  [
    "an unknown name in a formula",
    inSheet("par(over30, portfolio)", "par(over30, portfolios)"),
    `${SHEET}:19`,
    /there is no portfolios/,
  ],
  [
    "a name that stands below",
    inSheet("share(outstanding, portfolio)", "share(outstanding, par30)"),
    `${SHEET}:12`,
    /par30 stands below/,
  ],
  [
    "a text in a formula",
    inSheet("share(outstanding, portfolio)", "share(outstanding, month)"),
    `${SHEET}:12`,
    /month is a text/,
  ],
  [
    "itself in a formula",
    inSheet("par(over30, portfolio)", "par(par30, portfolio)"),
    `${SHEET}:19`,
    /par30 stands below/,
  ],
  [
    "an unknown function",
    inSheet("par(over30, portfolio)", "pear(over30, portfolio)"),
    `${SHEET}:19`,
    /no function pear/,
  ],
  [
    "what a spreadsheet cannot do",
    inSheet("par(over30, portfolio)", "irr(over30, outstanding)"),
    `${SHEET}:19`,
    /cannot do irr/,
  ],
  [
    "a value too few",
    inSheet("par(over30, portfolio)", "par(over30)"),
    `${SHEET}:19`,
    /2 values are wanted, not 1/,
  ],
  [
    "a list in a box",
    inSheet("par(over30, portfolio)", "outstanding * 2"),
    `${SHEET}:19`,
    /a list stands where one number/,
  ],
  [
    "a number for a list",
    inSheet("sum_over(days, 30, outstanding)", "sum_over(30, days, outstanding)"),
    `${SHEET}:18`,
    /stands where/,
  ],

  ["a sheet without words", { [WORDS]: null }, `${SHEET}:1`, /no words in en\/sheets.yaml/],
  [
    "words of no sheet",
    { [WORDS]: `${courseFiles()[WORDS]}other:\n  blocks: {}\n  labels: {}\n` },
    `${WORDS}:7`,
    /no sheets\/other.yaml/,
  ],
  ["a block without a title", inText('branch: "Your branch", ', ""), `${WORDS}:2`, /blocks leave out branch/],
  [
    "a label that is missing",
    inText('par30: "PAR30"', 'par31: "PAR31"'),
    `${WORDS}:3`,
    /labels leave out par30/,
  ],
  [
    "a label of nothing",
    inText('par30: "PAR30"', 'par30: "PAR30", par31: "PAR31"'),
    `${WORDS}:3`,
    /has no par31/,
  ],
  ["a hint of nothing", inText("hints: { days", "hints: { month_end"), `${WORDS}:4`, /has no month_end/],
  ["a text without an example", inText('month: "October", ', ""), `${WORDS}:5`, /examples leave out month/],
  [
    "an example of a number in the words",
    inText('month: "October"', 'month: "October", days: "5"'),
    `${WORDS}:5`,
    /has no days/,
  ],
  [
    "one text for a column",
    inText('code: ["D-114", "B-087"]', 'code: "D-114"'),
    `${WORDS}:5`,
    /code is a column/,
  ],
  [
    "many texts for a box",
    inText('month: "October"', 'month: ["October"]'),
    `${WORDS}:5`,
    /month is one box/,
  ],
  ["more texts than lines", inSheet("rows: 8", "rows: 1"), `${WORDS}:5`, /code: there are only 1 lines/],
  [
    "money in nothing",
    inText('  unit: "thousand riel"\n', ""),
    `${WORDS}:1`,
    /says what money is counted in/,
  ],
];

test.each(FAULTS)("%s is named by file and line", async (_, changes, place, message) => {
  const found = await check(changes);
  const here = found.filter((line) => line.startsWith(`error ${place} `));
  expect(here.join("\n"), found.join("\n")).toMatch(message);
});

test("a tool is understood from its example: what has none, or comes to nothing, is said", async () => {
  const without = await check(inSheet("is: money, example: 478000", "is: money"));
  expect(without).toContain(`warning ${SHEET}:4 portfolio: has no example`);
  const nothing = await check(inSheet("example: 478000", "example: 0"));
  expect(nothing).toContain(`warning ${SHEET}:19 par30: the example has no result`);
});

test("a translated sheet keeps step with its source", async () => {
  const french = courseFiles()[WORDS]!;
  const file = `${MODULE}/fr/sheets.yaml`;
  expect(await check({ [file]: french })).toContain(
    `error ${file}:1 $state: a translation says what it is: Invalid option: expected one of "draft"|"machine-drafted"|"reviewed"`,
  );
  const folder = await writeCourse({ [file]: `$state: reviewed\n${french}` });
  expect((await checkContent(folder)).problems.map(inWords)).toContain(
    `error ${file}:1 has no \`$of\`: run npm run content:check -- --stamp`,
  );
  expect(await stampTranslations(folder)).toEqual([`content/${COURSE}/${file}`]);
  const stamped = await readFile(path.join(folder, COURSE, file), "utf8");
  const about = async (changes: CourseFiles) =>
    (await check({ [file]: stamped, ...changes })).filter((line) => line.includes("fr/sheets.yaml"));
  expect(await about({})).toEqual([]);
  expect((await about(inText("Days late", "Days overdue"))).join()).toMatch(/warning .*:2 outdated/);
  expect(await check({})).toContainEqual(expect.stringMatching(/fr: .*the sheet of watch-list/));
});

test("the small course counts its sheet among its tools", async () => {
  const { courses, problems } = await checkContent(await writeCourse());
  expect(problems.filter(isError)).toEqual([]);
  expect(courses[COURSE]?.perModule["first"]?.tools).toBe(2);
});
