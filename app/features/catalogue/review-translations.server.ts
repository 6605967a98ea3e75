import { recordAudit } from "#app/features/audit/record.server.ts";
import { now } from "#app/infra/clock.server.ts";
import { db, inTransaction, isUniqueViolation } from "#app/infra/db.server.ts";
import { newId, sha256 } from "#app/infra/ids.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { canonicalJson } from "#app/lib/canonical-json.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import { unitFaults } from "./check-review.server.ts";
import { publishVersion } from "./import-course.server.ts";
import type { ReviewedUnit } from "./review.ts";
import { reviewedHtml, reviewsOf, withReviews } from "./reviewed-rows.server.ts";
import { drawing } from "./reviewed-words.server.ts";
import type { Translation, UnitToReview, WordsToReview } from "./texts-to-review.server.ts";
import { wordFaults, type TranslationFault } from "./translation-faults.ts";
import { nextMinor } from "./version-number.ts";
import type { VersionRows } from "./version-rows.server.ts";

/*
 * A reviewer without Git corrects and approves a translation. What is approved of it waits until it is published, all at
 * once, as the next minor version: whoever is enrolled keeps theirs.
 */

/** The unit as it will look; the faults that keep it from being approved. */
export function lookAtUnit(
  { locale }: Translation,
  unitId: string,
  { source, own }: UnitToReview,
  typed: ReviewedUnit,
): { html: string; faults: TranslationFault[] } {
  return {
    html: reviewedHtml(typed.markdown, { unitId, locale, html: own.html }),
    faults: unitFaults(unitId, source, { ...typed, locale }),
  };
}

export const lookAtWords = (
  { locale }: Translation,
  { kind, source }: WordsToReview,
  words: object,
): TranslationFault[] => wordFaults(kind, source, { words, locale });

/** The drawing these words belong to, original and translated, as addresses a picture can have; null where there is none. */
export async function drawingOf(
  { locale }: Translation,
  { undrawn, source }: WordsToReview,
  words: object,
): Promise<{ source: string; own: string } | null> {
  if (!undrawn) return null;
  const drawnIn = async (said: object, language: string) =>
    `data:image/svg+xml,${encodeURIComponent(await drawing(undrawn, said, language))}`;
  return { source: await drawnIn(source.words, source.locale), own: await drawnIn(words, locale) };
}

/** Keeps what a person has checked, for every course that shows it; the last word counts. */
export async function approveText(
  actor: Actor,
  { id, locale }: Translation,
  { moduleId, part, of }: { moduleId: string; part: string; of: string },
  body: ReviewedUnit | object,
): Promise<void> {
  const place = { moduleId, part, locale, of };
  const said = { body: canonicalJson(body), reviewedBy: actor.personId, reviewedAt: now() };
  await inTransaction(async (tx) => {
    await tx.reviewedText.upsert({
      where: { moduleId_part_locale_of: place },
      create: { ...place, ...said },
      update: said,
    });
    const subject = { kind: "course-version", id };
    await recordAudit(tx, actor, "translation.approved", subject, { moduleId, part, locale });
  });
}

/**
 * Publishes all that was approved of a translation as the course's next minor version; what was approved in another
 * language waits for whoever answers for that. Two at once make one: the version's number is a unique key.
 */
export async function publishReviews(
  actor: Actor,
  { id, outline, locale }: Translation,
): Promise<Result<{ versionId: string; version: string }>> {
  const reviews = (await reviewsOf(outline)).filter((review) => review.locale === locale);
  const versionId = newId();
  const before = {
    outline: { ...outline, version: nextMinor(outline.version) },
    rows: await rowsOf(id, versionId),
  };
  const after = await withReviews(before, reviews);
  if (sayingOf(after.rows) === sayingOf(before.rows)) return refuse("catalogue.nothing-to-publish");
  const contentHash = sha256(canonicalJson({ from: id, reviews }));
  try {
    await publishVersion({ versionId, contentHash, ...after }, actor);
  } catch (error) {
    if (isUniqueViolation(error)) return refuse("catalogue.published-meanwhile");
    throw error;
  }
  return ok({ versionId, version: after.outline.version });
}

const sayingOf = ({ texts, itemTexts, words }: VersionRows): string =>
  canonicalJson([texts, itemTexts, words].map((rows) => rows.map(({ state, mark }) => [state, mark])));

/** The rows of a version as those of another: addresses of its pictures are under the version's own. */
async function rowsOf(from: string, versionId: string): Promise<VersionRows> {
  const where = { versionId: from };
  const [texts, items, itemTexts, words, sheets, forms, files] = await Promise.all([
    db.unitText.findMany({ where }),
    db.courseItem.findMany({ where }),
    db.courseItemText.findMany({ where }),
    db.courseWords.findMany({ where }),
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
    words: own(words),
    sheets: own(sheets),
    forms: own(forms),
    files: own(files),
  };
}
