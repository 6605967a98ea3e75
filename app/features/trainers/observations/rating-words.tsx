import type { Words } from "#app/locales/words.ts";
import { isCriterion, type Figure } from "./rating.ts";
import type { CellView, LateEntry } from "./rating-view.ts";

type Saying = Pick<Words, "t" | "list" | "number" | "time">;

/** What two devices say, each with its time. */
export const clashWords = ({ t, list, number, time }: Saying, { name, heads }: CellView): string =>
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

export const noteWords = ({ t }: Pick<Words, "t">, about: string) =>
  isCriterion(about)
    ? t("candidacy.criterionNamed", { criterion: about, name: t(`candidacy.criterion.${about}`) })
    : t("observation.rating.general_note");

export const nameOfCell = ({ t }: Pick<Words, "t">, name: string) =>
  name === "feedback" ? t("observation.rating.feedback") : t(`observation.figure.${name as Figure}`);

/** What an entry is of, and what it says of it. */
export function lateWords(
  words: Saying,
  { kind, about, value, text }: LateEntry,
): [of: string, said: string] {
  const { t, number } = words;
  const amount = value === null ? "–" : number(about === "mean" ? value / 100 : value);
  switch (kind) {
    case "note":
      return [noteWords(words, about), text];
    case "score":
      return [noteWords(words, about), amount];
    case "figure":
      return [nameOfCell(words, about), amount];
    case "feedback":
      return [nameOfCell(words, kind), text];
    case "clock":
      return [t("observation.rating.clock"), t(`observation.rating.${value === 1 ? "start" : "stop"}`)];
  }
}
