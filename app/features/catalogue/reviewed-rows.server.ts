import { db } from "#app/infra/db.server.ts";
import { canonicalJson } from "#app/lib/canonical-json.ts";
import type { CourseOutline } from "./course-outline.ts";
import type { Picture } from "./course-source.ts";
import { labelsIn } from "./lesson-labels.ts";
import { lessonHtml } from "./lesson-html.server.ts";
import { readLesson } from "./lesson-markdown.server.ts";
import { QuestionText } from "./question.ts";
import { fingerprintOf } from "./read-written.server.ts";
import { placeKey, ReviewedUnit, wordsPart } from "./review.ts";
import { withReviewedWords } from "./reviewed-words.server.ts";
import { isTrainerText } from "./trainer-texts.ts";
import { typeset } from "./typography.ts";
import { printed, type VersionRows } from "./version-rows.server.ts";

/*
 * What a person has checked of a translation outlasts the draft it was made from: it stands in every version whose source
 * says what it said then, and in every course that borrows the module: a text is checked once. A source that has moved on
 * takes its translation out of trust, as it does in the folder.
 */

export type Review = { moduleId: string; part: string; locale: string; of: string; body: string };

/** Of all that a course shows, whichever course it was checked in; of every source they were checked against. */
export const reviewsOf = ({ courseId, modules }: CourseOutline): Promise<Review[]> =>
  db.reviewedText.findMany({
    where: { moduleId: { in: [courseId, ...Object.keys(modules)] } },
    select: { moduleId: true, part: true, locale: true, of: true, body: true },
    orderBy: [{ moduleId: "asc" }, { part: "asc" }, { locale: "asc" }, { of: "asc" }],
  });

/** Of several reviews the one that was made against this source. */
export const reviewKey = ({ of, ...place }: Pick<Review, "moduleId" | "part" | "locale" | "of">): string =>
  `${placeKey(place)}/${of}`;

type Published = { outline: CourseOutline; rows: VersionRows };

/** The version with what was checked in place of the drafts. */
export async function withReviews(
  { outline, rows }: Published,
  reviews: readonly Review[],
): Promise<Published> {
  const checked = checkedBodies(outline.source, rows, reviews);
  if (checked.size === 0) return { outline, rows };
  const titles = new Map<string, string>();
  const texts = rows.texts.map((row) => {
    const place = placeKey({ ...row, part: row.unitId });
    const body = checked.get(place);
    if (body === undefined) return row;
    const made = reviewedText(row, body);
    titles.set(place, made.title);
    return made;
  });
  const itemTexts = rows.itemTexts.map((row) => {
    const body = checked.get(placeKey({ ...row, part: wordsPart("items", row.itemId) }));
    if (body === undefined) return row;
    const words = QuestionText.parse(JSON.parse(body));
    const shown = canonicalJson(printed(words, row.locale));
    return { ...row, state: "reviewed", body: shown, mark: fingerprintOf(words) };
  });
  return withReviewedWords(
    { outline: withTitles(outline, titles), rows: { ...rows, texts, itemTexts } },
    checked,
  );
}

/** What was checked against the source as it stands, by its place. */
function checkedBodies(source: string, rows: VersionRows, reviews: readonly Review[]) {
  const parts = [
    ...rows.texts.map(({ unitId, ...row }) => ({ ...row, part: unitId })),
    ...rows.itemTexts.map(({ itemId, ...row }) => ({ ...row, part: wordsPart("items", itemId) })),
    ...rows.words,
  ];
  const marks = new Map(
    parts.filter(({ locale }) => locale === source).map((row) => [placeKey(row), row.mark]),
  );
  const stands = (review: Review) => review.of === marks.get(placeKey({ ...review, locale: source }));
  return new Map(reviews.filter(stands).map((review) => [placeKey(review), review.body]));
}

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
  const { tree } = readLesson(markdown, {
    labels: labelsIn(locale),
    language: locale,
    ...(isTrainerText(unitId) ? { trainer: unitId } : {}),
  });
  return lessonHtml(tree, (path) => pictures.get(path.slice(path.lastIndexOf("/") + 1)) ?? null);
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
        const checked = titles.get(placeKey({ moduleId, part: unit.id, locale }));
        return [locale, checked ?? unit.titles[locale]!] as const;
      });
      return { ...unit, titles: Object.fromEntries(own) };
    });
    return [moduleId, { ...module, units }] as const;
  });
  return { ...outline, modules: Object.fromEntries(modules) };
}
