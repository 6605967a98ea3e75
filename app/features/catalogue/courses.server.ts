import { db, rowsOf, sql } from "#app/infra/db.server.ts";
import { FormsInLanguage } from "./client-forms.ts";
import { CourseOutline, TextState } from "./course-outline.ts";
import { localised } from "./file-paths.ts";
import { Question, QuestionText } from "./question.ts";
import { remember } from "./remember.server.ts";
import { SheetInLanguage } from "./sheet.ts";
import { compareVersions } from "./version-number.ts";

/*
 * Reads of published courseware. A published version never changes, so what was read once is kept in memory;
 * only which versions there are is asked anew.
 */

export type CourseVersionFacts = {
  id: string;
  courseId: string;
  version: string;
  publishedAt: Date;
  outline: CourseOutline;
};

/** A unit's text in the language asked for; `fallback` when the source stands in for a missing translation. */
export type UnitText = { title: string; html: string; locale: string; state: TextState; fallback: boolean };

/** A tool's sheet with its words in the language asked for, or the source's where there are none. */
export type UnitSheet = SheetInLanguage & { locale: string; state: TextState; fallback: boolean };

/** The questions for clients in the language asked for, or the source's, and the languages they are in. */
export type ClientFormsText = FormsInLanguage & {
  locale: string;
  state: TextState;
  fallback: boolean;
  locales: string[];
};

type ItemText = { text: QuestionText; locale: string; state: TextState };

/** The items of a version by `moduleId/itemId`, the key that papers and answers use. */
export type QuestionBank = {
  questions: ReadonlyMap<string, Question>;
  /** The words in a language, or the source's where there is no translation. */
  textOf: (key: string, locale: string) => ItemText;
  sourceTextOf: (key: string) => QuestionText;
};

export type FileFacts = { path: string; sha256: string; bytes: number; mediaType: string };

export const courseVersion = remember(40, async (versionId: string): Promise<CourseVersionFacts | null> => {
  const row = await db.courseVersion.findUnique({
    where: { id: versionId },
    select: { id: true, courseId: true, version: true, publishedAt: true, outline: true },
  });
  return row && { ...row, outline: CourseOutline.parse(JSON.parse(row.outline)) };
});

export const unitText = remember(
  600,
  async (versionId: string, moduleId: string, unitId: string, locale: string): Promise<UnitText | null> => {
    const version = await courseVersion(versionId);
    if (!version) return null;
    const { source } = version.outline;
    const rows = await db.unitText.findMany({
      where: { versionId, moduleId, unitId, locale: { in: [locale, source] } },
      select: { title: true, html: true, locale: true, state: true },
    });
    const row = rows.find((one) => one.locale === locale) ?? rows.find((one) => one.locale === source);
    return row ? { ...row, state: TextState.parse(row.state), fallback: row.locale !== locale } : null;
  },
);

export const unitSheet = remember(
  200,
  async (versionId: string, moduleId: string, unitId: string, locale: string): Promise<UnitSheet | null> => {
    const version = await courseVersion(versionId);
    if (!version) return null;
    const { source } = version.outline;
    const rows = await db.unitSheet.findMany({
      where: { versionId, moduleId, unitId, locale: { in: [locale, source] } },
      select: { locale: true, state: true, body: true },
    });
    const row = rows.find((one) => one.locale === locale) ?? rows.find((one) => one.locale === source);
    if (!row) return null;
    const whole = SheetInLanguage.parse(JSON.parse(row.body));
    return {
      ...whole,
      locale: row.locale,
      state: TextState.parse(row.state),
      fallback: row.locale !== locale,
    };
  },
);

