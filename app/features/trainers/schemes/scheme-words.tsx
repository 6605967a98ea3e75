import type { WordKey } from "#app/locales/keys.ts";
import type { Words } from "#app/locales/words.ts";
import { stageWords } from "#app/features/trainers/candidacies/candidacy-words.tsx";
import { valueOf, type SchemeField } from "./scheme-fields.ts";
import type { Scheme } from "./scheme.ts";

/* The figures of a scheme as words. */

const HEADINGS = ["validity", "renewal", "candidacy"] as const;

export function groupWords(words: Pick<Words, "t">, group: string): string {
  const heading = HEADINGS.find((one) => one === group);
  return heading ? words.t(`schemes.group.${heading}`) : stageWords(words, group);
}

export const fieldWords = ({ t }: Pick<Words, "t">, { label }: SchemeField): string =>
  t(`schemes.field.${label}` as WordKey);

export function valueWords(words: Words, scheme: Scheme, field: SchemeField): string {
  const { t, number, percent, shortDate, list } = words;
  const value = valueOf(scheme, field);
  switch (field.unit) {
    case "days":
    case "months":
    case "years":
    case "minutes":
      return t(`schemes.unit.${field.unit}`, { count: Number(value) });
    case "share":
      return percent(Number(value) / 10_000);
    case "mark":
      return number(Number(value) / 100, 1);
    case "yes":
      return t(value ? "schemes.unit.yes" : "schemes.unit.no");
    case "who":
      return t(`candidacy.part.${value as "officer"}`);
    case "until":
      return value === null ? t("schemes.unit.none") : shortDate(`2001-${String(value)}`);
    case "reminders":
      return list((value as number[]).map((days) => number(days)));
    case "count":
    case "assessors":
    case "score":
      return number(Number(value));
  }
}
