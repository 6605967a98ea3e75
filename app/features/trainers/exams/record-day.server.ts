import { recordAudit } from "#app/features/audit/record.server.ts";
import type { Fields } from "#app/features/learning/answer.ts";
import { now, today } from "#app/infra/clock.server.ts";
import { inTransaction } from "#app/infra/db.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import type { FieldError } from "#app/lib/form.ts";
import { ok, type Result } from "#app/lib/result.ts";
import { deadlineOf, mayRecordAfterwards, startOf } from "./exam-sitting.ts";
import { holdMine } from "./invigilate.server.ts";
import { readDay } from "./record-day.ts";

/**
 * What happened in a room that had no line, written down by its invigilator on a later day: from then on the sitting is
 * closed like any other. Who has begun already keeps what was noted at the time. Null: not the actor's to invigilate.
 */
export const recordDay = (
  actor: Actor,
  sittingId: string,
  reason: string,
  fields: Fields,
): Promise<Result<null> | { error: FieldError } | null> =>
  inTransaction(async (tx) => {
    const sitting = await holdMine(tx, actor, sittingId);
    if (!sitting) return null;
    const may = mayRecordAfterwards(sitting, today(sitting.timeZone));
    if (!may.ok) return may;
    const begun = sitting.scripts.filter(({ startedAt }) => startedAt !== null);
    const open = sitting.scripts.filter(({ startedAt }) => startedAt === null);
    const read = readDay(
      sitting,
      open.map(({ id }) => id),
      fields,
    );
    if (!read.ok) return { error: read.error };
    for (const { scriptId, attended } of read.day) {
      if (!attended) continue;
      const { identity, startedAt, submittedAt } = attended;
      const { extraMinutes } = open.find(({ id }) => id === scriptId)!;
      await tx.examScript.update({
        where: { id: scriptId },
        data: {
          identity,
          checkedAt: new Date(startedAt),
          checkedBy: actor.personId,
          startedAt: new Date(startedAt),
          deadlineAt: new Date(deadlineOf(startedAt, sitting.minutes, extraMinutes)),
          submittedAt: new Date(submittedAt),
        },
      });
    }
    for (const { id, deadlineAt } of begun.filter((each) => !each.submittedAt && !each.voidedAt))
      await tx.examScript.update({ where: { id }, data: { submittedAt: deadlineAt } });
    const at = now();
    await tx.examSitting.update({
      where: { id: sittingId },
      data: {
        openedAt: sitting.openedAt ?? new Date(startOf(sitting)!),
        closedAt: at,
        recordedAt: at,
        recordedBy: actor.personId,
        recordReason: reason,
      },
    });
    const came = begun.length + read.day.filter(({ attended }) => attended !== null).length;
    const about = { kind: "exam-sitting", id: sittingId } as const;
    const detail = { reason, came, absent: sitting.scripts.length - came };
    await recordAudit(tx, actor, "exam-sitting.recorded-afterwards", about, detail);
    return ok(null);
  });
