import type * as z from "zod";
import { sha256 } from "#app/infra/ids.server.ts";
import { canonicalJson } from "#app/lib/canonical-json.ts";
import { MadeFile } from "./course-files.ts";
import { errorAt, type Lines, type Made, type Problem, type Written } from "./course-source.ts";
import { parseAt, readYaml } from "./read-yaml.server.ts";

/* A YAML file, or the front matter of a Markdown file, with what a translation says of itself set apart. */

export const fingerprintOf = (value: unknown): string => sha256(canonicalJson(value)).slice(0, 12);

type Reading<Schema> = {
  schema: Schema;
  text: string;
  file: string;
  /** Only a translation may, and must, say what it is. */
  translated: boolean;
  /** `items.yaml` is a list of items by id, so its own two names begin with $. */
  prefix?: "" | "$";
  firstLine?: number;
  /** What else belongs to the fingerprint: the Markdown under the front matter. */
  body?: string;
};

/** Null when the file is not in its form; why is added to `problems`. */
export function readWritten<Schema extends z.ZodType>(
  reading: Reading<Schema>,
  problems: Problem[],
): Written<z.output<Schema>> | null {
  const { schema, text, file, translated, prefix = "", firstLine = 1, body } = reading;
  const read = readYaml(text, file, firstLine);
  if (Array.isArray(read)) {
    problems.push(...read);
    return null;
  }
  const { [`${prefix}state`]: state, [`${prefix}of`]: of, ...rest } = read.value;
  const parsed = parseAt(schema, translated ? rest : read.value, read);
  if (!parsed.ok) problems.push(...parsed.problems);
  const made = translated ? readMade({ state, of }, prefix, read, problems) : null;
  if (!parsed.ok || (translated && !made)) return null;
  const fingerprint = fingerprintOf(body === undefined ? parsed.value : { ...Object(parsed.value), body });
  return { file, value: parsed.value, lines: read.lines, fingerprint, made };
}

function readMade(
  { state, of }: { state: unknown; of: unknown },
  prefix: string,
  at: { file: string; lines: Lines },
  problems: Problem[],
): Made | null {
  const parsed = MadeFile.safeParse({ state, of: of ?? null });
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues) {
    const name = `${prefix}${String(issue.path[0])}`;
    problems.push(errorAt(at, [name], `${name}: a translation says what it is: ${issue.message}`));
  }
  return null;
}
