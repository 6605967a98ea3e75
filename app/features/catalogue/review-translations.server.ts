import { recordAudit } from "#app/features/audit/record.server.ts";
import { now } from "#app/infra/clock.server.ts";
import { db, inTransaction, isUniqueViolation } from "#app/infra/db.server.ts";
import { newId, sha256 } from "#app/infra/ids.server.ts";
import { reachedIds, reachesAll, type Actor } from "#app/lib/actor.ts";
import { canonicalJson } from "#app/lib/canonical-json.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import { itemFaults, unitFaults, type ReviewFault } from "./check-review.server.ts";
import { inLanguage, modulesInOrder, type CourseOutline, type TextState } from "./course-outline.ts";
import { latestVersions, type CourseVersionFacts } from "./courses.server.ts";
import { publishVersion } from "./import-course.server.ts";
import { QuestionText } from "./question.ts";
import { fingerprintOf } from "./read-written.server.ts";
import { itemPart, ReviewedUnit } from "./review.ts";
import { reviewedHtml, reviewsOf, withReviews, type Review } from "./reviewed-rows.server.ts";
import { nextMinor } from "./version-number.ts";

/*
 * A reviewer without Git corrects and approves a translation. What is approved waits until it is published, all of it at
 * once, as the next minor version: whoever is enrolled keeps theirs.
 */

/** What stands of one text in the version, and whether a checked one waits to be published. */
export type TextToReview = { id: string; title: string; state: TextState | "missing"; waiting: boolean };
export type ModuleToReview = { id: string; title: string; units: TextToReview[]; items: TextToReview[] };

type At = { versionId: string; locale: string };
type Translation = CourseVersionFacts & { locale: string };

/** The newest version of a course in reach, and a language it is translated into; older ones are done with. */
export async function translationInReach(
  actor: Actor,
  { versionId, locale }: At,
): Promise<Translation | null> {
  const version = (await latestVersions()).find(({ id }) => id === versionId);
  if (!version || !mayReview(actor, version.outline)) return null;
  const { languages, source } = version.outline;
  return languages.includes(locale) && locale !== source ? { ...version, locale } : null;
}

/** The languages of a version somebody may check; none of one that is not the newest. */
export async function languagesToReview(actor: Actor, versionId: string): Promise<string[]> {
  const version = (await latestVersions()).find(({ id }) => id === versionId);
  if (!version || !mayReview(actor, version.outline)) return [];
  return version.outline.languages.filter((locale) => locale !== version.outline.source);
}

const mayReview = (actor: Actor, { programme }: CourseOutline): boolean =>
  reachesAll(actor) || reachedIds(actor, "programme").includes(programme);

export async function modulesToReview({
  id,
  outline,
  courseId,
  locale,
}: Translation): Promise<ModuleToReview[]> {
  const { source } = outline;
  const where = { versionId: id, locale: { in: [source, locale] } };
  const [texts, items, reviews] = await Promise.all([
    db.unitText.findMany({
      where,
      select: { moduleId: true, unitId: true, locale: true, state: true, title: true, mark: true },
    }),
    db.courseItemText.findMany({
      where,
      select: { moduleId: true, itemId: true, locale: true, state: true, body: true, mark: true },
    }),
    reviewsOf(courseId),
  ]);
  const parts = [
    ...texts.map(({ unitId, ...row }) => ({ ...row, part: unitId })),
    ...items.map(({ itemId, body, ...row }) => ({ ...row, part: itemPart(itemId), title: promptOf(body) })),
  ];
  const own = new Map(
    parts.filter((row) => row.locale === locale).map((row) => [`${row.moduleId}/${row.part}`, row]),
  );
  const checked = new Map(
    reviews
      .filter((review) => review.locale === locale)
      .map((review) => [`${review.moduleId}/${review.part}`, review]),
  );
  const toReview = parts
    .filter((row) => row.locale === source)
    .map(({ moduleId, part, title, mark }) => {
      const there = own.get(`${moduleId}/${part}`);
      const review = checked.get(`${moduleId}/${part}`);
      const waiting = review !== undefined && there !== undefined && isWaiting(review, mark, there);
      const state = (there?.state ?? "missing") as TextToReview["state"];
      return { moduleId, part, title: there?.title ?? title, state, waiting };
    });
  return modulesInOrder(outline).map((module) => {
    const mine = toReview.filter(({ moduleId }) => moduleId === module.id);
    const order = [...module.units.map((unit) => unit.id), "session-plan", "slides"];
    return {
      id: module.id,
      title: inLanguage(module.texts, locale, source).text.title,
      units: mine
        .filter(({ part }) => !part.startsWith(itemPart("")))
        .map(({ part, ...text }) => ({ id: part, ...text }))
        .sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id)),
      items: mine
        .filter(({ part }) => part.startsWith(itemPart("")))
        .map(({ part, ...text }) => ({ id: part.slice(itemPart("").length), ...text })),
    };
  });
}

