import { db } from "#app/infra/db.server.ts";
import { reachedIds, reachesAll, type Actor } from "#app/lib/actor.ts";
import { paths } from "#app/lib/paths.ts";
import { inLanguage, modulesInOrder, unitOf, type CourseOutline, type TextState } from "./course-outline.ts";
import { latestVersions, type CourseVersionFacts } from "./courses.server.ts";
import { undrawnPath } from "./file-paths.ts";
import { QuestionText } from "./question.ts";
import { fingerprintOf } from "./read-written.server.ts";
import { nextToCheck, placeKey, ReviewedUnit, wordsAt, wordsPart, type WordKind } from "./review.ts";
import { reviewKey, reviewsOf, type Review } from "./reviewed-rows.server.ts";
import { TRAINER_TEXTS } from "./trainer-texts.ts";

/* What there is to check of a translation, and how far it is. */

type At = { versionId: string; locale: string };
/** `seen` is the version whose page was open: an older one where another was published meanwhile. */
export type Translation = CourseVersionFacts & { locale: string; seen: string };

/**
 * The newest version of a course in reach, and a language it is translated into. Older ones are done with: who still has
 * a page of one open is answered with the newest.
 */
export async function translationInReach(
  actor: Actor,
  { versionId, locale }: At,
): Promise<Translation | null> {
  const seen = await db.courseVersion.findUnique({ where: { id: versionId }, select: { courseId: true } });
  const version = seen && (await latestVersions()).find(({ courseId }) => courseId === seen.courseId);
  if (!version || !mayReview(actor, version.outline)) return null;
  const { languages, source } = version.outline;
  return languages.includes(locale) && locale !== source ? { ...version, locale, seen: versionId } : null;
}

export const isSuperseded = ({ id, seen }: Translation): boolean => id !== seen;

/** What the open page showed. */
const asSeen = (translation: Translation): Translation => ({ ...translation, id: translation.seen });

/** The languages of a version somebody may check; none of one that is not the newest. */
export async function languagesToReview(actor: Actor, versionId: string): Promise<string[]> {
  const version = (await latestVersions()).find(({ id }) => id === versionId);
  if (!version || !mayReview(actor, version.outline)) return [];
  return version.outline.languages.filter((locale) => locale !== version.outline.source);
}

const mayReview = (actor: Actor, { programme }: CourseOutline): boolean =>
  reachesAll(actor) || reachedIds(actor, "programme").includes(programme);

// ── The list ────────────────────────────────────────────────────────────────────────────────────────

/** What stands of one text in the version, and whether a checked one waits to be published. */
export type TextToReview = {
  moduleId: string;
  /** A unit, or what words are named by. */
  part: string;
  title: string;
  state: TextState | "missing";
  waiting: boolean;
};
export type ModuleToReview = {
  id: string;
  title: string;
  units: TextToReview[];
  words: TextToReview[];
  items: TextToReview[];
};

/** A text as it stands in a version: a unit's, an item's words, or other words. */
type Row = { moduleId: string; part: string; locale: string; state: string; mark: string };

export async function textsToReview(
  translation: Translation,
): Promise<{ course: TextToReview[]; modules: ModuleToReview[] }> {
  const { outline, locale } = translation;
  const { source } = outline;
  const [units, words, reviews] = await Promise.all([
    unitRows(translation),
    wordsIn(translation),
    reviewsOf(outline),
  ]);
  const titled = [
    ...units,
    ...words.map((row) => ({ ...row, title: titleOf(outline, row, JSON.parse(row.body)) })),
  ];
  const own = new Map(titled.filter((row) => row.locale === locale).map((row) => [placeKey(row), row]));
  const checked = new Map(reviews.map((review) => [reviewKey(review), review]));
  const all = titled
    .filter((row) => row.locale === source)
    .map(({ moduleId, part, title, mark }): TextToReview => {
      const place = placeKey({ moduleId, part, locale });
      const there = own.get(place);
      const state = (there?.state ?? "missing") as TextToReview["state"];
      const waiting = isWaiting(checked.get(reviewKey({ moduleId, part, locale, of: mark })), there);
      return { moduleId, part, title: there?.title ?? title, state, waiting };
    });
  const inModules = modulesInOrder(outline).map((module) => {
    const mine = all.filter(({ moduleId }) => moduleId === module.id);
    const order = [...module.units.map(({ id }) => id), ...TRAINER_TEXTS];
    const ofKinds = (...kinds: WordKind[]) =>
      kinds.flatMap((kind) => mine.filter(({ part }) => wordsAt(part)?.kind === kind));
    return {
      id: module.id,
      title: inLanguage(module.texts, locale, source).text.title,
      units: mine
        .filter(({ part }) => !wordsAt(part))
        .sort((a, b) => order.indexOf(a.part) - order.indexOf(b.part)),
      words: ofKinds("module", "sheets", "figures", "forms"),
      items: ofKinds("items"),
    };
  });
  return { course: all.filter(({ part }) => wordsAt(part)?.kind === "course"), modules: inModules };
}

