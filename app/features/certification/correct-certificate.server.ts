import { now, today } from "#app/infra/clock.server.ts";
import { inTransaction, type Tx } from "#app/infra/db.server.ts";
import { fontsCover } from "#app/infra/font-families.server.ts";
import { ownRecordsOf, type Actor } from "#app/lib/actor.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import { isNameless } from "./certificate-facts.ts";
import { tellHolder } from "./certificate-mail.server.ts";
import { readCertificate } from "./certificate-record.server.ts";
import type { CertificateRecord } from "./certificate-view.ts";
import { certificatesInReach } from "./certificates.server.ts";
import { correctionOf, type Correction } from "./correction.server.ts";
import { changedParts, CORRECTABLE, mayCorrect, type CorrectableFacts } from "./correction.ts";
import { secondTexts } from "./draft-facts.server.ts";
import { checkDraft, type FactsDraft } from "./freeze-facts.ts";
import { inTemplate } from "./template.ts";
import { writeCertificate, type Written } from "./write-certificate.server.ts";

/**
 * The next edition: what was attended and decided as frozen, names and cohort as they stand today, a new number
 * and code. `seen` is what the officer looked at. Sent twice it is one edition.
 */
export async function correctCertificate(
  actor: Actor,
  certificateId: string,
  { reason, seen }: { reason: string; seen: string },
): Promise<Result<Written> | null> {
  return inTransaction(async (tx) => {
    const row = await tx.certificate.findFirst({
      where: { AND: [{ id: certificateId }, certificatesInReach(actor)] },
    });
    if (!row) return null;
    const certificate = readCertificate(row);
    const correction = await correctionOf(certificate, tx);
    const done = await alreadyDone(tx, certificate, correction.now);
    if (done) return ok(done);
    const allowed = mayCorrect(
      {
        holderId: correction.holder.id,
        superseded: row.supersededAt !== null,
        revoked: row.revokedAt !== null,
      },
      ownRecordsOf(actor),
      correction.changes.length,
    );
    if (!allowed.ok) return allowed;
    if (seen !== correction.seen) return refuse("changed-meanwhile");
    const written = await replace(tx, actor, certificate, correction, reason);
    if (written.ok)
      await tellHolder(tx, correction.holder, "corrected", {
        certificateId: written.value.id,
        number: written.value.number,
        course: certificate.facts.course.title,
      });
    return written;
  });
}

/**
 * The next edition of one that counts, in the caller's transaction: the holder as they are called today, and all else
 * as it was frozen. Who decides on the name tells the holder, once for all their certificates.
 */
export async function reissueInNewName(
  tx: Tx,
  actor: Actor,
  certificate: CertificateRecord,
  reason: string,
): Promise<Result<Written>> {
  const today = await correctionOf(certificate, tx);
  const frozen = Object.fromEntries(CORRECTABLE.map((part) => [part, certificate.facts[part]]));
  const now = { ...frozen, holder: today.now.holder } as CorrectableFacts;
  const correction = { ...today, now, changes: changedParts(certificate.facts, now) };
  return replace(tx, actor, certificate, correction, reason);
}

/** A newer edition that says just this is what a second click asks for. */
async function alreadyDone(
  tx: Tx,
  { personId, courseVersionId, kind, period, edition }: CertificateRecord,
  asked: CorrectableFacts,
): Promise<Written | null> {
  const newest = await tx.certificate.findFirst({
    where: { personId, courseVersionId, kind, period, edition: { gt: edition }, revokedAt: null },
    orderBy: { edition: "desc" },
  });
  if (!newest) return null;
  const { id, number, facts } = readCertificate(newest);
  return changedParts(facts, asked).length === 0 ? { id, number } : null;
}

async function replace(
  tx: Tx,
  actor: Actor,
  certificate: CertificateRecord,
  correction: Correction,
  reason: string,
): Promise<Result<Written>> {
  const { id, personId, courseVersionId, kind, period, facts, number } = certificate;
  if (isNameless(facts)) return refuse("certificate.nameless");
  const { number: _number, code: _code, verifyUrl: _url, ...frozen } = facts;
  const wanted: FactsDraft = {
    ...frozen,
    ...correction.now,
    issuedOn: today(),
    edition: certificate.edition + 1,
    supersedes: number,
  };
  const { template, outline } = correction;
  const made = inTemplate(wanted, template, (locale) => secondTexts(outline, locale));
  const draft = made.ok ? checkDraft(made.value, fontsCover) : made;
  if (!draft.ok) return draft;
  const waiting = { ending: { is: { confirmedAt: null } } };
  if (await tx.certificate.findFirst({ where: { id, ...waiting }, select: { id: true } }))
    return refuse("certificate.ending-waits", { number });
  const { count } = await tx.certificate.updateMany({
    where: {
      id,
      supersededAt: null,
      revokedAt: certificate.revokedOn ? { not: null } : null,
      NOT: waiting,
    },
    data: { supersededAt: now(), supersededBy: actor.personId },
  });
  if (count !== 1) {
    const done = await alreadyDone(tx, certificate, correction.now);
    return done ? ok(done) : refuse("changed-meanwhile");
  }
  const { changes, enrolmentIds } = correction;
  const written = await writeCertificate(
    tx,
    actor,
    { personId, courseVersionId, kind, period, draft: draft.value, enrolmentIds },
    "certificate.corrected",
    { supersedes: number, changes },
    reason,
  );
  return ok(written);
}
