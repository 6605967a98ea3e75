import { recordAudit } from "#app/features/audit/record.server.ts";
import { accountsOf } from "#app/features/identity/who-now.server.ts";
import { now, today } from "#app/infra/clock.server.ts";
import { inTransaction, type Prisma, type Tx } from "#app/infra/db.server.ts";
import { answerOf, undo } from "#app/infra/undo.server.ts";
import { ownRecordsOf, type Actor } from "#app/lib/actor.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { ok, refuse, type Refusal, type Result } from "#app/lib/result.ts";
import {
  takeRecord,
  type AskedRecord,
  type Writer,
} from "#app/features/trainers/candidacies/add-to-candidacy.server.ts";
import { partsIn } from "#app/features/trainers/candidacies/candidacy-scope.server.ts";
import { tellResult } from "./exam-mail.server.ts";
import { SETTLING } from "./exam-keying.ts";
import { asideFor } from "./exam-release.ts";
import {
  itemsOf,
  resultOf,
  roundsOf,
  voidedItems,
  voidKey,
  WITH_WORK,
  type WorkedScript,
} from "./exam-scripts.server.ts";
import { holdResults, sitsAmong } from "./exam-sittings.server.ts";
import type { Topic } from "#app/features/trainers/schemes/topics.ts";
import { loadSchemes } from "#app/features/trainers/schemes/scheme-versions.server.ts";

/* The officer releases; from then on the result is a record of the candidacy, as one typed from paper is. */

/** The officer, as far as the candidacy is theirs. */
const writerFor = async (tx: Tx, actor: Actor, candidacyId: string): Promise<Writer> => ({
  personId: actor.personId,
  held: await partsIn(actor, candidacyId, tx),
});

type Aside = { for: "good" | "now"; reason: Refusal };

/** Null: the candidacy has taken it. A refusal that is not the candidacy's own takes all of it back. */
export async function writeResult(
  tx: Tx,
  actor: Actor,
  candidacyId: string,
  record: AskedRecord,
  there?: CalendarDay,
): Promise<Aside | null> {
  const writer = await writerFor(tx, actor, candidacyId);
  const taken = await takeRecord(tx, actor, candidacyId, record, there ? { ...writer, there } : writer);
  if (!taken) return undo(null);
  if (taken.ok) return null;
  const { reason } = taken;
  const lasts = asideFor(reason.key);
  if (lasts === null) undo({ ok: false, reason });
  return { for: lasts, reason };
}

/** How many results stand beside a candidacy for good, and how many wait for something to be written down there. */
export type Released = { aside: number; waits: number };

const WITH_PAGES = {
  ...WITH_WORK,
  _count: { select: { scans: { where: { removedAt: null } } } },
} satisfies Prisma.ExamScriptInclude;

/** Nobody releases what they, or whoever they act for, have marked, said alone what stands on, or sat. */
export async function mayRelease(
  tx: Tx,
  actor: Actor,
  scripts: readonly Pick<WorkedScript, "candidacyId" | "marks" | "keyings">[],
): Promise<Result<null>> {
  const own = await accountsOf(tx, ...ownRecordsOf(actor));
  if (scripts.some(({ marks }) => marks.some(({ markerId }) => own.includes(markerId))))
    return refuse("exam.ownMark");
  const alone = scripts.flatMap(({ keyings }) => keyings.filter(({ turn }) => turn >= SETTLING));
  if (alone.some(({ keyedBy }) => own.includes(keyedBy))) return refuse("exam.ownSettling");
  const sat = scripts.map(({ candidacyId }) => candidacyId);
  return (await sitsAmong(tx, actor, sat)) ? refuse("candidacy.ownRecord") : ok(null);
}

/** Null: not in reach. Pressed again, it releases what had to wait. */
export const releaseSitting = (asking: Actor, sittingId: string): Promise<Result<Released> | null> =>
  inTransaction(async (tx) => {
    const held = await holdResults(tx, asking, sittingId);
    if (!held) return null;
    const { sitting, actor } = held;
    if (!sitting.closedAt) return refuse("changed-meanwhile");
    const { schemeId, day } = sitting;
    const about = sitting.topics === null ? null : (JSON.parse(sitting.topics) as Topic[]);
    const where = { sittingId, startedAt: { not: null }, voidedAt: null, releasedAt: null };
    const [scripts, bank, voided, book] = await Promise.all([
      tx.examScript.findMany({ where, include: WITH_PAGES, orderBy: { number: "asc" } }),
      itemsOf(tx, sitting.bankId),
      voidedItems(tx, [schemeId]),
      loadSchemes(tx),
    ]);
    if (sitting.releasedAt && scripts.length === 0) return refuse("changed-meanwhile");
    const may = await mayRelease(tx, actor, scripts);
    if (!may.ok) return may;
    const isVoid = (item: string) => voided.has(voidKey(schemeId, item));
    const results = scripts.map((script) => ({ script, score: resultOf(roundsOf(script, bank, isVoid)) }));
    const waiting = results.filter(({ score }) => score === null).length;
    if (waiting > 0) return refuse("exam.marksMissing", { count: waiting });
    const unseen = scripts.filter(({ onPaper, _count }) => onPaper && _count.scans === 0);
    if (unseen.length > 0) return refuse("exam.pagesMissing", { count: unseen.length });
    const at = now();
    const here = today(book.current(schemeId).timeZone);
    const releasedOn = here > day ? here : day; // in the zone of the sitting it may be a day later
    const released: Released = { aside: 0, waits: 0 };
    for (const { script, score } of results) {
      const { id, candidacyId } = script;
      const body = { on: day, score: score!, releasedOn, ...(about && { topics: about }) };
      const record = { id, reason: "", kind: "sitting", body } as const;
      const beside = await writeResult(tx, actor, candidacyId, record, day);
      const aside = beside && JSON.stringify(beside.reason);
      if (beside?.for === "now") {
        released.waits += 1;
        await tx.examScript.update({ where: { id }, data: { aside } });
        continue;
      }
      if (beside) released.aside += 1;
      await tx.examScript.update({ where: { id }, data: { score, releasedAt: at, aside } });
      await tellResult(tx, script, `exam-result:${id}`);
    }
    if (!sitting.releasedAt)
      await tx.examSitting.update({
        where: { id: sittingId },
        data: { releasedAt: at, releasedBy: actor.personId },
      });
    const subject = { kind: "exam-sitting", id: sittingId } as const;
    const detail = { scripts: results.length, ...released };
    await recordAudit(tx, actor, "exam-sitting.released", subject, detail);
    return ok(released);
  }).catch(answerOf);