/** Where to go on after a text was approved: to the next one nobody has checked, or to the list. */
export async function textAfter(
  translation: Translation,
  at: { moduleId: string; part: string },
): Promise<{ href: string; notice: string }> {
  const { id, locale } = translation;
  const { course, modules } = await textsToReview(translation);
  const all = [...course, ...modules.flatMap(({ units, words, items }) => [...units, ...words, ...items])];
  const next = nextToCheck(all, at);
  return next
    ? { href: paths.reviewText(id, locale, next.moduleId, next.part), notice: "translation-approved" }
    : { href: paths.translation(id, locale), notice: "translation-all-approved" };
}

async function unitRows({ id, outline, locale }: Translation): Promise<(Row & { title: string })[]> {
  const rows = await db.unitText.findMany({
    where: { versionId: id, locale: { in: [outline.source, locale] } },
    select: { moduleId: true, unitId: true, locale: true, state: true, title: true, mark: true },
  });
  return rows.map(({ unitId, ...row }) => ({ ...row, part: unitId }));
}

/** The words of a translation and of its source: of all, or of one part of a module. */
async function wordsIn(
  { id, outline, locale }: Translation,
  only?: { moduleId: string; part: string },
): Promise<(Row & { body: string })[]> {
  const where = { versionId: id, locale: { in: [outline.source, locale] } };
  const select = { moduleId: true, locale: true, state: true, body: true, mark: true };
  const at = only ? wordsAt(only.part) : null;
  const itemAt = only ? { moduleId: only.moduleId, itemId: at?.kind === "items" ? at.id : "" } : {};
  const [items, words] = await Promise.all([
    db.courseItemText.findMany({ where: { ...where, ...itemAt }, select: { ...select, itemId: true } }),
    db.courseWords.findMany({ where: { ...where, ...only }, select: { ...select, part: true } }),
  ]);
  return [...items.map(({ itemId, ...row }) => ({ ...row, part: wordsPart("items", itemId) })), ...words];
}

/** What a list calls words: the question itself, the tool's title, what a drawing shows. */
function titleOf(outline: CourseOutline, { moduleId, part, locale }: Row, words: object): string {
  const { kind, id } = wordsAt(part) ?? { kind: null, id: part };
  const said = words as { title?: string; prompt?: string };
  if (kind === "items") return said.prompt ?? id;
  const module = outline.modules[moduleId];
  const unit = kind === "sheets" && module ? unitOf(module, id) : undefined;
  return (unit && inLanguage(unit.titles, locale, outline.source).text) ?? said.title ?? id;
}

/** A review of the source as it stands, and not yet what the version says. */
function isWaiting(
  review: Pick<Review, "part" | "of" | "body"> | null | undefined,
  there: { state: string; mark: string } | undefined,
): review is Review {
  if (!review || !there) return false;
  return there.state !== "reviewed" || there.mark !== markOf(review);
}

function markOf({ part, body }: Pick<Review, "part" | "body">): string {
  const said: unknown = JSON.parse(body);
  if (wordsAt(part)) return fingerprintOf(said);
  const { title, markdown } = ReviewedUnit.parse(said);
  return fingerprintOf({ title, body: markdown.trim() });
}

// ── One unit, one list of words ─────────────────────────────────────────────────────────────────────

export type UnitToReview = {
  moduleId: string;
  unitId: string;
  moduleTitle: string;
  source: { title: string; html: string; markdown: string; locale: string; mark: string };
  /** What was approved and waits, else what the version says. */
  own: { title: string; markdown: string; html: string; state: TextState };
  waiting: boolean;
};

