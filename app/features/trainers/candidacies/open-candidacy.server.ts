import { recordAudit } from "#app/features/audit/record.server.ts";
import { peopleInReach } from "#app/features/identity/people-scope.server.ts";
import { now, today } from "#app/infra/clock.server.ts";
import { inTransaction, isUniqueViolation, type Tx } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import { actingIn, isOwnRecord, ownReach, programmeScope, type Actor } from "#app/lib/actor.ts";
import { dayIn, type CalendarDay } from "#app/lib/calendar-day.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import { settle } from "./add-to-candidacy.server.ts";
import { loadCandidacy, readFile } from "./candidacy-file.server.ts";
import { OPEN } from "./candidacy-queue.ts";
import { type OpenedAt } from "./candidacy-history.ts";
import { reapply } from "./candidacy.ts";
import { examReadAt } from "#app/features/trainers/exams/exam-secrecy.server.ts";
import {
  certificationsInReach,
  readCertification,
  WITH_FACTS,
} from "#app/features/trainers/certifications/certifications.server.ts";
import { isInError, standingOn } from "#app/features/trainers/certifications/certification-status.ts";
import { mayBeginAnew, wayBackOf } from "#app/features/trainers/renewal/renewal.ts";
import type { Scheme } from "#app/features/trainers/schemes/scheme.ts";
import { wayOf, type SchemeBook } from "#app/features/trainers/schemes/scheme-book.ts";
import { wayToStore } from "#app/features/trainers/schemes/way-back.ts";
import { loadSchemes } from "#app/features/trainers/schemes/scheme-versions.server.ts";
import { PROGRAMME_OF, type OpenSchemeId, type SchemeId } from "#app/features/trainers/schemes/schemes.ts";
import { mayApply } from "./scheme-call.ts";
import { callsFor } from "./scheme-calls.server.ts";
import { toWiden } from "./widen.server.ts";

export type Asked = { schemeId: OpenSchemeId; language: string; reason: string };

/** Somebody applies for themselves. One open candidacy at a time for a scheme and language: the database says so. */
export const applyForCertification = (actor: Actor, asked: Asked) =>
  opening((tx) => openFor(tx, actor, actor.personId, asked, "candidate"));

/** An employer or an officer puts somebody forward whom they reach, never themselves; the candidate completes the file. */
export const nominate = (actor: Actor, username: string, asked: Asked) =>
  opening(async (tx) => {
    const person = await tx.person.findFirst({
      where: { AND: [peopleInReach(actor), { username: username.toLowerCase(), deactivatedAt: null }] },
      select: { id: true },
    });
    if (!person) return refuse("certification-nobody", { username });
    if (person.id === actor.personId) return refuse("candidacy.nominateYourself");
    if (await isPrincipalOf(tx, actor, person.id)) return refuse("candidacy.principalsRecord");
    return openFor(tx, actor, person.id, asked, "officer");
  });

/** Whom the actor reaches by that one's role only. */
async function isPrincipalOf(tx: Tx, actor: Actor, id: string): Promise<boolean> {
  if (!actor.reach.some((scope) => scope.for === id)) return false;
  return (await tx.person.count({ where: { AND: [{ id }, peopleInReach(ownReach(actor))] } })) === 0;
}

const opening = openingOrNot<never>;

async function openingOrNot<Nothing extends null>(
  work: (tx: Tx) => Promise<Result<string> | Nothing>,
): Promise<Result<string> | Nothing> {
  try {
    return await inTransaction(work);
  } catch (error) {
    if (isUniqueViolation(error)) return refuse("candidacy.openAlready");
    throw error;
  }
}

