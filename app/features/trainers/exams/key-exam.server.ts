import { recordAudit } from "#app/features/audit/record.server.ts";
import type { AnswerValue } from "#app/features/catalogue/question.ts";
import { readSheetCode } from "#app/features/cohorts/sheet-code.ts";
import { accountsOf } from "#app/features/identity/who-now.server.ts";
import {
  answerField,
  readAnswer,
  shownPositions,
  type Fields,
  type Given,
} from "#app/features/learning/answer.ts";
import { now } from "#app/infra/clock.server.ts";
import { db, inTransaction, isUniqueViolation, type Prisma, type Tx } from "#app/infra/db.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import { LEFT_EMPTY, shapeOf, WRITTEN } from "./exam-booklet.ts";
import { differences, keyingStep, REKEYING, settled, SETTLING, type Typed } from "./exam-keying.ts";
import { marksBlind } from "./exam-marking.ts";
import { knowsCandidate, nearnessOf } from "./exam-nearness.server.ts";
import { answerRows, itemsOf, KEPT_SCANS, paperOf, shownScans, typedIn } from "./exam-scripts.server.ts";
import { asksEdition, inUse } from "./exam-sitting.ts";
import { workOnScripts } from "./exam-secrecy.server.ts";

/*
 * Answers from paper, typed in by number: nothing here names a candidate or holds a word of a question. Who has typed a
 * script in does not do so again, and whoever marked it or is on the way to the same exam not at all. The pages that were
 * brought are seen by whoever types it in, as long as they do.
 */

const WITH_TYPED = {
  sitting: true,
  keyings: { orderBy: { turn: "asc" } },
  scans: KEPT_SCANS,
} satisfies Prisma.ExamScriptInclude;
type Script = Prisma.ExamScriptGetPayload<{ include: typeof WITH_TYPED }>;

const mayKey = async (actor: Actor, tx: Tx): Promise<Prisma.ExamScriptWhereInput> => {
  const own = await accountsOf(tx, actor.personId);
  return {
    ...(await workOnScripts(actor, tx)),
    onPaper: true,
    keyings: { none: { keyedBy: { in: own } } },
    marks: { none: { markerId: { in: own } } },
  };
};

/** Another marking was asked for: what stands on the pages is read anew. */
const TO_KEY_ANEW = {
  remarkAskedAt: { not: null },
  remarkedAt: null,
  keyings: { none: { turn: REKEYING } },
  scans: { some: { removedAt: null } },
} satisfies Prisma.ExamScriptWhereInput;

const toKey = async (actor: Actor, tx: Tx): Promise<Prisma.ExamScriptWhereInput> => ({
  AND: [{ OR: [{ keyedAt: null }, TO_KEY_ANEW] }, await mayKey(actor, tx)],
});

/** One person alone says what stands there: nobody who knows the number, or the candidate. */
async function maySettle(tx: Tx, actor: Actor, script: Script): Promise<boolean> {
  const near = await nearnessOf(tx, actor, [script], ["exam-sitting.keyed"]);
  return marksBlind(near(script)) && !(await knowsCandidate(tx, actor, script));
}

const isTheirs = async (tx: Tx, actor: Actor, script: Script): Promise<boolean> =>
  script.keyings.length < 2 || maySettle(tx, actor, script);

/** The longest waiting first; whether anybody typed it in before is not told, so that each looks for themselves. */
export async function sheetsToKey(actor: Actor) {
  const scripts = await db.examScript.findMany({
    where: await toKey(actor, db),
    include: WITH_TYPED,
    orderBy: [{ submittedAt: "asc" }, { id: "asc" }],
  });
  const theirs = await Promise.all(scripts.map((script) => isTheirs(db, actor, script)));
  return scripts.flatMap(({ id, number, sitting: { schemeId, day } }, index) =>
    theirs[index] ? [{ id, number, schemeId, day }] : [],
  );
}

/** The sheet a code stands on; null where it is none the actor types in. */
export async function sheetByCode(actor: Actor, typed: string): Promise<string | null> {
  const code = readSheetCode(typed);
  if (!code) return null;
  const where = { AND: [{ id: { endsWith: code } }, await toKey(actor, db)] };
  const script = await db.examScript.findFirst({ where, include: WITH_TYPED });
  return script && (await isTheirs(db, actor, script)) ? script.id : null;
}

/** Null: not the actor's, or typed in already. With two who differ only what they differ on is asked, with both. */
async function sheetFor(tx: Tx, actor: Actor, scriptId: string) {
  const where = { AND: [{ id: scriptId }, await toKey(actor, tx)] };
  const script = await tx.examScript.findFirst({ where, include: WITH_TYPED });
  if (!script || !(await isTheirs(tx, actor, script))) return null;
  const bank = await itemsOf(tx, script.sitting.bankId);
  const paper = paperOf(script).map((drawn) => ({ ...drawn, kind: bank.get(drawn.item)!.body.kind }));
  const turns = script.keyings.map(typedIn);
  const [first, second] = turns;
  const anew = script.keyedAt !== null;
  const apart = first && second && !anew ? new Set(differences(paper, first, second)) : null;
  const asked = paper
    .map((drawn, index) => ({ drawn, position: index + 1 }))
    .filter(({ drawn }) => apart === null || apart.has(drawn.item));
  return { script, paper, turns, asked, bank, anew, settling: apart !== null };
}

