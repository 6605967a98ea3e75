import { examOfScheme, sameExam } from "#app/features/trainers/schemes/schemes.ts";
import { AnswerValue } from "#app/features/catalogue/question.ts";
import { MEDIA_TYPES } from "#app/features/cohorts/session-file.ts";
import { isBlank } from "#app/features/learning/answer.ts";
import { Paper } from "#app/features/learning/quiz-draw.ts";
import { markAnswer } from "#app/features/learning/quiz-marking.ts";
import { now } from "#app/infra/clock.server.ts";
import { type Prisma, type Tx } from "#app/infra/db.server.ts";
import type { BankItem } from "./exam-bank.ts";
import type { CandidacyRecord } from "#app/features/trainers/candidacies/candidacy-records.ts";
import { readItem } from "./exam-banks.server.ts";
import { REKEYING, type Typed } from "./exam-keying.ts";
import { REMARKING, scoreOf, standingOf, type Rounds } from "./exam-marking.ts";

/* A script read back: what was asked, what was answered, and what it is worth as far as it is marked. */

export const WITH_WORK = {
  answers: true,
  marks: { orderBy: { round: "asc" } },
  keyings: { orderBy: { turn: "asc" } },
} satisfies Prisma.ExamScriptInclude;
/** The pages of a script that were not taken away again. */
export const KEPT_SCANS = {
  where: { removedAt: null },
  orderBy: { id: "asc" },
} satisfies Prisma.ExamScript$scansArgs;

export type ShownScan = { id: string; pdf: boolean };
export const shownScans = ({ scans }: { scans: { id: string; mediaType: string }[] }): ShownScan[] =>
  scans.map(({ id, mediaType }) => ({ id, pdf: mediaType === MEDIA_TYPES.pdf }));

export type WorkedScript = Prisma.ExamScriptGetPayload<{ include: typeof WITH_WORK }>;

export const paperOf = ({ paper }: { paper: string }): Paper => Paper.parse(JSON.parse(paper));

export type Bank = ReadonlyMap<string, BankItem>;

export async function itemsOf(tx: Tx, bankId: string): Promise<Bank> {
  const rows = await tx.examItem.findMany({ where: { bankId } });
  return new Map(rows.map((row) => [row.itemId, readItem(row)]));
}

/** Items that count in full for everybody, under whichever of these schemes or of the others with the same exam. */
export const voidedItems = async (tx: Tx, schemeIds: readonly string[]): Promise<Set<string>> =>
  new Set(
    (await tx.voidedItem.findMany({ where: { schemeId: { in: schemeIds.flatMap(sameExam) } } })).map(
      ({ schemeId, itemId }) => voidKey(schemeId, itemId),
    ),
  );
export const voidKey = (schemeId: string, itemId: string): string => `${examOfScheme(schemeId)}/${itemId}`;

/** What one marker gave. */
export type GivenMark = { item: string; points: number; comment: string };
export const readGiven = (marks: string): GivenMark[] => JSON.parse(marks) as GivenMark[];

export const answersIn = ({ answers }: Pick<WorkedScript, "answers">): Map<string, AnswerValue> =>
  new Map(answers.map(({ itemId, value }) => [itemId, AnswerValue.parse(JSON.parse(value))]));

/** The answers as one person typed them in. */
export const typedIn = ({ answers }: { answers: string }): Typed =>
  new Map(
    Object.entries(JSON.parse(answers) as Record<string, unknown>).map(([item, value]) => [
      item,
      AnswerValue.parse(value),
    ]),
  );

export const answerRows = (scriptId: string, typed: Typed, savedAt: Date) =>
  [...typed].flatMap(([itemId, value]) =>
    isBlank(value) ? [] : [{ scriptId, itemId, value: JSON.stringify(value), savedAt }],
  );

/** As it is marked again: on paper with its answers typed in anew; null until somebody has. */
export function forRemarking<Script extends WorkedScript>(script: Script): Script | null {
  if (!script.onPaper) return script;
  const anew = script.keyings.find(({ turn }) => turn === REKEYING);
  return anew ? { ...script, answers: answerRows(script.id, typedIn(anew), anew.keyedAt) } : null;
}

/** The items of a script a person has to judge: written, and not left empty. */
export function openItems(script: WorkedScript, bank: Bank): BankItem[] {
  const answers = answersIn(script);
  return paperOf(script).flatMap(({ item }) => {
    const found = bank.get(item)!;
    const given = answers.get(item);
    return found.body.kind === "free-text" && given && !isBlank(given) ? [found] : [];
  });
}

/** @param isVoid whether an item counts in full for everybody */
export function roundsOf(script: WorkedScript, bank: Bank, isVoid: (item: string) => boolean): Rounds {
  const answers = answersIn(script);
  const judged = new Set(openItems(script, bank).flatMap(({ id }) => (isVoid(id) ? [] : [id])));
  const sum = (marks: string) =>
    readGiven(marks).reduce((total, { item, points }) => (judged.has(item) ? total + points : total), 0);
  const items = paperOf(script).map(({ item }) => bank.get(item)!);
  const again = script.marks.find(({ round }) => round === REMARKING);
  return {
    answered: !script.onPaper || script.keyedAt !== null,
    maxPoints: items.reduce((total, { points }) => total + points, 0),
    closed: items.reduce((total, { id, body, points, text }) => {
      if (judged.has(id)) return total;
      return (
        total +
        (isVoid(id) ? points : (markAnswer({ body, points }, answers.get(id) ?? null, text.accept) ?? 0))
      );
    }, 0),
    open: judged.size > 0,
    given: script.marks.filter(({ round }) => round !== REMARKING).map(({ marks }) => sum(marks)),
    again: again && script.remarkedAt ? sum(again.marks) : null,
    pass: script.pass,
    near: script.near,
  };
}

/** The result in hundredths of a per cent; null while somebody has yet to mark. */
export function resultOf(rounds: Rounds): number | null {
  const standing = standingOf(rounds);
  return standing.ready ? scoreOf(standing.points, rounds.maxPoints) : null;
}

/**
 * Whether the marking a candidate asked for goes the way of their own script: typed in anew from pages that are kept, or
 * judged by another marker. What has neither, an officer looks at and types in the result.
 */
export async function marksItsScript(tx: Tx, candidacyId: string): Promise<boolean> {
  const scripts = await tx.examScript.findMany({
    where: { candidacyId, remarkAskedAt: { not: null }, remarkedAt: null },
    include: { ...WITH_WORK, scans: KEPT_SCANS, sitting: { select: { bankId: true } } },
  });
  for (const script of scripts) {
    if (
      script.onPaper
        ? script.scans.length > 0
        : openItems(script, await itemsOf(tx, script.sitting.bankId)).length > 0
    )
      return true;
  }
  return false;
}

/** Where a result of ours is marked again, asked for or typed in by the officer, the script follows the record. */
export async function followOnScript(
  tx: Tx,
  candidacyId: string,
  { kind, body }: CandidacyRecord,
): Promise<void> {
  if ((kind !== "remarking" && kind !== "remarked") || body.sitting === undefined) return;
  await tx.examScript.updateMany({
    where: { candidacyId, releasedAt: { not: null }, sitting: { day: body.sitting } },
    data: kind === "remarking" ? { remarkAskedAt: now() } : { remarkedAt: now(), score: body.score },
  });
}
