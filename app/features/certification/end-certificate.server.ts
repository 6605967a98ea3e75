import { recordAudit } from "#app/features/audit/record.server.ts";
import { asHolderOf } from "#app/features/identity/person-file.server.ts";
import type { Permission } from "#app/features/identity/permissions.ts";
import { accountsOf, whoNow } from "#app/features/identity/who-now.server.ts";
import { now } from "#app/infra/clock.server.ts";
import { sha256 } from "#app/infra/ids.server.ts";
import { db, inTransaction, isUniqueViolation, type Prisma, type Tx } from "#app/infra/db.server.ts";
import { actingWhereFound, ownRecordsOf, type Actor } from "#app/lib/actor.ts";
import { canonicalJson } from "#app/lib/canonical-json.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import { ADDRESSEE, tellHolder } from "./certificate-mail.server.ts";
import { IN_ERROR, readDrawable } from "./certificate-record.server.ts";
import { certificatesInReach } from "./certificates.server.ts";
import {
  ENDINGS,
  mayConfirm,
  mayEnd,
  mayTakeBack,
  type Ending,
  type Proposed,
  type ShownEnding,
} from "./ending.ts";
import { isOfTrainer, type AnyFacts } from "./trainer-facts.ts";

/*
 * Certificates of courses; those of trainers end with what they certify (trainers/certifications), but for a provisional
 * one, which can be in error though the candidacy goes on. The reason stands with
 * the ending and not in the trail, which is never changed: an erasure takes it out.
 */

/** Who says first that one is to end: an officer revokes, an administrator says that it was issued in error. */
const PROPOSES = {
  revoked: "correct:certificates",
  "in-error": "declare:issued-in-error",
} as const satisfies Record<Ending, Permission>;

/** Which certificates somebody reaches: those of courses, unless a later feature ends one of its own. */
export type Within = (actor: Pick<Actor, "personId" | "reach">) => Prisma.CertificateWhereInput;

/** Null: not the actor's to end. The same proposal sent twice is one. */
export async function proposeEnding(
  actor: Actor,
  certificateId: string,
  { as, reason }: { as: Ending; reason: string },
  within: Within = certificatesInReach,
): Promise<Result<void> | null> {
  const proposer = asHolderOf(actor, PROPOSES[as]);
  if (!proposer) return null;
  try {
    return await inTransaction((tx) => propose(tx, proposer, certificateId, { as, reason, within }));
  } catch (error) {
    if (isUniqueViolation(error)) return refuse("changed-meanwhile");
    throw error;
  }
}

async function propose(
  tx: Tx,
  asking: Actor,
  certificateId: string,
  { as, reason, within }: { as: Ending; reason: string; within: Within },
): Promise<Result<void> | null> {
  const found = await findFor(tx, asking, certificateId, within);
  if (!found) return null;
  const { row, actor, authorities, facts } = found;
  const { ending } = row;
  if (ending?.as === as && ending.reason === reason && ending.proposedBy === actor.personId)
    return ok(undefined);
  const allowed = mayEnd(facts, authorities);
  if (!allowed.ok) return allowed;
  if (ending) return refuse("certificate.ending-proposed");
  const proposedFor = actor.actingFor.join(" ") || null;
  await tx.certificateEnding.create({
    data: { certificateId, as, reason, proposedBy: actor.personId, proposedFor, proposedAt: now() },
  });
  await recordAudit(tx, actor, `certificate.${as}-proposed`, subjectOf(row), { number: row.number });
  return ok(undefined);
}

/**
 * Ends it for the reason that was proposed, which its holder can read; the public check says so from the same moment.
 * `seen` is the proposal that was read: another one meanwhile is refused.
 */
export async function confirmEnding(
  asking: Actor,
  certificateId: string,
  { as, seen }: { as: Ending; seen: string },
  within: Within = certificatesInReach,
): Promise<Result<void> | null> {
  return inTransaction(async (tx) => {
    const found = await findFor(tx, asking, certificateId, within);
    if (!found) return null;
    const { row, actor, authorities, facts: standing, proposed } = found;
    if (proposed?.as !== as || proposed.seen !== seen) return refuse("changed-meanwhile");
    if (row.revokedBy === actor.personId && row.ending!.confirmedAt) return ok(undefined);
    const allowed = mayConfirm(standing, proposed.byNow, authorities);
    if (!allowed.ok) return allowed;
    const { ending, ...stored } = row;
    const { facts, number } = readDrawable(stored);
    const { reason, proposedBy } = proposed;
    const at = now();
    const read = { certificateId, as, reason, proposedBy, proposedAt: ending!.proposedAt, confirmedAt: null };
    const settled = await tx.certificateEnding.updateMany({ where: read, data: { confirmedAt: at } });
    if (settled.count !== 1) return refuse("changed-meanwhile");
    const ended = await tx.certificate.updateMany({
      where: { id: certificateId, revokedAt: null, supersededAt: null },
      data: {
        revokedAt: at,
        revokedBy: actor.personId,
        revokedReason: reason,
        endedAs: as === IN_ERROR ? as : null,
      },
    });
    if (ended.count !== 1) {
      await tx.certificateEnding.updateMany({ where: { certificateId }, data: { confirmedAt: null } });
      return refuse("changed-meanwhile");
    }
    await recordAudit(tx, actor, `certificate.${as}`, subjectOf(row), { number });
    const holder = await tx.person.findUniqueOrThrow({
      where: { id: standing.holderId },
      select: ADDRESSEE,
    });
    await tellHolder(tx, holder, as, { certificateId, number, course: titleOf(facts) });
    return ok(undefined);
  });
}