/** Whether it is the actor's to type in now. */
export const isTypingIn = async (tx: Tx, actor: Actor, scriptId: string): Promise<boolean> =>
  (await sheetFor(tx, actor, scriptId)) !== null;

export async function openSheet(actor: Actor, scriptId: string) {
  const sheet = await sheetFor(db, actor, scriptId);
  if (!sheet) return null;
  const { script, paper, turns, asked, bank, settling } = sheet;
  return {
    id: script.id,
    number: script.number,
    schemeId: script.sitting.schemeId,
    of: paper.length,
    settling,
    edition: asksEdition(script.sitting) ? script.sitting.edition : null,
    scans: shownScans(script),
    asked: asked.map(({ drawn, position }) => {
      const { body, points } = bank.get(drawn.item)!;
      const given = settling ? turns.map((turn) => turn.get(drawn.item) ?? null) : [];
      return { position, drawn, body: shapeOf(body), points, given };
    }),
  };
}
export type OpenedSheet = NonNullable<Awaited<ReturnType<typeof openSheet>>>;

export type Keyed = "kept" | "same" | "apart" | "settled" | "anew" | "meanwhile";

/** All answers of the sheet, or of what two differed on. Null: not the actor's; a position: not shown, or not among the choices. */
export async function keySheet(
  actor: Actor,
  scriptId: string,
  fields: Fields,
  edition: number | null = null,
): Promise<Result<Keyed> | { position: number } | null> {
  try {
    return await inTransaction(async (tx) => {
      // Of two who type at once one waits, and is the second.
      await tx.examScript.updateMany({ where: { id: scriptId }, data: { pass: { increment: 0 } } });
      const sheet = await sheetFor(tx, actor, scriptId);
      if (!sheet) return (await wasKeyed(tx, actor, scriptId)) ? ok<Keyed>("meanwhile") : null;
      const { script, paper, turns, asked, bank, anew } = sheet;
      const may = inUse(script.sitting, edition);
      if (!may.ok) return may;
      // An empty box sends nothing: without the list of what the form shows, nothing sent would be an empty sheet.
      const shown = shownPositions(fields, paper.length) ?? [];
      const unseen = asked.find(({ position }) => !shown.includes(position));
      if (unseen) return { position: unseen.position };
      const typed = new Map<string, AnswerValue>();
      for (const { drawn, position } of asked) {
        const { body } = bank.get(drawn.item)!;
        const read =
          body.kind === "free-text" ? readLined(position, fields) : readAnswer(body, position, fields);
        if (!read.ok) return { position };
        typed.set(drawn.item, read.value);
      }
      const turn = anew ? REKEYING : turns.length + 1;
      const answers = JSON.stringify(Object.fromEntries(typed));
      const row = { scriptId, turn, keyedBy: actor.personId, answers, keyedAt: now() };
      await tx.examKeying.create({ data: row });
      const about = { kind: "exam-sitting", id: script.sittingId } as const;
      await recordAudit(tx, actor, "exam-sitting.keyed", about, { script: scriptId, turn });
      if (anew) return ok<Keyed>("anew"); // counts once the officer has seen what it changes
      const all = [...turns, typed];
      const counts = settled(paper, all);
      if (counts) await takeOver(tx, script, counts);
      const step = keyingStep(paper, all);
      return ok<Keyed>(
        step === "second" ? "kept" : step === "settle" ? "apart" : turn === SETTLING ? "settled" : "same",
      );
    });
  } catch (error) {
    if (isUniqueViolation(error)) return refuse("changed-meanwhile");
    throw error;
  }
}

/** That a lined page is empty is said too: nobody marks an answer that was passed over. */
function readLined(position: number, fields: Fields): Given {
  const said = fields[answerField(position)];
  if (said === WRITTEN) return { ok: true, value: { text: WRITTEN } };
  return said === LEFT_EMPTY ? { ok: true, value: { text: "" } } : { ok: false };
}

/** By others, while the actor had it open. */
const wasKeyed = async (tx: Tx, actor: Actor, id: string): Promise<boolean> =>
  (await tx.examScript.count({
    where: { AND: [{ id, keyings: { some: { turn: 2 } } }, await mayKey(actor, tx)] },
  })) > 0;

/** From now on they are the answers of the script, as if they had been given on the page. */
async function takeOver(tx: Tx, { id }: Script, counts: Typed): Promise<void> {
  const at = now();
  await tx.examAnswer.createMany({ data: answerRows(id, counts, at) });
  await tx.examScript.update({ where: { id }, data: { keyedAt: at } });
}
