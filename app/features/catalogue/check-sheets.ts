import { compute, FormulaError, namesIn, parseFormula, type Value } from "#app/lib/formula.ts";
import { computeSheet, exampleEntries } from "./compute-sheet.ts";
import { sheetWordProblems } from "./check-sheet-words.ts";
import {
  error,
  errorAt,
  lineOf,
  warning,
  type CourseSource,
  type ModuleSource,
  type Problem,
  type Written,
} from "./course-source.ts";
import { fieldFunction } from "./field-functions.ts";
import { runningColumn } from "./running-column.ts";
import { writingProblem } from "./sheet-formulas.ts";
import {
  allParts,
  isComputed,
  isFields,
  isFigure,
  isLines,
  isResults,
  isTyped,
  partsOf,
  type Example,
  type LinesBlock,
  type Sheet,
  type SheetBlock,
  type SheetPart,
  type SheetWords,
} from "./sheet.ts";

/* Whether each tool has something to work with, and whether its sheet can be computed, here and in a spreadsheet
 * (docs/courseware.md, "A sheet"). Whether its words say all of it, check-sheet-words.ts asks. */

export function sheetProblems(source: CourseSource): Problem[] {
  return Object.values(source.modules).flatMap((module) => [
    ...toolProblems(module),
    ...Object.values(module.sheets).flatMap((sheet) => [...idProblems(sheet), ...blockProblems(sheet)]),
    ...sheetWordProblems(module, source.written.value.source),
  ]);
}

function toolProblems({ written, sheets }: ModuleSource): Problem[] {
  const { units } = written.value;
  const problems = units.flatMap((unit, index) => {
    if (unit.kind !== "tool") return [];
    const say = (message: string) => [errorAt(written, ["units", index, "id"], `tool ${unit.id} ${message}`)];
    if (unit.file && sheets[unit.id]) return say("has a file and a sheet; it has one of them");
    return unit.file || sheets[unit.id] ? [] : say(`has neither a file nor a sheets/${unit.id}.yaml`);
  });
  const strangers = Object.entries(sheets).filter(
    ([id]) => !units.some((unit) => unit.kind === "tool" && unit.id === id),
  );
  return [
    ...problems,
    ...strangers.map(([id, { file }]) => error(file, 1, `module.yaml names no tool ${id}`)),
  ];
}

type SheetFile = Written<Sheet>;

const LISTS = { fields: "fields", lines: "columns", results: "results" } as const;
const listOf = (block: SheetBlock) =>
  LISTS[isFields(block) ? "fields" : isLines(block) ? "lines" : "results"];

function idProblems(sheet: SheetFile): Problem[] {
  const problems: Problem[] = [];
  const [blocks, parts] = [new Set<string>(), new Set<string>()];
  sheet.value.blocks.forEach((block, index) => {
    if (blocks.has(block.id))
      problems.push(errorAt(sheet, ["blocks", index, "id"], `block ${block.id} is there twice`));
    blocks.add(block.id);
    partsOf(block).forEach(({ id }, place) => {
      const at = ["blocks", index, listOf(block), place, "id"];
      if (parts.has(id)) problems.push(errorAt(sheet, at, `${id} is there twice`));
      parts.add(id);
    });
  });
  return problems;
}

/** What formulas have seen on their way down the sheet. */
type Above = { boxes: Set<string>; lists: Set<string> };

function blockProblems(sheet: SheetFile): Problem[] {
  const above: Above = { boxes: new Set(), lists: new Set() };
  const problems = sheet.value.blocks.flatMap((block, index) => {
    const at = (...path: (string | number)[]) => ["blocks", index, ...path];
    const found = partsOf(block).flatMap((part, place) => {
      const here = at(listOf(block), place);
      const wrong = [
        ...partProblems(part).map((message) => errorAt(sheet, here, `${part.id}: ${message}`)),
        ...(isComputed(part)
          ? formulaProblems(sheet.value, block, part, above).map((message) =>
              errorAt(sheet, [...here, "by"], `${part.id}: ${message}`),
            )
          : []),
        ...missingExample(block, part).map((message) =>
          warning(sheet.file, lineOf(sheet, ...here), `${part.id}: ${message}`),
        ),
      ];
      if (isFigure(part)) above.boxes.add(part.id);
      return wrong;
    });
    if (!isLines(block)) return found;
    // Below its block a column is a list.
    for (const { id } of block.columns) if (above.boxes.delete(id)) above.lists.add(id);
    return [
      ...found,
      ...exampleProblems(block).map(([line, message]) => errorAt(sheet, at("example", line), message)),
    ];
  });
  return problems.length > 0 ? problems : missingResults(sheet);
}

