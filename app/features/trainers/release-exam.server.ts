import { recordAudit } from "#app/features/audit/record.server.ts";
import { linkTo } from "#app/features/identity/identity-mail.server.ts";
import { notify } from "#app/features/notifications/outbox.server.ts";
import { now, today } from "#app/infra/clock.server.ts";
import { inTransaction, isUniqueViolation, type Prisma, type Tx } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import { wordsFor } from "#app/infra/words.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { paths } from "#app/lib/paths.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import { takeRecord, type Writer } from "./add-to-candidacy.server.ts";
import { partsIn } from "./candidacy-scope.server.ts";
import { REMARKING } from "./exam-marking.ts";
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
import { loadSchemes } from "./scheme-versions.server.ts";

/* The officer releases; from then on the result is a record of the candidacy, as one typed from paper is. */

/** The officer, as far as the candidacy is theirs. */
export const writerFor = async (tx: Tx, actor: Actor, candidacyId: string): Promise<Writer> => ({
  personId: actor.personId,
  held: await partsIn(actor, candidacyId, tx),
});

/** Somebody else wrote to one of the candidacies at the same moment. */
const collided = (error: unknown): Result<never> => {
  if (isUniqueViolation(error)) return refuse("changed-meanwhile");
  throw error;
};

/** Null: not in reach. Answers how many results stand beside a candidacy that has moved on meanwhile. */
export const releaseSitting = (actor: Actor, sittingId: string): Promise<Result<{ aside: number }> | null> =>
  inTransaction(async (tx) => {
    const sitting = await holdResults(tx, actor, sittingId);
    if (!sitting) return null;
    if (!sitting.closedAt || sitting.releasedAt) return refuse("changed-meanwhile");
    const { schemeId, day } = sitting;
    const where = { sittingId, startedAt: { not: null } };
    const [scripts, bank, voided, book] = await Promise.all([
      tx.examScript.findMany({ where, include: WITH_WORK, orderBy: { number: "asc" } }),
      itemsOf(tx, sitting.bankId),
      voidedItems(tx, [schemeId]),
      loadSchemes(tx),
    ]);
    if (scripts.some(({ marks }) => marks.some(({ markerId }) => markerId === actor.personId)))
      return refuse("exam.ownMark");
    const sat = scripts.map(({ candidacyId }) => candidacyId);
    if (await sitsAmong(tx, actor, sat)) return refuse("candidacy.ownRecord");
    const isVoid = (item: string) => voided.has(voidKey(schemeId, item));
    const results = scripts.map((script) => ({ script, score: resultOf(roundsOf(script, bank, isVoid)) }));
    const waiting = results.filter(({ score }) => score === null).length;
    if (waiting > 0) return refuse("exam.marksMissing", { count: waiting });
    const at = now();
    const here = today(book.current(schemeId).timeZone);
    const releasedOn = here > day ? here : day; // in the zone of the sitting it may be a day later
    let aside = 0;
    for (const { script, score } of results) {
      const { id, candidacyId } = script;
      const body = { on: day, score: score!, releasedOn };
      const taken = await takeRecord(
        tx,
        actor,
        candidacyId,
        { id, reason: "", kind: "sitting", body },
        { ...(await writerFor(tx, actor, candidacyId)), there: day },
      );
      if (!taken?.ok) aside += 1;
      await tx.examScript.update({ where: { id }, data: { score, releasedAt: at } });
      await tellResult(tx, script, `exam-result:${id}`);
    }
    await tx.examSitting.update({
      where: { id: sittingId },
      data: { releasedAt: at, releasedBy: actor.personId },
    });
    const about = { kind: "exam-sitting", id: sittingId } as const;
    await recordAudit(tx, actor, "exam-sitting.released", about, { scripts: results.length, aside });
    return ok({ aside });
  }).catch(collided);

/** What the second marker gave stands (ADR 0026). */
export const releaseRemarking = (
  actor: Actor,
  sittingId: string,
  scriptId: string,
): Promise<Result<null> | null> =>
  inTransaction(async (tx) => {
    const sitting = await holdResults(tx, actor, sittingId);
    if (!sitting) return null;
    const where = { id: scriptId, sittingId, remarkAskedAt: { not: null }, remarkedAt: null };
    const script = await tx.examScript.findFirst({ where, include: WITH_WORK });
    const again = script?.marks.find(({ round }) => round === REMARKING);
    if (!script || !again) return refuse("exam.marksMissing", { count: 1 });
    if (again.markerId === actor.personId) return refuse("exam.ownMark");
    const { schemeId } = sitting;
    const [bank, voided] = await Promise.all([itemsOf(tx, sitting.bankId), voidedItems(tx, [schemeId])]);
    const asReleased: WorkedScript = { ...script, remarkedAt: now() };
    const score = resultOf(roundsOf(asReleased, bank, (item) => voided.has(voidKey(schemeId, item))))!;
    const record = { id: newId(), reason: "", kind: "remarked", body: { score } } as const;
    const taken = await takeRecord(
      tx,
      actor,
      script.candidacyId,
      record,
      await writerFor(tx, actor, script.candidacyId),
    );
    if (!taken) return null;
    if (!taken.ok) return { ok: false as const, reason: taken.reason };
    const about = { kind: "exam-sitting", id: sittingId } as const;
    await recordAudit(tx, actor, "exam-sitting.remarked", about, { script: scriptId });
    await tellResult(tx, script, `exam-remarked:${scriptId}`);
    return ok(null);
  }).catch(collided);

/** That there is a result, and where it stands: not the figure itself, which mail would carry in the open. */
export async function tellResult(
  tx: Tx,
  { id, candidacyId }: Pick<Prisma.ExamScriptModel, "id" | "candidacyId">,
  key: string,
): Promise<void> {
  const { person } = await tx.candidacy.findUniqueOrThrow({
    where: { id: candidacyId },
    select: { person: { select: { id: true, name: true, email: true, locale: true, timeZone: true } } },
  });
  const { t } = wordsFor(person.locale, person.timeZone);
  const action = paths.myExam(id);
  const params = { name: person.name, link: linkTo(action) };
  await notify(tx, {
    key,
    personId: person.id,
    address: person.email,
    kind: "exam-result",
    action,
    locale: person.locale,
    subject: t("exams.mail.resultSubject"),
    body: t("exams.mail.result", params),
  });
}
