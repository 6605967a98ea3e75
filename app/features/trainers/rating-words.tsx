import type { Words } from "#app/locales/words.ts";
import type { CellView } from "./rating-view.ts";

/** What two devices say, each with its time. */
export const clashWords = (
  { t, list, number, time }: Pick<Words, "t" | "list" | "number" | "time">,
  { name, heads }: CellView,
): string =>
  t("observation.rating.clash", {
    said: list(
      heads.map(({ value, text, at }) =>
        t("observation.rating.saidAt", {
          said: text !== "" ? text : value === null ? "–" : number(name === "mean" ? value / 100 : value),
          at: time(at),
        }),
      ),
    ),
  });
