import { now, today } from "#app/infra/clock.server.ts";
import { db, type Prisma } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import { addDays, addMonths, type CalendarDay } from "#app/lib/calendar-day.ts";
import { certificationRow } from "./certification-row.ts";
import { makePerson } from "./learning-fixture.ts";

/* Facilitators who work in a branch and are attested by their employer. */

export type Works = { organisationId: string; unitId?: string | null; position?: string; from?: CalendarDay; until?: CalendarDay | null }; // prettier-ignore

export const employ = (personId: string, { organisationId, ...own }: Works) =>
  db.affiliation.create({ data: { id: newId(), personId, organisationId, from: "2020-01-01", ...own } });

/** An officer of the employer, attested today unless the test says otherwise. */
export async function attested(
  works: Works,
  own: Partial<Prisma.CertificationUncheckedCreateInput> = {},
  name = "Chea Sreymom",
): Promise<{ id: string; personId: string }> {
  const personId = await makePerson(name);
  await employ(personId, works);
  return { personId, id: await attest(personId, works.organisationId, own) };
}

export async function attest(
  personId: string,
  organisationId: string,
  own: Partial<Prisma.CertificationUncheckedCreateInput> = {},
): Promise<string> {
  const validFrom = own.validFrom ?? today();
  const row = certificationRow(personId, {
    programme: "financial-education",
    schemeId: "fe-facilitator",
    language: "km",
    validFrom,
    validUntil: addDays(addMonths(validFrom, 12), -1),
    ...own,
  });
  await db.certification.create({ data: row });
  await db.attestation.create({ data: { certificationId: row.id, personId, organisationId } });
  return row.id;
}

/** It should never have been decided. */
export const wasInError = (certificationId: string) =>
  db.certificationFact.create({
    data: {
      id: newId(),
      certificationId,
      sequence: 1,
      kind: "in-error",
      reason: "The wrong person",
      day: today(),
      recordedOn: today(),
      recordedAt: now(),
      recordedBy: "test",
    },
  });

export async function refresherDay(organisationId: string, own: object = {}): Promise<string> {
  const id = newId();
  const made = { heldOn: today(), place: "Head office", madeBy: "test", madeAt: now() };
  await db.refresherDay.create({ data: { id, organisationId, ...made, ...own } });
  return id;
}

export async function onLeave(
  personId: string,
  organisationId: string,
  from: CalendarDay,
  until: CalendarDay | null = null,
): Promise<string> {
  const id = newId();
  const recorded = { reason: "Maternity", recordedOn: from, recordedAt: now(), recordedBy: "test" };
  await db.leave.create({ data: { id, personId, organisationId, from, until, ...recorded } });
  return id;
}

/** A training head of the employer; answers who. */
export async function trainingHead(organisationId: string, name = "Meas Chenda"): Promise<string> {
  const personId = await makePerson(name);
  const scope = { scopeKind: "organisation", scopeId: organisationId };
  await db.roleAssignment.create({
    data: { id: newId(), personId, role: "training-head", ...scope, grantedAt: now() },
  });
  return personId;
}
