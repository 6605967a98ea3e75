import { db } from "#app/infra/db.server.ts";
import { canonicalJson } from "#app/lib/canonical-json.ts";
import type { CourseOutline } from "./course-outline.ts";
import { labelsIn } from "./lesson-labels.ts";
import { lessonHtml } from "./lesson-html.server.ts";
import { readLesson, type Picture } from "./lesson-markdown.server.ts";
import { QuestionText } from "./question.ts";
import { fingerprintOf } from "./read-written.server.ts";
import { itemPart, ReviewedUnit } from "./review.ts";
import { isTrainerText } from "./trainer-texts.ts";
import { typeset } from "./typography.ts";
import { printed, type VersionRows } from "./version-rows.server.ts";

/*
 * What a person has checked of a translation outlasts the draft it was made from: it stands in every version whose source
 * says what it said then. A source that has moved on takes its translation out of trust, as it does in the folder.
 */

export type Review = { moduleId: string; part: string; locale: string; of: string; body: string };

export const reviewsOf = (courseId: string): Promise<Review[]> =>
  db.reviewedText.findMany({
    where: { courseId },
    select: { moduleId: true, part: true, locale: true, of: true, body: true },
  });

type Published = { outline: CourseOutline; rows: VersionRows };

/** The version with what was checked in place of the drafts. */
export function withReviews({ outline, rows }: Published, reviews: readonly Review[]): Published {
  if (reviews.length === 0) return { outline, rows };
  const { source } = outline;
  const checked = new Map(reviews.map((review) => [keyOf(review), review]));
  const textMarks = new Map(
    rows.texts
      .filter(({ locale }) => locale === source)
      .map((row) => [`${row.moduleId}/${row.unitId}`, row.mark]),
  );
  const itemMarks = new Map(
    rows.itemTexts
      .filter(({ locale }) => locale === source)
      .map((row) => [`${row.moduleId}/${row.itemId}`, row.mark]),
  );
  const titles = new Map<string, string>();
  const texts = rows.texts.map((row) => {
    const review = checked.get(keyOf({ ...row, part: row.unitId }));
    if (!review || review.of !== textMarks.get(`${row.moduleId}/${row.unitId}`)) return row;
    const made = reviewedText(row, review.body);
    titles.set(keyOf({ ...row, part: row.unitId }), made.title);
    return made;
  });
  const itemTexts = rows.itemTexts.map((row) => {
    const review = checked.get(keyOf({ ...row, part: itemPart(row.itemId) }));
    if (!review || review.of !== itemMarks.get(`${row.moduleId}/${row.itemId}`)) return row;
    const words = QuestionText.parse(JSON.parse(review.body));
    const body = canonicalJson(printed(words, row.locale));
    return { ...row, state: "reviewed" as const, body, mark: fingerprintOf(words) };
  });
  return { outline: withTitles(outline, titles), rows: { ...rows, texts, itemTexts } };
}

const keyOf = ({ moduleId, part, locale }: Pick<Review, "moduleId" | "part" | "locale">) =>
  `${moduleId}/${part}/${locale}`;

type TextRow = VersionRows["texts"][number];

function reviewedText(row: TextRow, body: string): TextRow {
  const { title, markdown } = ReviewedUnit.parse(JSON.parse(body));
  const html = reviewedHtml(markdown, row);
  const mark = fingerprintOf({ title, body: markdown.trim() });
  return { ...row, state: "reviewed", title: typeset(title, row.locale), html, markdown, mark };
}

/** As publishing draws it; the pictures are those the draft showed, at the same places. */
export function reviewedHtml(
  markdown: string,
  { unitId, locale, html }: Pick<TextRow, "unitId" | "locale" | "html">,
): string {
  const pictures = picturesIn(html);
  const setting = {
    labels: labelsIn(locale),
    language: locale,
    pictureAt: (path: string) => pictures.get(path.slice(path.lastIndexOf("/") + 1)) ?? null,
  };
  const { tree } = readLesson(markdown, {
    ...setting,
    ...(isTrainerText(unitId) ? { trainer: unitId } : {}),
  });
  return lessonHtml(tree);
}

function picturesIn(html: string): Map<string, Picture> {
  const pictures = new Map<string, Picture>();
  for (const [tag] of html.matchAll(/<img\b[^>]*>/g)) {
    const said = (name: string) => new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1];
    const src = said("src") ?? "";
    const [width, height] = [said("width"), said("height")].map((pixels) => (pixels ? Number(pixels) : null));
    pictures.set(src.slice(src.lastIndexOf("/") + 1), { src, width: width ?? null, height: height ?? null });
  }
  return pictures;
}

function withTitles(outline: CourseOutline, titles: ReadonlyMap<string, string>): CourseOutline {
  const modules = Object.entries(outline.modules).map(([moduleId, module]) => {
    const units = module.units.map((unit) => {
      const own = Object.keys(unit.titles).map((locale) => {
        const checked = titles.get(keyOf({ moduleId, part: unit.id, locale }));
        return [locale, checked ?? unit.titles[locale]!] as const;
      });
      return { ...unit, titles: Object.fromEntries(own) };
    });
    return [moduleId, { ...module, units }] as const;
  });
  return { ...outline, modules: Object.fromEntries(modules) };
}
