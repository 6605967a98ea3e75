import type { Tx } from "#app/infra/db.server.ts";
import { allNow } from "#app/features/identity/who-now.server.ts";
import { principalsBehind } from "#app/features/trainers/certifications/deputy-acts.server.ts";
import { ownRecordsOf, type Actor } from "#app/lib/actor.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { byPerson } from "#app/features/trainers/renewal/graded-tests.server.ts";
import { setAsideHere, type Candidacy } from "./candidacy.ts";
import {
  readCertification,
  WITH_FACTS,
} from "#app/features/trainers/certifications/certifications.server.ts";
import { standingOn } from "#app/features/trainers/certifications/certification-status.ts";
import { barsOf, ofInterest, type Around, type Bar, type Employed } from "./impartiality.ts";
import type { SchemeKind } from "#app/features/trainers/schemes/scheme.ts";
import { loadSchemes } from "#app/features/trainers/schemes/scheme-versions.server.ts";

/* Who may assess or decide, from what the platform knows on the day: places of work, certifications, sessions held. */

/** Why this person may not assess the candidate, or not decide on them, on the day. */
export async function barsOn(
  what: "assess" | "decide",
  personId: string,
  { candidateId, ...around }: Omit<Around, "candidate"> & { candidateId: string },
  day: CalendarDay,
  tx: Tx,
): Promise<Bar[]> {
  const employers = await employersOf(tx, [personId, candidateId]);
  const assesses = what === "assess";
  const known = {
    personId,
    employers: employers(personId),
    trained: assesses ? await trainedAmong(tx, personId, around.learntIn, day) : [],
    validMaster: assesses && (await isMaster(tx, personId, day)),
    attested: assesses && around.byEmployer && (await isCertified(tx, personId, "facilitator", day)),
  };
  const candidate = { personId: candidateId, employers: employers(candidateId) };
  return barsOf(what, known, { ...around, candidate }, day);
}

/**
 * What bars whoever acts, or anybody on whose behalf: a deputy is no way round what bars the principal, nor the other way
 * round (0033). What one has to be oneself, to judge at all, whoever acts is.
 */
export async function barsBehind(
  what: "assess" | "decide",
  actor: Actor,
  about: Parameters<typeof barsOn>[2],
  day: CalendarDay,
  tx: Tx,
): Promise<Bar[]> {
  const bars = await barsOn(what, actor.personId, about, day, tx);
  for (const principal of ownRecordsOf(actor).filter((id) => id !== actor.personId))
    bars.push(...ofInterest(await barsOn(what, principal, about, day, tx)));
  return [...new Set(bars)];
}

/**
 * A deputy and whoever they stand in for are one, and a panel's decision is that of its three: what was set aside of any of
 * them, they do not decide anew.
 */
export async function overruledBars(tx: Tx, actor: Actor, candidacy: Candidacy): Promise<Bar[]> {
  const rulings = setAsideHere(candidacy);
  if (rulings.length === 0) return [];
  const acts = rulings.map(({ act }) => act);
  const behind = [...(await principalsBehind(tx, acts)), ...(await votersBehind(tx, acts))];
  const theirs = [...rulings.map(({ by }) => by), ...behind];
  return ownRecordsOf(actor).some((id) => theirs.includes(id)) ? ["had-a-part"] : [];
}

/** Whose votes these acts were, where a panel decided. */
export async function votersBehind(tx: Tx, acts: readonly string[]): Promise<string[]> {
  const seats = await tx.panelSeat.findMany({
    where: { personId: { not: null }, votedAt: { not: null }, panel: { recordId: { in: [...acts] } } },
    select: { personId: true },
  });
  return allNow(
    tx,
    seats.flatMap(({ personId }) => personId ?? []),
  );
}

/** Where each of these people works and has worked. */
export async function employersOf(tx: Tx, people: readonly string[]) {
  const worked = byPerson(
    await tx.affiliation.findMany({
      where: { personId: { in: [...people] } },
      select: { personId: true, organisationId: true, from: true, until: true },
    }),
  );
  return (of: string): Employed[] => worked.get(of) ?? [];
}

/** Of these cohorts, those somebody has trained up to a day. */
export async function trainedAmong(
  tx: Tx,
  personId: string,
  cohorts: readonly string[],
  day: CalendarDay,
): Promise<string[]> {
  if (cohorts.length === 0) return [];
  const held = await tx.halfDayTrainer.findMany({
    where: {
      personId,
      role: { not: "observer" },
      halfDay: { cohortId: { in: [...cohorts] }, date: { lte: day } },
    },
    select: { halfDay: { select: { cohortId: true } } },
  });
  return [...new Set(held.map(({ halfDay }) => halfDay.cohortId))];
}

export const isMaster = (tx: Tx, personId: string, day: CalendarDay): Promise<boolean> =>
  isCertified(tx, personId, "master-trainer", day);

async function isCertified(tx: Tx, personId: string, kind: SchemeKind, day: CalendarDay): Promise<boolean> {
  const book = await loadSchemes(tx);
  const held = await tx.certification.findMany({
    where: { personId, schemeId: { in: book.ids.filter((id) => book.current(id).kind === kind) } },
    include: WITH_FACTS,
  });
  return held.some((row) => standingOn(readCertification(row), book.judging(row, day).validity, day).valid);
}

/** Whether one of a cohort's trainers is a valid master trainer on every day they train it. */
export async function ledByMaster(tx: Tx, cohortId: string): Promise<boolean> {
  const held = await tx.halfDayTrainer.findMany({
    where: { halfDay: { cohortId }, role: { in: ["lead", "co-trainer"] } },
    select: { personId: true, halfDay: { select: { date: true } } },
  });
  for (const personId of new Set(held.map((one) => one.personId))) {
    const days = new Set(held.filter((one) => one.personId === personId).map(({ halfDay }) => halfDay.date));
    const valid = await Promise.all([...days].map((day) => isMaster(tx, personId, day)));
    if (valid.every(Boolean)) return true;
  }
  return false;
}
