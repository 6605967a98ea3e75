import { recordAudit } from "#app/features/audit/record.server.ts";
import { readCertificateNumber } from "#app/features/certification/certificate-number.ts";
import { hearingOf } from "#app/features/trainers/certifications/certification-acts.ts";
import { isInError, OVER } from "#app/features/trainers/certifications/certification-status.ts";
import { recordBehalf } from "#app/features/trainers/certifications/deputy-acts.server.ts";
import { renewingRule } from "#app/features/trainers/renewal/renewal.ts";
import type { SchemeBook } from "#app/features/trainers/schemes/scheme-book.ts";
import { lastValidDay } from "#app/features/trainers/schemes/scheme.ts";
import { loadSchemes } from "#app/features/trainers/schemes/scheme-versions.server.ts";
import { PROGRAMME_OF, type LicenceSchemeId } from "#app/features/trainers/schemes/schemes.ts";
import { now, today } from "#app/infra/clock.server.ts";
import { inTransaction, isUniqueViolation, type Tx } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import { addLicenceFact, addToAllPeriods } from "./licence-facts.server.ts";
import { tellLicensee } from "./licence-mail.server.ts";
import { actOnLicence, assessRequest, mayDecide, periodGiven, type LicenceActKind } from "./licence.ts";
import { assessmentOf, circumstancesFor, decisionOf, requestFor } from "./licence-page.server.ts";
import { holdLicensee, licenseeInReach, worksAt } from "./licence-scope.server.ts";
import {
  answeringOn,
  licencesOf,
  OPEN_REQUEST,
  readLicence,
  shownOn,
  WITH_LICENCE_FACTS,
} from "./licences.server.ts";
import { writeLicence } from "./write-licence.server.ts";

type Of = { organisationId: string; schemeId: LicenceSchemeId };
type Done<Value> = Promise<Result<Value> | null>;

const openRequest = (tx: Tx, { organisationId, schemeId }: Of) =>
  tx.licenceRequest.findFirst({
    where: { organisationId, schemeId, openKey: OPEN_REQUEST },
    include: { renews: { include: WITH_LICENCE_FACTS } },
  });

const actingThere = async (tx: Tx, actor: Actor, organisationId: string) => ({
  actorId: actor.personId,
  worksThere: await worksAt(tx, actor, organisationId),
});

/** Somebody who may looks at the file and says once what they found. Null: not theirs. */
export const assessLicence = (
  asking: Actor,
  of: Of,
  { recommended, words }: { recommended: boolean; words: string },
): Done<null> =>
  inTransaction(async (tx) => {
    const found = await licenseeInReach(asking, "assess:licences", of.organisationId, of.schemeId, tx);
    if (!found) return null;
    const { actor } = found;
    const request = await openRequest(tx, of);
    if (!request) return refuse("licence-no-request");
    const may = assessRequest(
      await requestFor(tx, actor, request),
      await actingThere(tx, actor, of.organisationId),
    );
    if (!may.ok) return may;
    const { count } = await tx.licenceRequest.updateMany({
      where: { id: request.id, openKey: OPEN_REQUEST, assessedBy: null },
      data: {
        assessedOn: today((await loadSchemes(tx)).current(of.schemeId).timeZone),
        assessedAt: now(),
        assessedBy: actor.personId,
        recommended,
        assessment: words,
      },
    });
    if (count !== 1) return refuse("changed-meanwhile");
    await recordBehalf(tx, actor, assessmentOf(request.id));
    const subject = { kind: "organisation", id: of.organisationId };
    const { schemeId } = of;
    await recordAudit(tx, actor, "licence.assessed", subject, { schemeId, request: request.id, recommended });
    return ok(null);
  });

/** An officer who did not look at it gives the period or refuses, and the organisation is told. Null: not theirs. */
export const decideOnRequest = (
  asking: Actor,
  of: Of,
  { outcome, reason }: { outcome: "given" | "refused"; reason: string },
): Done<"given" | "refused"> =>
  once(async (tx) => {
    const found = await licenseeInReach(asking, "keep:licences", of.organisationId, of.schemeId, tx);
    if (!found) return null;
    const { actor, organisation } = found;
    await holdLicensee(tx, of.organisationId);
    const request = await openRequest(tx, of);
    if (!request) return refuse("licence-no-request");
    const may = mayDecide(
      await requestFor(tx, actor, request),
      await actingThere(tx, actor, of.organisationId),
    );
    if (!may.ok) return may;
    const book = await loadSchemes(tx);
    const scheme = book.current(of.schemeId);
    const day = today(scheme.timeZone);
    const { renews } = request;
    const rule = renews ? renewingRule(book.judging(renews, day), scheme) : scheme.validity;
    const renewed = renews && { licence: readLicence(renews), hearing: hearingOf(renews.facts) };
    const period = periodGiven(renewed, rule, day);
    if (outcome === "given" && !period.ok) return period;
    const held = renews ? null : await stillHeld(tx, book, of, day);
    if (outcome === "given" && held) return refuse("licence-holds-one", { number: held.number });
    const { count } = await tx.licenceRequest.updateMany({
      where: { id: request.id, openKey: OPEN_REQUEST },
      data: {
        openKey: request.id,
        decidedOn: day,
        decidedAt: now(),
        decidedBy: actor.personId,
        outcome,
        reason,
      },
    });
    if (count !== 1) return refuse("changed-meanwhile");
    await recordBehalf(tx, actor, decisionOf(request.id));
    const subject = { kind: "organisation", id: of.organisationId };
    const detail = { schemeId: of.schemeId, request: request.id, reason };
    await recordAudit(tx, actor, `licence.${outcome}`, subject, detail);
    if (renews) {
      const fact =
        outcome === "given" && period.ok
          ? ({ kind: "succeeded", day: period.value.validFrom, word: "renewed" } as const)
          : ({ kind: "renewal-refused", day } as const);
      await addLicenceFact(tx, actor, renews, { ...fact, reason, recordedOn: day });
    }
    const said = { key: request.id, ...of, organisation: organisation.name, reason };
    await tellLicensee(tx, {
      ...said,
      news: outcome === "given" && period.ok ? { what: "given", ...period.value } : { what: "refused", day },
    });
    if (outcome === "given" && period.ok)
      await writeLicence(
        tx,
        actor,
        {
          request,
          organisation,
          scheme,
          period: period.value,
          decided: { by: actor.personId, on: day },
        },
        reason,
      );
    return ok(outcome);
  });

