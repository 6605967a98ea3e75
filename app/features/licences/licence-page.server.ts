import { readFrozenLicence } from "#app/features/certification/certificate-record.server.ts";
import { paperLog } from "#app/features/certification/paper-log.server.ts";
import type { Permission } from "#app/features/identity/permissions.ts";
import {
  hearingOf,
  type SuspensionGround,
} from "#app/features/trainers/certifications/certification-acts.ts";
import { isSaidAmongStaff } from "#app/features/audit/said-among-staff.ts";
import {
  datesOf,
  type CertificationFact,
} from "#app/features/trainers/certifications/certification-status.ts";
import { lastSuspension } from "#app/features/trainers/certifications/certifications.server.ts";
import { behalfOf, withOneAuthority } from "#app/features/trainers/certifications/deputy-acts.server.ts";
import type { SchemeBook } from "#app/features/trainers/schemes/scheme-book.ts";
import { loadSchemes } from "#app/features/trainers/schemes/scheme-versions.server.ts";
import type { LicenceSchemeId } from "#app/features/trainers/schemes/schemes.ts";
import { today } from "#app/infra/clock.server.ts";
import { db, type Prisma, type Tx } from "#app/infra/db.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import {
  askForLicence,
  assessRequest,
  licenceActsOffered,
  mayDecide,
  mayHandLicenceBack,
  type Request as RequestBy,
} from "./licence.ts";
import { licenceErrorFor } from "./licence-error.server.ts";
import { findLicencePaper } from "./licence-paper.server.ts";
import { licenseeInReach, worksAt } from "./licence-scope.server.ts";
import type { LicenceOffers, LicenceSheet, LicenceShown, RequestShown } from "./licence-view.ts";
import { answeringOn, licencesOf, readLicence, shownOn, type LicenceRecord } from "./licences.server.ts";
import { lacksPaper } from "./write-licence.server.ts";
import { missingIn } from "./qualification.ts";
import { gatherQualification, type Gathered } from "./qualification.server.ts";

type Organisation = LicenceSheet["organisation"];
export type LicencePage = {
  sheet: LicenceSheet;
  offers: LicenceOffers;
  /** Null: there is no licence to print. */
  paper: Awaited<ReturnType<typeof paperLog>> | null;
  /** That it was given in error, as far as somebody has said so. */
  error: Awaited<ReturnType<typeof licenceErrorFor>> | null;
};

/** How an organisation stands under a scheme; null: not the actor's to see. */
export async function licencePage(
  asking: Actor,
  organisationId: string,
  schemeId: LicenceSchemeId,
  on: CalendarDay | null,
): Promise<LicencePage | null> {
  const seen = await licenseeInReach(asking, "see:licences", organisationId, schemeId);
  if (!seen) return null;
  const [book, rows] = await Promise.all([loadSchemes(), licencesOf(db, organisationId, schemeId)]);
  const scheme = book.current(schemeId);
  const day = today(scheme.timeZone);
  const present = answeringOn(rows, day);
  const requests = await db.licenceRequest.findMany({
    where: { organisationId, schemeId },
    orderBy: [{ askedAt: "desc" }, { id: "desc" }],
  });
  const gathered = await gatherQualification(
    db,
    book,
    { organisationId, schemeId, scheme },
    present?.validFrom ?? null,
    day,
  );
  const told = (await worksAt(db, seen.actor, organisationId)) ? rows.map(withoutTalk) : rows;
  const sheet = await sheetOf(book, seen.organisation, schemeId, { rows: told, requests, gathered, day, on });
  const { licence } = sheet;
  const paper =
    licence && (await paperLog({ licenceId: licence.id }, await findLicencePaper(asking, licence.id)));
  const error = licence && (await licenceErrorFor(asking, licence.id));
  return { sheet, offers: await offersOf(asking, sheet, present, book), paper, error };
}

/** Who works there reads of an error once it is declared. */
const withoutTalk = (row: LicenceRecord): LicenceRecord => ({
  ...row,
  facts: row.facts.filter(({ kind }) => !isSaidAmongStaff(kind)),
});

type Request = Prisma.LicenceRequestGetPayload<object>;
type Read = {
  rows: LicenceRecord[];
  requests: Request[];
  gathered: Gathered;
  day: CalendarDay;
  on: CalendarDay | null;
};

