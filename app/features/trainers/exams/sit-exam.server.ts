import { recordAudit } from "#app/features/audit/record.server.ts";
import type { AnswerValue } from "#app/features/catalogue/question.ts";
import {
  answerField,
  isBlank,
  readAnswer,
  shownPositions,
  type Fields,
} from "#app/features/learning/answer.ts";
import { questionView, type QuestionView } from "#app/features/learning/question-view.ts";
import { now } from "#app/infra/clock.server.ts";
import { db, databaseKind, inTransaction, Prisma, rowsOf, sql } from "#app/infra/db.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import { asQuestion } from "./exam-bank-view.ts";
import { clockIn } from "./exam-sittings.server.ts";
import { itemsOf, paperOf } from "./exam-scripts.server.ts";
import {
  deadlineOf,
  isAbsent,
  isNotHeld,
  mayBegin,
  readOpeningCode,
  scriptState,
  sittingPhase,
  type VoidReason,
} from "./exam-sitting.ts";

/* A candidate's own exam. Before it is opened to them no question leaves the server, and no key ever does. */

const own = (actor: Pick<Actor, "personId">, scriptId: string): Prisma.ExamScriptWhereInput => ({
  id: scriptId,
  candidacy: { personId: actor.personId },
});

/** Null: not one's own. */
export async function myExam(actor: Actor, scriptId: string) {
  const script = await db.examScript.findFirst({
    where: own(actor, scriptId),
    include: { sitting: { include: { bank: { select: { language: true } } } }, answers: true },
  });
  if (!script) return null;
  const { sitting } = script;
  const state = scriptState(script, now().getTime());
  const writing = state === "writing" && !script.onPaper;
  const { day, startsAt, timeZone, place, minutes, schemeId, cancelReason } = sitting;
  return {
    id: script.id,
    candidacyId: script.candidacyId,
    schemeId,
    number: script.number,
    onPaper: script.onPaper,
    state,
    phase: sittingPhase(sitting),
    absent: isAbsent(sitting, script, clockIn(sitting)),
    notHeld: isNotHeld(sitting, clockIn(sitting)),
    day,
    startsAt,
    timeZone,
    place,
    cancelReason,
    minutes: minutes + script.extraMinutes,
    deadlineAt: script.deadlineAt?.getTime() ?? null,
    voided: script.voidReason as VoidReason | null,
    result: script.score === null ? null : { score: script.score, pass: script.pass },
    questions: writing ? await questionsOf(script) : [],
  };
}
export type MyExam = NonNullable<Awaited<ReturnType<typeof myExam>>>;

type Asked = Prisma.ExamScriptGetPayload<{
  include: { answers: true; sitting: { include: { bank: { select: { language: true } } } } };
}>;

async function questionsOf(script: Asked): Promise<QuestionView[]> {
  const bank = await itemsOf(db, script.sitting.bankId);
  const { language } = script.sitting.bank;
  const given = new Map(script.answers.map((answer) => [answer.itemId, answer]));
  return paperOf(script).map((drawn, index) => {
    const item = bank.get(drawn.item)!;
    const text = { text: item.text, locale: language, state: "source" as const };
    const kept = given.get(drawn.item);
    return questionView(
      index + 1,
      drawn,
      asQuestion(item),
      text,
      text,
      kept && { value: JSON.parse(kept.value) as AnswerValue, savedAt: kept.savedAt.getTime() },
    );
  });
}

/** The papers were seen, the sitting is open, the code is right: from now on the minutes count. */
export const beginExam = (actor: Actor, scriptId: string, opening: string): Promise<Result<null> | null> =>
  inTransaction(async (tx) => {
    const script = await tx.examScript.findFirst({ where: own(actor, scriptId), include: { sitting: true } });
    if (!script) return null;
    if (script.startedAt) return ok(null);
    const { sitting } = script;
    const rightCode = readOpeningCode(opening) === sitting.code;
    const may = mayBegin(sitting, script, rightCode, clockIn(sitting));
    if (!may.ok) return may;
    const at = now();
    const deadlineAt = new Date(deadlineOf(at.getTime(), sitting.minutes, script.extraMinutes));
    // The sitting is held too: who closes the room and who begins are one after the other.
    const held = await tx.examSitting.updateMany({
      where: { id: sitting.id, closedAt: null, cancelledAt: null },
      data: { cancelledAt: null },
    });
    if (held.count === 0) return refuse("exam.closed");
    const where = { id: scriptId, startedAt: null };
    const { count } = await tx.examScript.updateMany({ where, data: { startedAt: at, deadlineAt } });
    if (count === 0) return ok(null);
    await recordAudit(
      tx,
      actor,
      "exam-sitting.begun",
      { kind: "exam-sitting", id: sitting.id },
      { script: scriptId },
    );
    return ok(null);
  });

