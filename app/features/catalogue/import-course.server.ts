import path from "node:path";
import { readFile } from "node:fs/promises";
import { recordAudit, type Doer } from "#app/features/audit/record.server.ts";
import { now } from "#app/infra/clock.server.ts";
import { db, inTransaction, isUniqueViolation, type Tx } from "#app/infra/db.server.ts";
import { putFile } from "#app/infra/files.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import { canonicalJson } from "#app/lib/canonical-json.ts";
import type { Refusal } from "#app/lib/result.ts";
import { errorsOf, isError } from "./check-course.ts";
import { CourseFolder } from "./course-folder.server.ts";
import type { CourseSource, Problem } from "./course-source.ts";
import { mayPublish } from "./publication.ts";
import { courseIdsIn, readCourse } from "./read-course.server.ts";
import type { CourseOutline } from "./course-outline.ts";
import { publishedOutline } from "./published-outline.ts";
import { reviewsOf, withReviews } from "./reviewed-rows.server.ts";
import { versionRows, type VersionRows } from "./version-rows.server.ts";

/*
 * Publishes a course folder as an immutable version. Importing the same folder again changes nothing; whoever is
 * enrolled keeps the version they began with.
 */

export type ImportOutcome =
  | { kind: "published" | "unchanged"; courseId: string; version: string; versionId: string }
  | { kind: "refused"; courseId: string; reason: Refusal }
  | { kind: "broken"; courseId: string; problems: Problem[] };

export const PLATFORM: Doer = { personId: null, requestId: "import" };

/** Rows per statement: SQLite binds at most 32,766 values. */
const CHUNK = 500;

/** Every course of the folder; a broken one does not keep the others out. */
export async function importAllCourses(contentDir = path.resolve("content")): Promise<ImportOutcome[]> {
  const outcomes: ImportOutcome[] = [];
  for (const courseId of await courseIdsIn(contentDir))
    outcomes.push(await importCourse(contentDir, courseId));
  return outcomes;
}

export async function importCourse(
  contentDir: string,
  courseId: string,
  doer: Doer = PLATFORM,
): Promise<ImportOutcome> {
  const contentHash = await new CourseFolder(contentDir, courseId).contentHash();
  const there = await findPublished(courseId, contentHash);
  if (there) return there;

  const { source, problems } = await readCourse(contentDir, courseId);
  const errors = [...problems.filter(isError), ...(source ? errorsOf(source) : [])];
  if (!source || errors.length > 0) return { kind: "broken", courseId, problems: errors };
  const refusal = await refusalFor(source, contentHash);
  if (refusal) return refusal;

  await storeFiles(contentDir, source);
  try {
    return await publish(source, contentHash, doer);
  } catch (error) {
    // Another process was first: then this content is there, or other content took its version.
    const outcome = isUniqueViolation(error)
      ? ((await findPublished(courseId, contentHash)) ?? (await refusalFor(source, contentHash)))
      : null;
    if (!outcome) throw error;
    return outcome;
  }
}

/** Content that is already published is not even read again. */
async function findPublished(courseId: string, contentHash: string): Promise<ImportOutcome | null> {
  const row = await db.courseVersion.findFirst({
    where: { courseId, contentHash },
    select: { id: true, version: true },
  });
  return row && { kind: "unchanged", courseId, version: row.version, versionId: row.id };
}

async function refusalFor(source: CourseSource, contentHash: string): Promise<ImportOutcome | null> {
  const { courseId } = source;
  const published = await db.courseVersion.findMany({
    where: { courseId },
    select: { version: true, contentHash: true },
  });
  const decision = mayPublish(published, { version: source.written.value.version, contentHash });
  return decision.ok ? null : { kind: "refused", courseId, reason: decision.reason };
}

/** Before the transaction: the disk is no part of it, and a file nobody names does no harm. */
async function storeFiles(contentDir: string, { modules }: CourseSource): Promise<void> {
  const root = path.dirname(path.resolve(contentDir));
  for (const { files } of Object.values(modules))
    for (const { file, drawn, undrawn } of files) {
      await putFile(drawn === null ? await readFile(path.join(root, file)) : Buffer.from(drawn));
      if (undrawn !== null) await putFile(Buffer.from(undrawn));
    }
}

/** What people have checked of its translations stands in it, where the source still says the same. */
async function publish(source: CourseSource, contentHash: string, doer: Doer): Promise<ImportOutcome> {
  const { courseId } = source;
  const versionId = newId();
  const written = { outline: publishedOutline(source), rows: versionRows(source, versionId) };
  const { outline, rows } = await withReviews(written, await reviewsOf(written.outline));
  await publishVersion({ versionId, contentHash, outline, rows }, doer);
  return { kind: "published", courseId, version: outline.version, versionId };
}

type NewVersion = { versionId: string; contentHash: string; outline: CourseOutline; rows: VersionRows };

/** All was rendered before: the transaction must be short. A version number is a unique key. */
export async function publishVersion({ versionId, contentHash, outline, rows }: NewVersion, doer: Doer) {
  const { courseId, version, programme } = outline;
  const data = {
    id: versionId,
    courseId,
    version,
    contentHash,
    outline: canonicalJson(outline),
    publishedAt: now(),
  };
  await inTransaction(async (tx) => {
    await tx.course.upsert({ where: { id: courseId }, create: { id: courseId, programme }, update: {} });
    await tx.courseVersion.create({ data });
    await writeRows(tx, rows);
    const subject = { kind: "course-version", id: versionId };
    await recordAudit(tx, doer, "course-version.published", subject, { courseId, version, contentHash });
  });
}

async function writeRows(
  tx: Tx,
  { texts, items, itemTexts, words, sheets, forms, files }: VersionRows,
): Promise<void> {
  for (const data of chunks(texts)) await tx.unitText.createMany({ data });
  for (const data of chunks(items)) await tx.courseItem.createMany({ data });
  for (const data of chunks(itemTexts)) await tx.courseItemText.createMany({ data });
  for (const data of chunks(words)) await tx.courseWords.createMany({ data });
  for (const data of chunks(sheets)) await tx.unitSheet.createMany({ data });
  for (const data of chunks(forms)) await tx.clientForms.createMany({ data });
  for (const data of chunks(files)) await tx.courseFile.createMany({ data });
}

function* chunks<Row>(rows: Row[]): Generator<Row[]> {
  for (let at = 0; at < rows.length; at += CHUNK) yield rows.slice(at, at + CHUNK);
}
