import type { UnitKind } from "#app/features/identity/organisation-forms.ts";
import { unitsInTree } from "#app/features/identity/organisation-tree.ts";
import { RUNNING } from "#app/features/trainers/candidacies/candidacy-queue.ts";
import {
  datesOf,
  standingOn,
  wasAwayTooLong,
} from "#app/features/trainers/certifications/certification-status.ts";
import {
  LEAVE,
  readAttestation,
  WITH_EMPLOYMENT,
} from "#app/features/trainers/certifications/certifications.server.ts";
import { awayOn, endedWithWork } from "#app/features/trainers/certifications/employment.ts";
import { loadSchemes } from "#app/features/trainers/schemes/scheme-versions.server.ts";
import { topicsHeld, topicsOf } from "#app/features/trainers/schemes/topics.ts";
import { db, type Prisma } from "#app/infra/db.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { endOfDay, type CalendarDay } from "#app/lib/calendar-day.ts";
import { isHeldAt, schemeDay, SCHEME_ID } from "./attestations.server.ts";
import { coverageRows, standsByFor, stateOf, unitsUnder, type Officer } from "./coverage.ts";
import type { CellAsked, CoveragePage, PersonInCell } from "./coverage-view.ts";
import { employerInReach, employersInReach, type EmployerInReach } from "./employer-scope.server.ts";
import { neededOn, positionKeyOf } from "./needs.ts";
import { refreshersAt } from "./refreshers-held.server.ts";

type Reaching = Pick<Actor, "reach">;

/** Employers whose coverage the actor may see: those who have said who should hold what first. */
export async function employersWithCoverage(actor: Reaching): Promise<{ id: string; name: string }[]> {
  const rows = await db.organisation.findMany({
    where: employersInReach(actor),
    orderBy: [{ name: "asc" }, { id: "asc" }],
    select: { id: true, name: true, _count: { select: { topicNeeds: true } } },
  });
  const settled = (row: (typeof rows)[number]) => Number(row._count.topicNeeds > 0);
  return rows.sort((one, other) => settled(other) - settled(one)).map(({ id, name }) => ({ id, name }));
}

/** The one that is asked for, else the first. */
export const employerAsked = async (actor: Reaching, asked: string): Promise<string> =>
  asked || ((await employersWithCoverage(actor))[0]?.id ?? "");

/** The matrix of an employer on a day; null: not in reach. */
export async function coverageOf(
  actor: Reaching,
  organisationId: string,
  asked: CalendarDay | null,
): Promise<CoveragePage | null> {
  const employer = await employerInReach(actor, organisationId);
  if (!employer) return null;
  const today = await schemeDay();
  const day = asked ?? today;
  const { officers, units, settled } = await staffOn(employer, day);
  const topics = [...topicsOf(SCHEME_ID)];
  const { rows, total } = coverageRows(officers, units, topics, day);
  return { employer: { id: employer.id, name: employer.name }, day, today, settled, topics, rows, total };
}

/** Who stands in a cell: of a unit and what is under it, who should hold a topic, in a state; by name. */
export async function peopleInCell(
  employer: EmployerInReach,
  day: CalendarDay,
  { unit, topic, state }: CellAsked,
): Promise<PersonInCell[]> {
  const { officers, units } = await staffOn(employer, day);
  const within = unit ? unitsUnder(units, [unit]) : null;
  const names = new Map(units.map(({ id, name }) => [id, name]));
  const people = officers.map(({ personId }) => personId);
  const refreshers = await refreshersAt(employer.id, people, day);
  return officers.flatMap(({ person, ...officer }) => {
    if (within && !(officer.unitId !== null && within.has(officer.unitId))) return [];
    if (!officer.needs.includes(topic)) return [];
    const is = stateOf(officer, topic, day);
    if (state && is !== state) return [];
    const by = standsByFor(officer.held, topic, day);
    return [
      {
        ...person,
        personId: officer.personId,
        unit: officer.unitId === null ? null : (names.get(officer.unitId) ?? null),
        state: is,
        certification: by && { id: by.id, standing: by.standing, validUntil: by.validUntil },
        observed: refreshers.get(officer.personId)?.find(({ observed }) => observed)?.observed ?? null,
      },
    ];
  });
}

