import { execFileSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import path from "node:path";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { labelsIn } from "#app/features/catalogue/lesson-labels.ts";
import type { SheetFacts } from "#app/features/catalogue/sheet-facts.ts";
import { layOutSheet, renderSheetPdf, type Piece } from "#app/features/catalogue/sheet-pdf.server.tsx";
import { partsOf, Sheet } from "#app/features/catalogue/sheet.ts";
import { DeadlineThread } from "#app/infra/deadline-thread.server.ts";
import { loadShapedFonts, type ShapedFonts } from "#app/infra/shaped-fonts.server.ts";
import { poppler } from "#tests/support/judges.ts";
import { everything, watchList, watchListWords } from "#tests/support/sheets.ts";

const factsOf = (own: Partial<SheetFacts> = {}): SheetFacts => ({
  sheet: watchList,
  words: watchListWords,
  locale: "en",
  title: "The watch list",
  course: "Managing for results",
  module: "Credit risk and delinquency",
  labels: labelsIn(own.locale ?? "en").sheet,
  money: "Amounts in thousand riel",
  publishedOn: "2026-11-28",
  ...own,
});

const khmer = {
  blocks: { branch: "សាខារបស់អ្នក", loans: "អតិថិជនយឺតយ៉ាវ", results: "អ្វីដែលវាបង្ហាញ" },
  labels: {
    portfolio: "ផលប័ត្រឥណទានសរុប",
    month: "ខែ",
    code: "លេខកូដ",
    outstanding: "សមតុល្យនៅសល់",
    days: "ចំនួនថ្ងៃយឺត",
    share: "ភាគរយនៃផលប័ត្រ",
    over30: "យឺតលើសពី ៣០ ថ្ងៃ",
    par30: "PAR30",
  },
  hints: { days: "គិតពីការបង់រំលស់ដែលមិនទាន់បានបង់ចាស់បំផុត" },
  examples: { month: "ខែតុលា", code: ["D-114", "B-087"] },
  unit: "ពាន់រៀល",
};

/** Fourteen columns and twenty-four lines of long words: more than a page holds either way. */
const crowded = Sheet.parse({
  blocks: [
    {
      id: "lines",
      rows: 24,
      columns: Array.from({ length: 14 }, (_, at) => ({ id: `c${at}`, is: at % 3 === 0 ? "text" : "money" })),
      example: Array.from({ length: 24 }, () => Array.from({ length: 9 }, () => 123456789)),
    },
    {
      id: "boxes",
      fields: Array.from({ length: 24 }, (_, at) => ({ id: `f${at}`, is: "percent", example: 0.5 })),
    },
  ],
});
const wordy = (sheet: Sheet) => {
  const ids = sheet.blocks.flatMap(partsOf).map(({ id }) => id);
  const long = (id: string) => `${id}: what somebody in a hurry would have to read of unforeseeable things`;
  const text = Array.from(
    { length: 24 },
    () => "Asks two of them to try it for a month and report, and waits for it",
  );
  return {
    blocks: Object.fromEntries(sheet.blocks.map(({ id }) => [id, long(id)])),
    labels: Object.fromEntries(ids.map((id) => [id, long(id)])),
    hints: Object.fromEntries(ids.map((id) => [id, long(id)])),
    examples: Object.fromEntries(
      sheet.blocks.flatMap(partsOf).flatMap(({ id, is }) => (is === "text" ? [[id, text]] : [])),
    ),
    unit: "riel",
  };
};

const CASES: [string, SheetFacts][] = [
  ["the watch list", factsOf()],
  ["Khmer", factsOf({ locale: "km", words: khmer, title: "បញ្ជីឃ្លាំមើល", course: "ការគ្រប់គ្រង" })],
  ["right to left", factsOf({ locale: "ar", title: "قائمة المراقبة" })],
  ["everything", factsOf({ sheet: everything, words: wordy(everything) })],
  ["a crowd", factsOf({ sheet: crowded, words: wordy(crowded), title: "A title that is ".repeat(9) })],
];

let fonts: ShapedFonts;
beforeAll(async () => {
  fonts = await loadShapedFonts();
});

describe.each(CASES)("%s", (_, facts) => {
  test("stays on its pages, and no words touch others", () => {
    const { width, height, pages } = layOutSheet(facts, fonts);
    for (const [number, page] of pages.entries()) {
      const inked = page.lines.map((line) => inkOf(line, fonts));
      for (const box of inked) {
        expect(box.left, `${number}: ${box.text}`).toBeGreaterThan(30);
        expect(box.right, `${number}: ${box.text}`).toBeLessThan(width - 30);
        expect(box.bottom, `${number}: ${box.text}`).toBeLessThan(height - 15);
      }
      for (const [index, box] of inked.entries())
        for (const other of inked.slice(index + 1))
          expect(overlap(box, other), `page ${number}: “${box.text}” and “${other.text}”`).toBe(false);
    }
  });

  test("is blank first, to be written on, then filled in", () => {
    const { pages } = layOutSheet(facts, fonts);
    const which = pages.map(({ lines }) => lines.some(({ text }) => text === facts.labels.blank));
    expect(which).toEqual([...which].sort((a, b) => Number(b) - Number(a)));
    expect(which[0]).toBe(true);
    expect(which.at(-1)).toBe(false);
  });
});

type Line = Piece["lines"][number];

/** Where the letters of a line stand. */
function inkOf(
  { text, left, width, baseline, above, below, size, face, align }: Line,
  { widthOf }: ShapedFonts,
) {
  const own = widthOf(text, face) * size;
  const start = align === "left" ? left : align === "right" ? left + width - own : left + (width - own) / 2;
  // Room above and below is for the tallest letters there are; what is touched is nearer.
  return {
    text,
    left: start,
    right: start + own,
    top: baseline - above * 0.7,
    bottom: baseline + below * 0.6,
  };
}

type Ink = ReturnType<typeof inkOf>;
const overlap = (a: Ink, b: Ink): boolean =>
  a.left < b.right - 0.5 && b.left < a.right - 0.5 && a.top < b.bottom - 0.5 && b.top < a.bottom - 0.5;

test("what is printed can be read and copied", async () => {
  const text = await textOf(factsOf());
  for (const words of [
    "The watch list",
    "Blank",
    "Filled example",
    "From the oldest",
    "D-114",
    "478,000",
    "0.1 %",
    "1 of 1",
  ])
    expect(text).toContain(words);
  const inFrench = await textOf(factsOf({ locale: "fr" }));
  expect(inFrench).toContain("478 000");
  expect(inFrench).toContain("0,1 %");
  expect(await textOf(factsOf({ locale: "km", words: khmer }))).toContain("អតិថិជនយឺតយ៉ាវ");
});

test("what no font can draw is left out, and nothing else", async () => {
  const text = await textOf(factsOf({ title: "The 😀watch ნlist" }));
  expect(text).toContain("The watch list");
});

async function textOf(facts: SheetFacts): Promise<string> {
  const input = await renderSheetPdf(facts);
  const text = execFileSync(poppler().pdftotext, ["-layout", "-", "-"], { input, encoding: "utf8" });
  return text.replace(/[\u00a0\u200b]/g, (sign) => (sign === "\u00a0" ? " " : ""));
}

describe("as the build bundles it", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.resolve("node_modules/.cache/sheet-"));
  });
  afterAll(() => rm(folder, { recursive: true }));

  test("the thread draws the same bytes as this one", async () => {
    const outfile = path.join(folder, "sheet-thread.mjs");
    await build({
      entryPoints: ["app/features/catalogue/sheet-thread.server.ts"],
      outfile,
      bundle: true,
      platform: "node",
      format: "esm",
      packages: "external",
    });
    const memory = { maxOldGenerationSizeMb: 160 };
    const thread = new DeadlineThread<SheetFacts, Uint8Array>(outfile, {
      limitMs: 60_000,
      idleMs: 60_000,
      memory,
    });
    const here = Buffer.from(await renderSheetPdf(factsOf()));
    expect(Buffer.from(await thread.ask(factsOf())).equals(here)).toBe(true);
    await expect(thread.ask({ ...factsOf(), sheet: { blocks: [null] } as never })).rejects.toThrow(
      "TypeError",
    );
    expect((await thread.ask(factsOf())).length).toBe(here.length);
    await thread.close();
  }, 60_000);
});
