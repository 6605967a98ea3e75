import { expect, test } from "vitest";
import { checkContent } from "#app/features/catalogue/check-content.server.ts";
import {
  changed,
  COURSE,
  courseFiles,
  SVG,
  writeCourse,
  type CourseFiles,
} from "#tests/support/courseware.ts";

/* The figures of texts against accounts.yaml and worked.yaml, file by file and line by line. */

const MODULE = "modules/first";
const READING = `${MODULE}/en/reading-one.md`;
const ITEMS = `${MODULE}/items.yaml`;
const WORDS = `${MODULE}/en/items.yaml`;

const FIGURES: CourseFiles = {
  "accounts.yaml": "given: { portfolio: 478000 }\n",
  [`${MODULE}/worked.yaml`]: `given: { late: [14200, 9100, 10200] }
worked:
  over30: sum(late)
  par30: par(over30, portfolio)
in:
  reading-one:
    given: { bag: 2000 }
  count-it:
    given: { owed: 360000 }
    worked: { wrong: 12600 / owed }
    answer: 21600 / owed
  watch-list:
    given: { listed: [350, 400] }
`,
  [ITEMS]: `${courseFiles()[ITEMS]}- id: count-it
  kind: numeric
  objective: do
  level: application
  difficulty: 2
  key: "6.0"
  tolerance: "0.1"
`,
  [WORDS]: `${courseFiles()[WORDS]}count-it:
  prompt: "Of 360,000 some is late. What share?"
  unit: "%"
  explain: "Not 3.5 %."
`,
};

const found = async (changes: CourseFiles) =>
  (await checkContent(await writeCourse({ ...FIGURES, ...changes }))).problems
    .filter(({ severity }) => severity === "error")
    .map(({ file, line, message }) => `${file.replace(`content/${COURSE}/`, "")}:${line}: ${message}`);

const reading = (text: string, file = READING) => ({ [file]: `${courseFiles()[file]}\n${text}\n` });
const lastLine = (file: string, text: string) => `${courseFiles()[file]}\n${text}`.split("\n").length;

test("a course whose figures are right has no errors", async () => {
  expect(
    await found({
      ...reading(
        "33,500 of 478,000 is **7.0** %, or 33,500 ÷ 478,000 = 7.01 %. A bag holds 2,000, in 2017 and at 7:30.",
      ),
      [`${MODULE}/figures/line.svg`]: SVG.replace("<path", "<text>33,500</text><path"),
    }),
  ).toEqual([]);
});

test("the text of a tool speaks of what its sheet works out", async () => {
  const TOOL = `${MODULE}/en/watch-list.md`;
  expect(await found(reading("Two clients: 400 over 30 days, 0.08 % of 478,000.", TOOL))).toEqual([]);
  expect(await found(reading("That is 0.09 % of it.", TOOL))).toHaveLength(1);
});

const NO_FIGURE = "is no figure of this module (worked.yaml)";

test.each<[string, CourseFiles, string]>([
  ["a text", reading("PAR30 is 7.1 %."), `${READING}:${lastLine(READING, "")}: 7.1 % ${NO_FIGURE}`],
  [
    "the example of a sheet",
    changed(`${MODULE}/sheets/watch-list.yaml`, "[400, 35]", "[410, 35]"),
    `${MODULE}/sheets/watch-list.yaml:15: 410 ${NO_FIGURE}`,
  ],
  [
    "the words of a sheet",
    changed(`${MODULE}/en/sheets.yaml`, "oldest unpaid instalment", "instalment of 115"),
    `${MODULE}/en/sheets.yaml:4: 115 ${NO_FIGURE}`,
  ],
  [
    "a cell",
    reading("| a | b |\n|---|---|\n| x | **7.2 %** |"),
    `${READING}:${lastLine(READING, "\n\n")}: 7.2 % ${NO_FIGURE}`,
  ],
  ["a heading", reading("## Only 33,400"), `${READING}:${lastLine(READING, "")}: 33,400 ${NO_FIGURE}`],
  [
    "an answer folded away",
    changed(READING, "This.\n:::\n", "Of 123.\n:::\n"),
    `${READING}:23: 123 ${NO_FIGURE}`,
  ],
  ["what a picture says", changed(READING, "![A line", "![A line of 250"), `${READING}:10: 250 ${NO_FIGURE}`],
  ["a caption", changed(READING, '"The line"', '"The line at 250"'), `${READING}:10: 250 ${NO_FIGURE}`],
  ["a title", changed(READING, "title: Reading one", "title: Reading 101"), `${READING}:2: 101 ${NO_FIGURE}`],
  [
    "another unit's own figure",
    changed(`${MODULE}/en/plan.md`, "one goal", "2,000 goals"),
    `${MODULE}/en/plan.md:4: 2,000 ${NO_FIGURE}`,
  ],
  [
    "a summary",
    changed(`${MODULE}/en/module.yaml`, "What it is about", "What 300 are about"),
    `${MODULE}/en/module.yaml:2: 300 ${NO_FIGURE}`,
  ],
  [
    "an objective",
    changed(`${MODULE}/en/module.yaml`, "You can do.", "You can do 300."),
    `${MODULE}/en/module.yaml:5: 300 ${NO_FIGURE}`,
  ],
  ["an option", changed(WORDS, '"Two of q-know"', '"Two of 200"'), `${WORDS}:3: 200 ${NO_FIGURE}`],
  [
    "an explanation of another item",
    changed(WORDS, '"Because."', '"Because of 360,000."'),
    `${WORDS}:4: 360,000 ${NO_FIGURE}`,
  ],
  [
    "a drawing",
    {
      [`${MODULE}/figures/line.svg`]: SVG.replace(
        "<path",
        "\n<text>33,<tspan>600</tspan> or 33,600</text><path",
      ),
    },
    `${MODULE}/figures/line.svg:2: 33,600 ${NO_FIGURE}`,
  ],
  [
    "a drawing's title",
    { [`${MODULE}/figures/line.svg`]: SVG.replace("A line", "A line of 8.5 %") },
    `${MODULE}/figures/line.svg:1: 8.5 % ${NO_FIGURE}`,
  ],
  [
    "a translation",
    reading("Le PAR30 est de 7,1 %.", `${MODULE}/fr/reading-one.md`),
    `${MODULE}/fr/reading-one.md:${lastLine(`${MODULE}/fr/reading-one.md`, "")}: 7,1 % ${NO_FIGURE}`,
  ],
  [
    "the way of another language",
    reading("Le PAR30 est de 7.0 %.", `${MODULE}/fr/reading-one.md`),
    `${MODULE}/fr/reading-one.md:${lastLine(`${MODULE}/fr/reading-one.md`, "")}: “7.0 %” is not how fr writes a number`,
  ],
  [
    "a wrong sum",
    reading("So 14,200 + 9,100 = 24,300."),
    `${READING}:${lastLine(READING, "")}: 14,200 + 9,100 is 23,300, not 24,300`,
  ],
  [
    "the course's own words",
    changed("en/course.yaml", "Small, but whole", "For 33,500 readers"),
    "en/course.yaml:2: 33,500 is no figure of this course (accounts.yaml)",
  ],
])("a wrong figure in %s is named by file and line", async (_, changes, problem) => {
  expect(await found(changes)).toContain(problem);
});

