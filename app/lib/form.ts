import type * as z from "zod";

/** A locale key and its parameters, at one field ("" for the form as a whole). */
export type FieldError = { field: string; key: string; params?: Record<string, string | number> };

/** What the page needs to show a form again: everything typed, and what is wrong with it. */
export type FormProblem = { values: Record<string, string | string[]>; errors: FieldError[] };

/** `values` is what was typed: a rule that says no after the form was right shows it again. */
export type FormResult<Value> =
  { ok: true; value: Value; values: FormProblem["values"] } | { ok: false; problem: FormProblem };

const MAX_TEXT = 20_000;

/** NUL and lone surrogates cannot be stored; line ends and composition are made one. */
const clean = (text: string) =>
  text
    .replaceAll("\0", "")
    .replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, "")
    .replaceAll("\r\n", "\n")
    .normalize("NFC");

type Entry = [string, string | Blob];

/** Fields named `x[]` are lists; any other field given twice is refused; files pass through untouched. */
export function parseForm<Schema extends z.ZodType>(
  entries: Iterable<Entry>,
  schema: Schema,
): FormResult<z.output<Schema>> {
  const values: Record<string, string | string[]> = Object.create(null);
  const input: Record<string, unknown> = {};
  const errors: FieldError[] = [];
  for (const [name, raw] of entries) {
    if (typeof raw !== "string") {
      const list = name.slice(0, -2);
      if (!name.endsWith("[]")) input[name] = raw;
      else input[list] = [...((input[list] as Blob[] | undefined) ?? []), raw];
      continue;
    }
    const text = clean(raw).trim();
    if (text.length > MAX_TEXT) errors.push({ field: name, key: "too-long", params: { max: MAX_TEXT } });
    if (name.endsWith("[]")) {
      const key = name.slice(0, -2);
      values[key] = [...((values[key] as string[] | undefined) ?? []), text];
    } else if (name in values) errors.push({ field: name, key: "given-twice" });
    else values[name] = text;
  }
  Object.assign(input, values);
  if (errors.length > 0) return { ok: false, problem: { values: withoutSecrets(values), errors } };
  const parsed = schema.safeParse(input);
  if (parsed.success) return { ok: true, value: parsed.data, values: withoutSecrets(values) };
  return { ok: false, problem: { values: withoutSecrets(values), errors: parsed.error.issues.map(toError) } };
}

/** Typed work is shown and kept again; passwords never are. */
export const isSecret = (field: string): boolean => /password|code/i.test(field);

const withoutSecrets = (values: FormProblem["values"]) =>
  Object.fromEntries(Object.entries(values).filter(([name]) => !isSecret(name)));

/** A schema may give its own key as message ("form:key"); the rest follows from what zod found. */
function toError(issue: z.core.$ZodIssue): FieldError {
  const field = issue.path.map(String).join(".");
  if (issue.message.startsWith("form:")) return { field, key: issue.message.slice("form:".length) };
  switch (issue.code) {
    case "too_small":
      if (issue.origin === "string")
        return Number(issue.minimum) <= 1
          ? { field, key: "required" }
          : { field, key: "too-short", params: { min: Number(issue.minimum) } };
      return { field, key: "too-small", params: { min: Number(issue.minimum) } };
    case "too_big":
      return {
        field,
        key: issue.origin === "string" ? "too-long" : "too-big",
        params: { max: Number(issue.maximum) },
      };
    case "invalid_format":
      return { field, key: issue.format === "email" ? "email" : "format" };
    case "invalid_type":
      return { field, key: issue.expected === "number" ? "number" : "required" };
    case "invalid_value":
    case "invalid_union":
      return { field, key: "choose" };
    default:
      return { field, key: "format" };
  }
}

/** One error at one field, found after the form itself was right (a name already taken, say). */
export const problemAt = (
  values: FormProblem["values"],
  field: string,
  key: string,
  params?: FieldError["params"],
): FormProblem => ({ values, errors: [params ? { field, key, params } : { field, key }] });
