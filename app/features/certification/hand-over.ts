import * as z from "zod";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";

/*
 * The closing ceremony: printed certificates are given to their holders, and it is written down on which day and by whom.
 * They are printed and listed in parts, so that a large cohort's set is drawn within the time a drawing has.
 */

export const PART_SIZE = 50;

const Id = z.string().min(1).max(100);

export const HandOverForm = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("record"),
    handedOn: z.iso.date("form:format"),
    certificates: z.array(Id).min(1, "form:choose-certificates"),
  }),
  z.object({ intent: z.literal("take-back"), certificateId: Id }),
]);

/** On its day of issue at the earliest, and not before it has happened. */
export function mayHandOver(
  { issuedOn, number }: { issuedOn: CalendarDay; number: string },
  handedOn: CalendarDay,
  today: CalendarDay,
): Result<void> {
  if (handedOn > today) return refuse("hand-over.in-future");
  return handedOn < issuedOn ? refuse("hand-over.before-issue", { number, day: issuedOn }) : ok(undefined);
}