/** Everybody who worked there on the day, as far as it is reached, with what they hold: one query. */
export async function staffOn(
  { id: organisationId, units: reached, places: reachedPlaces }: EmployerInReach,
  day: CalendarDay,
) {
  const [book, all, needs] = await Promise.all([
    loadSchemes(),
    db.organisationUnit.findMany({
      where: { organisationId },
      orderBy: [{ name: "asc" }, { id: "asc" }],
      select: { id: true, parentId: true, kind: true, name: true },
    }),
    db.topicNeed.findMany({ where: { organisationId } }),
  ]);
  const { timeZone } = book.current(SCHEME_ID);
  const places = await db.affiliation.findMany({
    where: {
      ...reachedPlaces,
      from: { lte: day },
      OR: [{ until: null }, { until: { gte: day } }],
      person: notClosedBy(day, await schemeDay(), timeZone),
    },
    orderBy: [{ person: { name: "asc" } }, { personId: "asc" }, { from: "asc" }, { id: "asc" }],
    select: {
      unitId: true,
      position: true,
      person: {
        select: {
          id: true,
          name: true,
          username: true,
          affiliations: { where: { organisationId }, select: { from: true, until: true } },
          leaves: { where: { organisationId }, select: LEAVE },
          certifications: {
            where: { schemeId: SCHEME_ID },
            orderBy: [{ validFrom: "asc" }, { id: "asc" }],
            include: WITH_EMPLOYMENT,
          },
          candidacies: {
            where: { schemeId: SCHEME_ID, ...RUNNING },
            select: { id: true, state: true },
          },
        },
      },
    },
  });
  // Of two places at once, the one they came to last.
  const latest = new Map(places.map((place) => [place.person.id, place]));
  const officers = [...latest.values()].map(({ unitId, position, person }) => ({
    personId: person.id,
    unitId,
    person: {
      name: person.name,
      username: person.username,
      position,
      candidacy: person.candidacies[0] ?? null,
    },
    needs: neededOn(needs, positionKeyOf(position ?? ""), day),
    away: awayOn(endedWithWork(person.leaves, person.affiliations), day)?.away === "on-leave",
    held: person.certifications.filter(isHeldAt(organisationId)).map((row) => {
      const certification = readAttestation(row, person.certifications);
      const { validity } = book.judging(row, day);
      return {
        id: row.id,
        topics: topicsHeld(row, day),
        validFrom: row.validFrom,
        ...datesOf(certification, validity),
        standing: standingOn(certification, validity, day),
        tooLong: wasAwayTooLong(certification, day),
      };
    }),
  })) satisfies Officer[];
  const tree = unitsInTree(shownUnits(all, reached));
  return { officers, units: tree, settled: needs.length > 0 };
}

/**
 * Of a past day everybody counts who worked there then, whatever became of their account since, and whenever it was made:
 * staff of years are entered in one afternoon, each from the day they came.
 */
const notClosedBy = (day: CalendarDay, today: CalendarDay, timeZone: string): Prisma.PersonWhereInput =>
  day < today
    ? { OR: [{ deactivatedAt: null }, { deactivatedAt: { gte: new Date(endOfDay(day, timeZone)) } }] }
    : { deactivatedAt: null };

type StoredUnit = { id: string; parentId: string | null; kind: string; name: string };

/** What is not shown above a unit is not above it here. */
const shownUnits = (units: readonly StoredUnit[], reached: ReadonlySet<string> | null) =>
  units
    .filter(({ id }) => !reached || reached.has(id))
    .map(({ parentId, kind, ...unit }) => ({
      ...unit,
      kind: kind as UnitKind,
      parentId: parentId !== null && (!reached || reached.has(parentId)) ? parentId : null,
    }));