async function sheetOf(
  book: SchemeBook,
  organisation: Organisation,
  schemeId: LicenceSchemeId,
  { rows, requests, gathered, day, on }: Read,
): Promise<LicenceSheet> {
  const scheme = book.current(schemeId);
  const past = on !== null && on < day;
  const row = answeringOn(rows, on ?? day, past ? on : null);
  const facts = row?.facts ?? [];
  const recordIds = [
    ...facts.map(({ id }) => id),
    ...requests.flatMap(({ id }) => [id, assessmentOf(id), decisionOf(id)]),
  ];
  const writers = [
    ...rows.map(({ recordedBy }) => recordedBy),
    ...facts.map(({ recordedBy }) => recordedBy),
    ...requests.flatMap(({ askedBy, assessedBy, decidedBy }) => [askedBy, assessedBy, decidedBy]),
  ].filter((id) => id !== null);
  const [behalf, people] = await Promise.all([
    behalfOf(db, recordIds),
    db.person.findMany({ where: { id: { in: writers } }, select: { id: true, name: true } }),
  ]);
  const nameOf = (id: string | null) => people.find((person) => person.id === id)?.name ?? "";
  const shown = requests.map((request): RequestShown => ({
    id: request.id,
    renews: request.renewsId !== null,
    askedOn: request.askedOn,
    askedBy: nameOf(request.askedBy),
    behalf: behalf.get(request.id) ?? null,
    note: request.note,
    assessment:
      request.assessedOn === null
        ? null
        : {
            on: request.assessedOn,
            by: nameOf(request.assessedBy),
            behalf: behalf.get(assessmentOf(request.id)) ?? null,
            recommended: request.recommended === true,
            words: request.assessment ?? "",
          },
    decision:
      request.decidedOn === null
        ? null
        : {
            on: request.decidedOn,
            by: nameOf(request.decidedBy),
            behalf: behalf.get(decisionOf(request.id)) ?? null,
            outcome: request.outcome ?? "",
            reason: request.reason ?? "",
          },
  }));
  return {
    organisation,
    schemeId,
    schemeVersion: scheme.version,
    timeZone: scheme.timeZone,
    today: day,
    licence: row && {
      id: row.id,
      schemeVersion: book.judging(row, day).version,
      validFrom: row.validFrom,
      origin: row.origin,
      basis: row.basis,
      recordedBy: nameOf(row.recordedBy),
      printed: printedAs(row),
      on: on ?? day,
      dates: datesOf(readLicence(row), book.judging(row, day).validity),
      number: row.number,
      standing: shownOn(book, row, on ?? day, past).standing,
      standingToday: shownOn(book, row, day, false).standing,
      hearing: hearingOf(facts),
      facts: facts.map(({ id, kind, day: from, until, word, reason, recordedBy }) => ({
        id,
        kind: kind as CertificationFact["kind"],
        day: from,
        until,
        word: kind === "suspended" ? (word as SuspensionGround | null) : null,
        reason,
        by: nameOf(recordedBy),
        behalf: behalf.get(id) ?? null,
      })),
    },
    others: rows
      .filter(({ id }) => id !== row?.id)
      .map(({ id, number, validFrom, validUntil }) => ({ id, number, validFrom, validUntil })),
    ...gathered,
    files: gathered.files.map((file) => ({
      ...file,
      asked: requests.some(({ counted }) => counted.includes(file.id)),
    })),
    open: shown.find(({ decision }) => decision === null) ?? null,
    decided: shown.filter(({ decision }) => decision !== null),
  };
}

function printedAs(row: LicenceRecord): LicenceShown["printed"] {
  const facts = readFrozenLicence(row);
  return facts && { code: facts.code, verifyUrl: facts.verifyUrl };
}

/** Under which the acts on a request say on whose behalf they were; asking does so under its own id. */
export const assessmentOf = (requestId: string): string => `${requestId}:assessment`;
export const decisionOf = (requestId: string): string => `${requestId}:decision`;

/** Who asked and who looked, as the rules ask it of this actor: an authority is one, whoever holds it. */
export async function requestFor(
  tx: Tx,
  actor: Actor,
  { id, askedBy, assessedBy }: { id: string } & RequestBy,
): Promise<RequestBy> {
  const [asked, assessed] = await withOneAuthority(tx, actor, [
    { id, recordedBy: askedBy },
    ...(assessedBy === null ? [] : [{ id: assessmentOf(id), recordedBy: assessedBy }]),
  ]);
  return { askedBy: asked!.recordedBy, assessedBy: assessed?.recordedBy ?? null };
}

/** Of the same licence, as the rules ask it of this actor. */
export async function circumstancesFor(tx: Tx, actor: Actor, row: LicenceRecord) {
  const facts = await withOneAuthority(tx, actor, row.facts);
  return {
    actorId: actor.personId,
    worksThere: await worksAt(tx, actor, row.organisationId),
    suspendedBy: lastSuspension(facts)?.recordedBy ?? null,
    hearing: hearingOf(facts),
  };
}

async function offersOf(
  asking: Actor,
  { organisation, schemeId, open, parts, today: day }: LicenceSheet,
  present: LicenceRecord | null,
  book: SchemeBook,
): Promise<LicenceOffers> {
  const by = async (permission: Permission) =>
    (await licenseeInReach(asking, permission, organisation.id, schemeId))?.actor ?? null;
  const [head, assessor, officer] = await Promise.all([
    by("ask:licences"),
    by("assess:licences"),
    by("keep:licences"),
  ]);
  const rule = present ? book.judging(present, day).validity : book.current(schemeId).validity;
  const asked = askForLicence(
    { licence: present && readLicence(present), rule, waits: open !== null, missing: missingIn(parts) },
    day,
  );
  const stored = open && (await db.licenceRequest.findUniqueOrThrow({ where: { id: open.id } }));
  const acting = async (actor: Actor) => ({
    actorId: actor.personId,
    worksThere: await worksAt(db, actor, organisation.id),
  });
  const assessing =
    assessor && stored && assessRequest(await requestFor(db, assessor, stored), await acting(assessor));
  const deciding =
    officer && stored && mayDecide(await requestFor(db, officer, stored), await acting(officer));
  const apart = officer !== null && !(await worksAt(db, officer, organisation.id));
  return {
    withdraw: head !== null && open !== null,
    paper: apart && present !== null && lacksPaper(present),
    hand: head !== null,
    ask: head && (asked.ok ? { refusal: null } : { refusal: asked.reason.key, params: asked.reason.params }),
    handBack:
      head !== null &&
      present !== null &&
      mayHandLicenceBack(readLicence(present), rule, open !== null, day).ok,
    assess: assessing?.ok === true,
    decide: deciding?.ok === true,
    decideNot: deciding && !deciding.ok ? deciding.reason.key : null,
    acts:
      officer && present
        ? licenceActsOffered(readLicence(present), rule, await circumstancesFor(db, officer, present), day)
        : [],
    record: apart && open === null,
  };
}
