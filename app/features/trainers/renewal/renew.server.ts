import { recordAudit } from "#app/features/audit/record.server.ts";
import { now, today } from "#app/infra/clock.server.ts";
import { db, inTransaction, isUniqueViolation, type Tx } from "#app/infra/db.server.ts";
import { eraseEvidence, openEvidence, putEvidence } from "#app/infra/evidence.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import { actingIn, ownRecordsOf, programmeScope, type Actor } from "#app/lib/actor.ts";
import { evidenceType } from "#app/lib/evidence-file.ts";
import { canonicalJson } from "#app/lib/canonical-json.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import { standsAs } from "#app/features/trainers/candidacies/conflict.server.ts";
import { validityBehind } from "#app/features/trainers/certifications/attestation.server.ts";
import { addFact } from "#app/features/trainers/certifications/certification-facts.server.ts";
import { tellOfDecision } from "#app/features/trainers/certifications/certification-mail.server.ts";
import {
  certificationsInReach,
  WITH_FACTS,
  holdLine,
  loadCertification,
  readCertification,
} from "#app/features/trainers/certifications/certifications.server.ts";
import { renewalWaiting } from "#app/features/trainers/certifications/certification-status.ts";
import type { EvidenceRow } from "./renewal-view.ts";
import { asHandedIn, evidenceKindsFor, frozenFile, isSeenOnlyByPapersOf, missingOf } from "./renewal-file.ts";
import { gather, handedInOf } from "./renewal-file.server.ts";
import type { EvidenceForm, EvidenceFigures } from "./renewal-forms.ts";
import {
  decideRenewal,
  handInRenewal,
  mayTouch,
  refuseRenewal,
  renewingRule,
  type RenewalBand,
} from "./renewal.ts";
import { loadSchemes } from "#app/features/trainers/schemes/scheme-versions.server.ts";
import { succeed } from "#app/features/trainers/certifications/successor.server.ts";
import { storedTopics } from "#app/features/trainers/schemes/topics.ts";

type Done<Value> = Promise<Result<Value> | null>;

/** The holder hands in the file; what it holds that day is counted again. Null: not one's own. */
export const handIn = (actor: Actor, certificationId: string): Done<RenewalBand> =>
  once(async (tx) => {
    await holdLine(tx, certificationId);
    const row = await tx.certification.findFirst({
      where: { id: certificationId, personId: actor.personId },
      include: WITH_FACTS,
    });
    if (!row) return null;
    const book = await loadSchemes(tx);
    const day = today(book.current(row.schemeId).timeZone);
    const { validity, version } = book.judging(row, day);
    const certification = readCertification(row);
    const gathered = await gather(tx, book, row, certification, day);
    const decided = handInRenewal(certification, validity, missingOf(gathered.file), day);
    if (!decided.ok) return decided;
    const inputs = canonicalJson({ scheme: version, submitted: day, ...counted(gathered) });
    await addFact(tx, actor, row, { kind: "renewal-submitted", day, reason: "", inputs, recordedOn: day });
    return decided;
  });

/** An officer gives the next period or refuses, and the holder is told. Null: not the actor's to act on. */
export const decideOnRenewal = (
  asking: Actor,
  certificationId: string,
  verdict: "renew" | "refuse",
  reason: string,
): Done<"renewed" | "refused"> =>
  once(async (tx) => {
    await holdLine(tx, certificationId);
    const row = await loadCertification(tx, asking, certificationId);
    if (!row) return null;
    const actor = actingIn(asking, programmeScope(row.programme));
    const book = await loadSchemes(tx);
    const current = book.current(row.schemeId);
    const day = today(current.timeZone);
    const judged = book.judging(row, day);
    const certification = readCertification(row);
    const submitted = renewalWaiting(certification, day) ?? day;
    const gathered = await gather(tx, book, row, certification, submitted);
    const file = asHandedIn(gathered.file);
    const own = ownRecordsOf(actor);
    const who = {
      ...(await standsAs(tx, actor, row.personId, judged, day)),
      observed: gathered.observed.some(({ raters }) => raters.some(({ personId }) => own.includes(personId))),
      entered: isSeenOnlyByPapersOf(own, {
        observed: gathered.observed.filter(({ bars }) => bars.length === 0),
        entered: gathered.entered.filter((paper) => paper.day <= submitted),
      }),
    };
    const decidedOn = {
      scheme: judged.version,
      submitted,
      ...counted(gathered),
      file,
      handedIn: frozenFile(handedInOf(row)?.inputs ?? null),
    };
    if (verdict === "refuse") {
      const may = refuseRenewal(certification, who, day);
      if (!may.ok) return may;
      const fact = { kind: "renewal-refused", day, reason, inputs: canonicalJson(decidedOn) } as const;
      await tellOfDecision(tx, row, await addFact(tx, actor, row, { ...fact, recordedOn: day }), fact);
      return ok("refused");
    }
    const validity = await validityBehind(tx, current.validity, row.attestation?.organisationId);
    const rule = renewingRule(judged, { validity });
    const decided = decideRenewal(certification, rule, who, missingOf(file), day);
    if (!decided.ok) return decided;
    const { validFrom, validUntil, band } = decided.value;
    const inputs = canonicalJson({ ...decidedOn, band, validFrom, validUntil });
    const fact = { kind: "succeeded", day: validFrom, word: "renewed", reason, inputs } as const;
    const factId = await addFact(tx, actor, row, { ...fact, recordedOn: day });
    await succeed(tx, actor, row, {
      schemeVersion: current.version,
      validFrom,
      validUntil,
      topics: storedTopics(row),
      origin: "renewed",
      basis: reason,
      recordedOn: day,
    });
    await tellOfDecision(tx, row, factId, fact);
    return ok("renewed");
  });