/** Null for a text that is not there in both languages, or of a version that kept no Markdown. */
export async function unitToReview(
  { id, outline, locale }: Translation,
  { moduleId, unitId }: { moduleId: string; unitId: string },
): Promise<UnitToReview | null> {
  const rows = await db.unitText.findMany({
    where: { versionId: id, moduleId, unitId, locale: { in: [outline.source, locale] } },
  });
  const source = rows.find((row) => row.locale === outline.source);
  const own = rows.find((row) => row.locale === locale);
  const module = outline.modules[moduleId];
  if (!source?.mark || !own || !module) return null;
  const review = await reviewAt({ moduleId, part: unitId, locale, of: source.mark });
  const waiting = isWaiting(review, own);
  const text = waiting
    ? ReviewedUnit.parse(JSON.parse(review.body))
    : { title: own.title, markdown: own.markdown };
  return {
    moduleId,
    unitId,
    moduleTitle: inLanguage(module.texts, locale, outline.source).text.title,
    source,
    own: { ...text, html: own.html, state: own.state as TextState },
    waiting,
  };
}

export type WordsToReview = {
  moduleId: string;
  part: string;
  kind: WordKind;
  title: string;
  /** The title of the module, or of the course for its own words. */
  within: string;
  source: { words: object; mark: string; locale: string };
  own: { words: object; state: TextState };
  waiting: boolean;
  /** Of a drawing: where it is kept without its words. */
  undrawn: string | null;
};

/** Null for words that are not there in both languages, or of a version that kept none. */
export async function wordsToReview(
  translation: Translation,
  { moduleId, part }: { moduleId: string; part: string },
): Promise<WordsToReview | null> {
  const { outline, locale } = translation;
  const at = wordsAt(part);
  if (!at) return null;
  const [rows, undrawn] = await Promise.all([
    wordsIn(translation, { moduleId, part }),
    at.kind === "figures" ? undrawnAt(translation.id, moduleId, at.id) : null,
  ]);
  const source = rows.find((row) => row.locale === outline.source);
  const own = rows.find((row) => row.locale === locale);
  if (!source?.mark || !own) return null;
  const review = await reviewAt({ moduleId, part, locale, of: source.mark });
  const waiting = isWaiting(review, own);
  const inOrder = (body: string): object =>
    at.kind === "items" ? QuestionText.parse(JSON.parse(body)) : Object(JSON.parse(body));
  const words = inOrder(waiting ? review.body : own.body);
  const texts = at.kind === "course" ? outline.texts : (outline.modules[moduleId]?.texts ?? outline.texts);
  return {
    moduleId,
    part,
    kind: at.kind,
    // what a drawing shows, and what is asked, are too long for a heading
    title: at.kind === "items" || at.kind === "figures" ? at.id : titleOf(outline, own, words),
    within: inLanguage<{ title: string }>(texts, locale, outline.source).text.title,
    source: { words: inOrder(source.body), mark: source.mark, locale: outline.source },
    own: { words, state: own.state as TextState },
    waiting,
    undrawn,
  };
}

async function undrawnAt(versionId: string, moduleId: string, drawing: string): Promise<string | null> {
  const path = undrawnPath(drawing);
  const file = await db.courseFile.findUnique({
    where: { versionId_moduleId_path: { versionId, moduleId, path } },
    select: { sha256: true },
  });
  return file?.sha256 ?? null;
}

const reviewAt = (place: Omit<Review, "body">) =>
  db.reviewedText.findUnique({ where: { moduleId_part_locale_of: place } });

/** The source no longer says what it said on the page that was open. */
export async function hasUnitMoved(
  translation: Translation,
  at: { moduleId: string; unitId: string },
  { source }: UnitToReview,
): Promise<boolean> {
  if (!isSuperseded(translation)) return false;
  return (await unitToReview(asSeen(translation), at))?.source.mark !== source.mark;
}

/** The same of words: as they were on the page that was open, or null where they still are so. */
export async function wordsMovedFrom(
  translation: Translation,
  at: { moduleId: string; part: string },
  { source }: WordsToReview,
): Promise<object | null> {
  if (!isSuperseded(translation)) return null;
  const before = await wordsToReview(asSeen(translation), at);
  return before?.source.mark === source.mark ? null : (before?.source.words ?? {});
}
