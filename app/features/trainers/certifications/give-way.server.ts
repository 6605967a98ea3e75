import type { Tx } from "#app/infra/db.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { scopeOf, topicsHeld } from "#app/features/trainers/schemes/topics.ts";
import { addFact } from "./certification-facts.server.ts";
import { neverTookOver, OVER } from "./certification-status.ts";
import { periodsOf } from "./certifications.server.ts";
import { addingTo } from "./declare-error.server.ts";
import { decidedAfter, giveWay } from "./line.ts";
import { newestCertificate, reissueWithTopics } from "./trainer-certificates.server.ts";

type Gone = {
  id: string;
  personId: string;
  predecessorId: string | null;
  schemeId: string;
  validFrom: CalendarDay;
  origin: string;
  topics: string | null;
};
type Periods = Awaited<ReturnType<typeof periodsOf>>;
type Why = { day: CalendarDay; reason: string };

/**
 * A period that never took over gives way, once a fact of its own says so: what it was decided on stands again, what had
 * followed on it follows on that, with the topics it had taken away. Answers what stands again, and which successions are void.
 */
export async function stepAside(tx: Tx, actor: Actor, gone: Gone, why: Why) {
  const all = await periodsOf(tx, gone.personId);
  const changes = giveWay(gone, all);
  for (const { to, facts } of changes) {
    const add = addingTo(to.row, why.day, (row, fact) => addFact(tx, actor, row, fact));
    for (const fact of facts) await add({ ...fact, reason: why.reason });
  }
  const stands = changes.at(-1)?.to.row ?? null;
  if (stands && gone.origin === "reduced") await giveScopeBack(tx, actor, gone, { stands, all }, why);
  return {
    stands,
    voided: changes.flatMap(({ facts }) =>
      facts.flatMap((fact) => (fact.kind === "succession-voided" ? fact.about : [])),
    ),
  };
}

/**
 * What was decided on the smaller scope has it no less than what that had come from; another employer stands behind what it
 * recognised, and no more.
 */
async function giveScopeBack(
  tx: Tx,
  actor: Actor,
  { id, schemeId, topics }: Gone,
  { stands, all }: { stands: Periods[number]["row"]; all: Periods },
  { day, reason }: Why,
): Promise<void> {
  const left: readonly string[] = scopeOf(schemeId, topics);
  const taken = topicsHeld(stands).filter((topic) => !left.includes(topic));
  const ofSameEmployer = ({ row: { origin, attestation } }: Periods[number]) =>
    origin !== "recognised" || attestation?.organisationId === stands.attestation?.organisationId;
  for (const { facts, row } of decidedAfter(id, all, ofSameEmployer)) {
    const held = topicsHeld(row);
    const missing = neverTookOver(facts) ? [] : taken.filter((topic) => !held.includes(topic));
    if (missing.length === 0) continue;
    const add = addingTo(row, day, (to, fact) => addFact(tx, actor, to, fact));
    for (const word of missing) await add({ kind: "topic-added", day: row.validFrom, word, reason });
    const paper = await newestCertificate(tx, row.id);
    if (paper && !OVER.includes(paper.standing.status)) await reissueWithTopics(tx, actor, row.id, reason);
  }
}