async function openFor(
  tx: Tx,
  actor: Actor,
  personId: string,
  { schemeId, language, reason }: Asked,
  as: "candidate" | "officer",
): Promise<Result<string>> {
  const book = await loadSchemes(tx);
  const whole = book.current(schemeId);
  const day = today(whole.timeZone);
  const back = await backTo(tx, book, { personId, schemeId, language }, day);
  const wayBack = back?.ok && back.value !== "full-path" ? wayToStore(back.value) : null;
  const scheme = wayOf(whole, wayBack);
  if ((await tx.candidacy.count({ where: { personId, schemeId, language, openKey: OPEN } })) > 0)
    return refuse("candidacy.openAlready");
  // Who comes back after a certification has expired is not called for.
  const called = wayBack ? ok(null) : mayApply(await callsFor(schemeId, tx), day);
  if (!called.ok) return called;
  const free = await mayHoldAnew(tx, book, personId, scheme.into ?? scheme.widens ?? schemeId, language, day);
  if (!free.ok) return free;
  if (scheme.widens && !(await toWiden(tx, book, scheme, { personId, language }, day)))
    return refuse("candidacy.nothingToWiden");
  // A version of a scheme nobody applied for has no stages; the one an office published since may be of that kind.
  if (scheme.stages.length === 0) return refuse("candidacy.noStages");
  const readAt = await examReadAt(tx, personId, schemeId);
  if (readAt) return refuse("exam.readBefore", { day: dayIn(scheme.timeZone, readAt) });
  const start = await startAt(tx, scheme, personId, language, day);
  if (!start.ok) return start;
  const id = newId();
  await tx.candidacy.create({
    data: {
      id,
      personId,
      programme: PROGRAMME_OF[schemeId],
      schemeId,
      schemeVersion: scheme.version,
      language,
      wayBack,
      openKey: OPEN,
      state: start.value.at,
      enteredOn: day,
      waitsFor: "file",
      openedOn: day,
      events: {
        create: {
          id: newId(),
          number: 1,
          kind: "opened",
          day,
          actingAs: as,
          body: JSON.stringify(start.value),
          reason,
          recordedAt: now(),
          recordedBy: actor.personId,
        },
      },
    },
  });
  await recordAudit(
    tx,
    actor,
    as === "candidate" ? "candidacy.applied" : "candidacy.nominated",
    { kind: "candidacy", id },
    { personId, schemeId, language, at: start.value.at, ...(wayBack && { wayBack }) },
  );
  await settle(tx, actor, id);
  return ok(id);
}

type Wanted = { personId: string; schemeId: string; language: string };

/** The way back of whoever was certified in that language, by the last one they held; null: there was none, or it is not over. */
async function backTo(
  tx: Tx,
  book: SchemeBook,
  where: Wanted,
  day: CalendarDay,
): Promise<ReturnType<typeof wayBackOf>> {
  const held = await tx.certification.findMany({
    where,
    orderBy: [{ validUntil: "desc" }, { id: "desc" }],
    include: WITH_FACTS,
  });
  const last = held
    .map((row) => ({ row, read: readCertification(row) }))
    .find(({ read }) => !isInError(read));
  if (!last) return null;
  const { validity, kind } = book.judging(last.row, day);
  return wayBackOf(last.read, validity, kind, day);
}

/** The holder of one that has expired begins the way back, or an officer who keeps it opens it for them. Null: not theirs. */
export const beginAgain = (
  actor: Actor,
  certificationId: string,
  as: { kind: "candidate" } | { kind: "officer"; reason: string },
): Promise<Result<string> | null> => {
  const own = { id: certificationId, personId: actor.personId };
  const where =
    as.kind === "candidate" ? own : { AND: [{ id: certificationId }, certificationsInReach(actor)] };
  return openingOrNot(async (tx) => {
    const row = await tx.certification.findFirst({ where });
    if (!row) return null;
    const { personId, language, programme } = row;
    const schemeId = row.schemeId as SchemeId;
    if (as.kind === "officer" && isOwnRecord(actingIn(actor, programmeScope(programme)), personId))
      return refuse("certification-own-record");
    const book = await loadSchemes(tx);
    const way = await backTo(
      tx,
      book,
      { personId, schemeId, language },
      today(book.current(schemeId).timeZone),
    );
    if (!way) return refuse("candidacy.noWayBack");
    if (!way.ok) return way;
    const reason = as.kind === "officer" ? as.reason : "";
    return openFor(tx, actor, personId, { schemeId, language, reason }, as.kind);
  });
};

/** Not beside one that is valid in the language; nor in any language past a suspension or a revocation. */
async function mayHoldAnew(
  tx: Tx,
  book: SchemeBook,
  personId: string,
  schemeId: string,
  language: string,
  day: CalendarDay,
): Promise<Result<null>> {
  const held = await tx.certification.findMany({ where: { personId, schemeId }, include: WITH_FACTS });
  for (const row of held) {
    const certification = readCertification(row);
    const { validity } = book.judging(row, day);
    if (row.language === language && standingOn(certification, validity, day).valid)
      return refuse("candidacy.certifiedAlready");
    const free = mayBeginAnew(certification, validity, day);
    if (!free.ok) return free;
  }
  return ok(null);
}

/** After a refusal one waits; gates passed lately are kept. */
async function startAt(
  tx: Tx,
  scheme: Scheme,
  personId: string,
  language: string,
  day: CalendarDay,
): Promise<Result<OpenedAt>> {
  const last = await tx.candidacy.findFirst({
    where: { personId, schemeId: scheme.id, language },
    orderBy: { id: "desc" },
    select: { id: true },
  });
  const row = last && (await loadCandidacy({ id: last.id }, tx));
  const sameVersion = row?.schemeVersion === scheme.version;
  const again = row && reapply(scheme, (await readFile(row, tx)).history.candidacy, day, sameVersion);
  if (!again) return ok({ at: scheme.stages[0]!.id });
  const { from, ...start } = again;
  return day < from ? refuse("candidacy.waitToReapply", { day: from }) : ok(start);
}
