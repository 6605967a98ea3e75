import type { Words } from "#app/locales/words.ts";
import type { FilePart } from "./renewal-file.ts";

/** What one part of a renewal's file is held to, and what there is of it. */
export function askedWords({ t, number, percent }: Words, { part, have, need, courses, figures }: FilePart) {
  const months = (count = 0) => t("schemes.unit.months", { count });
  const amount = part === "R2" || part === "M3" ? (value: number) => percent(value / 10_000) : number;
  return t(`trainers.renewal.asks.${part}`, {
    have: amount(have),
    need: amount(need),
    courses: number(courses ?? 0),
    deliveries: number(figures.deliveries ?? 0),
    recent: months(figures.recentMonths),
    within: months(figures.refresherMonths),
    mean: number((figures.participantMean ?? 0) / 100, 1),
    difference: number((figures.difference ?? 0) / 100),
  });
}
