import type { FormHelp } from "#app/ui/form-problem.tsx";
import { useWords } from "#app/ui/words.tsx";
import type { Worked } from "./compute-sheet.ts";
import { calculates, isLines, usesMoney } from "./sheet.ts";
import { ToolExample } from "./tool-example.tsx";
import { roomTaken, ToolForm } from "./tool-form.tsx";
import { TranslationNotice } from "./translation-notice.tsx";
import { needsCaution } from "./translation-state.ts";
import type { ToolReading, UnitReading } from "./unit-reading.ts";
import { writtenIn } from "./written-in.ts";

export type ToolViewProps = {
  reading: UnitReading & { tool: ToolReading };
  form: FormHelp;
  /** What was worked out from what the form holds. */
  worked: Worked | null;
  /** This page. */
  here: string;
  inLanguage: (locale: string) => string;
};

/** What hangs under a tool's text: the sheet to work with where it calculates, else the filled example. */
export function ToolView({ reading, form, worked, here, inLanguage }: ToolViewProps) {
  const { t } = useWords();
  const { tool, text, source } = reading;
  const { sheet, words } = tool;
  const works = calculates(sheet);
  // Said once for the page: the text says it already when it is no better.
  const saidAbove = text !== null && (needsCaution(text.state) || text.fallback);
  return (
    <section className="tool stack" aria-labelledby="tool-title">
      <div className="stack tight no-print">
        <h2 id="tool-title">{t("catalogue.tool.title")}</h2>
        {!saidAbove && <TranslationNotice reading={tool} source={source} inLanguage={inLanguage} />}
        <p className="soft">{t(works ? "catalogue.tool.lead" : "catalogue.tool.leadExample")}</p>
        <Downloads downloads={tool.downloads} />
        {words.unit && usesMoney(sheet) && <Money unit={words.unit} locale={tool.locale} />}
      </div>
      {works ? <ToolForm tool={tool} form={form} worked={worked} here={here} /> : <ToolExample tool={tool} />}
    </section>
  );
}

function Downloads({ downloads }: Pick<ToolReading, "downloads">) {
  const { t, size } = useWords();
  return (
    <ul className="actions" role="list">
      {downloads.map(({ kind, href, name, bytes }) => (
        <li key={kind}>
          <a className="download" href={href} download={name}>
            {bytes === null
              ? t(`catalogue.tool.${kind}`)
              : t(`catalogue.tool.${kind}Sized`, { size: size(bytes) })}
          </a>
        </li>
      ))}
    </ul>
  );
}

/** Whether its lines want more room than a text does. */
export const isWide = ({ sheet, words }: ToolReading): boolean =>
  sheet.blocks.filter(isLines).some((block) => roomTaken(block, words) > 4);

/** The unit is a word of the course, the sentence around it one of the page. */
function Money({ unit, locale }: { unit: string; locale: string }) {
  const { t } = useWords();
  const [before, after] = t("catalogue.tool.money", { unit: "\n" }).split("\n");
  return (
    <p className="soft">
      {before}
      <bdi {...writtenIn(locale)}>{unit}</bdi>
      {after}
    </p>
  );
}