const promptOf = (body: string) => QuestionText.parse(JSON.parse(body)).prompt;

/** Approved against the source as it stands, and not yet what the version says. */
function isWaiting(
  review: Pick<Review, "of" | "body">,
  sourceMark: string,
  there: { state: string; mark: string },
) {
  if (review.of !== sourceMark) return false;
  return there.state !== "reviewed" || there.mark !== markOf(review.body);
}

function markOf(body: string): string {
  const unit = ReviewedUnit.safeParse(JSON.parse(body));
  return unit.success
    ? fingerprintOf({ title: unit.data.title, body: unit.data.markdown.trim() })
    : fingerprintOf(JSON.parse(body));
}

// ── One unit, one item ──────────────────────────────────────────────────────────────────────────────

type InModule = { moduleId: string };

export type UnitToReview = {
  moduleTitle: string;
  source: { title: string; html: string; markdown: string; locale: string; mark: string };
  /** What was approved and waits, else what the version says. */
  own: { title: string; markdown: string; html: string; state: TextState };
  waiting: boolean;
};

/** Null for a text that is not there in both languages, or of a version that kept no Markdown. */
export async function unitToReview(
  { id, courseId, outline, locale }: Translation,
  { moduleId, unitId }: InModule & { unitId: string },
): Promise<UnitToReview | null> {
  const [rows, review] = await Promise.all([
    db.unitText.findMany({
      where: { versionId: id, moduleId, unitId, locale: { in: [outline.source, locale] } },
    }),
    reviewAt({ courseId, moduleId, part: unitId, locale }),
  ]);
  const source = rows.find((row) => row.locale === outline.source);
  const own = rows.find((row) => row.locale === locale);
  const module = outline.modules[moduleId];
  if (!source?.mark || !own || !module) return null;
  const waiting = review !== null && isWaiting(review, source.mark, own);
  const text = waiting
    ? ReviewedUnit.parse(JSON.parse(review.body))
    : { title: own.title, markdown: own.markdown };
  return {
    moduleTitle: inLanguage(module.texts, locale, outline.source).text.title,
    source,
    own: { ...text, html: own.html, state: own.state as TextState },
    waiting,
  };
}

export type ItemToReview = {
  moduleTitle: string;
  source: { words: QuestionText; mark: string; locale: string };
  own: { words: QuestionText; state: TextState };
  waiting: boolean;
};

export async function itemToReview(
  { id, courseId, outline, locale }: Translation,
  { moduleId, itemId }: InModule & { itemId: string },
): Promise<ItemToReview | null> {
  const where = { versionId: id, moduleId, itemId, locale: { in: [outline.source, locale] } };
  const [rows, review] = await Promise.all([
    db.courseItemText.findMany({ where }),
    reviewAt({ courseId, moduleId, part: itemPart(itemId), locale }),
  ]);
  const source = rows.find((row) => row.locale === outline.source);
  const own = rows.find((row) => row.locale === locale);
  const module = outline.modules[moduleId];
  if (!source?.mark || !own || !module) return null;
  const waiting = review !== null && isWaiting(review, source.mark, own);
  return {
    moduleTitle: inLanguage(module.texts, locale, outline.source).text.title,
    source: { words: QuestionText.parse(JSON.parse(source.body)), mark: source.mark, locale: outline.source },
    own: {
      words: QuestionText.parse(JSON.parse(waiting ? review.body : own.body)),
      state: own.state as TextState,
    },
    waiting,
  };
}

