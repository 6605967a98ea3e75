import type { Fields } from "#app/features/learning/answer.ts";
import type { FieldError } from "#app/lib/form.ts";
import { IDENTITY_PAPERS, instantOf, type IdentityPaper, type SittingFacts } from "./exam-sitting.ts";

/*
 * The day of an exam on paper as it is written down afterwards, where there was no line: of each candidate whether they
 * came, what they showed, from when until when they wrote. Nobody is passed over: who did not come is said to have not.
 */

export type Attended = { identity: IdentityPaper; startedAt: number; submittedAt: number };
export type DayOf = { scriptId: string; attended: Attended | null };
export type DayRead = { ok: true; day: DayOf[] } | { ok: false; error: FieldError };

export const DAY_PARTS = ["came", "identity", "from", "until"] as const;
export const dayField = (part: (typeof DAY_PARTS)[number], scriptId: string): string => `${part}.${scriptId}`;

export function readDay(
  sitting: Pick<SittingFacts, "day" | "timeZone">,
  scriptIds: readonly string[],
  fields: Fields,
): DayRead {
  const day: DayOf[] = [];
  for (const scriptId of scriptIds) {
    const said = (part: (typeof DAY_PARTS)[number]) =>
      [fields[dayField(part, scriptId)] ?? ""].flat()[0] ?? "";
    const wrong = (part: (typeof DAY_PARTS)[number], key: string): DayRead => ({
      ok: false,
      error: { field: dayField(part, scriptId), key },
    });
    if (said("came") === "no") {
      day.push({ scriptId, attended: null });
      continue;
    }
    if (said("came") !== "yes") return wrong("came", "choose");
    const identity = IDENTITY_PAPERS.find((paper) => paper === said("identity"));
    if (!identity) return wrong("identity", "choose");
    const [startedAt, submittedAt] = [instantOf(sitting, said("from")), instantOf(sitting, said("until"))];
    if (startedAt === null) return wrong("from", "clock-time");
    if (submittedAt === null) return wrong("until", "clock-time");
    if (submittedAt <= startedAt) return wrong("until", "before-its-start");
    day.push({ scriptId, attended: { identity, startedAt, submittedAt } });
  }
  return { ok: true, day };
}
