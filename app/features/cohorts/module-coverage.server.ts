import { courseVersion, latestVersions } from "#app/features/catalogue/courses.server.ts";
import { holdsToday } from "#app/features/identity/current-affiliation.server.ts";
import { unitsInTree, type Unit } from "#app/features/identity/organisation-tree.ts";
import { clockFor } from "#app/features/learning/clock.server.ts";
import { learningRecords } from "#app/features/learning/learning-records.server.ts";
import { courseProgress } from "#app/features/learning/progress.ts";
import { moduleTitle } from "#app/features/learning/titles.ts";
import { db, type Prisma } from "#app/infra/db.server.ts";
import type { Table } from "#app/infra/table-files.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import type { Words } from "#app/locales/words.ts";
import { enrolmentsInReach } from "./cohort-scope.server.ts";
import { titleOf } from "./cohorts.server.ts";
import { moduleCoverage, type ModuleCoverage } from "./module-coverage.ts";

type Organisation = { id: string; name: string; units: Unit[] };
type Asked = { course: string; unit: string };

export type ModuleCoveragePage = {
  courses: { id: string; title: string }[];
  units: { id: string; name: string; depth: number }[];
  chosen: {
    courseId: string;
    unitId: string | null;
    titles: Record<string, string>;
    coverage: ModuleCoverage;
  } | null;
};

/** Read so many records at a time: an organisation of thousands must not stand in memory at once. */
const AT_ONCE = 500;

/** Whatever else the address asks for is as if it had not been asked. The organisation is in reach. */
export async function moduleCoveragePage(
  actor: Actor,
  organisation: Organisation,
  asked: Asked,
  locale: string,
): Promise<ModuleCoveragePage> {
  const theirs: Prisma.EnrolmentWhereInput = {
    AND: [
      enrolmentsInReach(actor),
      { status: { notIn: ["withdrawn", "no-show"] } },
      { person: { affiliations: { some: { organisationId: organisation.id, ...holdsToday() } } } },
    ],
  };
  const [begun, newest] = await Promise.all([
    db.courseVersion.findMany({
      where: { enrolments: { some: theirs } },
      select: { courseId: true, _count: { select: { enrolments: { where: theirs } } } },
    }),
    latestVersions(),
  ]);
  const people = new Map<string, number>();
  for (const { courseId, _count } of begun)
    people.set(courseId, (people.get(courseId) ?? 0) + _count.enrolments);
  const courses = newest
    .filter(({ courseId }) => people.has(courseId))
    .sort((one, other) => people.get(other.courseId)! - people.get(one.courseId)!); // what most of them learn comes first
  const course = courses.find(({ courseId }) => courseId === asked.course) ?? courses[0];
  const unitId = organisation.units.find(({ id }) => id === asked.unit)?.id ?? null;
  const page = {
    courses: courses.map((version) => ({ id: version.courseId, title: titleOf(version, locale) })),
    units: unitsInTree(organisation.units).map(({ id, name, depth }) => ({ id, name, depth })),
  };
  if (!course) return { ...page, chosen: null };
  const { outline } = course;
  const moduleIds = outline.sections.flatMap(({ modules }) => modules);
  const [staff, done] = await Promise.all([
    db.affiliation.findMany({
      where: { organisationId: organisation.id, ...holdsToday() },
      select: { personId: true, unitId: true },
    }),
    modulesDone({ AND: [theirs, { courseVersion: { courseId: course.courseId } }] }),
  ]);
  return {
    ...page,
    chosen: {
      courseId: course.courseId,
      unitId,
      titles: Object.fromEntries(moduleIds.map((id) => [id, moduleTitle(outline, id, locale).words])),
      coverage: moduleCoverage(staff, organisation.units, unitId, moduleIds, done),
    },
  };
}

/** The modules each person has finished and passed, in whichever version and cohort. */
async function modulesDone(where: Prisma.EnrolmentWhereInput): Promise<Map<string, Set<string>>> {
  const enrolments = await db.enrolment.findMany({
    where,
    select: {
      id: true,
      personId: true,
      electives: true,
      courseVersionId: true,
      cohort: { select: { timeZone: true } },
    },
  });
  const done = new Map<string, Set<string>>();
  for (let at = 0; at < enrolments.length; at += AT_ONCE) {
    const some = enrolments.slice(at, at + AT_ONCE);
    const records = await learningRecords(some.map(({ id }) => id));
    for (const { id, personId, electives, courseVersionId, cohort } of some) {
      const version = (await courseVersion(courseVersionId))!;
      const chosen = JSON.parse(electives) as string[];
      const progress = courseProgress(version.outline, chosen, records.get(id)!, clockFor(cohort.timeZone));
      const theirs = done.get(personId) ?? new Set<string>();
      for (const { modules } of progress.sections)
        for (const { module, state } of modules) if (state === "done") theirs.add(module.id);
      done.set(personId, theirs);
    }
  }
  return done;
}

/** The same as on the screen, a line for each module and place. */
export function moduleCoverageTable(
  { chosen }: ModuleCoveragePage,
  everybody: string,
  { t, direction }: Words,
): Table {
  const rows = (chosen?.coverage.rows ?? []).flatMap(({ moduleId, done }) =>
    chosen!.coverage.places.map(({ unit, people }, index) => [
      chosen!.titles[moduleId] ?? moduleId,
      unit?.name ?? everybody,
      done[index] ?? 0,
      people,
    ]),
  );
  return {
    name: t("cohorts.coverage.title"),
    headings: [
      t("cohorts.coverage.module"),
      t("cohorts.coverage.place"),
      t("cohorts.coverage.done"),
      t("cohorts.coverage.people"),
    ],
    rows,
    rightToLeft: direction === "rtl",
  };
}
