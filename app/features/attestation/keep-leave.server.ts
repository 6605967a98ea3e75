import { recordAudit } from "#app/features/audit/record.server.ts";
import { holdsToday } from "#app/features/identity/current-affiliation.server.ts";
import { holdPerson } from "#app/features/identity/hold-person.server.ts";
import { LEAVE } from "#app/features/trainers/certifications/certifications.server.ts";
import { lastDayOf } from "#app/features/trainers/certifications/employment.ts";
import { now } from "#app/infra/clock.server.ts";
import { inTransaction, type Tx } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import { isOwnRecord, type Actor } from "#app/lib/actor.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import { schemeDay } from "./attestations.server.ts";
import { actingAt, employerInReach } from "./employer-scope.server.ts";
import { mayEndLeave, mayRecordLeave, type Days } from "./leave.ts";

type Done = Promise<Result<null> | null>;

/** Approved leave of somebody who works there. The same leave sent twice is one. Null: not in reach. */
export const recordLeave = (
  asking: Actor,
  organisationId: string,
  { personId, from, until, reason }: Days & { personId: string; reason: string },
): Done =>
  inTransaction(async (tx) => {
    const employer = await employerInReach(asking, organisationId, tx);
    if (!employer) return null;
    const actor = actingAt(asking, employer);
    const works = await tx.affiliation.count({ where: { personId, ...employer.places, ...holdsToday() } });
    if (works === 0) return refuse("attestation-nobody");
    await holdPerson(tx, personId);
    const others = await leavesOf(tx, personId, organisationId);
    if (others.some((one) => one.from === from && one.until === until)) return ok(null);
    const allowed = mayRecordLeave(whoActs(actor, personId), { from, until }, others);
    if (!allowed.ok) return allowed;
    const id = newId();
    const recorded = { recordedOn: await schemeDay(tx), recordedAt: now(), recordedBy: actor.personId };
    await tx.leave.create({ data: { id, personId, organisationId, from, until, reason, ...recorded } });
    await recordAudit(
      tx,
      actor,
      "attestation.leave",
      { kind: "person", id: personId },
      { leave: id, from, until },
    );
    return ok(null);
  });

/**
 * The day it ended or will end: said beside what was known before, so that a past day can be answered as it was known
 * then. The same day sent twice is one. Null: not in reach.
 */
export const endLeave = (asking: Actor, organisationId: string, leaveId: string, until: CalendarDay): Done =>
  inTransaction(async (tx) => {
    const employer = await employerInReach(asking, organisationId, tx);
    if (!employer) return null;
    const actor = actingAt(asking, employer);
    const found = await tx.leave.findFirst({
      where: { id: leaveId, organisationId, person: { affiliations: { some: employer.places } } },
      select: { personId: true },
    });
    if (!found) return refuse("changed-meanwhile");
    const { personId } = found;
    await holdPerson(tx, personId);
    const leaves = await leavesOf(tx, personId, organisationId);
    const leave = leaves.find(({ id }) => id === leaveId);
    if (!leave) return refuse("changed-meanwhile");
    if (leave.until === until) return ok(null);
    const others = leaves.filter((one) => one !== leave);
    const allowed = mayEndLeave(whoActs(actor, personId), leave, until, others);
    if (!allowed.ok) return allowed;
    const recorded = { recordedOn: await schemeDay(tx), recordedAt: now(), recordedBy: actor.personId };
    await tx.leaveEnd.create({ data: { id: newId(), leaveId, until, ...recorded } });
    await recordAudit(
      tx,
      actor,
      "attestation.leave-ended",
      { kind: "person", id: personId },
      { leave: leaveId, until },
    );
    return ok(null);
  });

const whoActs = (actor: Actor, personId: string) => ({
  personId,
  actorId: isOwnRecord(actor, personId) ? personId : actor.personId,
});

/** With the last day as it is thought to be today. */
async function leavesOf(
  tx: Tx,
  personId: string,
  organisationId: string,
): Promise<(Days & { id: string })[]> {
  const rows = await tx.leave.findMany({
    where: { personId, organisationId },
    select: { id: true, ...LEAVE },
  });
  return rows.map((row) => ({ id: row.id, from: row.from, until: lastDayOf(row) }));
}
