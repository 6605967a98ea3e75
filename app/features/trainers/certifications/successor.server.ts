import { recordAudit } from "#app/features/audit/record.server.ts";
import { now } from "#app/infra/clock.server.ts";
import type { Prisma, Tx } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { standBehind } from "./attestation.server.ts";
import { goesAlong, goesBack } from "./line.ts";
import { topicsHeld } from "#app/features/trainers/schemes/topics.ts";
import { issueForCertification, reissueWithTopics } from "./trainer-certificates.server.ts";

type Before = {
  id: string;
  number: string;
  predecessorId: string | null;
  personId: string;
  programme: string;
  schemeId: string;
  language: string;
  attestation: { organisationId: string } | null;
};

type Next = {
  schemeVersion: string;
  validFrom: CalendarDay;
  validUntil: CalendarDay;
  countsFrom?: CalendarDay;
  topics: string | null;
  origin: "reduced" | "renewed" | "recognised";
  basis: string;
  recordedOn: CalendarDay;
};

type Held = Before & {
  schemeVersion: string;
  validFrom: CalendarDay;
  countsFrom: CalendarDay | null;
  facts: readonly Prisma.CertificationFactGetPayload<object>[];
};
type Rest = Omit<Next, "schemeVersion" | "countsFrom" | "recordedOn">;

/**
 * What is left of a period goes on from today, with a smaller scope or at another employer: its end, its version, the time
 * that counts for its renewal and what was waived of that stay. Answers its id.
 */
export async function goOn(
  tx: Tx,
  actor: Actor,
  before: Held,
  rest: Rest,
  employerId?: string | null,
): Promise<string> {
  const { schemeVersion, facts } = before;
  const countsFrom = before.countsFrom ?? before.validFrom;
  const next = { ...rest, schemeVersion, countsFrom, recordedOn: rest.validFrom };
  const id = await begin(tx, actor, before, next, employerId);
  await takeAlong(
    tx,
    id,
    facts.filter(({ kind }) => goesAlong(kind)),
  );
  await issueForCertification(tx, actor, id);
  return id;
}

/**
 * What was decided on a reduced scope since it began is decided on the period it had come from, which stands again: each
 * repeats the fact it is, so that an appeal against that is one against both. A topic that one has is not given again.
 */
export async function giveBack(
  tx: Tx,
  actor: Actor,
  { facts, recordedAt: begun }: Pick<Held, "facts"> & { recordedAt: Date },
  { before, reason }: { before: { id: string } & Parameters<typeof topicsHeld>[0]; reason: string },
): Promise<void> {
  const held: readonly string[] = topicsHeld(before);
  const isHeld = ({ kind, word }: (typeof facts)[number]) =>
    kind === "topic-added" && word !== null && held.includes(word);
  const since = facts.filter((fact) => goesBack(fact.kind) && fact.recordedAt >= begun && !isHeld(fact));
  await takeAlong(
    tx,
    before.id,
    since.map((fact) => ({ ...fact, about: fact.about ?? fact.id })),
  );
  if (since.some(({ kind }) => kind === "topic-added")) await reissueWithTopics(tx, actor, before.id, reason);
}

/** Each with on whose behalf it was decided. */
async function takeAlong(tx: Tx, certificationId: string, facts: Held["facts"]): Promise<void> {
  const there = await tx.certificationFact.count({ where: { certificationId } });
  const copies = new Map(facts.map(({ id }) => [id, newId()]));
  await tx.certificationFact.createMany({
    data: facts.map((fact, index) => ({
      ...fact,
      id: copies.get(fact.id)!,
      certificationId,
      sequence: there + index + 1,
    })),
  });
  const acts = await tx.deputyAct.findMany({ where: { recordId: { in: [...copies.keys()] } } });
  await tx.deputyAct.createMany({
    data: acts.map(({ recordId, principalId }) => ({ recordId: copies.get(recordId)!, principalId })),
  });
}

/**
 * The certification that takes over, with its certificate; the caller has added the fact to the one before. The same employer stands behind
 * it, or the one that is named. Answers its id.
 */
export async function succeed(
  tx: Tx,
  actor: Actor,
  before: Before,
  next: Next,
  employerId?: string,
): Promise<string> {
  const id = await begin(tx, actor, before, next, employerId);
  await issueForCertification(tx, actor, id);
  return id;
}

/** The same without its certificate, which is made from all that holds for it. */
async function begin(
  tx: Tx,
  actor: Actor,
  before: Before,
  next: Next,
  employerId: string | null = before.attestation?.organisationId ?? null,
): Promise<string> {
  const { personId, programme, schemeId, language } = before;
  const id = newId();
  const common = { personId, programme, schemeId, language };
  await tx.certification.create({
    data: {
      ...common,
      ...next,
      id,
      number: await nextNumber(tx, before),
      predecessorId: before.id,
      recordedAt: now(),
      recordedBy: actor.personId,
    },
  });
  await standBehind(tx, { id, personId }, employerId);
  const { origin, validFrom } = next;
  await recordAudit(
    tx,
    actor,
    "certification.recorded",
    { kind: "certification", id },
    { schemeId, origin, validFrom },
  );
  return id;
}

/**
 * The number of the first paper stays; the second period is its /2. What stands after the last stroke of a first paper
 * is its own: numbers of other offices come with strokes of theirs.
 */
async function nextNumber(tx: Tx, { number, predecessorId }: Before): Promise<string> {
  const [, root = number, period = "1"] = predecessorId === null ? [] : (/^(.*)\/(\d+)$/.exec(number) ?? []);
  for (let next = Number(period) + 1; ; next += 1) {
    const asked = `${root}/${next}`;
    if ((await tx.certification.count({ where: { number: asked } })) === 0) return asked;
  }
}
