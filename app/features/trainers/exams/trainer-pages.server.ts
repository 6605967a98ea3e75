import { OPEN } from "#app/features/trainers/candidacies/candidacy-queue.ts";
import { isCourseOf } from "#app/features/trainers/schemes/courses.ts";
import type { Scheme } from "#app/features/trainers/schemes/scheme.ts";
import { loadSchemes } from "#app/features/trainers/schemes/scheme-versions.server.ts";
import { translationInReach } from "#app/features/catalogue/texts-to-review.server.ts";
import type { Marker } from "#app/features/learning/mark-attempt.server.ts";
import { db } from "#app/infra/db.server.ts";
import { ownRecordsAnywhere, type Actor } from "#app/lib/actor.ts";

/** The exam still lies ahead of somebody in this stage. */
const isExamAhead = ({ stages }: Scheme, state: string): boolean =>
  stages
    .slice(stages.findIndex(({ id }) => id === state))
    .some(({ asks }) => asks.some(({ kind }) => kind === "exam"));

/**
 * Courses an exam is about that the actor, or whoever they act for, is on the way to: until it is passed, session plans,
 * slides and the keys of questions are shut to them, whatever else they are (domain §0a). A master trainer's exam is about
 * no one course, and whoever is on the way to it leads them all.
 */
export async function coursesExaminedOn(actor: Pick<Actor, "personId" | "reach">): Promise<string[]> {
  const open = await db.candidacy.findMany({
    where: { personId: { in: ownRecordsAnywhere(actor) }, openKey: OPEN },
  });
  if (open.length === 0) return [];
  const [book, courses] = await Promise.all([
    loadSchemes(),
    db.course.findMany({ where: { programme: { in: open.map(({ programme }) => programme) } } }),
  ]);
  const isAbout = (row: (typeof open)[number], course: (typeof courses)[number]): boolean => {
    const scheme = book.of(row);
    return (
      row.programme === course.programme &&
      scheme.kind !== "master-trainer" &&
      isExamAhead(scheme, row.state) &&
      isCourseOf(scheme, course.id)
    );
  };
  return courses.filter((course) => open.some((row) => isAbout(row, course))).map(({ id }) => id);
}

/** Whether a version is of such a course. */
export async function isExaminedOn(
  actor: Pick<Actor, "personId" | "reach">,
  versionId: string,
): Promise<boolean> {
  const courseId = { in: await coursesExaminedOn(actor) };
  return (await db.courseVersion.count({ where: { id: versionId, courseId } })) > 0;
}

/** A translation to check holds session plans, slides and what is right. */
export async function translationOpenTo(actor: Actor, at: { versionId: string; locale: string }) {
  return (await isExaminedOn(actor, at.versionId)) ? null : translationInReach(actor, at);
}

/** The actor as a marker of learners' answers, whose keys they may have to leave to others. */
export const asMarker = async <Who extends Actor>(actor: Who): Promise<Who & Pick<Marker, "shut">> => ({
  ...actor,
  shut: await coursesExaminedOn(actor),
});
