import * as z from "zod";
import { isCalendarDay } from "#app/lib/calendar-day.ts";
import { isNamedUpload, type NamedUpload } from "#app/lib/upload.ts";
import { MOST_FILE_BYTES } from "#app/features/cohorts/session-file.ts";
import { PAPER_FORMS } from "#app/features/certification/paper-log.ts";
import { CERTIFICATION_ACTS, SUSPENSION_GROUNDS, WAIVABLE_PARTS } from "./certification-acts.ts";
import { PanelDecisionForm, PanelForm } from "#app/features/trainers/panels/panel-forms.ts";
import { ALL_TOPICS, isByTopic, topicsOf } from "#app/features/trainers/schemes/topics.ts";
import { SCHEME_IDS, TRAINING_LANGUAGES } from "#app/features/trainers/schemes/schemes.ts";

const Day = z.string().refine(isCalendarDay, "form:day");
const Reason = z.string().min(1).max(500);
const Username = z.string().min(1).max(100);

export const RecordCertificationForm = z
  .object({
    username: Username,
    schemeId: z.enum(SCHEME_IDS),
    number: z.string().min(1).max(60),
    language: z.enum(TRAINING_LANGUAGES),
    /** Of an attestation; anything else is for the whole of its scheme. */
    topics: z.array(z.enum(ALL_TOPICS, "form:choose")).max(ALL_TOPICS.length).default([]),
    validFrom: Day,
    basis: Reason,
  })
  .refine(
    ({ schemeId, topics }) =>
      !isByTopic(schemeId) || topicsOf(schemeId).some((topic) => topics.includes(topic)),
    { path: ["topics"], error: "form:choose" },
  );
export type RecordCertificationForm = z.output<typeof RecordCertificationForm>;

const ActForm = z.object({
  intent: z.enum(CERTIFICATION_ACTS),
  until: z.union([z.literal(""), Day]).optional(),
  word: z.enum([...SUSPENSION_GROUNDS, ...WAIVABLE_PARTS]).optional(),
  topics: z.array(z.string().max(60)).max(60).optional(),
  reason: Reason,
});

/** That it was decided in error: one says why, another confirms. */
export const ERROR_FORMS = [
  z.object({ intent: z.literal("propose-ending"), as: z.literal("in-error"), reason: Reason }),
  z.object({ intent: z.literal("confirm-ending"), seen: z.string().max(100) }),
  z.object({ intent: z.literal("take-back-ending") }),
] as const;

export type ErrorForm = z.output<(typeof ERROR_FORMS)[number]>;

/** By what was done, what to say then. */
export const ERROR_NOTICE = {
  "propose-ending": "ending-proposed",
  "confirm-ending": "certificate-in-error",
  "take-back-ending": "ending-taken-back",
} as const satisfies Record<ErrorForm["intent"], string>;

export const isErrorForm = <Form extends { intent: string }>(form: Form): form is Extract<Form, ErrorForm> =>
  Object.hasOwn(ERROR_NOTICE, form.intent);

/** The holder's letter that gives it up: one enters it, another confirms. */
const LETTER_FORMS = [
  z.object({
    intent: z.literal("enter-letter"),
    writtenOn: Day,
    reason: Reason,
    letter: z
      .custom<NamedUpload>(isNamedUpload, "form:choose-file")
      .refine(({ size }) => size > 0, "form:choose-file")
      .refine(({ size }) => size <= MOST_FILE_BYTES, "form:file-over-ten"),
  }),
  z.object({ intent: z.literal("confirm-letter"), seen: z.string().max(100) }),
  z.object({ intent: z.literal("drop-letter"), reason: Reason }),
] as const;
type LetterForm = z.output<(typeof LETTER_FORMS)[number]>;

export const LETTER_NOTICE = {
  "enter-letter": "letter-entered",
  "confirm-letter": "certification-surrendered",
  "drop-letter": "letter-dropped",
} as const satisfies Record<LetterForm["intent"], string>;

export const isLetterForm = <Form extends { intent: string }>(
  form: Form,
): form is Extract<Form, LetterForm> => Object.hasOwn(LETTER_NOTICE, form.intent);

/** The certificate of a decision that had to go without. */
const IssueForm = z.object({ intent: z.literal("issue-certificate") });

/** What is wrong on it, in a next edition. */
const CorrectForm = z.object({
  intent: z.literal("correct-certificate"),
  language: z.enum(TRAINING_LANGUAGES),
  reason: Reason,
  seen: z.string().max(100),
});

export const CertificationForm = z.discriminatedUnion("intent", [
  PanelForm,
  PanelDecisionForm,
  ActForm,
  IssueForm,
  CorrectForm,
  ...ERROR_FORMS,
  ...LETTER_FORMS,
  ...PAPER_FORMS,
]);

/** What a holder does with their own. */
export const MyCertificationForm = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("appeal"), of: z.string().max(60), reason: z.string().min(1).max(2000) }),
  z.object({ intent: z.literal("hand-back"), reason: Reason }),
]);

/** Whether one's name stands in the public register. */
export const RosterForm = z.object({ roster: z.enum(["give", "withdraw"]) });
