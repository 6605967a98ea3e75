import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Node } from "yaml";
import type * as z from "zod";
import { error, lineOf, type Lines, type Problem } from "./course-source.ts";

/* YAML with the line of every part, so that what a schema or a later check finds is said with its place. */

export type Yaml<Value> = { file: string; value: Value; lines: Lines };

type Names = Record<string, unknown>;

/** A file of names and values. `firstLine` is where the text begins (front matter begins on line 2). */
export function readYaml(text: string, file: string, firstLine = 1): Yaml<Names> | Problem[] {
  const read = readAny(text, file, firstLine);
  if (Array.isArray(read)) return read;
  const { contents, lines, value } = read;
  if (!isMap(contents)) return [error(file, firstLine, "names and values are expected here")];
  return { file, value: value as Names, lines };
}

/** A file that is a list; its parts are named by their place: "3.options". */
export function readYamlList(text: string, file: string): Yaml<unknown[]> | Problem[] {
  const read = readAny(text, file, 1);
  if (Array.isArray(read)) return read;
  const { contents, lines, value } = read;
  return isSeq(contents)
    ? { file, value: value as unknown[], lines }
    : [error(file, 1, "a list is expected here")];
}

function readAny(text: string, file: string, firstLine: number) {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false });
  const lineAt = (offset: number) => counter.linePos(offset).line + firstLine - 1;
  // One slip of the pen makes the parser stumble over all that follows: the first is said.
  const [complaint] = [...document.errors, ...document.warnings];
  if (complaint) return [error(file, lineAt(complaint.pos[0]), `not YAML: ${complaint.message}`)];
  const { contents } = document;
  const lines: Lines = contents ? linesOf(contents, lineAt) : new Map();
  return { contents, lines, value: document.toJS() as unknown };
}

function linesOf(contents: Node, lineAt: (offset: number) => number): Lines {
  const lines = new Map<string, number>();
  const visit = (node: unknown, path: string) => {
    if (isMap(node))
      for (const { key, value } of node.items) {
        const name = `${path}${isScalar(key) ? String(key.value) : "?"}`;
        const at = isScalar(key) ? key.range?.[0] : undefined;
        if (at !== undefined) lines.set(name, lineAt(at));
        visit(value, `${name}.`);
      }
    else if (isSeq(node))
      node.items.forEach((item, index) => {
        const at = (item as Node | null)?.range?.[0];
        if (at !== undefined && at !== null) lines.set(`${path}${index}`, lineAt(at));
        visit(item, `${path}${index}.`);
      });
  };
  visit(contents, "");
  return lines;
}

/** The value in its form, or what is wrong with it and where. `under` is where the value stands in the file. */
export function parseAt<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  { file, lines }: { file: string; lines: Lines },
  under: (string | number)[] = [],
): { ok: true; value: z.output<Schema> } | { ok: false; problems: Problem[] } {
  const parsed = schema.safeParse(value);
  if (parsed.success) return { ok: true, value: parsed.data };
  const problems = parsed.error.issues.flatMap((issue) => {
    const path = [...under, ...issue.path.map(String)];
    const where = path.length > 0 ? `${path.join(".")}: ` : "";
    const at = (...deeper: string[]) => lineOf({ lines }, ...path, ...deeper);
    if (issue.code === "unrecognized_keys")
      return issue.keys.map((key) => error(file, at(key), `${where}there is no \`${key}\` here`));
    const message = issue.code === "invalid_key" ? issue.issues[0]?.message : issue.message;
    return [error(file, at(), `${where}${message ?? issue.message}`)];
  });
  return { ok: false, problems };
}
