import * as z from "zod";
import { PAPER_FORMS } from "#app/features/certification/paper-log.ts";
import { SUSPENSION_GROUNDS } from "#app/features/trainers/certifications/certification-acts.ts";
import { ERROR_FORMS } from "#app/features/trainers/certifications/certification-forms.ts";
import { LICENCE_DOCUMENTS, LICENCE_SCHEME_IDS } from "#app/features/trainers/schemes/schemes.ts";
import { isCalendarDay } from "#app/lib/calendar-day.ts";
import { isNamedUpload, type NamedUpload } from "#app/lib/upload.ts";
import { LICENCE_ACTS } from "./licence.ts";

const MOST_FILE_BYTES = 10_000_000;
const Day = z.string().refine(isCalendarDay, "form:day");
const Reason = z.string().min(1).max(1000);

const FileForm = z.object({
  intent: z.literal("file"),
  document: z.enum(LICENCE_DOCUMENTS),
  file: z
    .custom<NamedUpload>(isNamedUpload, "form:choose-file")
    .refine(({ size }) => size > 0, "form:choose-file")
    .refine(({ size }) => size <= MOST_FILE_BYTES, "form:file-over-ten"),
});

const TakeBackForm = z.object({ intent: z.literal("take-back"), fileId: z.string().min(1) });

const AskForm = z.object({ intent: z.literal("ask"), note: z.string().max(1000).default("") });

const WithdrawForm = z.object({ intent: z.literal("withdraw"), reason: Reason });

const AssessForm = z.object({
  intent: z.literal("assess"),
  recommended: z.enum(["yes", "no"]),
  reason: Reason,
});

const DecideForm = z.object({
  intent: z.literal("decide"),
  outcome: z.enum(["given", "refused"]),
  reason: Reason,
});

/** A licence given on paper before this system. */
const RecordForm = z.object({
  intent: z.literal("record"),
  number: z.string().min(1).max(60),
  validFrom: Day,
  reason: Reason,
});

/** Given up by the head. */
const HandBackForm = z.object({ intent: z.literal("hand-back"), reason: Reason });

const PaperForm = z.object({ intent: z.literal("paper") });

const ActForm = z.object({
  intent: z.enum(LICENCE_ACTS),
  until: z.union([z.literal(""), Day]).optional(),
  word: z.enum(SUSPENSION_GROUNDS).optional(),
  reason: Reason,
});

export const LicenceForm = z.discriminatedUnion("intent", [
  FileForm,
  TakeBackForm,
  AskForm,
  WithdrawForm,
  AssessForm,
  DecideForm,
  RecordForm,
  HandBackForm,
  PaperForm,
  ActForm,
  ...ERROR_FORMS,
  ...PAPER_FORMS,
]);
export type LicenceForm = z.output<typeof LicenceForm>;

export const isLicenceScheme = (id: string | undefined): id is (typeof LICENCE_SCHEME_IDS)[number] =>
  LICENCE_SCHEME_IDS.some((known) => known === id);