type Place = Pick<Review, "moduleId" | "part" | "locale"> & { courseId: string };

const reviewAt = (place: Place) =>
  db.reviewedText.findUnique({ where: { courseId_moduleId_part_locale: place } });

// ── What a reviewer does ────────────────────────────────────────────────────────────────────────────

/** The unit as it will look; the faults that keep it from being approved. */
export function lookAtUnit(
  { locale }: Translation,
  unitId: string,
  { source, own }: UnitToReview,
  typed: ReviewedUnit,
): { html: string; faults: ReviewFault[] } {
  return {
    html: reviewedHtml(typed.markdown, { unitId, locale, html: own.html }),
    faults: unitFaults(unitId, source, { ...typed, locale }),
  };
}

export const lookAtItem = (
  { locale }: Translation,
  { source }: ItemToReview,
  words: QuestionText,
): ReviewFault[] => itemFaults(source.words, source.locale, words, locale);

/** Keeps what a person has checked; the last word counts. */
export async function approveText(
  actor: Actor,
  { courseId, id, locale }: Translation,
  { moduleId, part, of }: { moduleId: string; part: string; of: string },
  body: ReviewedUnit | QuestionText,
): Promise<void> {
  const place = { courseId, moduleId, part, locale };
  const said = { of, body: canonicalJson(body), reviewedBy: actor.personId, reviewedAt: now() };
  await inTransaction(async (tx) => {
    await tx.reviewedText.upsert({
      where: { courseId_moduleId_part_locale: place },
      create: { ...place, ...said },
      update: said,
    });
    const subject = { kind: "course-version", id };
    await recordAudit(tx, actor, "translation.approved", subject, { moduleId, part, locale });
  });
}

/**
 * Publishes all that was approved of a course, in every language, as its next minor version. Two at once make one: the
 * version's number is a unique key.
 */
export async function publishReviews(
  actor: Actor,
  { id, courseId, outline }: Translation,
): Promise<Result<{ versionId: string; version: string }>> {
  const reviews = await reviewsOf(courseId);
  const versionId = newId();
  const before = {
    outline: { ...outline, version: nextMinor(outline.version) },
    rows: await rowsOf(id, versionId),
  };
  const after = withReviews(before, reviews);
  if (
    canonicalJson(after.rows.texts) === canonicalJson(before.rows.texts) &&
    canonicalJson(after.rows.itemTexts) === canonicalJson(before.rows.itemTexts)
  )
    return refuse("catalogue.nothing-to-publish");
  const contentHash = sha256(canonicalJson({ from: id, reviews }));
  try {
    await publishVersion({ versionId, contentHash, ...after }, actor);
  } catch (error) {
    if (isUniqueViolation(error)) return refuse("changed-meanwhile");
    throw error;
  }
  return ok({ versionId, version: after.outline.version });
}

/** The rows of a version as those of another: addresses of its pictures are under the version's own. */
async function rowsOf(from: string, versionId: string) {
  const where = { versionId: from };
  const [texts, items, itemTexts, sheets, forms, files] = await Promise.all([
    db.unitText.findMany({ where }),
    db.courseItem.findMany({ where }),
    db.courseItemText.findMany({ where }),
    db.unitSheet.findMany({ where }),
    db.clientForms.findMany({ where }),
    db.courseFile.findMany({ where }),
  ]);
  const own = <Row extends { versionId: string }>(rows: Row[]) => rows.map((row) => ({ ...row, versionId }));
  return {
    texts: own(texts).map((row) => ({
      ...row,
      html: row.html.replaceAll(`/files/${from}/`, `/files/${versionId}/`),
    })),
    items: own(items),
    itemTexts: own(itemTexts),
    sheets: own(sheets),
    forms: own(forms),
    files: own(files),
  };
}
