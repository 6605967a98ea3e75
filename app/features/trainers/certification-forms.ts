import * as z from "zod";
import { isCalendarDay } from "#app/lib/calendar-day.ts";

import { CERTIFICATION_ACTS } from "./certification-acts.ts";
import { SCHEME_IDS, TRAINING_LANGUAGES } from "./schemes.ts";

const Day = z.string().refine(isCalendarDay, "form:day");
const Reason = z.string().min(1).max(500);

export const RecordCertificationForm = z.object({
  username: z.string().min(1).max(100),
  schemeId: z.enum(SCHEME_IDS),
  number: z.string().min(1).max(60),
  language: z.enum(TRAINING_LANGUAGES),
  validFrom: Day,
  basis: Reason,
});
export type RecordCertificationForm = z.output<typeof RecordCertificationForm>;

export const CertificationActForm = z.object({
  intent: z.enum(CERTIFICATION_ACTS),
  until: z.union([z.literal(""), Day]).optional(),
  reason: Reason,
});
