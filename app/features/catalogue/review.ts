import * as z from "zod";

/*
 * What a reviewer of a translation sends: a unit's title and Markdown, or words, field by field. Words are what stands in
 * a file of names and texts: of an item, a sheet, a drawing, the questions for clients, a module, the course.
 */

export const ReviewedUnit = z.strictObject({ title: z.string(), markdown: z.string() });
export type ReviewedUnit = z.infer<typeof ReviewedUnit>;

export const WORD_KINDS = ["course", "module", "sheets", "figures", "forms", "items"] as const;
export type WordKind = (typeof WORD_KINDS)[number];

/** How words are named beside the units of a module: items/ride-to-collect, figures/ageing, module/words. */
export const wordsPart = (kind: WordKind, id = "words"): string => `${kind}/${id}`;

/** The words whose figures are checked: not `accept`, which is what people type, nor `unit`, which money is counted in. */
export function withFigures(kind: WordKind | undefined, words: object): object {
  if (kind !== "items" && kind !== "sheets") return words;
  const { accept: _accept, unit: _unit, ...others } = words as Record<string, unknown>;
  return others;
}

/** Null for a unit, whose part is its id alone. */
export function wordsAt(part: string): { kind: WordKind; id: string } | null {
  const [kind, id = ""] = part.split("/");
  const known = WORD_KINDS.find((one) => one === kind);
  return known && id !== "" ? { kind: known, id } : null;
}

/** Where a text of a course stands, in one language. */
export const placeKey = ({ moduleId, part, locale }: { moduleId: string; part: string; locale: string }) =>
  `${moduleId}/${part}/${locale}`;

/** In what a translation may differ from its source without anybody wishing it. */
export type FaultKind =
  | "form"
  | "unspeakable"
  | "figure-unreadable"
  | `${"picture" | "link" | "mark" | "gap" | "figure"}-${"lost" | "new"}`;

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

export const WordsReviewForm = z.object({ intent }).catchall(z.string().trim().max(4000));

/**
 * One text among words, and where it stands: "options", "a". Its field is named by its place, since the name an author
 * gave it may be one that forms keep for themselves ("intent", "code"). Answers that are counted right are one text with
 * an answer on each line: each language has as many as it needs.
 */
export type WordPassage = { field: string; path: string[]; text: string };

export const passagesOf = (words: unknown): WordPassage[] =>
  textsIn(words, []).map((passage, index) => ({ field: `text-${index}`, ...passage }));

function textsIn(words: unknown, path: string[]): Omit<WordPassage, "field">[] {
  if (typeof words === "string") return words.trim() === "" ? [] : [{ path, text: words }];
  if (typeof words !== "object" || words === null) return [];
  if (isAccepted(path, words)) return [{ path, text: words.join("\n") }];
  return Object.entries(words).flatMap(([name, inner]) => textsIn(inner, [...path, name]));
}

/** A list whose length is not the source's. */
const isAccepted = (path: string[], words: object): words is string[] =>
  path.length === 1 && path[0] === "accept" && Array.isArray(words);

const linesOf = (text: string): string[] => [
  ...new Set(
    text
      .split("\n")
      .map((line) => line.trim())
      .filter((line) => line !== ""),
  ),
];

/** The words as they came back, in the shape of the source's; the fields left empty when there are any. */
export function wordsFrom<Words>(
  source: Words,
  fields: Record<string, string>,
): { ok: true; words: Words } | { ok: false; empty: string[] } {
  const passages = passagesOf(source);
  const empty = passages.map(({ field }) => field).filter((field) => !fields[field]?.trim());
  if (empty.length > 0) return { ok: false, empty };
  const typed = new Map(passages.map(({ field, path }) => [path.join("/"), fields[field]!.trim()]));
  return { ok: true, words: withTexts(source, [], typed) as Words };
}

function withTexts(words: unknown, path: string[], typed: ReadonlyMap<string, string>): unknown {
  if (typeof words === "string") return typed.get(path.join("/")) ?? words;
  if (typeof words !== "object" || words === null) return words;
  if (isAccepted(path, words)) return linesOf(typed.get(path.join("/")) ?? "");
  if (Array.isArray(words))
    return words.map((inner: unknown, index) => withTexts(inner, [...path, String(index)], typed));
  return Object.fromEntries(
    Object.entries(words).map(([name, inner]) => [name, withTexts(inner, [...path, name], typed)]),
  );
}

/** What was typed beside one source, at the places of another: places are numbered, and may have moved. */
export function fieldsMoved(
  from: object,
  to: object,
  fields: Record<string, string>,
): Record<string, string> {
  const before = new Map(passagesOf(from).map(({ field, path }) => [path.join("/"), field]));
  return Object.fromEntries(
    passagesOf(to).flatMap(({ field, path }) => {
      const typed = fields[before.get(path.join("/")) ?? ""];
      return typed === undefined ? [] : [[field, typed]];
    }),
  );
}

type Listed = { moduleId: string; part: string; state: string; waiting: boolean };

/** The next text nobody has checked, after this one and then from the top; null when all are. */
export function nextToCheck<Text extends Listed>(
  texts: readonly Text[],
  { moduleId, part }: { moduleId: string; part: string },
): Text | null {
  const at = texts.findIndex((text) => text.moduleId === moduleId && text.part === part);
  const others = [...texts.slice(at + 1), ...texts.slice(0, Math.max(at, 0))];
  return others.find(({ state, waiting }) => !waiting && state !== "reviewed" && state !== "missing") ?? null;
}

/** The page of a translation has one button. */
export const PublishReviewsForm = z.strictObject({ intent: z.literal("publish") });
