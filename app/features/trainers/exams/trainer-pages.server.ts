import { OPEN } from "#app/features/trainers/candidacies/candidacy-queue.ts";
import { isCourseOf } from "#app/features/trainers/schemes/courses.ts";
import type { Scheme } from "#app/features/trainers/schemes/scheme.ts";
import { loadSchemes } from "#app/features/trainers/schemes/scheme-versions.server.ts";
import { db } from "#app/infra/db.server.ts";

/** The exam still lies ahead of somebody in this stage. */
const isExamAhead = ({ stages }: Scheme, state: string): boolean =>
  stages
    .slice(stages.findIndex(({ id }) => id === state))
    .some(({ asks }) => asks.some(({ kind }) => kind === "exam"));

/**
 * Whether somebody is on the way to an exam about the course of a version: until it is passed its session plans and slides
 * are shut to them, whatever else they are (domain §0a). A master trainer's exam is about no one course, and whoever is on
 * the way to it leads them all.
 */
export async function isExaminedOn(personId: string, versionId: string): Promise<boolean> {
  const version = await db.courseVersion.findUnique({
    where: { id: versionId },
    select: { course: { select: { id: true, programme: true } } },
  });
  if (!version) return false;
  const { id: courseId, programme } = version.course;
  const [book, open] = await Promise.all([
    loadSchemes(),
    db.candidacy.findMany({ where: { personId, programme, openKey: OPEN } }),
  ]);
  return open.some((row) => {
    const scheme = book.of(row);
    return scheme.kind !== "master-trainer" && isExamAhead(scheme, row.state) && isCourseOf(scheme, courseId);
  });
}
