import { recordAudit } from "#app/features/audit/record.server.ts";
import { now } from "#app/infra/clock.server.ts";
import { db, inTransaction, type Prisma, type Tx } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import { answerOf } from "#app/infra/undo.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import { sameExam } from "#app/features/trainers/schemes/schemes.ts";
import { tellResult } from "./exam-mail.server.ts";
import { afterVoiding, scoreOf } from "./exam-marking.ts";
import {
  answersIn,
  itemsOf,
  openItems,
  paperOf,
  resultOf,
  roundsOf,
  voidedItems,
  voidKey,
  WITH_WORK,
  type Bank,
} from "./exam-scripts.server.ts";
import { holdResults, sitsAmong, sittingsInReach } from "./exam-sittings.server.ts";
import { writeResult } from "./release-exam.server.ts";
import { markAnswer } from "#app/features/learning/quiz-marking.ts";

/*
 * A bad item is voided once for all: it counts in full for everybody who got it in the exam, by whichever way, in whatever
 * language and sitting, and is not drawn again. What that changes is shown before it is applied, and kept with it.
 */

const WITH_ALL = {
  ...WITH_WORK,
  sitting: true,
  candidacy: { select: { person: { select: { name: true } } } },
} satisfies Prisma.ExamScriptInclude;

export type VoidChange = {
  scriptId: string;
  candidacyId: string;
  number: number;
  name: string;
  day: string;
  released: boolean;
  pass: number;
  /** Hundredths of a per cent; null while somebody has yet to mark. */
  before: number | null;
  after: number | null;
};

/** What voiding would change, for everybody who was given the item. */
async function changesOf(tx: Tx, schemeId: string, itemId: string): Promise<VoidChange[]> {
  const scripts = await tx.examScript.findMany({
    where: {
      startedAt: { not: null },
      voidedAt: null,
      paper: { contains: JSON.stringify(itemId) },
      sitting: { schemeId: { in: sameExam(schemeId) } },
    },
    include: WITH_ALL,
    orderBy: [{ sitting: { day: "asc" } }, { number: "asc" }],
  });
  const voided = await voidedItems(tx, [schemeId]);
  const banks = new Map<string, Bank>();
  for (const bankId of new Set(scripts.map(({ sitting }) => sitting.bankId)))
    banks.set(bankId, await itemsOf(tx, bankId));
  return scripts
    .filter((script) => paperOf(script).some(({ item }) => item === itemId))
    .map((script) => {
      const bank = banks.get(script.sitting.bankId)!;
      const isVoid = (item: string) => voided.has(voidKey(schemeId, item));
      const before = roundsOf(script, bank, isVoid);
      const after = roundsOf(script, bank, (item) => item === itemId || isVoid(item));
      const { score, releasedAt } = script;
      const raised = scoreOf(afterVoiding(before, after), after.maxPoints);
      return {
        scriptId: script.id,
        candidacyId: script.candidacyId,
        number: script.number,
        name: script.candidacy.person.name,
        day: script.sitting.day,
        released: releasedAt !== null,
        pass: script.pass,
        before: releasedAt ? score : resultOf(before),
        // A result typed in by hand after another marking is not taken back.
        after: releasedAt ? Math.max(score ?? 0, raised) : resultOf(after),
      };
    });
}

/** Null: not in reach, or an item nobody in the sitting was given. */
export async function voidPreview(
  actor: Actor,
  sittingId: string,
  itemId: string,
): Promise<VoidChange[] | null> {
  const sitting = await db.examSitting.findFirst({
    where: { AND: [{ id: sittingId, closedAt: { not: null } }, sittingsInReach(actor)] },
  });
  if (!sitting) return null;
  const changes = await changesOf(db, sitting.schemeId, itemId);
  return changes.length > 0 ? changes : null;
}

/** Null: not in reach. Results that were released become records of the candidacies while these still ask for the exam. */
export const voidItem = (
  asking: Actor,
  sittingId: string,
  { itemId, reason }: { itemId: string; reason: string },
): Promise<Result<null> | null> =>
  inTransaction(async (tx) => {
    const held = await holdResults(tx, asking, sittingId);
    if (!held) return null;
    const { sitting, actor } = held;
    if (!sitting.closedAt) return refuse("exam.closeFirst");
    const { schemeId } = sitting;
    const changes = await changesOf(tx, schemeId, itemId);
    if (changes.length === 0) return refuse("exam.nobodyGotIt");
    const concerned = changes.map(({ candidacyId }) => candidacyId);
    if (await sitsAmong(tx, actor, concerned)) return refuse("candidacy.ownRecord");
    if ((await tx.voidedItem.count({ where: { schemeId: { in: sameExam(schemeId) }, itemId } })) > 0)
      return refuse("exam.voidedAlready");
    const results = changes.map(({ scriptId, before, after }) => ({ scriptId, before, after }));
    await tx.voidedItem.create({
      data: {
        schemeId,
        itemId,
        reason,
        results: JSON.stringify(results),
        voidedAt: now(),
        voidedBy: actor.personId,
      },
    });
    const about = { kind: "exam-sitting", id: sittingId } as const;
    await recordAudit(tx, actor, "exam-sitting.item-voided", about, { item: itemId, reason });
    for (const { scriptId, candidacyId, released, before, after, day } of changes) {
      if (!released || after === null || after === before) continue;
      await tx.examScript.update({ where: { id: scriptId }, data: { score: after } });
      const record = { id: newId(), reason, kind: "voided", body: { on: day, score: after } } as const;
      await writeResult(tx, actor, candidacyId, record); // beside a candidacy that has moved on it changes nothing there
      await tellResult(tx, { id: scriptId, candidacyId }, `exam-voided:${scriptId}:${itemId}`);
    }
    return ok(null);
  }).catch(answerOf);

export type ItemFigures = {
  item: string;
  objective: string;
  given: number;
  right: number | null;
  voided: boolean;
};

/** How the items of a sitting were answered: figures by which a bad one shows, and no word of it. */
export async function itemFigures(sitting: {
  id: string;
  bankId: string;
  schemeId: string;
}): Promise<ItemFigures[]> {
  const [scripts, bank, voided] = await Promise.all([
    db.examScript.findMany({
      // On paper nobody has answered before it is typed in.
      where: {
        sittingId: sitting.id,
        startedAt: { not: null },
        voidedAt: null,
        OR: [{ onPaper: false }, { keyedAt: { not: null } }],
      },
      include: WITH_WORK,
    }),
    itemsOf(db, sitting.bankId),
    voidedItems(db, [sitting.schemeId]),
  ]);
  const figures = new Map<string, ItemFigures>();
  for (const script of scripts) {
    const answers = answersIn(script);
    const judged = new Set(openItems(script, bank).map(({ id }) => id));
    for (const { item } of paperOf(script)) {
      const { objective, body, points, text } = bank.get(item)!;
      const open = body.kind === "free-text" || judged.has(item);
      const figure = figures.get(item) ?? {
        item,
        objective,
        given: 0,
        right: open ? null : 0,
        voided: voided.has(voidKey(sitting.schemeId, item)),
      };
      figure.given += 1;
      if (
        figure.right !== null &&
        markAnswer({ body, points }, answers.get(item) ?? null, text.accept) === points
      )
        figure.right += 1;
      figures.set(item, figure);
    }
  }
  return [...figures.values()].sort((a, b) => (a.objective + a.item < b.objective + b.item ? -1 : 1));
}
