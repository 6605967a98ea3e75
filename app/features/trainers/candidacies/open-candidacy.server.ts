import { recordAudit } from "#app/features/audit/record.server.ts";
import { peopleInReach } from "#app/features/identity/people-scope.server.ts";
import { now, today } from "#app/infra/clock.server.ts";
import { inTransaction, isUniqueViolation, type Tx } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import { ownReach, type Actor } from "#app/lib/actor.ts";
import { dayIn, type CalendarDay } from "#app/lib/calendar-day.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import { settle } from "./add-to-candidacy.server.ts";
import { loadCandidacy, readFile } from "./candidacy-file.server.ts";
import { OPEN } from "./candidacy-queue.ts";
import { reapply } from "./candidacy.ts";
import { examReadAt } from "#app/features/trainers/exams/exam-secrecy.server.ts";
import {
  readCertification,
  WITH_FACTS,
} from "#app/features/trainers/certifications/certifications.server.ts";
import { standingOn } from "#app/features/trainers/certifications/certification-status.ts";
import { mayBeginAnew } from "#app/features/trainers/renewal/renewal.ts";
import type { Scheme } from "#app/features/trainers/schemes/scheme.ts";
import type { SchemeBook } from "#app/features/trainers/schemes/scheme-book.ts";
import { loadSchemes } from "#app/features/trainers/schemes/scheme-versions.server.ts";
import { PROGRAMME_OF, type OpenSchemeId } from "#app/features/trainers/schemes/schemes.ts";
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

async function opening(work: (tx: Tx) => Promise<Result<string>>): Promise<Result<string>> {
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
  const scheme = book.current(schemeId);
  const day = today(scheme.timeZone);
  if ((await tx.candidacy.count({ where: { personId, schemeId, language, openKey: OPEN } })) > 0)
    return refuse("candidacy.openAlready");
  const called = mayApply(await callsFor(schemeId, tx), day);
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
      openKey: OPEN,
      state: start.value,
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
          body: JSON.stringify({ at: start.value }),
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
    { personId, schemeId, language, at: start.value },
  );
  await settle(tx, actor, id);
  return ok(id);
}

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
): Promise<Result<string>> {
  const last = await tx.candidacy.findFirst({
    where: { personId, schemeId: scheme.id, language },
    orderBy: { id: "desc" },
    select: { id: true },
  });
  const row = last && (await loadCandidacy({ id: last.id }, tx));
  const sameVersion = row?.schemeVersion === scheme.version;
  const again = row && reapply(scheme, (await readFile(row, tx)).history.candidacy, day, sameVersion);
  if (!again) return ok(scheme.stages[0]!.id);
  return day < again.from ? refuse("candidacy.waitToReapply", { day: again.from }) : ok(again.at);
}
