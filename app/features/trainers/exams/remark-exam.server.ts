import { recordAudit } from "#app/features/audit/record.server.ts";
import type { AnswerValue, QuestionBody } from "#app/features/catalogue/question.ts";
import type { PaperItem } from "#app/features/learning/quiz-draw.ts";
import { now } from "#app/infra/clock.server.ts";
import { inTransaction, type Prisma } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import { answerOf } from "#app/infra/undo.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import { shapeOf } from "./exam-booklet.ts";
import { differences, REKEYING } from "./exam-keying.ts";
import { tellResult } from "./exam-mail.server.ts";
import { scoreOf, standingOf, type Rounds } from "./exam-marking.ts";
import {
  answerRows,
  answersIn,
  forRemarking,
  itemsOf,
  KEPT_SCANS,
  paperOf,
  roundsOf,
  typedIn,
  voidedItems,
  voidKey,
  WITH_WORK,
  type Bank,
} from "./exam-scripts.server.ts";
import { holdResults } from "./exam-sittings.server.ts";
import { mayRelease, writeResult } from "./release-exam.server.ts";

/*
 * Another marking that was asked for (ADR 0026). A script on paper is typed in anew first. What it comes to is shown beside
 * what was released; then an officer lets it stand, higher or lower.
 */

export const WITH_PAGES = { ...WITH_WORK, scans: KEPT_SCANS } satisfies Prisma.ExamScriptInclude;
type Script = Prisma.ExamScriptGetPayload<{ include: typeof WITH_PAGES }>;

/** Points in hundredths; `written` is null where items voided since leave markers apart. */
type Worth = { closed: number; written: number | null; score: number };

/** An answer that was read differently, by letters and numbers as whoever types it in sees it. */
export type Reread = {
  position: number;
  drawn: PaperItem;
  body: { kind: QuestionBody["kind"]; left: string[] };
  points: number;
  before: AnswerValue | null;
  after: AnswerValue | null;
};

export type RemarkingStep = "pages" | "keying" | "marker" | "by-hand" | "ready";

export type Remarking = {
  id: string;
  number: number;
  pass: number;
  step: RemarkingStep;
  change: { before: Worth; after: Worth; reread: Reread[] } | null;
};

type IsVoid = (item: string) => boolean;

/** How far it is, and once it is done what it would change. */
export function remarkingOf(script: Script, bank: Bank, isVoid: IsVoid): Remarking {
  const { id, number, pass, score } = script;
  const told = (step: RemarkingStep) => ({ id, number, pass, step, change: null });
  const anew = forRemarking(script);
  if (!anew) return told(script.scans.length === 0 ? "pages" : "keying");
  const after = roundsOf({ ...anew, remarkedAt: now() }, bank, isVoid);
  if (after.open && after.again === null) return told("marker");
  if (!after.open && !script.onPaper) return told("by-hand");
  const before = { ...worthOf(roundsOf(script, bank, isVoid)), score: score ?? 0 };
  return {
    ...told("ready"),
    change: { before, after: worthOf(after), reread: script.onPaper ? rereadIn(script, anew, bank) : [] },
  };
}

function worthOf(rounds: Rounds): Worth {
  const { closed, maxPoints } = rounds;
  const standing = standingOf(rounds);
  const points = standing.ready ? standing.points : closed;
  return {
    closed,
    written: standing.ready ? points - closed : null,
    score: scoreOf(points, maxPoints),
  };
}

function rereadIn(script: Script, anew: Script, bank: Bank): Reread[] {
  const [before, after] = [answersIn(script), answersIn(anew)];
  const paper = paperOf(script).map((drawn) => ({ ...drawn, kind: bank.get(drawn.item)!.body.kind }));
  const apart = new Set(differences(paper, before, after));
  return paper.flatMap(({ kind: _kind, ...drawn }, index) => {
    const { item } = drawn;
    if (!apart.has(item)) return [];
    const { body, points } = bank.get(item)!;
    const given = { before: before.get(item) ?? null, after: after.get(item) ?? null };
    return [{ position: index + 1, drawn, body: shapeOf(body), points, ...given }];
  });
}

/** Null: not in reach. */
export const releaseRemarking = (
  asking: Actor,
  sittingId: string,
  scriptId: string,
): Promise<Result<null> | null> =>
  inTransaction(async (tx) => {
    const held = await holdResults(tx, asking, sittingId);
    if (!held) return null;
    const { sitting, actor } = held;
    const where = { id: scriptId, sittingId, remarkAskedAt: { not: null }, remarkedAt: null };
    const script = await tx.examScript.findFirst({ where, include: WITH_PAGES });
    if (!script) return refuse("exam.marksMissing", { count: 1 });
    const { schemeId } = sitting;
    const [bank, voided] = await Promise.all([itemsOf(tx, sitting.bankId), voidedItems(tx, [schemeId])]);
    const { change } = remarkingOf(script, bank, (item) => voided.has(voidKey(schemeId, item)));
    if (!change) return refuse("exam.marksMissing", { count: 1 });
    const may = await mayRelease(tx, actor, [script]);
    if (!may.ok) return may;
    const anew = script.keyings.find(({ turn }) => turn === REKEYING);
    if (anew) {
      await tx.examAnswer.deleteMany({ where: { scriptId } });
      await tx.examAnswer.createMany({ data: answerRows(scriptId, typedIn(anew), anew.keyedAt) });
    }
    const { score } = change.after;
    const record = { id: newId(), reason: "", kind: "remarked", body: { score } } as const;
    const beside = await writeResult(tx, actor, script.candidacyId, record);
    // The script follows what the candidacy takes; beside one that has moved on it changes by itself.
    if (beside)
      await tx.examScript.update({
        where: { id: scriptId },
        data: { score, remarkedAt: now(), aside: JSON.stringify(beside.reason) },
      });
    const about = { kind: "exam-sitting", id: sittingId } as const;
    const detail = { script: scriptId, before: change.before.score, after: score };
    await recordAudit(tx, actor, "exam-sitting.remarked", about, detail);
    await tellResult(tx, script, `exam-remarked:${scriptId}`);
    return ok(null);
  }).catch(answerOf);