/** The licence of today that has not ended: no first one begins beside it. */
async function stillHeld(tx: Tx, book: SchemeBook, { organisationId, schemeId }: Of, day: CalendarDay) {
  const row = answeringOn(await licencesOf(tx, organisationId, schemeId), day);
  return row && !OVER.includes(shownOn(book, row, day, false).standing.status) ? row : null;
}

/** A licence given on paper before this system, with its number. Null: not theirs. */
export async function recordLicence(
  asking: Actor,
  of: Of,
  { number, validFrom, basis }: { number: string; validFrom: CalendarDay; basis: string },
): Done<string> {
  try {
    return await inTransaction(async (tx) => {
      const found = await licenseeInReach(asking, "keep:licences", of.organisationId, of.schemeId, tx);
      if (!found) return null;
      const { actor } = found;
      if (await worksAt(tx, actor, of.organisationId)) return refuse("licence-own-record");
      await holdLicensee(tx, of.organisationId);
      if (await openRequest(tx, of)) return refuse("licence-waits");
      const book = await loadSchemes(tx);
      const scheme = book.current(of.schemeId);
      const day = today(scheme.timeZone);
      if (validFrom > day) return refuse("renewal-to-come");
      const held = await licencesOf(tx, of.organisationId, of.schemeId);
      const newest = held.find((row) => !isInError(readLicence(row)));
      if (newest && validFrom <= shownOn(book, newest, day, false).validUntil)
        return refuse("licence-there-is-one", { number: newest.number });
      if (readCertificateNumber(number).ok) return refuse("licence-number-ours");
      if ((await tx.certification.count({ where: { number: number.toUpperCase() } })) > 0)
        return refuse("certification-number-taken", { number });
      const id = newId();
      await tx.licence.create({
        data: {
          id,
          number: number.toUpperCase(),
          ...of,
          programme: PROGRAMME_OF[of.schemeId],
          schemeVersion: scheme.version,
          validFrom,
          validUntil: lastValidDay(scheme.validity, validFrom),
          origin: "recorded",
          basis,
          recordedAt: now(),
          recordedBy: actor.personId,
        },
      });
      await recordBehalf(tx, actor, id);
      await recordAudit(tx, actor, "licence.recorded", { kind: "licence", id }, { ...of, basis });
      return ok(id);
    });
  } catch (error) {
    if (isUniqueViolation(error, "number")) return refuse("certification-number-taken", { number });
    throw error;
  }
}

type Act = { kind: LicenceActKind; until: CalendarDay | null; word?: string | undefined };

/** Adds the fact an act makes, with its reason, and tells the organisation. Null: not theirs. */
export const actOnTheLicence = (asking: Actor, of: Of, act: Act, reason: string): Done<string> =>
  once(async (tx) => {
    const found = await licenseeInReach(asking, "keep:licences", of.organisationId, of.schemeId, tx);
    if (!found) return null;
    const { actor, organisation } = found;
    const book = await loadSchemes(tx);
    const day = today(book.current(of.schemeId).timeZone);
    const rows = await licencesOf(tx, of.organisationId, of.schemeId);
    const row = answeringOn(rows, day);
    if (!row) return refuse("licence-none");
    const decided = actOnLicence(
      readLicence(row),
      book.judging(row, day).validity,
      act,
      await circumstancesFor(tx, actor, row),
      day,
    );
    if (!decided.ok) return decided;
    const fact = { ...decided.value, reason, recordedOn: day };
    const others = fact.kind === "extended" ? [] : rows;
    const factId = await addToAllPeriods(tx, actor, row, others, fact);
    const said = { key: factId, ...of, organisation: organisation.name, reason };
    await tellLicensee(tx, { ...said, news: { what: "fact", ...decided.value } });
    return ok(decided.value.kind);
  });

async function once<Value>(act: (tx: Tx) => Done<Value>): Done<Value> {
  try {
    return await inTransaction(act);
  } catch (error) {
    if (isUniqueViolation(error, "sequence")) return refuse("changed-meanwhile");
    throw error;
  }
}
