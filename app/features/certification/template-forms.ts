import * as z from "zod";
import { isCalendarDay } from "#app/lib/calendar-day.ts";
import { COLOUR, contrast } from "#app/lib/colour.ts";
import { LOCALES } from "#app/lib/locales.ts";
import { isUpload, type Upload } from "#app/lib/upload.ts";
import {
  LEAST_CONTRAST,
  MOST_HOLDERS,
  tooManyPosts,
  wordingParts,
  type Holder,
  type TemplateId,
  type TemplateText,
} from "./template.ts";

/* A template as an officer writes it. Of the rows of people only those count in which something is written. */

export const MOST_LOGO_BYTES = 2_000_000;

const LogoFile = z
  .custom<Upload | "" | undefined>(
    (value) => value === undefined || value === "" || isUpload(value),
    "form:choose-file",
  )
  .refine((value) => !value || value.size <= MOST_LOGO_BYTES, "form:logo-too-large")
  .optional()
  .transform((value) => (value && value.size > 0 ? value : null));

const Colour = (least: number) =>
  z
    .string()
    .toLowerCase()
    .regex(COLOUR, "form:colour")
    .refine(
      (colour) => !COLOUR.test(colour) || contrast(colour, "#ffffff") >= least,
      "form:colour-too-light",
    );

const Text = (most: number) => z.string().max(most).optional().default("");
const Day = z.string().optional().default("");

export const HOLDER_ROWS = Array.from({ length: MOST_HOLDERS }, (_, index) => index + 1);
const HOLDER_PARTS = ["role", "name", "from", "until"] as const;

export const wordingField = (locale: string, name: string): string => `${locale}-${name}`;

const wordingFields = (id: TemplateId) =>
  LOCALES.flatMap((locale) =>
    wordingParts(id).map(({ name, most }) => ({ locale, name, most, field: wordingField(locale, name) })),
  );

export type TemplateWritten = {
  /** All but the logo, which is read from its bytes. */
  text: Omit<TemplateText, "logo">;
  logo: Upload | null;
  withoutLogo: boolean;
  /** What lay before the officer when they began. */
  seen: string;
};

/** The fingerprint of what was looked at. */
export const DiscardTemplateForm = z.object({ seen: z.string().max(64) });

export const templateForm = (id: TemplateId) =>
  z
    .object({
      ...DiscardTemplateForm.shape,
      accent: Colour(LEAST_CONTRAST.accent),
      frame: Colour(LEAST_CONTRAST.frame),
      second: z.enum(["", ...LOCALES]),
      logo: LogoFile,
      withoutLogo: z.literal("yes").optional(),
      ...Object.fromEntries(wordingFields(id).map(({ field, most }) => [field, Text(most)])),
      ...Object.fromEntries(
        HOLDER_ROWS.flatMap((row) =>
          HOLDER_PARTS.map((part) => [`${part}${row}`, part === "role" || part === "name" ? Text(120) : Day]),
        ),
      ),
    })
    .superRefine((form, check) => {
      const said = form as Record<string, unknown>;
      const wrong = (field: string, key: string) =>
        check.addIssue({ code: "custom", path: [field], message: `form:${key}` });
      for (const { row, role, name, from, until } of rowsWritten(said)) {
        if (role === "") wrong(`role${row}`, "required");
        if (name === "") wrong(`name${row}`, "required");
        if (!isCalendarDay(from)) wrong(`from${row}`, "day");
        if (until !== "" && !isCalendarDay(until)) wrong(`until${row}`, "day");
        else if (until !== "" && until < from) wrong(`until${row}`, "end-before-start");
      }
      const fourth = rowsWritten(said).find((_, index, rows) => tooManyPosts(rows.slice(0, index + 1)));
      if (fourth) wrong(`role${fourth.row}`, "three-posts");
    })
    .transform((form): TemplateWritten => {
      const { seen, accent, frame, second, logo, withoutLogo } = form;
      const said = form as Record<string, unknown>;
      return {
        text: {
          colours: { accent, frame },
          second: second === "" ? null : second,
          holders: rowsWritten(said).map(({ role, name, from, until }): Holder => ({
            role,
            name,
            from,
            ...(until !== "" && { until }),
          })),
          wording: wordingOf(id, said),
        },
        logo,
        withoutLogo: withoutLogo === "yes",
        seen,
      };
    });

function rowsWritten(said: Record<string, unknown>) {
  return HOLDER_ROWS.map((row) => ({
    row,
    ...(Object.fromEntries(HOLDER_PARTS.map((part) => [part, said[`${part}${row}`]])) as Record<
      (typeof HOLDER_PARTS)[number],
      string
    >),
  })).filter((row) => HOLDER_PARTS.some((part) => row[part] !== ""));
}

function wordingOf(id: TemplateId, said: Record<string, unknown>): TemplateText["wording"] {
  const wording: TemplateText["wording"] = {};
  for (const { locale, name, field } of wordingFields(id))
    if (said[field] !== "") wording[locale] = { ...wording[locale], [name]: String(said[field]) };
  return wording;
}

/** The text as its fields: what a form of it shows. */
export function templateFields(text: TemplateText): Record<string, string> {
  const holders = text.holders.flatMap(({ role, name, from, until }, index) =>
    Object.entries({ role, name, from, until: until ?? "" }).map(([part, value]) => [
      `${part}${index + 1}`,
      value,
    ]),
  );
  const wording = Object.entries(text.wording).flatMap(([locale, parts]) =>
    Object.entries(parts ?? {}).map(([name, value]) => [wordingField(locale, name), value]),
  );
  return {
    ...text.colours,
    second: text.second ?? "",
    ...(Object.fromEntries([...holders, ...wording]) as Record<string, string>),
  };
}

export const TemplateIntent = z.object({ intent: z.enum(["save", "publish", "discard"]) });

export const PublishTemplateForm = DiscardTemplateForm.extend({
  /** The version the draft follows. */
  over: z.coerce.number().int().min(0),
  reason: z.string().min(3).max(500),
});

/** Which certificate a preview shows. */
export const PreviewChoice = z.object({
  kind: z.string().max(40).optional().default(""),
  language: z.enum(LOCALES).optional().catch(undefined),
});
