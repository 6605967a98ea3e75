import { isNameless } from "#app/features/certification/certificate-facts.ts";
import { ADDRESSEE, tellHolder } from "#app/features/certification/certificate-mail.server.ts";
import type { Written } from "#app/features/certification/write-certificate.server.ts";
import { today } from "#app/infra/clock.server.ts";
import { db, inTransaction, type Tx } from "#app/infra/db.server.ts";
import { sha256 } from "#app/infra/ids.server.ts";
import { answerOf, undo } from "#app/infra/undo.server.ts";
import { actingIn, isOwnRecord, programmeScope, type Actor } from "#app/lib/actor.ts";
import { canonicalJson } from "#app/lib/canonical-json.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import { hasConflict } from "#app/features/trainers/candidacies/conflict.server.ts";
import { loadSchemes } from "#app/features/trainers/schemes/scheme-versions.server.ts";
import { changedParts, correctable, type ProposedCorrection } from "./certificate-correction.ts";
import { mayBePrinted, OVER, standingOn } from "./certification-status.ts";
import { holdLine, loadCertification, readCertification, WITH_FACTS } from "./certifications.server.ts";
import { certificationDraft } from "./trainer-certificate-draft.server.ts";
import { newestCertificate, nextEdition, signedAsToday } from "./trainer-certificates.server.ts";

type Found = NonNullable<Awaited<ReturnType<typeof newestCertificate>>>;

/** For the page: what the next edition would say. Null: there is none to correct, or it counts no more. */
export async function correctionOf(certificationId: string, tx: Tx = db): Promise<ProposedCorrection | null> {
  const certificate = await newestCertificate(tx, certificationId);
  return certificate && proposed(tx, certificationId, certificate);
}

async function proposed(
  tx: Tx,
  certificationId: string,
  { facts, standing }: Found,
): Promise<ProposedCorrection | null> {
  if (!mayBePrinted(standing) || isNameless(facts)) return null;
  const draft = await certificationDraft(tx, certificationId, today(facts.timeZone), facts.locale);
  if (!draft) return null;
  const [frozen, now] = [correctable(facts), correctable(await signedAsToday(tx, draft, facts))];
  return { frozen, now, changes: changedParts(frozen, now), seen: sha256(canonicalJson(now)) };
}

type Asked = { language: string; reason: string; seen: string };

/**
 * The next edition, with what the register says today. A language that was recorded wrong is put right in the register by
 * the same act. `seen` is what the officer looked at; sent twice it is one edition.
 */
export async function correctTrainerCertificate(
  asking: Actor,
  certificationId: string,
  { language, reason, seen }: Asked,
): Promise<Result<Written> | null> {
  return inTransaction(async (tx): Promise<Result<Written> | null> => {
    await holdLine(tx, certificationId);
    const row = await loadCertification(tx, asking, certificationId);
    if (!row) return null;
    const actor = actingIn(asking, programmeScope(row.programme));
    if (isOwnRecord(actor, row.personId)) return refuse("certification-own-record");
    const book = await loadSchemes(tx);
    const day = today(book.current(row.schemeId).timeZone);
    if (await hasConflict(tx, actor, row.personId, book.judging(row, day), day))
      return refuse("certification-conflict");
    const certificate = await newestCertificate(tx, certificationId);
    const looked = certificate && (await proposed(tx, certificationId, certificate));
    if (!looked) return refuse("changed-meanwhile");
    const done = looked.changes.length === 0 && language === row.language;
    // A second click, or nothing to do.
    if (done) return refuse("certificate.nothing-to-correct");
    if (seen !== looked.seen) return refuse("changed-meanwhile");
    if (language !== row.language) {
      if (await holdsIn(tx, row, language)) return refuse("certification-language-held");
      await tx.certification.update({ where: { id: row.id }, data: { language } });
      await tx.candidacy.updateMany({ where: { certificationId: row.id }, data: { language } });
    }
    const { now, changes } = (await proposed(tx, certificationId, certificate))!;
    const written = await nextEdition(tx, actor, certificate, now, reason, changes);
    if (!written.ok) return undo(written);
    const holder = await tx.person.findUniqueOrThrow({ where: { id: row.personId }, select: ADDRESSEE });
    const { id, number } = written.value;
    await tellHolder(tx, holder, "corrected", {
      certificateId: id,
      number,
      course: certificate.facts.scheme.title,
    });
    return ok(written.value);
  }).catch(answerOf);
}

/** Nobody is certified twice for the same. */
async function holdsIn(
  tx: Tx,
  { id, personId, schemeId }: { id: string; personId: string; schemeId: string },
  language: string,
): Promise<boolean> {
  const [book, others] = await Promise.all([
    loadSchemes(tx),
    tx.certification.findMany({
      where: { personId, schemeId, language, id: { not: id } },
      include: WITH_FACTS,
    }),
  ]);
  return others.some((other) => {
    const { validity, timeZone } = book.judging(other);
    return !OVER.includes(standingOn(readCertification(other), validity, today(timeZone)).status);
  });
}
