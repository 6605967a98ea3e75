import { recordAudit } from "#app/features/audit/record.server.ts";
import { accountsOf } from "#app/features/identity/who-now.server.ts";
import type { Mark, MarkingItem } from "#app/features/learning/marking.ts";
import { now } from "#app/infra/clock.server.ts";
import { db, inTransaction, isUniqueViolation, type Prisma, type Tx } from "#app/infra/db.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import { marksBlind, REMARKING, standingOf, type Round } from "./exam-marking.ts";
import { knowsCandidate, nearnessOf } from "./exam-nearness.server.ts";
import {
  answersIn,
  forRemarking,
  itemsOf,
  KEPT_SCANS,
  openItems,
  paperOf,
  roundsOf,
  shownScans,
  voidedItems,
  voidKey,
  WITH_WORK,
  type Bank,
} from "./exam-scripts.server.ts";
import { workOnScripts } from "./exam-secrecy.server.ts";

/*
 * Scripts are marked by number: nothing here names a candidate. Who knows which number is whose does not mark; nor does who
 * marked the script before, or is on the way to the same exam.
 */

const WITH_SITTING = {
  ...WITH_WORK,
  sitting: true,
  scans: KEPT_SCANS,
} satisfies Prisma.ExamScriptInclude;
type Script = Prisma.ExamScriptGetPayload<{ include: typeof WITH_SITTING }>;

const OWN_ACT = ["exam-sitting.marked"];

const toMark = async (actor: Actor, tx: Tx): Promise<Prisma.ExamScriptWhereInput> => ({
  ...(await workOnScripts(actor, tx)),
  AND: [{ OR: [{ releasedAt: null }, { remarkAskedAt: { not: null }, remarkedAt: null }] }],
  marks: { none: { markerId: { in: await accountsOf(tx, actor.personId) } } },
});

type Waiting = { script: Script; round: Round };

/** Which marking a script waits for, with the answers that one is of; null where it waits for none. */
function waitingOf(found: Script, bank: Bank, isVoid: (item: string) => boolean): Waiting | null {
  const script = found.releasedAt ? forRemarking(found) : found;
  if (!script) return null;
  const rounds = roundsOf(script, bank, isVoid);
  if (!rounds.open) return null;
  if (script.releasedAt)
    return script.marks.some(({ round }) => round === REMARKING) ? null : { script, round: REMARKING };
  const standing = standingOf(rounds);
  return standing.ready || standing.needs === "keying" ? null : { script, round: standing.needs };
}

async function banksOf(scripts: readonly Script[]): Promise<Map<string, Bank>> {
  const banks = new Map<string, Bank>();
  for (const bankId of new Set(scripts.map(({ sitting }) => sitting.bankId)))
    banks.set(bankId, await itemsOf(db, bankId));
  return banks;
}

/** By number, the longest waiting first; which marking it is a marker is not told. */
export async function scriptsToMark(actor: Actor) {
  const scripts = await db.examScript.findMany({
    where: await toMark(actor, db),
    include: WITH_SITTING,
    orderBy: [{ submittedAt: "asc" }, { id: "asc" }],
  });
  const [banks, voided, near] = await Promise.all([
    banksOf(scripts),
    voidedItems(db, [...new Set(scripts.map(({ sitting }) => sitting.schemeId))]),
    nearnessOf(db, actor, scripts, OWN_ACT),
  ]);
  return scripts.flatMap((script) => {
    if (!marksBlind(near(script))) return [];
    const { id, number, sitting } = script;
    const { schemeId, day } = sitting;
    const bank = banks.get(sitting.bankId)!;
    const waiting = waitingOf(script, bank, (item) => voided.has(voidKey(schemeId, item)));
    return waiting ? [{ id, number, schemeId, day, answers: openItems(waiting.script, bank).length }] : [];
  });
}

type ToMark = { script: Script; bank: Bank; round: Round };

/** The script, or why the actor does not mark it; null where it is not theirs or waits for nobody. */
export async function scriptFor(tx: Tx, actor: Actor, scriptId: string): Promise<Result<ToMark> | null> {
  const where = { AND: [{ id: scriptId }, await toMark(actor, tx)] };
  const row = await tx.examScript.findFirst({ where, include: WITH_SITTING });
  if (!row) return null;
  const { schemeId, bankId } = row.sitting;
  const [bank, voided] = await Promise.all([itemsOf(tx, bankId), voidedItems(tx, [schemeId])]);
  const waiting = waitingOf(row, bank, (item) => voided.has(voidKey(schemeId, item)));
  if (!waiting) return null;
  const { script, round } = waiting;
  const near = await nearnessOf(tx, actor, [script], OWN_ACT);
  if (!marksBlind(near(script))) return refuse("exam.knowsNumbers");
  return (await knowsCandidate(tx, actor, script))
    ? refuse("exam.knowsCandidate")
    : ok({ script, bank, round });
}

/** Whoever marks reads questions: written down as a reading of the bank, so that they do not sit this exam later. */
export const openScript = (actor: Actor, scriptId: string) =>
  inTransaction(async (tx) => {
    const found = await scriptFor(tx, actor, scriptId);
    if (!found?.ok) return found;
    const { script, bank } = found.value;
    const { sitting } = script;
    await recordAudit(tx, actor, "exam-bank.read", { kind: "exam-bank", id: sitting.bankId });
    const { language } = await tx.examBank.findUniqueOrThrow({ where: { id: sitting.bankId } });
    return ok({
      number: script.number,
      schemeId: sitting.schemeId,
      onPaper: script.onPaper,
      scans: shownScans(script),
      items: itemsToMark(script, bank, language),
    });
  });

function itemsToMark(script: Script, bank: Bank, locale: string): MarkingItem[] {
  const answers = answersIn(script);
  const paper = paperOf(script);
  const open = new Set(openItems(script, bank).map(({ id }) => id));
  return paper.flatMap(({ item }, index) => {
    if (!open.has(item)) return [];
    const { text, points } = bank.get(item)!;
    const given = answers.get(item);
    return [
      {
        item,
        position: index + 1,
        of: paper.length,
        maxPoints: points,
        prompt: text.prompt,
        guidance: text.guidance ?? null,
        locale,
        text: given && "text" in given ? given.text : "",
        points: null,
        comment: null,
      },
    ];
  });
}

/** All written answers at once; marks are never changed. Null: not the actor's. */
export async function markScript(
  actor: Actor,
  scriptId: string,
  marks: readonly Mark[],
): Promise<Result<null> | null> {
  try {
    return await inTransaction(async (tx) => {
      await tx.examScript.updateMany({ where: { id: scriptId }, data: { pass: { increment: 0 } } });
      const found = await scriptFor(tx, actor, scriptId);
      if (!found?.ok) return found;
      const { script, bank, round } = found.value;
      if (script.onPaper && script.scans.length === 0) return refuse("exam.noPages");
      const asked = itemsToMark(script, bank, "").map(({ item }) => item);
      if (asked.some((item) => !marks.some((mark) => mark.item === item))) return refuse("exam.markAll");
      const data = { scriptId, round, markerId: actor.personId, marks: JSON.stringify(marks), at: now() };
      await tx.examMark.create({ data });
      const about = { kind: "exam-sitting", id: script.sittingId } as const;
      await recordAudit(tx, actor, "exam-sitting.marked", about, { script: scriptId, round });
      return ok(null);
    });
  } catch (error) {
    if (isUniqueViolation(error)) return refuse("changed-meanwhile");
    throw error;
  }
}
