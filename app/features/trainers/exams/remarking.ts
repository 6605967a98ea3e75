import { addDays, type CalendarDay } from "#app/lib/calendar-day.ts";
import type { Sitting } from "#app/features/trainers/schemes/requirements.ts";

/*
 * Who failed the exam may have it marked once more by somebody else, asking within 14 days of the release, in the
 * scheme's zone. What the second marker gives stands, higher or lower; the first result stays in the history, and the
 * days of a re-sit count from its release as before (domain §6.2 T6).
 */

const ASK_WITHIN = 14;

export type MayAsk =
  | { until: CalendarDay }
  | { no: "noResult" | "passed" | "askedBefore" }
  | { no: "tooLate"; until: CalendarDay };

/** The last day to ask for it, of somebody who may or might have; null: there is nothing to ask for. */
export function remarkableUntil(sittings: readonly Sitting[], pass: number): CalendarDay | null {
  const may = mayAskForRemarking(sittings, pass, sittings.at(-1)?.releasedOn ?? "");
  return "no" in may ? null : may.until;
}

/** @param pass hundredths of a per cent */
export function mayAskForRemarking(sittings: readonly Sitting[], pass: number, today: CalendarDay): MayAsk {
  const last = sittings.at(-1);
  if (!last || last.releasedOn === null) return { no: "noResult" };
  if (last.remarking) return { no: "askedBefore" };
  if (last.score >= pass) return { no: "passed" };
  const until = addDays(last.releasedOn, ASK_WITHIN);
  return today > until ? { no: "tooLate", until } : { until };
}

/** Asked for, and not marked yet: nobody is refused in the meantime. */
export const waitsForRemarking = (sittings: readonly Sitting[]): boolean =>
  sittings.some(({ remarking }) => remarking === "asked");

/** Of which day's sitting the next record of a marking speaks. */
export const sittingToMark = (sittings: readonly Sitting[]): CalendarDay | undefined =>
  (sittings.find(({ remarking }) => remarking === "asked") ?? sittings.at(-1))?.on;

/** @param on the day of the sitting; older records name none and are of the last one */
export function askedAgain(sittings: readonly Sitting[], on?: CalendarDay): readonly Sitting[] {
  const which = on === undefined ? sittings.at(-1) : sittings.find((each) => each.on === on);
  return sittings.map((sitting) =>
    sitting === which ? { ...sitting, remarking: "asked" as const } : sitting,
  );
}

/** @param on the day of the sitting; older records name none and are of the one it was asked for */
export const markedAgain = (
  sittings: readonly Sitting[],
  score: number,
  on?: CalendarDay,
): readonly Sitting[] =>
  sittings.map((sitting) =>
    sitting.remarking === "asked" && (on === undefined || sitting.on === on)
      ? { ...sitting, score, remarking: "done" as const }
      : sitting,
  );