const worked = (from: string, to: string): CourseFiles => {
  const text = FIGURES[`${MODULE}/worked.yaml`]!;
  if (!text.includes(from)) throw new Error(`worked.yaml has no ${from}`);
  return { [`${MODULE}/worked.yaml`]: text.replace(from, to) };
};

test.each<[string, CourseFiles, string]>([
  [
    "an unknown name",
    worked("sum(late)", "sum(lost)"),
    `${MODULE}/worked.yaml:3: over30: there is no figure lost`,
  ],
  [
    "an unknown function",
    worked("par(over30", "pair(over30"),
    `${MODULE}/worked.yaml:4: par30: there is no function pair`,
  ],
  [
    "a name of the accounts",
    worked("over30: sum(late)", "portfolio: sum(late)"),
    `${MODULE}/worked.yaml:3: portfolio: is a figure of accounts.yaml already`,
  ],
  [
    "a name of the module in a unit",
    worked("{ bag: 2000 }", "{ over30: 1 }"),
    `${MODULE}/worked.yaml:7: over30: is a figure of this module already`,
  ],
  [
    "a unit that is not there",
    worked("reading-one:", "reading-two:"),
    `${MODULE}/worked.yaml:6: the module has no unit or item reading-two`,
  ],
  [
    "an answer to nothing numeric",
    worked("given: { bag: 2000 }", "answer: 7"),
    `${MODULE}/worked.yaml:7: reading-one: only a numeric item has an answer`,
  ],
  [
    "no answer",
    worked("    answer: 21600 / owed\n", ""),
    `${ITEMS}:9: count-it: worked.yaml has no answer to it`,
  ],
  [
    "an answer that is not the key",
    worked("21600 / owed", "22500 / owed"),
    `${MODULE}/worked.yaml:11: count-it: the answer is 6.25 %, the key says 6.0`,
  ],
  [
    "an answer of many",
    worked("21600 / owed", "late"),
    `${MODULE}/worked.yaml:11: count-it: a list stands where one number is wanted`,
  ],
  [
    "a formula in brackets",
    worked("sum(late)", "[over30, 1]"),
    `${MODULE}/worked.yaml:3: worked.over30: a formula that begins with [ stands in quotes`,
  ],
  [
    "a name with a dash",
    worked("over30: sum(late)", "over-30: sum(late)"),
    `${MODULE}/worked.yaml:3: worked.over-30: a figure is named in a-z, 0-9 and _; a formula with commas stands in quotes`,
  ],
  ["accounts with units", { "accounts.yaml": "in: {}\n" }, "accounts.yaml:1: there is no `in` here"],
])("%s is named by file and line", async (_, changes, problem) => {
  expect(await found(changes)).toContain(problem);
});

test("where figures cannot be read or computed, no text is called wrong for it", async () => {
  const text = reading("PAR30 is 7.1 %.");
  expect(await found({ ...text, ...worked("sum(late)", "sum(lost)") })).toHaveLength(1);
  expect(await found({ ...text, ...worked("given: {", "given {") })).toHaveLength(1);
  expect(await found({ ...text, "accounts.yaml": "given: { a: x }\n" })).toHaveLength(1);
});

test("a course that tells no figures is not asked for them", async () => {
  expect(
    await found({ "accounts.yaml": null, [`${MODULE}/worked.yaml`]: null, ...reading("PAR30 is 7.1 %.") }),
  ).toEqual([]);
});
