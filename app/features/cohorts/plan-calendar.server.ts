import { recordAudit } from "#app/features/audit/record.server.ts";
import { inTransaction } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import { plannedHalfDays } from "./calendar.ts";
import type { CalendarForm } from "./attendance-forms.ts";
import { cohortsRunBy } from "./cohort-scope.server.ts";

type Plan = Extract<CalendarForm, { intent: "plan" }>;

/** Adds the half-days that are not there yet; answers how many were added. */
export async function planHalfDays(actor: Actor, cohortId: string, plan: Plan): Promise<Result<number>> {
  const planned = plannedHalfDays(plan.first, plan.last, plan.without);
  if (!planned.ok) return planned;
  return inTransaction(async (tx) => {
    const cohort = await tx.cohort.findFirst({
      where: { id: cohortId, closedAt: null, ...cohortsRunBy(actor) },
      select: { halfDays: { select: { date: true, part: true } } },
    });
    if (!cohort) return refuse("cohort.closed");
    const there = new Set(cohort.halfDays.map(({ date, part }) => `${date} ${part}`));
    const added = planned.value.filter(
      ({ date, part }) => plan.parts.includes(part) && !there.has(`${date} ${part}`),
    );
    if (added.length === 0) return ok(0);
    await tx.halfDay.createMany({
      data: added.map(({ date, part }) => ({
        id: newId(),
        cohortId,
        date,
        part,
        title: plan.title,
        contactMinutes: plan.contactMinutes,
        startsAt: part === "am" ? plan.amStarts : plan.pmStarts,
        room: plan.room,
      })),
    });
    await recordAudit(
      tx,
      actor,
      "calendar.planned",
      { kind: "cohort", id: cohortId },
      { halfDays: added.length },
    );
    return ok(added.length);
  });
}

/** Only a half-day nobody took attendance of can go. */
export async function removeHalfDay(
  actor: Actor,
  cohortId: string,
  halfDayId: string,
): Promise<Result<void>> {
  return inTransaction(async (tx) => {
    const untouched = {
      id: halfDayId,
      cohortId,
      verifiedAt: null,
      marks: { none: {} },
      files: { none: {} },
      incidents: { none: {} },
      cohort: { closedAt: null, ...cohortsRunBy(actor) },
    };
    if ((await tx.halfDay.count({ where: untouched })) !== 1) return refuse("calendar.has-marks");
    await tx.halfDayTrainer.deleteMany({ where: { halfDayId } });
    const { count } = await tx.halfDay.deleteMany({ where: untouched });
    if (count !== 1) return refuse("calendar.has-marks");
    await recordAudit(tx, actor, "half-day.removed", { kind: "cohort", id: cohortId }, { halfDayId });
    return ok(undefined);
  });
}
