import { holdsToday } from "#app/features/identity/current-affiliation.server.ts";
import { db } from "#app/infra/db.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { awayOn, lastDayOf, type Leave } from "#app/features/trainers/certifications/employment.ts";
import { LEAVE } from "#app/features/trainers/certifications/certifications.server.ts";
import { attestedBy, schemeDay } from "./attestations.server.ts";
import { employerInReach } from "./employer-scope.server.ts";
import { recognisable } from "./recognise.server.ts";
import type { EmployerPage, LeaveState } from "./employer-view.ts";
import { monthDayOf, nextOn } from "./refresher-date.ts";
import { positionNeeds } from "./set-needs.server.ts";
import { previewRefresherDate } from "./set-refresher-date.server.ts";

/** What an employer has settled about its attestations; with a day, what that day as the common one would do. */
export async function employerPage(
  actor: Actor,
  organisationId: string,
  asked: string | null,
): Promise<EmployerPage | null> {
  const employer = await employerInReach(actor, organisationId);
  if (!employer) return null;
  const day = await schemeDay();
  const [date, attested, leaves, units, days, needs, fromElsewhere, preview] = await Promise.all([
    db.refresherDate.findUnique({ where: { organisationId }, select: { monthDay: true } }),
    attestedBy(db, employer, day),
    db.leave.findMany({
      where: {
        organisationId,
        person: { affiliations: { some: { ...employer.places, ...holdsToday() } } },
      },
      orderBy: [{ from: "desc" }, { id: "desc" }],
      select: {
        ...LEAVE,
        id: true,
        reason: true,
        person: { select: { id: true, name: true } },
      },
    }),
    db.organisationUnit.findMany({
      where: { organisationId },
      orderBy: [{ name: "asc" }, { id: "asc" }],
      select: { id: true, name: true },
    }),
    db.refresherDay.findMany({
      where: { organisationId },
      orderBy: [{ heldOn: "desc" }, { id: "desc" }],
      select: {
        id: true,
        heldOn: true,
        place: true,
        topic: true,
        unit: { select: { name: true } },
        _count: { select: { marks: { where: { given: { not: null } } } } },
      },
    }),
    positionNeeds(organisationId, day),
    recognisable(employer),
    asked ? previewRefresherDate(employer, monthDayOf(asked)) : null,
  ]);
  const working = attested.filter(({ standing }) => standing.status !== "ended");
  return {
    employer: { id: employer.id, name: employer.name },
    day,
    nextDate: date && nextOn(day, date.monthDay),
    people: [...new Map(working.map(({ row }) => [row.personId, row.person])).values()],
    leaves: leaves.map(({ id, reason, person, ...leave }) => ({
      id,
      reason,
      from: leave.from,
      until: lastDayOf(leave),
      name: person.name,
      own: person.id === actor.personId,
      state: stateOf(leave, day),
    })),
    needs,
    units,
    days: days.map(({ unit, _count, ...one }) => ({ ...one, unit: unit?.name ?? null, done: _count.marks })),
    recognisable: fromElsewhere,
    preview,
  };
}

const stateOf = (leave: Leave, day: string): LeaveState => awayOn([leave], day)?.away ?? "to-come";
