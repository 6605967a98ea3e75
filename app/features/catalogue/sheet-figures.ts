import { computeSheet, exampleEntries } from "./compute-sheet.ts";
import { isFields, isFigure, isLines, isTyped, type Example, type Sheet, type SheetPart } from "./sheet.ts";

/* The figures of a sheet's example, for the check of figures: those somebody wrote, as a text would say them, and those
 * that follow from them. */

export type ExampleFigure = { path: (string | number)[]; text: string };

export const exampleFigures = ({ blocks }: Sheet): ExampleFigure[] =>
  blocks.flatMap((block, index) => {
    if (isFields(block))
      return block.fields.flatMap((field, place) =>
        said(field, field.example).map((text) => ({ path: ["blocks", index, "fields", place], text })),
      );
    if (!isLines(block)) return [];
    const figures = block.columns.filter(isTyped).filter(isFigure);
    return block.example.flatMap((line, at) =>
      figures.flatMap((column, place) =>
        said(column, line[place]).map((text) => ({ path: ["blocks", index, "example", at], text })),
      ),
    );
  });

function said({ is }: SheetPart, value: Example | undefined): string[] {
  if (typeof value !== "number" || is === "yes-no") return [];
  const number = new Intl.NumberFormat("en", { maximumFractionDigits: 6 });
  return [is === "percent" ? `${number.format(value * 100)} %` : number.format(value)];
}

/** Line by line and in the boxes. */
export function workedNumbers(sheet: Sheet): number[] {
  const noWords = { blocks: {}, labels: {}, hints: {}, examples: {} };
  const { boxes, lines } = computeSheet(sheet, exampleEntries(sheet, noWords));
  const rows = Object.values(lines).flatMap((all) => all.flatMap((line) => Object.values(line ?? {})));
  return [...Object.values(boxes), ...rows].filter((value) => value !== null);
}
