import * as z from "zod";
import { versionField } from "#app/lib/version-field.ts";

const Text = z.string().max(10_000).optional().default("");

export const ReportText = z.object({ objectives: Text, deviations: Text, lessons: Text, incidents: Text });
export type ReportText = z.output<typeof ReportText>;

export const ReportForm = z.discriminatedUnion("intent", [
  ReportText.extend({ intent: z.literal("save"), version: versionField }),
  ReportText.extend({
    intent: z.literal("submit"),
    version: versionField,
    objectives: z.string().min(1).max(10_000),
    lessons: z.string().min(1).max(10_000),
  }),
  z.object({ intent: z.literal("validate"), version: versionField, note: Text }),
  z.object({ intent: z.literal("return"), version: versionField, note: z.string().min(1).max(10_000) }),
]);
export type ReportForm = z.output<typeof ReportForm>;
