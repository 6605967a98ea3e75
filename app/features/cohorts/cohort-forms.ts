import * as z from "zod";
import { isCalendarDay, isTimeZone } from "#app/lib/calendar-day.ts";
import { fold } from "#app/lib/fold.ts";
import { versionField } from "#app/lib/version-field.ts";
import { AUDIENCES, FORMATS } from "./completion.ts";

const Day = z.string().refine(isCalendarDay, "form:day");
const Line = z.string().min(1).max(200);
const Signatory = z.object({ name: z.string().max(120), role: z.string().max(120) });

/** A cohort as the administrator writes it; `signatories` come as two pairs of fields. */
export const CohortForm = z
  .object({
    name: Line,
    courseVersionId: Line,
    hostId: z.string().max(100).optional().default(""),
    format: z.enum(FORMATS),
    audience: z.enum(AUDIENCES),
    locales: z.array(z.string().regex(/^[a-z]{2,3}$/)).min(1, "form:choose"),
    place: Line,
    activity: z.string().max(60).optional().default(""),
    project: z.string().max(60).optional().default(""),
    timeZone: z.string().refine(isTimeZone, "form:time-zone"),
    startDate: Day,
    endDate: Day,
    issuer: Line,
    signatoryName1: z.string().max(120),
    signatoryRole1: z.string().max(120),
    signatoryName2: z.string().max(120).optional().default(""),
    signatoryRole2: z.string().max(120).optional().default(""),
    version: versionField.optional().default(0),
  })
  .refine(({ startDate, endDate }) => startDate <= endDate, {
    path: ["endDate"],
    message: "form:end-before-start",
  })
  .refine(({ signatoryName1, signatoryRole1 }) => signatoryName1 && signatoryRole1, {
    path: ["signatoryName1"],
    message: "form:signatory",
  });
export type CohortForm = z.output<typeof CohortForm>;

export type Signatory = z.infer<typeof Signatory>;
const Signatories = z.array(Signatory);
const Locales = z.array(z.string());

export const readSignatories = (json: string): Signatory[] => Signatories.parse(JSON.parse(json));
export const readLocales = (json: string): string[] => Locales.parse(JSON.parse(json));

/** The pairs that are filled in, in their order. */
export const signatoriesOf = (form: CohortForm): Signatory[] =>
  [
    { name: form.signatoryName1, role: form.signatoryRole1 },
    { name: form.signatoryName2, role: form.signatoryRole2 },
  ].filter(({ name, role }) => name && role);

type Sought = { name: string; place: string; activity: string; project: string };

/** What a cohort is found by. */
export const cohortSearchText = ({ name, place, activity, project }: Sought): string =>
  fold([name, place, activity, project].join(" "));
