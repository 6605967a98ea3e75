import { DataTable } from "#app/ui/data-table.tsx";
import { FactList } from "#app/ui/fact-list.tsx";
import { exampleEntries, type Entry, type Line } from "./compute-sheet.ts";
import { FigureText } from "./figure-text.tsx";
import { isFields, isFigure, isLines, type SheetPart } from "./sheet.ts";
import type { ToolReading } from "./unit-reading.ts";
import { writtenIn } from "./written-in.ts";

type Row = { line: Line; key: string };

/** A sheet that only asks for words, filled in: there is nothing to work out, so nothing is asked here. */
export function ToolExample({ tool }: { tool: ToolReading }) {
  const { sheet, words, locale } = tool;
  const entries = exampleEntries(sheet, words);
  return (
    <div className="stack" {...writtenIn(locale)}>
      {sheet.blocks.map((block) => {
        const title = words.blocks[block.id] ?? "";
        if (isFields(block))
          return (
            <section key={block.id} className="stack tight">
              <h3>{title}</h3>
              <FactList
                facts={block.fields.map((part) => ({
                  term: words.labels[part.id] ?? "",
                  value: <EntryText locale={locale} part={part} entry={entries.boxes[part.id] ?? null} />,
                }))}
              />
            </section>
          );
        if (!isLines(block)) return null;
        const rows = (entries.lines[block.id] ?? []).map((line, index) => ({ line, key: String(index) }));
        return (
          <DataTable<Row>
            key={block.id}
            caption={title}
            rows={rows}
            rowKey={({ key }) => key}
            columns={block.columns.map((part, place) => ({
              key: part.id,
              header: words.labels[part.id] ?? "",
              numeric: isFigure(part),
              rowHeader: place === 0,
              cell: ({ line }) => <EntryText locale={locale} part={part} entry={line[part.id] ?? null} />,
            }))}
          />
        );
      })}
    </div>
  );
}

function EntryText({ part, entry, locale }: { part: SheetPart; entry: Entry; locale: string }) {
  if (entry === null || typeof entry === "string") return <bdi>{entry}</bdi>;
  return <FigureText part={part} value={entry} locale={locale} />;
}
