import { useWords } from "#app/ui/words.tsx";
import type { Figure } from "./compute-sheet.ts";
import { decimalsOf, type SheetPart } from "./sheet.ts";

/** A figure as people write it in the visitor's language; what cannot be had is a dash, and said. */
export function FigureText({ part, value }: { part: SheetPart; value: Figure }) {
  const { t, number, percent } = useWords();
  if (value === null)
    return (
      <>
        <span aria-hidden="true">–</span>
        <span className="hidden-text">{t("catalogue.tool.noResult")}</span>
      </>
    );
  const decimals = decimalsOf(part);
  if (part.is === "yes-no") return <>{t(value === 0 ? "catalogue.tool.no" : "catalogue.tool.yes")}</>;
  return <bdi>{part.is === "percent" ? percent(value, decimals) : number(value, decimals)}</bdi>;
}
