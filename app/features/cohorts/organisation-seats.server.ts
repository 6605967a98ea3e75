import { recordAudit } from "#app/features/audit/record.server.ts";
import { latestVersions } from "#app/features/catalogue/courses.server.ts";
import { holdsToday } from "#app/features/identity/current-affiliation.server.ts";
import { organisationsInReach } from "#app/features/identity/organisation-scope.server.ts";
import { SEATLESS, type EnrolmentStatus } from "#app/features/learning/enrolment.ts";
import { db, inTransaction, sql, type Tx } from "#app/infra/db.server.ts";
import { reachedIds, reachesAll, type Actor } from "#app/lib/actor.ts";
import { dayIn } from "#app/lib/calendar-day.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import { titleOf } from "./cohorts.server.ts";
import { mayTakeSeats, peopleSeated, type Holding, type OrganisationSeats } from "./organisation-seats.ts";

export type SeatsInCourse = OrganisationSeats & { courseId: string; title: string };

/** What was agreed for an organisation in reach, and how much of it is used; by title of the course. */
export async function seatsOfOrganisation(organisationId: string, locale: string): Promise<SeatsInCourse[]> {
  const agreed = await db.organisationSeats.findMany({
    where: { organisationId },
    select: { courseId: true, seats: true },
  });
  if (agreed.length === 0) return [];
  const [seated, versions] = await Promise.all([
    seatedPeople(
      db,
      organisationId,
      agreed.map(({ courseId }) => courseId),
    ),
    latestVersions(),
  ]);
  const titles = new Map(versions.map((version) => [version.courseId, titleOf(version, locale)]));
  return agreed
    .map(({ courseId, seats }) => ({
      courseId,
      title: titles.get(courseId) ?? courseId,
      of: seats,
      used: seated.get(courseId)?.size ?? 0,
    }))
    .sort((one, other) => one.title.localeCompare(other.title, locale));
}

/** The courses in which the actor may agree seats with organisations. */
export async function coursesToSeat(actor: Pick<Actor, "reach">, locale: string) {
  const programmes = reachedIds(actor, "programme");
  return (await latestVersions())
    .filter(({ outline }) => reachesAll(actor) || programmes.includes(outline.programme))
    .map((version) => ({ courseId: version.courseId, title: titleOf(version, locale) }))
    .sort((one, other) => one.title.localeCompare(other.title, locale));
}

/** Null takes the number away: its people are enrolled without one again. */
export async function setSeats(
  actor: Actor,
  organisationId: string,
  { courseId, seats }: { courseId: string; seats: number | null },
): Promise<Result<void>> {
  const mine = await coursesToSeat(actor, "en");
  if (!mine.some((course) => course.courseId === courseId)) return refuse("organisations.no-such-course");
  return inTransaction(async (tx) => {
    const inReach = await tx.organisation.count({
      where: { AND: [{ id: organisationId }, organisationsInReach(actor)] },
    });
    if (inReach !== 1) return refuse("changed-meanwhile");
    if (seats === null) await tx.organisationSeats.deleteMany({ where: { organisationId, courseId } });
    else
      await tx.organisationSeats.upsert({
        where: { organisationId_courseId: { organisationId, courseId } },
        create: { organisationId, courseId, seats },
        update: { seats },
      });
    const target = { kind: "organisation", id: organisationId };
    await recordAudit(tx, actor, "organisation.seats-set", target, { courseId, seats });
    return ok(undefined);
  });
}

/** For the page on which a training head enrols: what each of their organisations has in the course of the cohort. */
export async function ownSeatsShown(actor: Actor, courseVersionId: string) {
  if (!isHeldToSeats(actor)) return [];
  const version = await db.courseVersion.findUniqueOrThrow({
    where: { id: courseVersionId },
    select: { courseId: true },
  });
  const agreed = await db.organisationSeats.findMany({
    where: { courseId: version.courseId, organisationId: { in: reachedIds(actor, "organisation") } },
    select: { organisationId: true, seats: true, organisation: { select: { name: true } } },
  });
  return Promise.all(
    agreed.map(async ({ organisationId, seats, organisation }) => ({
      organisation: organisation.name,
      of: seats,
      used: (await seatedPeople(db, organisationId, [version.courseId])).get(version.courseId)?.size ?? 0,
    })),
  );
}

/**
 * Whether those who come find seats of their organisations; others who ask for the same seats wait until the end of
 * this transaction. Who runs the programme may go beyond.
 */
export async function takeOwnSeats(
  tx: Tx,
  actor: Actor,
  courseVersionId: string,
  coming: readonly string[],
): Promise<Result<void>> {
  if (!isHeldToSeats(actor) || coming.length === 0) return ok(undefined);
  const { courseId } = await tx.courseVersion.findUniqueOrThrow({
    where: { id: courseVersionId },
    select: { courseId: true },
  });
  for (const organisationId of reachedIds(actor, "organisation")) {
    await tx.$executeRaw(
      sql`UPDATE "OrganisationSeats" SET "seats" = "seats" WHERE "organisationId" = ${organisationId} AND "courseId" = ${courseId}`,
    );
    const agreed = await tx.organisationSeats.findUnique({
      where: { organisationId_courseId: { organisationId, courseId } },
      select: { seats: true },
    });
    if (!agreed) continue;
    const seated = (await seatedPeople(tx, organisationId, [courseId])).get(courseId) ?? new Set();
    const own = await tx.person.findMany({
      where: { id: { in: [...coming] }, affiliations: { some: { organisationId, ...holdsToday() } } },
      select: { id: true },
    });
    const more = own.filter(({ id }) => !seated.has(id)).length;
    const taken = mayTakeSeats({ of: agreed.seats, used: seated.size }, more);
    if (!taken.ok) return taken;
  }
  return ok(undefined);
}

const isHeldToSeats = (actor: Pick<Actor, "reach">): boolean =>
  !reachesAll(actor) && reachedIds(actor, "programme").length === 0;

/** Who of the organisation has a seat, by course. */
async function seatedPeople(
  tx: Tx,
  organisationId: string,
  courseIds: string[],
): Promise<Map<string, Set<string>>> {
  const enrolments = await tx.enrolment.findMany({
    where: {
      status: { notIn: SEATLESS },
      courseVersion: { courseId: { in: courseIds } },
      person: { affiliations: { some: { organisationId } } },
    },
    select: {
      personId: true,
      status: true,
      enrolledAt: true,
      courseVersion: { select: { courseId: true } },
      person: {
        select: { affiliations: { where: { organisationId }, select: { from: true, until: true } } },
      },
    },
  });
  const holdingsIn = (courseId: string): Holding[] =>
    enrolments
      .filter(({ courseVersion }) => courseVersion.courseId === courseId)
      .map(({ personId, status, enrolledAt, person }) => ({
        personId,
        status: status as EnrolmentStatus,
        enrolledOn: dayIn("UTC", enrolledAt),
        worked: person.affiliations,
      }));
  return new Map(courseIds.map((courseId) => [courseId, peopleSeated(holdingsIn(courseId))]));
}
