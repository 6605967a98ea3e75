import { recordAudit } from "#app/features/audit/record.server.ts";
import { recordBehalf } from "#app/features/trainers/certifications/deputy-acts.server.ts";
import { keepDocument } from "#app/features/trainers/candidacies/keep-document.server.ts";
import { loadSchemes } from "#app/features/trainers/schemes/scheme-versions.server.ts";
import {
  PROGRAMME_OF,
  type LicenceDocument,
  type LicenceSchemeId,
} from "#app/features/trainers/schemes/schemes.ts";
import { now, today } from "#app/infra/clock.server.ts";
import { db, inTransaction, isUniqueViolation } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { canonicalJson } from "#app/lib/canonical-json.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import type { NamedUpload } from "#app/lib/upload.ts";
import { addLicenceFact, addToAllPeriods } from "./licence-facts.server.ts";
import { tellLicensee } from "./licence-mail.server.ts";
import { askForLicence, mayHandLicenceBack, type Asked } from "./licence.ts";
import { decisionOf } from "./licence-page.server.ts";
import { holdLicensee, licencesInReach, licenseeInReach } from "./licence-scope.server.ts";
import { answeringOn, licencesOf, OPEN_REQUEST, readLicence, WITH_LICENCE_FACTS } from "./licences.server.ts";
import { gatherQualification, type Gathered } from "./qualification.server.ts";
import { missingIn } from "./qualification.ts";

/** Of one organisation under one scheme, for one period. */
const MOST_FILES = 60;

type Of = { organisationId: string; schemeId: LicenceSchemeId };

/** A document for the licence, by the organisation's head. Null: not theirs. */
export async function handInDocument(
  asking: Actor,
  { organisationId, schemeId }: Of,
  { document, upload }: { document: LicenceDocument; upload: NamedUpload },
): Promise<Result<string> | null> {
  const head = await licenseeInReach(asking, "ask:licences", organisationId, schemeId);
  if (!head) return null;
  const of = { organisationId, programme: PROGRAMME_OF[schemeId], schemeId };
  const book = await loadSchemes();
  const addedOn = today(book.current(schemeId).timeZone);
  const since = answeringOn(await licencesOf(db, organisationId, schemeId), addedOn)?.validFrom ?? "";
  if ((await db.licenceFile.count({ where: { ...of, addedOn: { gt: since } } })) >= MOST_FILES)
    return refuse("session-file.too-many", { count: MOST_FILES });
  const kept = await keepDocument(upload);
  if (!kept.ok) return kept;
  const id = newId();
  await inTransaction(async (tx) => {
    await tx.licenceFile.create({
      data: { id, ...of, document, ...kept.value, addedOn, addedAt: now(), addedBy: head.actor.personId },
    });
    const subject = { kind: "organisation", id: organisationId };
    await recordAudit(tx, head.actor, "licence.document", subject, { schemeId, document, file: id });
  });
  return ok(id);
}

/** The head takes a document back, until a request is made with it. Null: not theirs. */
export const takeDocumentBack = (
  asking: Actor,
  { organisationId, schemeId }: Of,
  fileId: string,
): Promise<Result<null> | null> =>
  inTransaction(async (tx) => {
    const head = await licenseeInReach(asking, "ask:licences", organisationId, schemeId, tx);
    if (!head) return null;
    await holdLicensee(tx, organisationId);
    const of = { organisationId, schemeId };
    const counted = await tx.licenceRequest.count({ where: { ...of, counted: { contains: fileId } } });
    if (counted > 0) return refuse("licence-file-counted");
    const { count } = await tx.licenceFile.deleteMany({ where: { ...of, id: fileId } });
    if (count === 0) return null;
    const subject = { kind: "organisation", id: organisationId };
    await recordAudit(tx, head.actor, "licence.document-taken-back", subject, { schemeId, file: fileId });
    return ok(null);
  });

/** One handed-in document, for those who see the licence. */
export const licenceFileToOpen = (actor: Actor, fileId: string) =>
  db.licenceFile.findFirst({
    where: { AND: [{ id: fileId }, licencesInReach(actor)] },
    select: { name: true, sha256: true, mediaType: true },
  });

/**
 * The head asks, for a first licence or for the next period of the one there is: complete, in time, once. What was there
 * is written down with it, so that a slow office harms nobody. Null: not theirs.
 */
