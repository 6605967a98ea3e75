import type { Prisma } from "#app/infra/db.server.ts";
import { db } from "#app/infra/db.server.ts";
import { reachedIds, type Actor } from "#app/lib/actor.ts";
import { inLanguage } from "./course-outline.ts";
import { courseCard, courseView, type CourseCard, type CourseView } from "./course-view.ts";
import { courseVersion, latestVersions, unitStates, type CourseVersionFacts } from "./courses.server.ts";

/* What the public pages and the preview show of a course. */

/** The newest version of every course, in a language. */
export async function listCourses(locale: string): Promise<CourseCard[]> {
  const versions = await latestVersions();
  return Promise.all(
    versions.map(async ({ id, outline }) => courseCard(outline, await statesOf(id), locale)),
  );
}

export async function findCourse(
  courseId: string,
  locale: string,
): Promise<{ versionId: string; course: CourseView } | null> {
  const version = (await latestVersions()).find((one) => one.courseId === courseId);
  return version ? viewOf(version, locale) : null;
}

/** What a version that was published is called, the newest or an earlier one. */
export async function publishedCourse(courseId: string, version: string, locale: string) {
  const row = await db.courseVersion.findFirst({ where: { courseId, version }, select: { id: true } });
  const found = row && (await courseVersion(row.id));
  if (!found) return null;
  const { texts, source, programme } = found.outline;
  return { title: inLanguage(texts, locale, source).text.title, programme };
}

/** A version as staff may read it before or while it is taught. */
export async function findPreview(
  actor: Actor,
  versionId: string,
  locale: string,
): Promise<{ versionId: string; course: CourseView } | null> {
  const version = await findPreviewVersion(actor, versionId);
  return version && viewOf(version, locale);
}

export async function findPreviewVersion(
  actor: Actor,
  versionId: string,
): Promise<CourseVersionFacts | null> {
  const row = await db.courseVersion.findFirst({
    where: { AND: [{ id: versionId }, previewScope(actor)] },
    select: { id: true },
  });
  return row && courseVersion(row.id);
}

/** Not `{}`: inside an OR, Prisma takes an empty condition for no condition, not for a true one. */
const EVERY_VERSION: Prisma.CourseVersionWhereInput = { id: { not: "" } };

/**
 * Which versions an actor may read as staff. An organisation chooses among all courses, a programme's staff
 * among its own; a trainer reads what their cohorts learn.
 */
export function previewScope(actor: Pick<Actor, "reach">): Prisma.CourseVersionWhereInput {
  if (actor.reach.some(({ kind }) => kind === "all" || kind === "organisation")) return EVERY_VERSION;
  return {
    OR: [
      { course: { programme: { in: reachedIds(actor, "programme") } } },
      { cohorts: { some: { id: { in: reachedIds(actor, "cohort") } } } },
    ],
  };
}

async function viewOf({ id, outline }: CourseVersionFacts, locale: string) {
  return { versionId: id, course: courseView(outline, await statesOf(id), locale) };
}

const statesOf = async (versionId: string) => (await unitStates(versionId)) ?? new Map<string, never>();
