import { useWords } from "#app/ui/words.tsx";
import type { Figure } from "./compute-sheet.ts";
import { decimalsOf, type SheetPart } from "./sheet.ts";
import { writeNumber, writeShare } from "./written-numbers.ts";

type FigureTextProps = { part: SheetPart; value: Figure; locale: string };

/** A figure as the text around it writes figures; what cannot be had is a dash, and said. */
export function FigureText({ part, value, locale }: FigureTextProps) {
  const { t } = useWords();
  if (value === null)
    return (
      <>
        <span aria-hidden="true">–</span>
        <span className="hidden-text">{t("catalogue.tool.noResult")}</span>
      </>
    );
  const decimals = decimalsOf(part);
  if (part.is === "yes-no") return <>{t(value === 0 ? "catalogue.tool.no" : "catalogue.tool.yes")}</>;
  const write = part.is === "percent" ? writeShare : writeNumber;
  return <bdi>{write(value, decimals, locale)}</bdi>;
}