/** As long as nobody has confirmed it, by whoever could, and not by the holder. */
export async function takeBackEnding(
  asking: Actor,
  certificateId: string,
  within: Within = certificatesInReach,
): Promise<Result<void> | null> {
  return inTransaction(async (tx) => {
    const found = await findFor(tx, asking, certificateId, within);
    if (!found) return null;
    const { row, actor, authorities, facts } = found;
    const allowed = mayTakeBack(facts, authorities);
    if (!allowed.ok) return allowed;
    const { count } = await tx.certificateEnding.deleteMany({ where: { certificateId, confirmedAt: null } });
    if (count !== 1) return refuse("changed-meanwhile");
    await recordAudit(tx, actor, "certificate.ending-taken-back", subjectOf(row), { number: row.number });
    return ok(undefined);
  });
}

const find = (tx: Tx, actor: Actor, id: string, within: Within) =>
  tx.certificate.findFirst({
    where: { AND: [{ id }, within(actor)] },
    include: { ending: true },
  });
type Row = NonNullable<Awaited<ReturnType<typeof find>>>;

async function findFor(tx: Tx, asking: Actor, id: string, within: Within) {
  const acting = await actingWhereFound(asking, (who) => find(tx, who, id, within));
  if (!acting) return null;
  const { found: row, actor } = acting;
  const proposed = row.ending && readProposed(row.ending);
  const { proposedBy = "", proposedFor = [] } = proposed ?? {};
  const now = await whoNow(tx, [row.personId, proposedBy, ...proposedFor]);
  return {
    row,
    actor,
    authorities: ownRecordsOf(actor),
    facts: actFacts(row, now),
    proposed: proposed && {
      ...proposed,
      byNow: { proposedBy: now(proposedBy), proposedFor: proposedFor.map(now) },
    },
  };
}

const titleOf = (facts: AnyFacts): string => (isOfTrainer(facts) ? facts.scheme : facts.course).title;

const subjectOf = ({ id }: Row) => ({ kind: "certificate", id });

const actFacts = ({ personId, supersededAt, revokedAt }: Row, now: (id: string) => string) => ({
  holderId: now(personId),
  superseded: supersededAt !== null,
  revoked: revokedAt !== null,
});

/** Names a proposal: another reason, or another who says so, is another. */
export const seenOf = ({
  as,
  reason,
  proposedBy,
  proposedAt,
}: Omit<Ended, "certificateId" | "confirmedAt" | "proposedFor">) =>
  sha256(canonicalJson([as, reason, proposedBy, proposedAt.toISOString()]));

type Ended = NonNullable<Row["ending"]>;

const readProposed = (ending: Ended): Proposed => ({
  as: ending.as as Ending,
  reason: ending.reason,
  proposedBy: ending.proposedBy,
  proposedFor: ending.proposedFor?.split(" ") ?? [],
  seen: seenOf(ending),
});

// ── What waits for the second ───────────────────────────────────────────────────────────────────────

export type EndingLine = { kind: "certificates-to-end"; count: number; href: string };

/** What others have proposed, within reach. */
export async function endingsProposed(
  { personId, reach }: Pick<Actor, "personId" | "reach">,
  within: Within,
): Promise<Prisma.CertificateWhereInput> {
  const others = { notIn: await accountsOf(db, personId) };
  return {
    AND: [
      { ending: { confirmedAt: null, proposedBy: others } },
      { personId: others, supersededAt: null },
      within({ personId, reach }),
    ],
  };
}

/** Of courses, within the actor's reach. */
export async function endingWork(asking: Actor): Promise<EndingLine[]> {
  const actor = asHolderOf(asking, "act:on-certificates");
  if (!actor) return [];
  const count = await db.certificate.count({ where: await endingsProposed(actor, certificatesInReach) });
  const href = "/certificates/issued?status=to-end";
  return count > 0 ? [{ kind: "certificates-to-end", count, href }] : [];
}

/** How the certificate ended, or is to end, and what of that the actor may do. */
export async function endingFor(
  actor: Actor,
  certificateId: string,
  within: Within = certificatesInReach,
): Promise<{ ending: ShownEnding | null; mayPropose: Ending[] }> {
  const row = await find(db, actor, certificateId, within);
  const ender = asHolderOf(actor, "act:on-certificates");
  const acting = ender && (await findFor(db, ender, certificateId, within));
  if (!row) return { ending: null, mayPropose: [] };
  if (!row.ending) {
    const open = acting !== null && mayEnd(acting.facts, acting.authorities).ok;
    const mayPropose: Ending[] = [];
    for (const as of open ? ENDINGS : []) {
      const proposer = asHolderOf(actor, PROPOSES[as]);
      if (proposer && (await find(db, proposer, certificateId, within))) mayPropose.push(as);
    }
    return { ending: null, mayPropose };
  }
  const confirmed = row.ending.confirmedAt !== null;
  // What one person says is not said to others before another confirms it: only who could, and not the holder.
  if (!confirmed && (!acting || !mayTakeBack(acting.facts, acting.authorities).ok))
    return { ending: null, mayPropose: [] };
  const { as, reason, seen, ...proposed } = readProposed(row.ending);
  const by = await db.person.findUnique({ where: { id: proposed.proposedBy }, select: { name: true } });
  const ending: ShownEnding = {
    as,
    reason,
    seen,
    proposedBy: by?.name ?? "",
    proposedAt: row.ending.proposedAt.getTime(),
    confirmed,
    mayTakeBack: !confirmed,
    mayConfirm: !confirmed && mayConfirm(acting!.facts, acting!.proposed!.byNow, acting!.authorities).ok,
  };
  return { ending, mayPropose: [] };
}
