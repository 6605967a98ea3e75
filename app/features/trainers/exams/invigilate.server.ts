import { recordAudit } from "#app/features/audit/record.server.ts";
import { asHolderOf } from "#app/features/identity/person-file.server.ts";
import { now, today } from "#app/infra/clock.server.ts";
import { db, inTransaction, type Tx } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import { actingIn, programmeScope, type Actor } from "#app/lib/actor.ts";
import { paths } from "#app/lib/paths.ts";
import { addDays } from "#app/lib/calendar-day.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import type { InvigilateForm } from "./exam-forms.ts";
import {
  candidaciesOf,
  clockIn,
  holdSitting,
  roomsOf,
  sitsAmong,
  sittingsInReach,
} from "./exam-sittings.server.ts";
import {
  deadlineOf,
  incidentAt,
  leftToDo,
  mayCheck,
  mayClose,
  mayCloseLeftOpen,
  mayHandOut,
  mayOpen,
  sittingPhase,
} from "./exam-sitting.ts";
import { voidIn } from "./void-script.server.ts";

/* What an invigilator does in the room. Only of the sitting they were named for. */

export async function holdMine(tx: Tx, actor: Actor, id: string) {
  const where = { AND: [{ id, cancelledAt: null }, await roomsOf(tx, actor.personId)] };
  const { count } = await tx.examSitting.updateMany({ where, data: { cancelledAt: null } });
  return count === 0 ? null : tx.examSitting.findUniqueOrThrow({ where: { id }, include: { scripts: true } });
}

/** Null: not the actor's to invigilate. */
export const invigilate = (
  actor: Actor,
  sittingId: string,
  form: Exclude<InvigilateForm, { intent: "record" }>,
): Promise<Result<null> | null> =>
  inTransaction(async (tx) => {
    const sitting = await holdMine(tx, actor, sittingId);
    if (!sitting) return null;
    const about = { kind: "exam-sitting", id: sittingId } as const;
    const at = now();
    switch (form.intent) {
      case "open": {
        const may = mayOpen(sitting, today(sitting.timeZone));
        if (!may.ok) return may;
        await tx.examSitting.update({ where: { id: sittingId }, data: { openedAt: at } });
        await recordAudit(tx, actor, "exam-sitting.opened", about);
        return ok(null);
      }
      case "check": {
        const found = sitting.scripts.find(({ id }) => id === form.scriptId);
        if (!found) return refuse("changed-meanwhile");
        const may = mayCheck(sitting, found, today(sitting.timeZone));
        if (!may.ok) return may;
        const where = { id: found.id, sittingId, startedAt: null };
        const data = { identity: form.identity, checkedAt: at, checkedBy: actor.personId };
        const { count } = await tx.examScript.updateMany({ where, data });
        if (count === 0) return refuse("changed-meanwhile");
        const { scriptId: script, identity } = form;
        await recordAudit(tx, actor, "exam-sitting.checked", about, { script, identity });
        return ok(null);
      }
      case "hand-out": {
        const script = sitting.scripts.find(({ id }) => id === form.scriptId);
        if (!script) return refuse("changed-meanwhile");
        const may = mayHandOut(sitting, script, form.edition);
        if (!may.ok) return may;
        const deadlineAt = new Date(deadlineOf(at.getTime(), sitting.minutes, script.extraMinutes));
        await tx.examScript.update({ where: { id: script.id }, data: { startedAt: at, deadlineAt } });
        await recordAudit(tx, actor, "exam-sitting.handed-out", about, { script: script.id });
        return ok(null);
      }
      case "collect": {
        const where = {
          id: form.scriptId,
          sittingId,
          onPaper: true,
          startedAt: { not: null },
          submittedAt: null,
          voidedAt: null,
        };
        const { count } = await tx.examScript.updateMany({ where, data: { submittedAt: at } });
        if (count === 0) return refuse("changed-meanwhile");
        await recordAudit(tx, actor, "exam-sitting.collected", about, { script: form.scriptId });
        return ok(null);
      }
      case "incident": {
        if (sittingPhase(sitting) === "released") return refuse("exam.closed");
        const { number, hour, words } = form;
        if (number !== null && !sitting.scripts.some((script) => script.number === number))
          return refuse("exam.noNumber", { number: String(number) });
        const when = incidentAt(sitting, hour, at.getTime(), today(sitting.timeZone));
        if (when === null) return refuse("exam.incidentHour");
        const id = newId();
        const incident = { id, sittingId, number, words, at: new Date(when), by: actor.personId };
        await tx.examIncident.create({ data: incident });
        await recordAudit(tx, actor, "exam-sitting.incident", about, { incident: id });
        return ok(null);
      }
      case "void-script":
        return voidIn(tx, actor, sitting, form);
      case "close": {
        const may = mayClose(sitting, sitting.scripts, at.getTime());
        if (!may.ok) return may;
        return closeRoom(tx, actor, sitting, at);
      }
    }
  });

type Room = NonNullable<Awaited<ReturnType<typeof holdMine>>>;

async function closeRoom(tx: Tx, actor: Actor, { id: sittingId, scripts }: Room, at: Date) {
  // Whose time was over hands in what was saved.
  for (const { id, deadlineAt } of scripts.filter(
    (each) => each.startedAt && !each.submittedAt && !each.voidedAt,
  ))
    await tx.examScript.update({ where: { id }, data: { submittedAt: deadlineAt } });
  await tx.examSitting.update({ where: { id: sittingId }, data: { closedAt: at } });
  await recordAudit(tx, actor, "exam-sitting.closed", { kind: "exam-sitting", id: sittingId });
  return ok(null);
}

/** An officer closes a room that was left open. Null: not in reach. */
export const closeLeftOpen = (asking: Actor, sittingId: string): Promise<Result<null> | null> =>
  inTransaction(async (tx) => {
    const held = await holdSitting(tx, asking, sittingId);
    if (!held) return null;
    const { sitting, actor } = held;
    const scripts = await tx.examScript.findMany({ where: { sittingId } });
    if (await sitsAmong(tx, actor, candidaciesOf(scripts))) return refuse("candidacy.ownRecord");
    const at = now();
    const may = mayCloseLeftOpen(sitting, scripts, clockIn(sitting));
    return may.ok ? closeRoom(tx, actor, { ...sitting, scripts }, at) : may;
  });

/** Rooms that nobody watches any more and nobody has closed, for the officers who may: for the list of what waits. */
export async function leftOpenWork(asking: Actor) {
  const officer = asHolderOf(asking, "keep:exam-sittings");
  if (!officer) return [];
  const open = await db.examSitting.findMany({
    where: {
      AND: [
        { day: { lte: addDays(today("UTC"), 1) }, closedAt: null, cancelledAt: null },
        sittingsInReach(officer),
      ],
    },
    include: { scripts: { select: { candidacyId: true, startedAt: true } } },
    orderBy: { id: "asc" },
  });
  const theirs: typeof open = [];
  for (const sitting of open) {
    if (leftToDo(sitting, sitting.scripts, clockIn(sitting)) === null) continue;
    const actor = actingIn(officer, programmeScope(sitting.programme));
    if (!(await sitsAmong(db, actor, candidaciesOf(sitting.scripts)))) theirs.push(sitting);
  }
  const [first] = theirs;
  if (!first) return [];
  return [{ kind: "rooms-left-open" as const, count: theirs.length, href: paths.sitting(first.id) }];
}