function partProblems(part: SheetPart): string[] {
  const { is, decimals } = part;
  const problems: string[] = [];
  if (decimals !== undefined && !["money", "number", "percent"].includes(is))
    problems.push(`${is} has no decimals`);
  if (isComputed(part) && (is === "text" || is === "yes-no")) problems.push(`${is} is not computed`);
  if ("example" in part && part.example !== undefined) {
    const wrong = valueProblem(part, part.example);
    if (wrong) problems.push(wrong);
  }
  return problems;
}

/** From here on somebody meant per cent. */
const PER_CENT = 5;

function valueProblem({ is }: SheetPart, value: Example): string | null {
  if (is === "text") return "the example of a text stands in the words";
  if (value === null) return null;
  if (is === "percent" && Math.abs(Number(value)) >= PER_CENT)
    return `a share is a fraction: ${Number(value) / 100} is ${Number(value)} %`;
  if (is === "yes-no") return [true, false, 0, 1].includes(value) ? null : "an example is true or false";
  if (typeof value === "boolean") return "an example is a number";
  return is === "whole" && !Number.isInteger(value) ? "an example is a whole number" : null;
}

function formulaProblems(sheet: Sheet, block: SheetBlock, { by }: { by: string }, above: Above): string[] {
  let names: string[];
  try {
    names = namesIn(parseFormula(by));
  } catch (caught) {
    if (caught instanceof FormulaError) return [caught.message];
    throw caught;
  }
  const unknown = names.filter((name) => !above.boxes.has(name) && !above.lists.has(name));
  if (unknown.length > 0) return unknown.map((name) => whyUnknown(sheet, name));
  // A running column adds its own block's columns up.
  const lists = isLines(block) && runningColumn(parseFormula(by)) ? namesAsLists(block, above) : above.lists;
  const problem = valuesProblem(by, lists) ?? writingProblem(sheet, by, isLines(block) ? block.id : null);
  return problem ? [problem] : [];
}

const namesAsLists = ({ columns }: LinesBlock, { lists }: Above): Set<string> =>
  new Set([...lists, ...columns.map(({ id }) => id)]);

function whyUnknown(sheet: Sheet, name: string): string {
  const part = allParts(sheet).find(({ id }) => id === name);
  if (!part) return `there is no ${name}`;
  return isFigure(part)
    ? `${name} stands below; a formula uses what is above it`
    : `${name} is a text, which nothing can be worked out from`;
}

/** How many values a function wants, and of which kind, it says itself when it is given the simplest there are. */
function valuesProblem(by: string, lists: ReadonlySet<string>): string | null {
  const value = (name: string): Value => (lists.has(name) ? [1, 2] : 1);
  try {
    compute(parseFormula(by), { valueOf: value, functionOf: (name) => fieldFunction(name)?.compute });
    return null;
  } catch (caught) {
    if (caught instanceof FormulaError) return caught.message;
    throw caught;
  }
}

const typedFigures = ({ columns }: LinesBlock) => columns.filter(isTyped).filter(isFigure);

function exampleProblems(block: LinesBlock): [line: number, message: string][] {
  const figures = typedFigures(block);
  const names = figures.map(({ id }) => id).join(", ");
  return block.example.flatMap((line, index): [number, string][] => {
    if (index >= block.rows) return [[index, `there are only ${block.rows} lines`]];
    if (line.length !== figures.length)
      return [[index, `a line of the example has ${figures.length} values (${names}), not ${line.length}`]];
    return figures.flatMap((column, place): [number, string][] => {
      const wrong = valueProblem(column, line[place] ?? null);
      return wrong ? [[index, `${column.id}: ${wrong}`]] : [];
    });
  });
}

/** Advice: a tool is understood from its filled example. */
function missingExample(block: SheetBlock, part: SheetPart): string[] {
  if (!isTyped(part) || !isFigure(part)) return [];
  const there = isFields(block)
    ? "example" in part && part.example !== undefined
    : isLines(block) && block.example.length > 0;
  return there ? [] : ["has no example"];
}

function missingResults(sheet: SheetFile): Problem[] {
  const { boxes } = computeSheet(sheet.value, exampleEntries(sheet.value, NO_WORDS));
  return sheet.value.blocks.flatMap((block, index) =>
    isResults(block)
      ? block.results.flatMap(({ id }, place) =>
          boxes[id] === null
            ? [
                warning(
                  sheet.file,
                  lineOf(sheet, "blocks", index, "results", place),
                  `${id}: the example has no result`,
                ),
              ]
            : [],
        )
      : [],
  );
}

const NO_WORDS: SheetWords = { blocks: {}, labels: {}, hints: {}, examples: {} };
