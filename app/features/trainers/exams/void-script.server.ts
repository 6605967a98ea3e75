import { recordAudit } from "#app/features/audit/record.server.ts";
import { now } from "#app/infra/clock.server.ts";
import { inTransaction, type Prisma, type Tx } from "#app/infra/db.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import { holdCandidacy } from "#app/features/trainers/candidacies/candidacy-file.server.ts";
import type { Voiding } from "./exam-forms.ts";
import { tellCounts, tellVoided } from "./exam-mail.server.ts";
import { mayCountAgain, mayVoid } from "./exam-sitting.ts";
import { holdSitting, isFreeBut } from "./exam-sittings.server.ts";
import { mayRelease } from "./release-exam.server.ts";

/*
 * Where the light went out, or it is not sure whose work it is, what somebody wrote gives no result and uses no sitting. All
 * of it stays, and what they were asked they are not asked again.
 */

/** In a sitting that is held. */
export async function voidIn(
  tx: Tx,
  actor: Actor,
  sitting: Prisma.ExamSittingModel,
  { scriptId, why, happened }: Voiding,
): Promise<Result<null>> {
  const script = await tx.examScript.findFirst({
    where: { id: scriptId, sittingId: sitting.id },
    include: { candidacy: { select: { personId: true } } },
  });
  if (!script) return refuse("changed-meanwhile");
  const may = mayVoid(sitting, script);
  if (!may.ok) return may;
  const { count } = await tx.examScript.updateMany({
    where: { id: scriptId, voidedAt: null },
    data: { voidedAt: now(), voidedBy: actor.personId, voidReason: why, voidWords: happened },
  });
  if (count === 0) return refuse("changed-meanwhile");
  const about = { kind: "exam-sitting", id: sitting.id } as const;
  await recordAudit(tx, actor, "exam-sitting.script-voided", about, { script: scriptId, why });
  await tellVoided(tx, script, sitting, why);
  return ok(null);
}

/** The officer's, who has not marked and decides over nobody of their own. Null: not in reach. */
export const voidScript = (
  asking: Actor,
  sittingId: string,
  voiding: Voiding,
): Promise<Result<null> | null> =>
  inTransaction(async (tx) => {
    const held = await holdSitting(tx, asking, sittingId);
    if (!held) return null;
    const { sitting, actor } = held;
    const scripts = await tx.examScript.findMany({
      where: { id: voiding.scriptId, sittingId },
      include: { marks: true, keyings: true },
    });
    const may = await mayRelease(tx, actor, scripts);
    return may.ok ? voidIn(tx, actor, sitting, voiding) : may;
  });

/**
 * The same officer's: what was voided by mistake counts after all. What was not handed in before the room was closed was
 * when it was voided: nothing is saved since. What was said of it stays beside it. Null: not in
 * reach.
 */
export const countAgain = (
  asking: Actor,
  sittingId: string,
  scriptId: string,
): Promise<Result<null> | null> =>
  inTransaction(async (tx) => {
    const held = await holdSitting(tx, asking, sittingId);
    if (!held) return null;
    const { sitting, actor } = held;
    const script = await tx.examScript.findFirst({
      where: { id: scriptId, sittingId },
      include: { marks: true, keyings: true, candidacy: { select: { personId: true } } },
    });
    if (!script) return refuse("changed-meanwhile");
    const may = mayCountAgain(sitting, script);
    if (!may.ok) return may;
    const decides = await mayRelease(tx, actor, [script]);
    if (!decides.ok) return decides;
    const { candidacyId, submittedAt, voidedAt, voidReason: why } = script;
    await holdCandidacy(tx, candidacyId);
    if (!(await isFreeBut(tx, candidacyId, { id: scriptId }))) return refuse("exam.sitsElsewhere");
    const since = { candidacyId, startedAt: { gt: voidedAt! }, voidedAt: null };
    if ((await tx.examScript.count({ where: since })) > 0) return refuse("exam.satSince");
    await tx.examScript.update({
      where: { id: scriptId },
      data: {
        voidedAt: null,
        voidedBy: null,
        voidReason: null,
        submittedAt: submittedAt ?? (sitting.closedAt && voidedAt),
      },
    });
    const about = { kind: "exam-sitting", id: sittingId } as const;
    await recordAudit(tx, actor, "exam-sitting.script-counts", about, { script: scriptId, why });
    await tellCounts(tx, script, sitting);
    return ok(null);
  });
