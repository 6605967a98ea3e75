import * as z from "zod";
import { isCalendarDay } from "#app/lib/calendar-day.ts";
import { EvidenceFile } from "#app/lib/evidence-file.ts";
import { Hundredths } from "#app/lib/hundredths.ts";

const Day = z.string().refine(isCalendarDay, "form:day");
const Note = z.string().min(1).max(500);
const Whole = (least: number, most: number) => z.coerce.number().int().min(least).max(most);

const common = { day: Day, note: Note, file: EvidenceFile };

const course = {
  ...common,
  modules: Whole(0, 60),
  responses: Whole(0, 500),
  mean: z.union([z.literal("").transform(() => null), Hundredths(1, 5)]),
  reported: z.literal("yes").optional(),
};

export const RenewalForm = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("delivery"), ...course }),
  z.object({ intent: z.literal("training"), ...course }),
  z.object({ intent: z.literal("workshop"), ...common, share: Hundredths(0, 100) }),
  z.object({ intent: z.literal("calibration"), ...common, difference: Hundredths(0, 4) }),
  z.object({ intent: z.literal("refresher"), ...common, share: Hundredths(0, 100) }),
  z.object({ intent: z.literal("observation"), ...common, result: Hundredths(0, 100) }),
  z.object({ intent: z.literal("finding"), ...common }),
  z.object({ intent: z.literal("bridging"), ...common }),
  z.object({ intent: z.literal("close-finding"), evidenceId: z.string().max(60) }),
  z.object({ intent: z.literal("renew"), reason: Note }),
  z.object({ intent: z.literal("refuse"), reason: Note }),
  z.object({ intent: z.literal("begin"), reason: Note }),
]);
export type RenewalForm = z.output<typeof RenewalForm>;

/** What the holder sends. */
export const MyRenewalForm = z.object({ intent: z.enum(["hand-in", "begin"]).default("hand-in") });

export type EvidenceForm = Extract<RenewalForm, { day: string }>;
type WithoutFile<Form> = Form extends unknown ? Omit<Form, "file"> : never;
export type EvidenceFigures = WithoutFile<EvidenceForm>;
