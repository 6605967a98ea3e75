import { holdsToday } from "#app/features/identity/current-affiliation.server.ts";
import { peopleInReach } from "#app/features/identity/people-scope.server.ts";
import { enrol } from "#app/features/learning/enrolments.server.ts";
import { db, inTransaction, type Tx } from "#app/infra/db.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { fold } from "#app/lib/fold.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import { cohortsInReach } from "./cohort-scope.server.ts";
import { takeOwnSeats } from "./organisation-seats.server.ts";
import { organisationsOf } from "./participants.server.ts";
import { holdSeats, seatsOf } from "./seats.server.ts";
import { maySeat } from "./seats.ts";

export type Enrollable = {
  id: string;
  name: string;
  username: string;
  organisation: string | null;
  enrolled: boolean;
};

const SHOWN = 50;

/** People the actor may enrol whose name, username or organisation the query finds; the first fifty by name. */
export async function enrollablePeople(actor: Actor, cohortId: string, q: string): Promise<Enrollable[]> {
  const people = await db.person.findMany({
    where: {
      AND: [
        enrollableBy(actor),
        { deactivatedAt: null },
        q
          ? {
              OR: [
                { searchText: { contains: fold(q) } },
                {
                  affiliations: {
                    some: { ...holdsToday(), organisation: { searchText: { contains: fold(q) } } },
                  },
                },
              ],
            }
          : {},
      ],
    },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    take: SHOWN,
    select: {
      id: true,
      name: true,
      username: true,
      enrolments: { where: { cohortId, status: { notIn: ["withdrawn", "no-show"] } }, select: { id: true } },
    },
  });
  const organisations = await organisationsOf(people.map(({ id }) => id));
  return people.map(({ enrolments, ...person }) => ({
    ...person,
    organisation: organisations.get(person.id) ?? null,
    enrolled: enrolments.length > 0,
  }));
}

/** An administrator of a programme enrols from everywhere; a training head their own people only. */
export const enrollableBy = (actor: Actor) =>
  actor.reach.some(({ kind }) => kind === "programme" || kind === "all") ? {} : peopleInReach(actor);

/** Enrols those of the list the actor may enrol, within the seats of the cohort and of their organisation; who is in already stays in. Answers how many came in. */
export const enrolPeople = (actor: Actor, cohortId: string, personIds: string[]): Promise<Result<number>> =>
  inTransaction((tx) => enrolPeopleIn(tx, actor, cohortId, personIds), { timeoutMs: 30_000 });

/** The same inside an act that does more. */
export async function enrolPeopleIn(
  tx: Tx,
  actor: Actor,
  cohortId: string,
  personIds: readonly string[],
): Promise<Result<number>> {
  await holdSeats(tx, cohortId);
  const cohort = await tx.cohort.findFirst({
    where: { id: cohortId, ...cohortsInReach(actor) },
    select: { courseVersionId: true, closedAt: true },
  });
  if (!cohort || cohort.closedAt) return refuse("cohort.closed");
  const people = await tx.person.findMany({
    where: { AND: [{ id: { in: [...personIds] } }, { deactivatedAt: null }, enrollableBy(actor)] },
    select: {
      id: true,
      enrolments: {
        where: { cohortId, status: { notIn: ["withdrawn", "no-show"] } },
        select: { id: true },
      },
    },
  });
  const coming = people.filter(({ enrolments }) => enrolments.length === 0).map(({ id }) => id);
  const seated = maySeat(await seatsOf(tx, cohortId), coming.length);
  if (!seated.ok) return seated;
  const ofTheirOwn = await takeOwnSeats(tx, actor, cohort.courseVersionId, coming);
  if (!ofTheirOwn.ok) return ofTheirOwn;
  let came = 0;
  for (const { id: personId } of people) {
    const { outcome } = await enrol(tx, actor, {
      personId,
      cohortId,
      courseVersionId: cohort.courseVersionId,
    });
    if (outcome !== "already") came += 1;
  }
  return ok(came);
}
