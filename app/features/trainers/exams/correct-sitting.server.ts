import { recordAudit } from "#app/features/audit/record.server.ts";
import { personNow } from "#app/features/identity/who-now.server.ts";
import { today } from "#app/infra/clock.server.ts";
import { db, inTransaction, type Prisma, type Tx } from "#app/infra/db.server.ts";
import { programmeScope, type Actor } from "#app/lib/actor.ts";
import { canonicalJson } from "#app/lib/canonical-json.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import { isByTopic, scopeToStore, topicsAmong, type Topic } from "#app/features/trainers/schemes/topics.ts";
import type { Blueprint } from "./draw-exam.ts";
import { tellCorrected } from "./exam-mail.server.ts";
import { banksToDraw, groupsOf } from "./exam-pages.server.ts";
import { knowsBank } from "./exam-secrecy.server.ts";
import { mayCorrect } from "./exam-sitting.ts";
import {
  candidaciesOf,
  drawPaper,
  holdSitting,
  seenBy,
  sitsAmong,
  sittingsInReach,
  type Asked,
} from "./exam-sittings.server.ts";

/*
 * What a sitting asks was planned wrongly: another volume or language, other topics, another draw. Until the first candidate
 * begins it is put right. The papers follow, and booklets printed before are of an earlier edition.
 */

/** What the form offers: the banks of the programme, and what the chosen one can be asked for. Null: what is asked stays. */
export async function correctionOf(actor: Actor, sittingId: string, askedBank: string | null) {
  const row = await db.examSitting.findFirst({
    where: { AND: [{ id: sittingId }, sittingsInReach(actor)] },
    include: { bank: true, scripts: { select: { startedAt: true } } },
  });
  if (!row || !mayCorrect(row, row.scripts, today(row.timeZone)).ok) return null;
  const { id, schemeId, language, version } = row.bank;
  const now = { id, schemeId, language, version };
  const newest = await banksToDraw({ reach: [programmeScope(row.programme)] });
  const banks = newest.some((bank) => bank.id === now.id) ? newest : [now, ...newest];
  const bank = banks.find((one) => one.id === askedBank) ?? now;
  const blueprint = bank.id === now.id ? (JSON.parse(row.blueprint) as Blueprint) : {};
  return { banks, chosen: { bank, groups: await groupsOf(bank.id) }, blueprint };
}

export type Correction = { bankId: string; topics: readonly Topic[]; blueprint: Blueprint };

/** Null: not in reach. Where nothing differs nothing is written and nobody told. */
export const correctSitting = (
  asking: Actor,
  sittingId: string,
  { bankId, topics, blueprint }: Correction,
): Promise<Result<null> | null> =>
  inTransaction(async (tx) => {
    const held = await holdSitting(tx, asking, sittingId);
    if (!held) return null;
    const { sitting, actor } = held;
    const bank = await tx.examBank.findFirst({ where: { id: bankId, programme: sitting.programme } });
    if (!bank) return null;
    const scripts = await tx.examScript.findMany({ where: { sittingId }, include: WITH_CANDIDATE });
    const may = mayCorrect(sitting, scripts, today(sitting.timeZone));
    if (!may.ok) return may;
    if (await sitsAmong(tx, actor, candidaciesOf(scripts))) return refuse("candidacy.ownRecord");
    const { schemeId, language } = bank;
    if (isByTopic(schemeId) && topicsAmong(schemeId, topics).length === 0)
      return refuse("candidacy.whichTopics");

    const before = await tx.examBank.findUniqueOrThrow({ where: { id: sitting.bankId } });
    // Whoever wished to sit it in that language said so when they were admitted.
    const agreed = (of: string) => language === of || language === before.language;
    const others = scripts.filter(
      ({ candidacy }) => candidacy.schemeId !== schemeId || !agreed(candidacy.language),
    );
    if (others.length > 0) return refuse("exam.notTheirExam", { names: namesOf(others) });
    const asked = {
      bankId,
      schemeId,
      blueprint: canonicalJson(blueprint),
      topics: scopeToStore(schemeId, topics),
    };
    const drawnAnew =
      bankId !== sitting.bankId || asked.blueprint !== canonicalJson(JSON.parse(sitting.blueprint));
    const saidAnew = schemeId !== before.schemeId || language !== before.language || asked.topics !== sitting.topics; // prettier-ignore
    if (!drawnAnew && !saidAnew) return ok(null);
    const { papers, without } = await draw(tx, asked, drawnAnew ? scripts : []);
    if (without.length > 0) return refuse("exam.noPaperFor", { names: namesOf(without) });

    for (const { id, paper } of papers) await tx.examScript.update({ where: { id }, data: { paper } });
    const edition = sitting.onPaper ? sitting.edition + 1 : sitting.edition;
    await tx.examSitting.update({ where: { id: sittingId }, data: { ...asked, edition } });
    const about = { kind: "exam-sitting", id: sittingId } as const;
    await recordAudit(tx, actor, "exam-sitting.corrected", about, { from: before.id, to: bankId });
    await tellCorrected(tx, saidAnew ? scripts : [], { ...sitting, ...asked, edition, language });
    return ok(null);
  });

const WITH_CANDIDATE = {
  candidacy: {
    select: { personId: true, schemeId: true, language: true, person: { select: { name: true } } },
  },
} satisfies Prisma.ExamScriptInclude;
type Script = Prisma.ExamScriptGetPayload<{ include: typeof WITH_CANDIDATE }>;

const namesOf = (scripts: readonly Script[]): string =>
  scripts.map(({ candidacy }) => candidacy.person.name).join(", ");

/** A paper for each of these, in place of the one they have; and those for whom none can be drawn. */
async function draw(tx: Tx, asked: Asked, scripts: readonly Script[]) {
  const papers: { id: string; paper: string }[] = [];
  const without: Script[] = [];
  for (const script of scripts) {
    const { id, seed } = script;
    const candidate = await personNow(tx, script.candidacy.personId);
    const seen = await seenBy(tx, candidate, asked.schemeId, id);
    const paper = await drawPaper(tx, asked, seen, seed);
    if (paper.ok && !(await knowsBank(tx, candidate, asked.bankId)))
      papers.push({ id, paper: JSON.stringify(paper.value) });
    else without.push(script);
  }
  return { papers, without };
}
