import { today } from "#app/infra/clock.server.ts";
import { allNow, ownAccountsOf } from "#app/features/identity/who-now.server.ts";
import { db, inTransaction, isUniqueViolation, type Tx } from "#app/infra/db.server.ts";
import { actingIn, isOwnRecord, ownRecordsOf, programmeScope, type Actor } from "#app/lib/actor.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import { hasConflict } from "#app/features/trainers/candidacies/conflict.server.ts";
import { linkSuspension } from "#app/features/trainers/complaints/complaint-links.server.ts";
import { involvedIn } from "#app/features/trainers/appeals/appeal.ts";
import {
  actsOffered,
  decideAct,
  FACT_OF,
  hearingOf,
  isAddedBy,
  type CertificationAct,
  type Circumstances,
  type NewFact,
  type SuspensionGround,
} from "./certification-acts.ts";
import { addFact } from "./certification-facts.server.ts";
import { tellOfDecision } from "./certification-mail.server.ts";
import { datesOf, standingOn } from "./certification-status.ts";
import {
  factsThatCount,
  holdLine,
  lastSuspension,
  loadCertification,
  readCertification,
  readPeriod,
} from "./certifications.server.ts";
import { principalsBehind, withOneAuthority } from "./deputy-acts.server.ts";
import type { Scheme } from "#app/features/trainers/schemes/scheme.ts";
import { loadSchemes } from "#app/features/trainers/schemes/scheme-versions.server.ts";
import { followersOf } from "./line.ts";
import { settleProposals } from "./settle-proposals.server.ts";
import { goOn } from "./successor.server.ts";
import { scopeOf, topicsHeld } from "#app/features/trainers/schemes/topics.ts";

/**
 * Adds the fact an act makes, with its reason, and tells the holder. Null: not the actor's to act on. The same act sent
 * twice adds one fact; of two who act at once one is told.
 */
export async function actOnCertification(
  actor: Actor,
  certificationId: string,
  act: CertificationAct,
  reason: string,
): Promise<Result<NewFact["kind"]> | null> {
  try {
    return await inTransaction((tx) => addAct(tx, actor, certificationId, act, reason));
  } catch (error) {
    if (isUniqueViolation(error, "sequence")) return refuse("changed-meanwhile");
    throw error;
  }
}

/** The same within a transaction of whoever asks. */
export async function addAct(
  tx: Tx,
  asking: Actor,
  certificationId: string,
  act: CertificationAct,
  reason: string,
): Promise<Result<NewFact["kind"]> | null> {
  await holdLine(tx, certificationId);
  const row = await loadCertification(tx, asking, certificationId);
  if (!row) return null;
  const book = await loadSchemes(tx);
  const day = today(book.current(row.schemeId).timeZone);
  const scheme = book.judging(row, day);
  const { validity } = scheme;
  const last = row.facts.at(-1);
  const certification = readCertification(row);
  const { actor, circumstances } = await circumstancesOf(tx, asking, row, scheme, day);
  const decided = decideAct(certification, validity, act, circumstances, day);
  const again =
    last?.reason === reason &&
    last.recordedBy === actor.personId &&
    isAddedBy(last, act, topicsAfter(row), day);
  if (again) return ok(FACT_OF[act.kind]);
  if (!decided.ok) return decided;
  const factId = await addFact(tx, actor, row, { ...decided.value, reason, recordedOn: day });
  if (act.kind === "reduce") {
    const { validUntil } = datesOf(certification, validity);
    const topics = JSON.stringify(act.topics);
    await goOn(tx, actor, row, { validFrom: day, validUntil, topics, origin: "reduced", basis: reason });
  }
  // Whoever had proposed it is answered by it; one's own proposal somebody else decides on.
  if (act.kind === "suspend") {
    const byOthers = { certificationId: row.id, proposedBy: { notIn: await ownAccountsOf(tx, actor) } };
    await settleProposals(tx, actor, byOthers, "suspended", reason);
  }
  if (act.kind === "suspend" && act.word === ("complaint" satisfies SuspensionGround))
    await linkSuspension(tx, actor, row.id, factId);
  await tellOfDecision(tx, row, factId, { ...decided.value, reason });
  return ok(decided.value.kind);
}

type Row = NonNullable<Awaited<ReturnType<typeof loadCertification>>>;

/** What a reduction has left: the scope of the period that took over. */
function topicsAfter({ id, schemeId, person }: Row): readonly string[] {
  const periods = person.certifications.map((one) => ({ ...one, facts: readPeriod(one).facts }));
  const [next] = followersOf(id, periods);
  return next ? scopeOf(schemeId, next.topics) : [];
}

/** By whose authority somebody acts on it, and what was recorded of it by the same: the page offers by it what an act takes. */
async function circumstancesOf(tx: Tx, asking: Actor, row: Row, scheme: Scheme, day: CalendarDay) {
  const actor = actingIn(asking, programmeScope(row.programme));
  const facts = await withOneAuthority(tx, actor, factsThatCount(row));
  const circumstances: Circumstances = {
    holderId: row.personId,
    actorId: isOwnRecord(actor, row.personId) ? row.personId : actor.personId,
    suspendedBy: lastSuspension(facts)?.recordedBy ?? null,
    conflict: await hasConflict(tx, actor, row.personId, scheme, day),
    hearing: hearingOf(facts),
    topics: topicsHeld(row),
  };
  return { actor, circumstances };
}

/** What the page offers an officer: only what would not be refused for who they are. Null: not theirs to act on. */
export async function actsFor(asking: Actor, certificationId: string) {
  const row = await loadCertification(db, asking, certificationId);
  if (!row) return null;
  const book = await loadSchemes();
  const day = today(book.current(row.schemeId).timeZone);
  const scheme = book.judging(row, day);
  const { validity } = scheme;
  const certification = readCertification(row);
  const { actor, circumstances } = await circumstancesOf(db, asking, row, scheme, day);
  const { actorId, holderId, suspendedBy, hearing, conflict } = circumstances;
  const recorded = row.facts.map(({ id }) => id);
  const involved = [
    ...(await allNow(db, involvedIn(holderId, row.facts))),
    ...(await principalsBehind(db, recorded)),
  ];
  return {
    acts: actsOffered(certification, validity, circumstances, day),
    conflict: conflict === true && actorId !== holderId,
    mayIssue: actorId !== holderId && row.origin !== "recorded",
    mayDecideAppeal: !ownRecordsOf(actor).some((id) => involved.includes(id)),
    liftByAnother: standingOn(certification, validity, day).status === "suspended" && suspendedBy === actorId,
    revokeByAnother: hearing?.by === actorId,
  };
}
