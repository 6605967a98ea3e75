import { recordAudit } from "#app/features/audit/record.server.ts";
import { QuestionBody, QuestionText } from "#app/features/catalogue/question.ts";
import { now } from "#app/infra/clock.server.ts";
import { db, inTransaction, isUniqueViolation, type Prisma, type Tx } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import { reachedIds, reachesAll, type Actor } from "#app/lib/actor.ts";
import { canonicalJson } from "#app/lib/canonical-json.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import { countGroups, type BankItem, type GroupCount } from "./exam-bank.ts";
import { secretTo } from "./exam-secrecy.server.ts";
import { PROGRAMME_OF, type OpenSchemeId } from "#app/features/trainers/schemes/schemes.ts";

/* The bank's door: every query of a custodian goes through `banksInReach`; nothing else hands out words or keys. */

const banksInReach = (actor: Actor): Prisma.ExamBankWhereInput =>
  reachesAll(actor) ? {} : { programme: { in: reachedIds(actor, "programme") } };

const readableBanks = async (actor: Actor, tx: Tx = db): Promise<Prisma.ExamBankWhereInput> => ({
  schemeId: { notIn: await secretTo(actor, tx) },
  ...banksInReach(actor),
});

export type BankRow = {
  id: string;
  schemeId: string;
  language: string;
  version: number;
  uploadedAt: number;
  items: number;
};

/** The newest first. */
export async function listBanks(actor: Actor): Promise<BankRow[]> {
  const rows = await db.examBank.findMany({
    where: await readableBanks(actor),
    orderBy: { id: "desc" },
    include: { _count: { select: { items: true } } },
  });
  return rows.map(({ id, schemeId, language, version, uploadedAt, _count }) => ({
    id,
    schemeId,
    language,
    version,
    uploadedAt: uploadedAt.getTime(),
    items: _count.items,
  }));
}

/** Schemes whose banks the actor does not see because they are a candidate under them. */
export const secretSchemes = async (actor: Actor): Promise<string[]> =>
  (
    await db.examBank.findMany({
      where: { ...banksInReach(actor), schemeId: { in: await secretTo(actor, db) } },
      distinct: ["schemeId"],
      select: { schemeId: true },
    })
  ).map(({ schemeId }) => schemeId);

export const readItem = (row: Prisma.ExamItemModel): BankItem => ({
  id: row.itemId,
  objective: row.objective,
  level: row.level as BankItem["level"],
  difficulty: row.difficulty,
  points: row.points,
  body: QuestionBody.parse(JSON.parse(row.body)),
  text: QuestionText.parse(JSON.parse(row.words)),
});

export type OpenedBank = Omit<BankRow, "items"> & { groups: GroupCount[]; items: BankItem[] };

/**
 * A reading of the questions with their keys: written down, whoever reads, and a reason why the reader does not become a
 * candidate afterwards. A candidate is refused; null: not in the actor's reach.
 */
export const openBank = (actor: Actor, bankId: string): Promise<Result<OpenedBank> | null> =>
  inTransaction(async (tx) => {
    const row = await tx.examBank.findFirst({
      where: { AND: [banksInReach(actor), { id: bankId }] },
      include: { items: { orderBy: [{ objective: "asc" }, { itemId: "asc" }] } },
    });
    if (!row) return null;
    if ((await secretTo(actor, tx)).includes(row.schemeId)) return refuse("exam.ownExam");
    await recordAudit(tx, actor, "exam-bank.read", { kind: "exam-bank", id: bankId });
    const { id, schemeId, language, version, uploadedAt } = row;
    const items = row.items.map(readItem);
    return ok({
      id,
      schemeId,
      language,
      version,
      uploadedAt: uploadedAt.getTime(),
      groups: countGroups(items),
      items,
    });
  });

export type NewBank = { schemeId: OpenSchemeId; language: string; items: readonly BankItem[] };

/** The next version. Ids stay what they were: an item under another id would count as one nobody has seen. */
export async function keepBank(
  actor: Actor,
  { schemeId, language, items }: NewBank,
): Promise<Result<{ id: string; version: number }>> {
  const programme = PROGRAMME_OF[schemeId];
  if (!reachesAll(actor) && !reachedIds(actor, "programme").includes(programme))
    return refuse("exam.otherProgramme");
  try {
    return await inTransaction(async (tx) => {
      if ((await secretTo(actor, tx)).includes(schemeId)) return refuse("exam.ownExam");
      const last = await tx.examBank.aggregate({ where: { schemeId, language }, _max: { version: true } });
      const version = (last._max.version ?? 0) + 1;
      const id = newId();
      await tx.examBank.create({
        data: { id, schemeId, programme, language, version, uploadedAt: now(), uploadedBy: actor.personId },
      });
      await tx.examItem.createMany({
        data: items.map(({ id: itemId, objective, level, difficulty, points, body, text }) => ({
          bankId: id,
          itemId,
          objective,
          level,
          difficulty,
          points,
          body: canonicalJson(body),
          words: canonicalJson(text),
        })),
      });
      await recordAudit(
        tx,
        actor,
        "exam-bank.uploaded",
        { kind: "exam-bank", id },
        { version, items: items.length },
      );
      return ok({ id, version });
    });
  } catch (error) {
    if (isUniqueViolation(error)) return refuse("changed-meanwhile");
    throw error;
  }
}
