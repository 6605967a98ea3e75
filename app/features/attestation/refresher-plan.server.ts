import type { CourseOutline } from "#app/features/catalogue/course-outline.ts";
import {
  courseVersion,
  latestVersions,
  type CourseVersionFacts,
} from "#app/features/catalogue/courses.server.ts";
import type { CohortForm } from "#app/features/cohorts/cohort-forms.ts";
import { titleOf } from "#app/features/cohorts/cohorts.server.ts";
import { enrolPeopleIn } from "#app/features/cohorts/enrol-people.server.ts";
import { createCohortOf } from "#app/features/cohorts/keep-cohort.server.ts";
import type { SchemeBook } from "#app/features/trainers/schemes/scheme-book.ts";
import { loadSchemes } from "#app/features/trainers/schemes/scheme-versions.server.ts";
import { PROGRAMME_OF } from "#app/features/trainers/schemes/schemes.ts";
import { db, inTransaction } from "#app/infra/db.server.ts";
import { refusalOf, undo } from "#app/infra/undo.server.ts";
import { actingFor, type Actor } from "#app/lib/actor.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { refuse, type Result } from "#app/lib/result.ts";
import { schemeDay, SCHEME_ID } from "./attestations.server.ts";
import { staffOn } from "./coverage.server.ts";
import { employerInReach, type EmployerInReach } from "./employer-scope.server.ts";
import type { DuePerson } from "./employer-view.ts";
import { dueFor, WITHIN_DAYS } from "./refresher-plan.ts";

const PROGRAMME = PROGRAMME_OF[SCHEME_ID];

/** Who is due within so many days, by branch, and the cohort they sit in already. */
export async function dueForRefresher(
  employer: EmployerInReach,
  day: CalendarDay,
  within: number,
): Promise<DuePerson[]> {
  const { officers, units } = await staffOn(employer, day);
  const names = new Map(units.map(({ id, name }) => [id, name]));
  const due = officers.flatMap((officer): Omit<DuePerson, "sits">[] => {
    const { personId, unitId, person } = officer;
    const [due] = dueFor(officer, day, within);
    const unit = (unitId && names.get(unitId)) ?? null;
    if (!due) return [];
    const { why, by } = due;
    return [{ personId, name: person.name, unit, why, validUntil: by.validUntil }];
  });
  const seats = await db.enrolment.findMany({
    where: {
      personId: { in: due.map(({ personId }) => personId) },
      status: { notIn: ["withdrawn", "no-show"] },
      cohort: { programme: PROGRAMME, closedAt: null, endDate: { gte: day } },
    },
    orderBy: [{ cohort: { startDate: "desc" } }, { id: "asc" }],
    select: { personId: true, cohort: { select: { name: true, startDate: true } } },
  });
  const sits = new Map(seats.map(({ personId, cohort }) => [personId, cohort]));
  const branches = units.map(({ name }) => name);
  const placeOf = ({ unit }: { unit: string | null }) =>
    unit === null ? branches.length : branches.indexOf(unit);
  return due
    .map((one) => ({ ...one, sits: sits.get(one.personId) ?? null }))
    .sort((one, other) => placeOf(one) - placeOf(other));
}

/** The newest version of each course that refreshes, by the scheme: a first course is another one. */
export async function refresherCourses(locale: string): Promise<{ id: string; title: string }[]> {
  const [versions, book] = await Promise.all([latestVersions(), loadSchemes()]);
  return versions
    .filter((version) => refreshes(book, version))
    .map((version) => ({ id: version.id, title: titleOf(version, locale) }));
}

const refreshes = (book: SchemeBook, { courseId, outline }: CourseVersionFacts): boolean =>
  outline.programme === PROGRAMME && book.current(SCHEME_ID).renewal.refreshers.includes(courseId);

export type RefresherPlan = {
  people: readonly string[];
  courseVersionId: string;
  name: string;
  place: string;
  startDate: CalendarDay;
  endDate: CalendarDay;
  locale: string;
  /** What a training head is called on the certificates. */
  headTitle: string;
};

export type Planned = { cohortId: string; came: number };

/** Who signs: the training head who plans, or on whose behalf it is; else the employer's first. */
async function headOf(actor: Actor, organisationId: string): Promise<string | null> {
  const scope = { scopeKind: "organisation", scopeId: organisationId };
  const heads = await db.roleAssignment.findMany({
    where: { ...scope, role: "training-head", endedAt: null, person: { deactivatedAt: null } },
    orderBy: [{ grantedAt: "asc" }, { id: "asc" }],
    select: { personId: true, person: { select: { name: true } } },
  });
  const planners = [actor.personId, ...actingFor(actor, { kind: "organisation", id: organisationId })];
  const head = heads.find(({ personId }) => planners.includes(personId)) ?? heads[0];
  return head?.person.name ?? null;
}

/** In the planner's language where the course is in it. */
const taughtIn = ({ languages, source }: CourseOutline, locale: string): string =>
  languages.includes(locale) ? locale : source;

/**
 * A cohort the employer hosts, with the chosen in it: both or neither. Nobody who is not due comes in this way, and
 * the seats are those of any enrolment. Null: not in reach.
 */
export async function planRefresher(
  actor: Actor,
  organisationId: string,
  plan: RefresherPlan,
): Promise<Result<Planned> | null> {
  const [employer, version, book, day] = await Promise.all([
    employerInReach(actor, organisationId),
    courseVersion(plan.courseVersionId),
    loadSchemes(),
    schemeDay(),
  ]);
  if (!employer) return null;
  if (!version || !refreshes(book, version)) return refuse("attestation-plan-refreshers");
  if (plan.startDate < day) return refuse("attestation-plan-past", { day });
  const head = await headOf(actor, employer.id);
  if (head === null) return refuse("attestation-plan-no-head");
  const due = await dueForRefresher(employer, day, Math.max(...WITHIN_DAYS));
  if (!plan.people.every((id) => due.some(({ personId }) => personId === id)))
    return refuse("changed-meanwhile");
  const form: CohortForm = {
    name: plan.name,
    courseVersionId: version.id,
    hostId: employer.id,
    format: "standard",
    audience: "in-company",
    locales: [taughtIn(version.outline, plan.locale)],
    place: plan.place,
    activity: "",
    project: "",
    timeZone: book.current(SCHEME_ID).timeZone,
    startDate: plan.startDate,
    endDate: plan.endDate,
    issuer: employer.name,
    signatoryName1: head,
    signatoryRole1: plan.headTitle,
    signatoryName2: "",
    signatoryRole2: "",
    version: 0,
  };
  return inTransaction(
    async (tx): Promise<Result<Planned>> => {
      const course = { id: version.id, programme: PROGRAMME };
      // Pressed twice it is one cohort.
      const { name, startDate } = form;
      await tx.organisation.updateMany({ where: { id: employer.id }, data: { id: employer.id } });
      const same = await tx.cohort.findFirst({
        where: { hostId: employer.id, courseVersionId: course.id, name, startDate, closedAt: null },
        select: { id: true },
      });
      const made = same
        ? ({ ok: true, value: { cohortId: same.id } } as const)
        : await createCohortOf(tx, actor, course, form);
      if (!made.ok) return made;
      const { cohortId } = made.value;
      const enrolled = await enrolPeopleIn(tx, actor, cohortId, plan.people);
      if (!enrolled.ok) undo(enrolled);
      return { ok: true, value: { cohortId, came: enrolled.value } };
    },
    { timeoutMs: 30_000 },
  ).catch(refusalOf);
}