export const clientForms = remember(
  100,
  async (versionId: string, moduleId: string, locale: string): Promise<ClientFormsText | null> => {
    const version = await courseVersion(versionId);
    if (!version) return null;
    const { source, languages } = version.outline;
    const rows = await db.clientForms.findMany({
      where: { versionId, moduleId },
      select: { locale: true, state: true, body: true },
    });
    const row = rows.find((one) => one.locale === locale) ?? rows.find((one) => one.locale === source);
    if (!row) return null;
    return {
      ...FormsInLanguage.parse(JSON.parse(row.body)),
      locale: row.locale,
      state: TextState.parse(row.state),
      fallback: row.locale !== locale,
      locales: languages.filter((language) => rows.some((one) => one.locale === language)),
    };
  },
);

const bankOf = remember(40, async (versionId: string): Promise<QuestionBank | null> => {
  const version = await courseVersion(versionId);
  if (!version) return null;
  const [items, texts] = await Promise.all([
    db.courseItem.findMany({ where: { versionId } }),
    db.courseItemText.findMany({ where: { versionId } }),
  ]);
  const questions = new Map(
    items.map(({ moduleId, itemId, objective, level, difficulty, body }) => {
      const { points, ...rest } = JSON.parse(body) as { points: number };
      const question = { id: itemId, moduleId, objective, level, difficulty, points, body: rest };
      return [`${moduleId}/${itemId}`, Question.parse(question)];
    }),
  );
  const words = new Map(
    texts.map(({ moduleId, itemId, locale, state, body }): [string, ItemText] => [
      `${locale} ${moduleId}/${itemId}`,
      { text: QuestionText.parse(JSON.parse(body)), locale, state: TextState.parse(state) },
    ]),
  );
  const { source } = version.outline;
  const textOf = (key: string, locale: string) => {
    const item = words.get(`${locale} ${key}`) ?? words.get(`${source} ${key}`);
    if (!item) throw new Error(`version ${versionId} has no item ${key}`);
    return item;
  };
  return { questions, textOf, sourceTextOf: (key) => textOf(key, source).text };
});

export async function questionBank(versionId: string): Promise<QuestionBank> {
  const bank = await bankOf(versionId);
  if (!bank) throw new Error(`there is no course version ${versionId}`);
  return bank;
}

/** A picture or download; the file of the reader's language wins over the one for everybody. */
export const fileFacts = remember(
  400,
  async (versionId: string, moduleId: string, path: string, locale: string): Promise<FileFacts | null> => {
    const own = localised(path, locale);
    const rows = await db.courseFile.findMany({
      where: { versionId, moduleId, path: { in: [own, path] } },
      select: { path: true, sha256: true, bytes: true, mediaType: true },
    });
    return rows.find((row) => row.path === own) ?? rows[0] ?? null;
  },
);

/** How far each unit's text is in each language: `moduleId/unitId` → language → state. */
export const unitStates = remember(
  40,
  async (versionId: string): Promise<ReadonlyMap<string, Record<string, TextState>> | null> => {
    const rows = await db.unitText.findMany({
      where: { versionId },
      select: { moduleId: true, unitId: true, locale: true, state: true },
    });
    const states = new Map<string, Record<string, TextState>>();
    for (const { moduleId, unitId, locale, state } of rows) {
      const key = `${moduleId}/${unitId}`;
      states.set(key, { ...states.get(key), [locale]: TextState.parse(state) });
    }
    return states.size > 0 ? states : null;
  },
);

/** The newest published version of each course, by course id. */
export async function latestVersions(): Promise<CourseVersionFacts[]> {
  const rows = await rowsOf<{ id: string; courseId: string; version: string }>(
    sql`SELECT "id", "courseId", "version" FROM "CourseVersion" WHERE "retiredAt" IS NULL ORDER BY "courseId"`,
  );
  const newest = new Map<string, (typeof rows)[number]>();
  for (const row of rows) {
    const known = newest.get(row.courseId);
    if (!known || compareVersions(known.version, row.version) < 0) newest.set(row.courseId, row);
  }
  const versions = await Promise.all([...newest.values()].map(({ id }) => courseVersion(id)));
  return versions.filter((version) => version !== null);
}
