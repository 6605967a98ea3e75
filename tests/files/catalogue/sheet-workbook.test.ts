import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  computeSheet,
  exampleEntries,
  type Entries,
  type Figure,
} from "#app/features/catalogue/compute-sheet.ts";
import { labelsIn } from "#app/features/catalogue/lesson-labels.ts";
import { courseIdsIn, readCourse } from "#app/features/catalogue/read-course.server.ts";
import { sheetCells, VALUE_COLUMN } from "#app/features/catalogue/sheet-cells.ts";
import type { SheetFacts } from "#app/features/catalogue/sheet-facts.ts";
import { sheetWorkbook } from "#app/features/catalogue/sheet-workbook.server.ts";
import { isComputed, isLines, partsOf, type SheetInLanguage } from "#app/features/catalogue/sheet.ts";
import { seededRandom } from "#app/lib/seeded-random.ts";
import { soffice } from "#tests/support/judges.ts";
import { everything, watchList, watchListWords } from "#tests/support/sheets.ts";

/* A program that did not make them computes our workbooks anew; both must say the same, cell by cell. */

const PAGES = labelsIn("en").sheet;

const factsOf = (tool: SheetInLanguage, locale = "en"): SheetFacts => ({
  ...tool,
  locale,
  title: "A <tool> & its figures",
  course: "A course",
  module: "A module",
  labels: PAGES,
  money: "Amounts in riel",
  publishedOn: "2026-11-28",
});

const everythingWords = {
  ...watchListWords,
  blocks: Object.fromEntries(everything.blocks.map(({ id }) => [id, id])),
  labels: Object.fromEntries(everything.blocks.flatMap(partsOf).map(({ id }) => [id, id])),
  examples: { name: ["A", "B", null, "D", "=1+1"] },
};

/** The same with lines at random: gaps, zeros, what is owed the other way. */
function atRandom(seed: string): SheetInLanguage {
  const random = seededRandom(seed);
  const value = () =>
    random() < 0.3 ? null : Math.round((random() - 0.25) * 1000) / (random() < 0.5 ? 1 : 8);
  const whole = () => (random() < 0.3 ? null : Math.round((random() - 0.25) * 90));
  const blocks = everything.blocks.map((block) =>
    isLines(block)
      ? {
          ...block,
          example: Array.from({ length: block.rows }, () => [value(), whole(), random() < 0.5 || null]),
        }
      : block,
  );
  const name = Array.from({ length: 6 }, () => (random() < 0.5 ? null : "A"));
  return { sheet: { blocks }, words: { ...everythingWords, examples: { name } } };
}

/** Every sheet of this repository's courses, and those of the tests. */
async function allSheets(): Promise<Map<string, SheetInLanguage>> {
  const all = new Map<string, SheetInLanguage>([
    ["everything", { sheet: everything, words: everythingWords }],
    ["watch-list", { sheet: watchList, words: watchListWords }],
    ...Array.from({ length: 12 }, (_, at): [string, SheetInLanguage] => [`random ${at}`, atRandom(`${at}`)]),
  ]);
  const contentDir = path.resolve("content");
  for (const courseId of await courseIdsIn(contentDir)) {
    const { source } = await readCourse(contentDir, courseId);
    for (const { id, sheets, texts } of Object.values(source?.modules ?? {}))
      for (const [tool, { value: sheet }] of Object.entries(sheets)) {
        const words = texts[source!.written.value.source]?.sheets?.value[tool];
        if (words) all.set(`${courseId}-${id}-${tool}`, { sheet, words });
      }
  }
  return all;
}

/** Tells LibreOffice to compute whatever a file says its formulas come to. */
const ALWAYS_ANEW = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>`;
/** Comma, quotes, UTF-8, all pages, values as they are and not as they are shown. */
const CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1";

const libreOffice = soffice();

describe.skipIf(libreOffice === null)("as LibreOffice computes it", async () => {
  const sheets = await allSheets();
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "workbooks-"));
    await mkdir(path.join(folder, "profile/user"), { recursive: true });
    await writeFile(path.join(folder, "profile/user/registrymodifications.xcu"), ALWAYS_ANEW);
    const unworked = () => ({ boxes: {}, lines: {} });
    for (const [name, tool] of sheets)
      await writeFile(path.join(folder, `${name}.xlsx`), await sheetWorkbook(factsOf(tool), unworked));
    const files = [...sheets.keys()].map((name) => path.join(folder, `${name}.xlsx`));
    execFileSync(
      libreOffice!,
      [
        `-env:UserInstallation=file://${folder}/profile`,
        "--headless",
        "--convert-to",
        CSV,
        "--outdir",
        folder,
        ...files,
      ],
      { stdio: "ignore" },
    );
  }, 120_000);
  afterAll(() => rm(folder, { recursive: true }));

  const pageOf = async (name: string, page: string): Promise<string[][]> =>
    parse(await readFile(path.join(folder, `${name}-${page}.csv`)), { relaxColumnCount: true });

  test.each([...sheets])("%s, filled and blank", async (name, { sheet, words }) => {
    const pages: [string, Entries][] = [
      [PAGES.example, exampleEntries(sheet, words)],
      [PAGES.blank, { boxes: {}, lines: {} }],
    ];
    for (const [page, entries] of pages) {
      const cells = await pageOf(name, page);
      const { boxes, lines } = computeSheet(sheet, entries);
      const says = (row: number, column: number) => cells[row - 1]?.[column - 1] ?? "";
      for (const { block, first, last } of sheetCells(sheet).blocks)
        partsOf(block).forEach((part, index) => {
          if (!isComputed(part)) return;
          const where = `${name}, ${page}, ${part.id} = ${part.by}`;
          if (!isLines(block)) expectSame(says(first + index, VALUE_COLUMN), boxes[part.id] ?? null, where);
          else
            for (let row = first; row <= last; row += 1) {
              const line = lines[block.id]?.[row - first];
              if (line) expectSame(says(row, index + 1), line[part.id] ?? null, `${where}, ${row}`);
              else expect(says(row, index + 1), `${where}, ${row}`).toBe("");
            }
        });
    }
  });
});

/** A rate is found step by step, by either, and so only nearly. */
function expectSame(cell: string, figure: Figure, where: string): void {
  if (figure === null) return expect(cell, where).toBe("–");
  const nearly = /instalment_rate/.test(where) ? 1e-7 : 1e-10;
  const value = cell.endsWith("%") ? Number(cell.slice(0, -1)) / 100 : Number(cell);
  expect(Math.abs(value - figure), `${where}: ${cell}, not ${figure}`).toBeLessThanOrEqual(
    nearly * Math.max(1, Math.abs(figure)),
  );
}

test("the same sheet is the same file, at whatever hour", async () => {
  const facts = factsOf({ sheet: watchList, words: watchListWords });
  const first = await sheetWorkbook(facts);
  await new Promise((resolve) => setTimeout(resolve, 2100)); // an archive counts every other second
  expect((await sheetWorkbook(facts)).equals(first)).toBe(true);
});