export async function askLicence(
  asking: Actor,
  { organisationId, schemeId }: Of,
  note: string,
): Promise<Result<Asked> | null> {
  try {
    return await inTransaction(async (tx) => {
      const head = await licenseeInReach(asking, "ask:licences", organisationId, schemeId, tx);
      if (!head) return null;
      const { actor } = head;
      await holdLicensee(tx, organisationId);
      const book = await loadSchemes(tx);
      const scheme = book.current(schemeId);
      const day = today(scheme.timeZone);
      const present = answeringOn(await licencesOf(tx, organisationId, schemeId), day);
      const of = { organisationId, schemeId };
      const gathered = await gatherQualification(
        tx,
        book,
        { ...of, scheme },
        present?.validFrom ?? null,
        day,
      );
      const rule = present ? book.judging(present, day).validity : scheme.validity;
      const waits = (await tx.licenceRequest.count({ where: { ...of, openKey: OPEN_REQUEST } })) > 0;
      const licence = present && readLicence(present);
      const asked = askForLicence({ licence, rule, waits, missing: missingIn(gathered.parts) }, day);
      if (!asked.ok) return asked;
      const renews = asked.value === "renewal" ? present : null;
      const id = newId();
      await tx.licenceRequest.create({
        data: {
          id,
          ...of,
          programme: PROGRAMME_OF[schemeId],
          openKey: OPEN_REQUEST,
          renewsId: renews?.id ?? null,
          counted: countedOn(gathered),
          note,
          askedOn: day,
          askedAt: now(),
          askedBy: actor.personId,
        },
      });
      await recordBehalf(tx, actor, id);
      if (renews)
        await addLicenceFact(tx, actor, renews, {
          kind: "renewal-submitted",
          day,
          reason: note,
          recordedOn: day,
        });
      const subject = { kind: "organisation", id: organisationId };
      await recordAudit(tx, actor, "licence.asked", subject, { schemeId, request: id, renews: renews?.id });
      return asked;
    });
  } catch (error) {
    if (isUniqueViolation(error, "openKey") || isUniqueViolation(error, "sequence"))
      return refuse("licence-waits");
    throw error;
  }
}

/** The head takes back a request that nobody has decided. Null: not theirs. */
export async function withdrawRequest(
  asking: Actor,
  { organisationId, schemeId }: Of,
  reason: string,
): Promise<Result<null> | null> {
  return inTransaction(async (tx) => {
    const head = await licenseeInReach(asking, "ask:licences", organisationId, schemeId, tx);
    if (!head) return null;
    const { actor } = head;
    await holdLicensee(tx, organisationId);
    const request = await tx.licenceRequest.findFirst({
      where: { organisationId, schemeId, openKey: OPEN_REQUEST },
      include: { renews: { include: WITH_LICENCE_FACTS } },
    });
    if (!request) return refuse("licence-no-request");
    const { id, renews } = request;
    const day = today((await loadSchemes(tx)).current(schemeId).timeZone);
    await tx.licenceRequest.update({
      where: { id },
      data: {
        openKey: id,
        decidedOn: day,
        decidedAt: now(),
        decidedBy: actor.personId,
        outcome: "withdrawn",
        reason,
      },
    });
    await recordBehalf(tx, actor, decisionOf(id));
    if (renews)
      await addLicenceFact(tx, actor, renews, { kind: "renewal-withdrawn", day, reason, recordedOn: day });
    const subject = { kind: "organisation", id: organisationId };
    await recordAudit(tx, actor, "licence.withdrawn", subject, { schemeId, request: id, reason });
    return ok(null);
  });
}

/**
 * The head gives the licence up, with a period that is prepared; it does not come back, and officers and heads are told.
 * Sent twice it is once. Null: not theirs.
 */
export const handLicenceBack = (
  asking: Actor,
  { organisationId, schemeId }: Of,
  reason: string,
): Promise<Result<null> | null> =>
  inTransaction(async (tx) => {
    const head = await licenseeInReach(asking, "ask:licences", organisationId, schemeId, tx);
    if (!head) return null;
    const { actor, organisation } = head;
    await holdLicensee(tx, organisationId);
    const book = await loadSchemes(tx);
    const day = today(book.current(schemeId).timeZone);
    const rows = await licencesOf(tx, organisationId, schemeId);
    const row = answeringOn(rows, day);
    if (!row) return refuse("licence-none");
    if (row.facts.at(-1)?.kind === "surrendered") return ok(null);
    const of = { organisationId, schemeId };
    const waits = (await tx.licenceRequest.count({ where: { ...of, openKey: OPEN_REQUEST } })) > 0;
    const may = mayHandLicenceBack(readLicence(row), book.judging(row, day).validity, waits, day);
    if (!may.ok) return may;
    const fact = { kind: "surrendered", day, reason, recordedOn: day } as const;
    const key = await addToAllPeriods(tx, actor, row, rows, fact);
    const said = { key, ...of, organisation: organisation.name, reason };
    await tellLicensee(tx, { ...said, news: { what: "fact", kind: fact.kind, day } });
    return ok(null);
  });

/** What the decision will rest on. */
const countedOn = ({ parts, files }: Gathered): string =>
  canonicalJson({
    parts: parts.map(({ asked, have, need }) => ({ asked, have, need })),
    files: files.filter(({ counts }) => counts).map(({ id }) => id),
  });
