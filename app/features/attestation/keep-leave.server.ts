import { recordAudit } from "#app/features/audit/record.server.ts";
import { holdsToday } from "#app/features/identity/current-affiliation.server.ts";
import { holdPerson } from "#app/features/identity/hold-person.server.ts";
import { now } from "#app/infra/clock.server.ts";
import { inTransaction } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import { schemeDay } from "./attestations.server.ts";
import { employerInReach } from "./employer-scope.server.ts";
import { mayEndLeave, mayRecordLeave, type Days } from "./leave.ts";

type Done = Promise<Result<null> | null>;

/** Approved leave of somebody who works there. The same leave sent twice is one. Null: not in reach. */
export const recordLeave = (
  actor: Actor,
  organisationId: string,
  { personId, from, until, reason }: Days & { personId: string; reason: string },
): Done =>
  inTransaction(async (tx) => {
    if (!(await employerInReach(actor, organisationId, tx))) return null;
    const works = await tx.affiliation.count({ where: { personId, organisationId, ...holdsToday() } });
    if (works === 0) return refuse("attestation-nobody");
    await holdPerson(tx, personId);
    const others = await tx.leave.findMany({ where: { personId, organisationId } });
    if (others.some((one) => one.from === from && one.until === until)) return ok(null);
    const allowed = mayRecordLeave({ personId, actorId: actor.personId }, { from, until }, others);
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

/** The day it ended or will end. Null: not in reach. */
export const endLeave = (actor: Actor, organisationId: string, leaveId: string, until: CalendarDay): Done =>
  inTransaction(async (tx) => {
    if (!(await employerInReach(actor, organisationId, tx))) return null;
    const leave = await tx.leave.findFirst({ where: { id: leaveId, organisationId } });
    if (!leave) return refuse("changed-meanwhile");
    const { personId } = leave;
    const allowed = mayEndLeave({ personId, actorId: actor.personId }, leave, until);
    if (!allowed.ok) return allowed;
    await tx.leave.update({ where: { id: leaveId }, data: { until } });
    await recordAudit(
      tx,
      actor,
      "attestation.leave-ended",
      { kind: "person", id: personId },
      { leave: leaveId, until },
    );
    return ok(null);
  });
