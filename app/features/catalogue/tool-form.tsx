import type { ReactNode } from "react";
import { Button } from "#app/ui/button.tsx";
import { Checkbox } from "#app/ui/choices.tsx";
import { cx } from "#app/ui/class-names.ts";
import { fieldAria, fieldClass, FieldNotes } from "#app/ui/field.tsx";
import type { FormHelp } from "#app/ui/form-problem.tsx";
import { TextArea, TextInput } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";
import type { Figure, Worked } from "./compute-sheet.ts";
import { FigureText } from "./figure-text.tsx";
import { fieldNames, onLine, YES } from "./sheet-form.ts";
import {
  isComputed,
  isFields,
  isFigure,
  isLines,
  isResults,
  isTyped,
  type Field,
  type FieldsBlock,
  type LinesBlock,
  type ResultsBlock,
  type SheetPart,
  type SheetWords,
} from "./sheet.ts";
import type { ToolReading } from "./unit-reading.ts";
import { writtenIn } from "./written-in.ts";

type ToolFormProps = {
  tool: ToolReading;
  form: FormHelp;
  worked: Worked | null;
  here: string;
};

/** Where one lands after "Work it out": with the focus on what came of it, without a script. */
const OUTCOME = "worked-out";

/** A sheet to fill in. It works without a script and keeps nothing: each press answers the page again. */
export function ToolForm({ tool, form, worked, here }: ToolFormProps) {
  const { t } = useWords();
  const { sheet, words, locale } = tool;
  const results = sheet.blocks.filter(isResults);
  const names = fieldNames(sheet);
  const parts = { words, names, form, locale };
  return (
    <>
      {!worked && (
        <div id={OUTCOME} tabIndex={-1}>
          {form.summary}
        </div>
      )}
      <form method="post" action={`${here}#${OUTCOME}`} className="stack" noValidate autoComplete="off">
        {sheet.blocks.map((block) => {
          if (isFields(block)) return <Boxes key={block.id} block={block} {...parts} />;
          if (!isLines(block)) return null;
          const own = worked?.lines[block.id] ?? null;
          return <Lines key={block.id} block={block} worked={own} {...parts} />;
        })}
        <div className="actions no-print">
          <Button name="intent" value="work-out">
            {t("catalogue.tool.workOut")}
          </Button>
          <Button name="intent" value="example" tone="quiet">
            {t("catalogue.tool.example")}
          </Button>
          <Button name="intent" value="empty" tone="quiet">
            {t("catalogue.tool.empty")}
          </Button>
        </div>
      </form>
      {worked && (
        <div className="stack tight" id={OUTCOME} tabIndex={-1}>
          {results.map((block) => (
            <Results key={block.id} block={block} worked={worked.boxes} words={words} locale={locale} />
          ))}
        </div>
      )}
    </>
  );
}

type PartsProps = {
  words: SheetWords;
  names: ReadonlyMap<string, string>;
  form: FormHelp;
  locale: string;
};

function Boxes({ block, words, names, form, locale }: PartsProps & { block: FieldsBlock }) {
  return (
    <fieldset className="tool-block" {...writtenIn(locale)}>
      <legend>{words.blocks[block.id]}</legend>
      <div className="field-row">
        {block.fields.map((part) => (
          <Box key={part.id} part={part} name={names.get(part.id)!} words={words} form={form} />
        ))}
      </div>
    </fieldset>
  );
}

type BoxProps = {
  part: Field;
  name: string;
  words: SheetWords;
  form: FormHelp;
};

function Box({ part, name, words, form }: BoxProps) {
  const { id, is } = part;
  const own = { name, label: words.labels[id], hint: words.hints[id], error: said(form.error(name)) };
  if (is === "yes-no") return <Checkbox value={YES} defaultChecked={form.value(name) === YES} {...own} />;
  if (isLong(part, words))
    return <TextArea rows={2} span="full" dir="auto" defaultValue={form.value(name)} {...own} />;
  return (
    <TextInput
      {...own}
      defaultValue={form.value(name)}
      span={is === "text" ? "full" : "medium"}
      suffix={is === "percent" ? "%" : undefined}
      inputMode={keyboardFor(part)}
      dir={is === "text" ? "auto" : undefined}
    />
  );
}

const keyboardFor = ({ is }: SheetPart) => (is === "text" ? "text" : is === "whole" ? "numeric" : "decimal");

/** Columns of a usual width that stand in one line of a wide page; where there are more, lines stay cards. */
const IN_LINES = 11;

/** As many lines as one sees at once; the others are a press away. */
const LINES_SHOWN = 6;

type LinesProps = PartsProps & { block: LinesBlock; worked: (Record<string, Figure> | null)[] | null };

