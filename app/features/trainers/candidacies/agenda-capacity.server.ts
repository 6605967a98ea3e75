import type { CourseOutline } from "#app/features/catalogue/course-outline.ts";
import { isCourseOf } from "#app/features/trainers/schemes/courses.ts";
import type { Requirement } from "#app/features/trainers/schemes/scheme.ts";
import { loadSchemes } from "#app/features/trainers/schemes/scheme-versions.server.ts";
import { PROGRAMME_OF, type KeptSchemeId } from "#app/features/trainers/schemes/schemes.ts";
import { isCourse } from "#app/features/trainers/schemes/stage.ts";
import { db } from "#app/infra/db.server.ts";
import { candidatesCarried, type AgendaSession } from "./agenda-capacity.ts";
import { readEntry, WITH_EVENTS } from "./candidacy-file.server.ts";
import { readHistory } from "./candidacy-history.ts";
import { RUNNING } from "./candidacy-queue.ts";

export type AgendaCapacity = { carries: number; seated: number };

const deliveryOf = (asks: readonly Requirement[]) => asks.find((one) => one.kind === "delivery");

/**
 * How many candidates a cohort's agenda can carry, and how many have their practicum there. Null: nobody has one in such a
 * course, or its sessions say nothing of modules yet.
 */
export async function agendaCapacity(
  cohortId: string,
  agenda: readonly AgendaSession[],
): Promise<AgendaCapacity | null> {
  if (agenda.every(({ modules }) => modules.length === 0)) return null;
  const cohort = await db.cohort.findUniqueOrThrow({
    where: { id: cohortId },
    select: {
      programme: true,
      audience: true,
      courseVersion: { select: { courseId: true, outline: true } },
    },
  });
  const { courseId, outline } = cohort.courseVersion;
  const book = await loadSchemes();
  const asked = book.ids
    .map((id) => book.current(id))
    .filter((scheme) => PROGRAMME_OF[scheme.id as KeptSchemeId] === cohort.programme)
    .filter((scheme) => scheme.kind === "trainer" && !scheme.widens && isCourseOf(scheme, courseId))
    .flatMap(({ stages }) => stages.flatMap(({ asks }) => deliveryOf(asks) ?? []));
  if (cohort.audience !== "public" || asked.length === 0) return null;
  const { sections } = JSON.parse(outline) as CourseOutline;
  const sectionOf = new Map(sections.flatMap(({ id, modules }) => modules.map((module) => [module, id])));
  return {
    carries: Math.min(...asked.map((delivery) => candidatesCarried(agenda, sectionOf, delivery))),
    seated: await seatedIn(cohortId),
  };
}

/** Open candidacies whose practicum is in the cohort. */
async function seatedIn(cohortId: string): Promise<number> {
  const rows = await db.candidacy.findMany({
    where: { ...RUNNING, events: { some: { kind: "enrolled", body: { contains: cohortId } } } },
    include: WITH_EVENTS,
  });
  const book = await loadSchemes();
  return rows.filter((row) => {
    const scheme = book.of(row);
    const { cohorts } = readHistory(scheme, row.personId, row.events.map(readEntry));
    return Object.entries(cohorts).some(([stage, seat]) => seat === cohortId && !isCourse(scheme, stage));
  }).length;
}
