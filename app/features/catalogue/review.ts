import * as z from "zod";
import type { QuestionText } from "./question.ts";

/* What a reviewer of a translation sends: a unit's title and Markdown, or the words of an item, field by field. */

export const ReviewedUnit = z.strictObject({ title: z.string(), markdown: z.string() });
export type ReviewedUnit = z.infer<typeof ReviewedUnit>;

/** How a review names an item beside the units of its module. */
export const itemPart = (itemId: string): string => `items/${itemId}`;

const intent = z.enum(["look", "approve"]);
/** Browsers send line ends as CRLF; courseware has LF. */
const markdown = z
  .string()
  .max(60_000)
  .transform((text) => text.replace(/\r\n?/g, "\n").trim())
  .pipe(z.string().min(1));

export const UnitReviewForm = z.strictObject({
  intent,
  title: z.string().trim().min(1).max(200),
  markdown,
});

export const ItemReviewForm = z.object({ intent }).catchall(z.string().trim().max(4000));

/** The passages of an item's words with the name of their field: "prompt", "options.a", "accept.0". */
export function passagesOf(words: QuestionText): { field: string; text: string }[] {
  return Object.entries(words).flatMap(([part, value]) =>
    typeof value === "string"
      ? [{ field: part, text: value }]
      : Object.entries(value).map(([id, text]) => ({ field: `${part}.${id}`, text })),
  );
}

/** The words of an item as they came back, in the shape of the source's; the fields left empty when there are any. */
export function itemWords(
  source: QuestionText,
  fields: Record<string, string>,
): { ok: true; words: QuestionText } | { ok: false; empty: string[] } {
  const empty = passagesOf(source)
    .map(({ field }) => field)
    .filter((field) => !fields[field]?.trim());
  if (empty.length > 0) return { ok: false, empty };
  const said = (field: string) => fields[field]!.trim();
  const words = Object.entries(source).map(([part, value]) => {
    if (typeof value === "string") return [part, said(part)] as const;
    if (Array.isArray(value)) return [part, value.map((_, index) => said(`${part}.${index}`))] as const;
    return [part, Object.fromEntries(Object.keys(value).map((id) => [id, said(`${part}.${id}`)]))] as const;
  });
  return { ok: true, words: Object.fromEntries(words) as QuestionText };
}

/** The page of a translation has one button. */
export const PublishReviewsForm = z.strictObject({ intent: z.literal("publish") });