/** Small cards on a phone, one line each where there is room; every box has its label either way. */
function Lines({ block, worked, ...parts }: LinesProps) {
  const { t } = useWords();
  const { words, locale } = parts;
  const { columns, rows } = block;
  const shown = Math.min(rows, Math.max(LINES_SHOWN, lastTyped(block, parts) + 2));
  const line = (index: number) => (
    <LineBoxes key={index} block={block} index={index} worked={worked?.[index] ?? null} {...parts} />
  );
  const hints = columns.filter(({ id }) => words.hints[id]);
  return (
    <fieldset className="tool-block" {...writtenIn(locale)}>
      <legend>{words.blocks[block.id]}</legend>
      {hints.map(({ id }) => (
        <p key={id} className="hint" id={hintId(parts, id)}>
          {words.labels[id]}: {words.hints[id]}
        </p>
      ))}
      <div className={cx("tool-lines", roomTaken(block, words) <= IN_LINES && "in-lines")}>
        <div className="tool-line tool-head" aria-hidden="true">
          <span className="tool-number" />
          {columns.map((part) => (
            <span key={part.id} className={cellClass(part, words)}>
              {words.labels[part.id]}
              {part.is === "percent" && isTyped(part) && " (%)"}
            </span>
          ))}
        </div>
        {Array.from({ length: shown }, (_, index) => line(index))}
        {rows > shown && (
          <details className="disclosure no-print">
            <summary>
              <Said>{t("catalogue.tool.moreLines", { count: rows - shown })}</Said>
            </summary>
            {Array.from({ length: rows - shown }, (_, index) => line(shown + index))}
          </details>
        )}
      </div>
    </fieldset>
  );
}

const hintId = ({ names }: PartsProps, id: string) => `${names.get(id)}-hint`;

function lastTyped({ columns, rows }: LinesBlock, { names, form }: PartsProps): number {
  const typed = columns.filter(isTyped).map(({ id }) => names.get(id)!);
  for (let index = rows - 1; index >= 0; index -= 1)
    if (typed.some((name) => form.value(onLine(name, index)) !== "")) return index;
  return -1;
}

type LineProps = PartsProps & { block: LinesBlock; index: number; worked: Record<string, Figure> | null };

function LineBoxes({ block, index, worked, ...parts }: LineProps) {
  const { t, number } = useWords();
  const { words, locale } = parts;
  return (
    <div className="tool-line" role="group" aria-label={t("catalogue.tool.line", { number: index + 1 })}>
      <span className="tool-number" aria-hidden="true">
        {number(index + 1)}
      </span>
      {block.columns.map((part) =>
        isComputed(part) ? (
          <div key={part.id} className={cx(cellClass(part, words), "computed", !worked && "waiting")}>
            <span className="tool-label">{words.labels[part.id]}</span>
            <output>
              {worked && <FigureText part={part} value={worked[part.id] ?? null} locale={locale} />}
            </output>
          </div>
        ) : (
          <Cell key={part.id} part={part} index={index} {...parts} />
        ),
      )}
    </div>
  );
}

function Cell({ part, index, ...parts }: PartsProps & { part: SheetPart; index: number }) {
  const { words, names, form } = parts;
  const { id, is } = part;
  const name = onLine(names.get(id)!, index);
  const error = form.error(name);
  const value = form.value(name);
  const { "aria-describedby": described, ...aria } = fieldAria(name, { hint: undefined, error });
  const own = {
    name,
    ...aria,
    "aria-describedby": cx(Boolean(words.hints[id]) && hintId(parts, id), described),
  };
  return (
    <div className={cx(cellClass(part, words), fieldClass({ error, span: "full" }))}>
      <label className="tool-label" htmlFor={name}>
        {words.labels[id]}
        {is === "percent" && " (%)"}
      </label>
      {is === "yes-no" ? (
        <input type="checkbox" value={YES} defaultChecked={value === YES} {...own} />
      ) : isLong(part, words) ? (
        <textarea rows={2} dir="auto" defaultValue={value} {...own} />
      ) : (
        <input
          type="text"
          inputMode={keyboardFor(part)}
          dir={is === "text" ? "auto" : undefined}
          defaultValue={value}
          {...own}
        />
      )}
      <FieldNotes id={name} error={said(error)} />
    </div>
  );
}

/** Words of the page among those of the sheet, which may be in another language. */
function Said({ children }: { children: ReactNode }) {
  const { locale, direction } = useWords();
  return (
    <bdi lang={locale} dir={direction}>
      {children}
    </bdi>
  );
}

const said = (error: string | undefined) => error && <Said>{error}</Said>;

/** A sentence rather than a name: by what the example writes there. */
const isLong = ({ id, is }: SheetPart, { examples }: SheetWords): boolean =>
  is === "text" && [examples[id] ?? []].flat().some((text) => (text ?? "").length > 24);

/** How many columns of a usual width its columns are worth. */
export const roomTaken = ({ columns }: LinesBlock, words: SheetWords): number =>
  columns.length + columns.filter((part) => isLong(part, words)).length;

const cellClass = (part: SheetPart, words: SheetWords) =>
  cx("tool-cell", isFigure(part) && "num", isLong(part, words) && "long");

type ResultsProps = {
  block: ResultsBlock;
  worked: Record<string, Figure>;
  words: SheetWords;
  locale: string;
};

function Results({ block, worked, words, locale }: ResultsProps) {
  return (
    <section className="sheet accent" aria-labelledby={`result-${block.id}`} {...writtenIn(locale)}>
      <h3 id={`result-${block.id}`}>{words.blocks[block.id]}</h3>
      <dl className="tool-results">
        {block.results.map((part) => (
          <div key={part.id}>
            <dt>
              {words.labels[part.id]}
              {words.hints[part.id] && <span className="hint">{words.hints[part.id]}</span>}
            </dt>
            <dd>
              <output>
                <FigureText part={part} value={worked[part.id] ?? null} locale={locale} />
              </output>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