/** What is frozen with a hand-in and with a decision. */
const counted = ({
  file,
  deliveries,
  tests,
  calibrations,
  observed,
  entered,
}: Awaited<ReturnType<typeof gather>>) => ({
  file,
  deliveries,
  tests: tests.map(({ courseId, on, score, parts }) => ({ courseId, on, score, parts })),
  calibrations,
  observed: observed.map(({ id, on, scores, bars }) => ({ id, on, scores, bars })),
  entered: entered.map(figures),
});

/** Of a paper that was entered, what it counts as; who entered it and where it lies stands in the file. */
const figures = ({ id, kind, day, score, modules, responses, reported, closedOn }: EvidenceRow) => ({
  id,
  kind,
  day,
  score,
  modules,
  responses,
  reported,
  closedOn,
});

/** What was done elsewhere, entered by an officer from its papers; never one's own. */
export async function enterEvidence(
  asking: Actor,
  certificationId: string,
  { file, ...form }: EvidenceForm,
): Promise<Result<string> | null> {
  const bytes = file && new Uint8Array(await file.arrayBuffer());
  const mediaType = bytes && evidenceType(bytes);
  if (bytes && !mediaType) return refuse("renewal-file-kind");
  const id = newId();
  if (bytes) await putEvidence(id, bytes);
  const done = await inTransaction(async (tx) => {
    const row = await loadCertification(tx, asking, certificationId);
    if (!row) return null;
    const actor = actingIn(asking, programmeScope(row.programme));
    const { personId, schemeId } = row;
    const book = await loadSchemes(tx);
    const day = today(book.current(schemeId).timeZone);
    const scheme = book.judging(row, day);
    const may = mayTouch(await standsAs(tx, actor, personId, scheme, day));
    if (!may.ok) return may;
    const kind = form.intent;
    if (!evidenceKindsFor(scheme.renewal).includes(kind)) return refuse("renewal-not-asked");
    if (form.day > day) return refuse("renewal-to-come");
    const common = { id, personId, schemeId, kind, day: form.day, note: form.note, file: mediaType };
    const recorded = { recordedAt: now(), recordedBy: actor.personId };
    await tx.renewalEvidence.create({ data: { ...common, ...figuresOf(form), ...recorded } });
    const subject = { kind: "certification", id: certificationId };
    await recordAudit(tx, actor, "certification.evidence-entered", subject, { evidence: id, kind });
    return ok(id);
  });
  if (bytes && !done?.ok) await eraseEvidence(id);
  return done;
}

function figuresOf(form: EvidenceFigures) {
  switch (form.intent) {
    case "delivery":
    case "training": {
      const { modules, responses, mean, reported } = form;
      return { modules, responses, score: mean, reported: reported === "yes" };
    }
    case "refresher":
    case "workshop":
      return { score: form.share };
    case "observation":
      return { score: form.result };
    case "calibration":
      return { score: form.difference };
    default:
      return {};
  }
}

/** A finding is settled; it stays to be read. Null: not the actor's to act on. */
export const closeFinding = (asking: Actor, certificationId: string, evidenceId: string): Done<null> =>
  once(async (tx) => {
    const row = await loadCertification(tx, asking, certificationId);
    if (!row) return null;
    const actor = actingIn(asking, programmeScope(row.programme));
    const { personId, schemeId } = row;
    const book = await loadSchemes(tx);
    const day = today(book.current(schemeId).timeZone);
    const may = mayTouch(await standsAs(tx, actor, personId, book.judging(row, day), day));
    if (!may.ok) return may;
    const { count } = await tx.renewalEvidence.updateMany({
      where: { id: evidenceId, personId, schemeId, kind: "finding", closedOn: null },
      data: { closedOn: day },
    });
    if (count !== 1) return refuse("changed-meanwhile");
    const subject = { kind: "certification", id: certificationId };
    await recordAudit(tx, actor, "certification.finding-closed", subject, { evidence: evidenceId });
    return ok(null);
  });

/** The paper of one piece of evidence, for staff who see the certification. */
export async function evidenceFile(
  actor: Pick<Actor, "personId" | "reach">,
  certificationId: string,
  evidenceId: string,
) {
  const certification = await db.certification.findFirst({
    where: { AND: [{ id: certificationId }, certificationsInReach(actor)] },
    select: { personId: true, schemeId: true },
  });
  const row =
    certification &&
    (await db.renewalEvidence.findFirst({
      where: { id: evidenceId, ...certification, file: { not: null } },
      select: { file: true },
    }));
  const file = row && (await openEvidence(evidenceId));
  return file && { ...file, mediaType: row.file! };
}

async function once<Value>(act: (tx: Tx) => Done<Value>): Done<Value> {
  try {
    return await inTransaction(act);
  } catch (error) {
    if (isUniqueViolation(error, "sequence")) return refuse("changed-meanwhile");
    throw error;
  }
}
