import type { CourseFile } from "#app/infra/db.server.ts";
import { putFile, readStoredFile } from "#app/infra/files.server.ts";
import { canonicalJson } from "#app/lib/canonical-json.ts";
import { FormsInLanguage } from "./client-forms.ts";
import { CourseTextFile, FigureWords, ModuleTextFile } from "./course-files.ts";
import type { CourseOutline } from "./course-outline.ts";
import { drawn } from "./drawing-words.ts";
import { drawnPath, undrawnPath } from "./file-paths.ts";
import { fingerprintOf } from "./read-written.server.ts";
import { placeKey, wordsAt, wordsPart } from "./review.ts";
import { SheetInLanguage } from "./sheet.ts";
import { typesetAll } from "./typography.ts";
import type { VersionRows } from "./version-rows.server.ts";

/* Words that were checked, and what is made of them: sheets, forms for clients, drawings, the titles of the outline. */

type Published = { outline: CourseOutline; rows: VersionRows };

/** `checked` are the words by their place, as JSON; those of units and items are not looked at. */
export async function withReviewedWords(
  { outline, rows }: Published,
  checked: ReadonlyMap<string, string>,
): Promise<Published> {
  const said = (moduleId: string, part: string, locale: string): unknown => {
    const body = checked.get(placeKey({ moduleId, part, locale }));
    return body === undefined ? null : JSON.parse(body);
  };
  const words = rows.words.map((row) => {
    const own = said(row.moduleId, row.part, row.locale);
    return own === null
      ? row
      : { ...row, state: "reviewed", body: JSON.stringify(own), mark: fingerprintOf(own) };
  });
  const sheets = rows.sheets.map((row) => {
    const own = said(row.moduleId, wordsPart("sheets", row.unitId), row.locale);
    return own === null ? row : { ...row, ...withWords(SheetInLanguage, row, own) };
  });
  const forms = rows.forms.map((row) => {
    const own = said(row.moduleId, wordsPart("forms"), row.locale);
    return own === null ? row : { ...row, ...withWords(FormsInLanguage, row, own) };
  });
  return {
    outline: withReviewedTitles(outline, said),
    rows: { ...rows, words, sheets, forms, files: await redrawn(rows, said) },
  };
}

type Said = (moduleId: string, part: string, locale: string) => unknown;

/** What stands in a language whole: all of it but the words is as it was. */
function withWords(
  schema: typeof SheetInLanguage | typeof FormsInLanguage,
  { body, locale }: { body: string; locale: string },
  words: unknown,
) {
  const whole = schema.parse({ ...Object(JSON.parse(body)), words });
  return { state: "reviewed", body: canonicalJson({ ...whole, words: typesetAll(whole.words, locale) }) };
}

function withReviewedTitles(outline: CourseOutline, said: Said): CourseOutline {
  const mapped = <Value>(values: Record<string, Value>, make: (key: string, value: Value) => Value) =>
    Object.fromEntries(Object.entries(values).map(([key, value]) => [key, make(key, value)]));
  const reviewed = <Text extends object>(text: Text, locale: string) => ({
    state: "reviewed" as const,
    ...typesetAll(text, locale),
  });
  return {
    ...outline,
    texts: mapped(outline.texts, (locale, text) => {
      const own = said(outline.courseId, wordsPart("course"), locale);
      return own === null ? text : reviewed(CourseTextFile.parse(own), locale);
    }),
    modules: mapped(outline.modules, (moduleId, module) => ({
      ...module,
      texts: mapped(module.texts, (locale, text) => {
        const own = said(moduleId, wordsPart("module"), locale);
        return own === null ? text : reviewed(ModuleTextFile.parse(own), locale);
      }),
    })),
  };
}

/** The files with the drawings whose words were checked drawn anew. */
async function redrawn({ words, files }: VersionRows, said: Said): Promise<CourseFile[]> {
  const places = new Map(files.map((file) => [`${file.moduleId}/${file.path}`, file]));
  for (const { moduleId, part, locale } of words) {
    const at = wordsAt(part);
    const own = at?.kind === "figures" ? said(moduleId, part, locale) : null;
    const undrawn = at && places.get(`${moduleId}/${undrawnPath(at.id)}`);
    if (!at || own === null || !undrawn) continue;
    const svg = Buffer.from(await drawing(undrawn.sha256, own, locale));
    const path = drawnPath(at.id, locale);
    const sha256 = await putFile(svg);
    places.set(`${moduleId}/${path}`, { ...undrawn, path, sha256, bytes: svg.length });
  }
  return [...places.values()];
}

/** A drawing with its words in a language, as publishing draws it. */
export async function drawing(sha256: string, words: unknown, locale: string): Promise<string> {
  const svg = (await readStoredFile(sha256)).toString("utf8");
  return drawn(svg, typesetAll(FigureWords.parse(words), locale));
}
