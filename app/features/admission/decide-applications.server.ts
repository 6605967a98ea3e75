import { recordAudit } from "#app/features/audit/record.server.ts";
import { holdSeats, seatsTaken } from "#app/features/cohorts/seats.server.ts";
import { cohortsRunBy } from "#app/features/cohorts/cohort-scope.server.ts";
import { now, today } from "#app/infra/clock.server.ts";
import { inTransaction, type Tx } from "#app/infra/db.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import { mayMove, mayOffer, stateAfter, statesBefore, type ApplicationState } from "./application.ts";
import type { DecisionForm } from "./application-forms.ts";
import type { CallFacts } from "./calls.server.ts";
import { writeToApplicant } from "./letters.server.ts";

/**
 * Decides on several applications at once, all or none: each must stand where this decision may be made, and offers never
 * exceed the seats. Answers how many moved.
 */
export async function decideApplications(
  actor: Actor,
  call: CallFacts,
  form: DecisionForm,
): Promise<Result<number>> {
  return inTransaction(
    async (tx) => {
      const held = await tx.call.updateMany({
        // One decision on a call at a time: the seats are counted under this row's lock.
        where: { id: call.id, cohort: { closedAt: null, ...cohortsRunBy(actor) } },
        data: { version: { increment: 1 } },
      });
      if (held.count !== 1) return refuse("cohort.closed");
      const chosen = await tx.application.findMany({
        where: { id: { in: form.applications }, callId: call.id },
        select: { id: true, state: true, personId: true },
      });
      if (chosen.some(({ personId }) => personId === actor.personId)) return refuse("admission.own");
      const stuck = chosen.filter(({ state }) => !mayMove(state as ApplicationState, form.intent)).length;
      if (stuck > 0) return refuse("admission.cannot-move", { count: stuck });
      if (form.intent === "offer") {
        const allowed = await seatsAllow(
          tx,
          call,
          chosen.map(({ id }) => id),
          form.replyBy,
        );
        if (!allowed.ok) return allowed;
      }
      for (const { id } of chosen) {
        const moved = await moveOne(tx, actor, id, form);
        if (!moved) return refuse("changed-meanwhile");
        await writeToApplicant(tx, call, id, form.intent, form.note);
      }
      return ok(chosen.length);
    },
    { timeoutMs: 30_000 },
  );
}

async function seatsAllow(
  tx: Tx,
  call: CallFacts,
  ids: string[],
  replyBy: CalendarDay,
): Promise<Result<void>> {
  await holdSeats(tx, call.cohort.id);
  const held = await seatsTaken(tx, call, ids);
  const { seats } = call;
  return mayOffer(
    { seats, held, replyBy, startDate: call.cohort.startDate },
    ids.length,
    today(call.cohort.timeZone),
  );
}

async function moveOne(tx: Tx, actor: Actor, id: string, form: DecisionForm): Promise<boolean> {
  const { count } = await tx.application.updateMany({
    where: { id, state: { in: [...statesBefore(form.intent)] } },
    data: {
      state: stateAfter(form.intent),
      replyBy: form.intent === "offer" ? form.replyBy : null,
      note: form.note,
      decidedAt: now(),
      decidedBy: actor.personId,
      version: { increment: 1 },
    },
  });
  if (count !== 1) return false;
  const detail = form.intent === "offer" ? { replyBy: form.replyBy } : {};
  await recordAudit(tx, actor, `application.${stateAfter(form.intent)}`, { kind: "application", id }, detail);
  return true;
}