export type ExamKeeping =
  { kind: "saved"; savedAt: number; gaps: number } | { kind: "over" } | { kind: "bad"; field: string };

/** PostgreSQL would let an answer slip in beside a hand-in that is just committing; SQLite writes one by one. */
const WHILE_IT_STAYS_OPEN = databaseKind === "postgresql" ? sql`FOR SHARE OF s` : Prisma.empty;

/** Saves what a form holds for the items it shows; null when there is no such script of theirs. */
export async function keepExamAnswers(
  actor: Actor,
  scriptId: string,
  fields: Fields,
): Promise<ExamKeeping | null> {
  const script = await db.examScript.findFirst({
    where: own(actor, scriptId),
    include: { sitting: { select: { bankId: true } } },
  });
  if (!script) return null;
  const at = now();
  if (script.onPaper || scriptState(script, at.getTime()) !== "writing") return { kind: "over" };
  const paper = paperOf(script);
  const positions = shownPositions(fields, paper.length);
  if (!positions) return { kind: "bad", field: "" };
  const bank = await itemsOf(db, script.sitting.bankId);
  const given: { item: string; value: AnswerValue }[] = [];
  for (const position of positions) {
    const { item } = paper[position - 1]!;
    const read = readAnswer(bank.get(item)!.body, position, fields);
    if (!read.ok) return { kind: "bad", field: answerField(position) };
    given.push({ item, value: read.value });
  }
  if (given.length > 0) {
    const rows = [...given]
      .sort((a, b) => (a.item < b.item ? -1 : 1)) // two forms saving the same rows take them in the same order
      .map(
        ({ item, value }) =>
          sql`SELECT CAST(${item} AS TEXT) AS "item", CAST(${JSON.stringify(value)} AS TEXT) AS "given"`,
      );
    const saved = await rowsOf<{ itemId: string }>(sql`
      INSERT INTO "ExamAnswer" ("scriptId", "itemId", "value", "savedAt")
      SELECT s."id", g."item", g."given", ${at}
        FROM "ExamScript" s CROSS JOIN (${Prisma.join(rows, " UNION ALL ")}) g
        WHERE s."id" = ${scriptId} AND s."submittedAt" IS NULL AND s."voidedAt" IS NULL AND s."deadlineAt" > ${at}
        ${WHILE_IT_STAYS_OPEN}
      ON CONFLICT ("scriptId", "itemId") DO UPDATE SET "value" = excluded."value", "savedAt" = excluded."savedAt"
      RETURNING "itemId"`);
    if (saved.length < given.length) return { kind: "over" };
  }
  const kept = await db.examAnswer.findMany({ where: { scriptId }, select: { value: true } });
  const answered = kept.filter(({ value }) => !isBlank(JSON.parse(value) as AnswerValue)).length;
  return { kind: "saved", savedAt: at.getTime(), gaps: paper.length - answered };
}

/** Handed in: nothing is changed afterwards. */
export const handInExam = (actor: Actor, scriptId: string): Promise<void> =>
  inTransaction(async (tx) => {
    const at = now();
    const where = {
      ...own(actor, scriptId),
      onPaper: false,
      submittedAt: null,
      voidedAt: null,
      startedAt: { not: null },
      deadlineAt: { gt: at },
    };
    const { count } = await tx.examScript.updateMany({ where, data: { submittedAt: at } });
    if (count === 0) return;
    const { sittingId } = await tx.examScript.findUniqueOrThrow({ where: { id: scriptId } });
    const about = { kind: "exam-sitting", id: sittingId } as const;
    await recordAudit(tx, actor, "exam-sitting.handed-in", about, { script: scriptId });
  });

/** One's own exams of a candidacy, for the page of the candidacy. */
export const examsOf = async (actor: Pick<Actor, "personId">, candidacyId: string) =>
  (
    await db.examScript.findMany({
      where: { candidacyId, candidacy: { personId: actor.personId }, sitting: { cancelledAt: null } },
      orderBy: { id: "asc" },
      select: {
        id: true,
        releasedAt: true,
        voidedAt: true,
        sitting: { select: { day: true, startsAt: true, place: true } },
      },
    })
  ).map(({ id, releasedAt, voidedAt, sitting }) => ({
    id,
    over: releasedAt !== null || voidedAt !== null,
    ...sitting,
  }));
