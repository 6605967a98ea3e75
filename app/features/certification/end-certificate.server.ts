import { recordAudit } from "#app/features/audit/record.server.ts";
import { asHolderOf } from "#app/features/identity/person-file.server.ts";
import type { Permission } from "#app/features/identity/permissions.ts";
import { now } from "#app/infra/clock.server.ts";
import { db, inTransaction, isUniqueViolation, type Tx } from "#app/infra/db.server.ts";
import { actingFor, ownRecordsOf, type Actor } from "#app/lib/actor.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import { ADDRESSEE, tellHolder } from "./certificate-mail.server.ts";
import { IN_ERROR, readCertificate } from "./certificate-record.server.ts";
import { certificatesInReach } from "./certificates.server.ts";
import { ENDINGS, mayConfirm, mayEnd, type Ending, type Proposed, type ShownEnding } from "./ending.ts";

/* Certificates of courses; those of trainers end with what they certify (trainers/certifications). */

/** Who says first that one is to end: an officer revokes, an administrator says that it was issued in error. */
const PROPOSES = {
  revoked: "correct:certificates",
  "in-error": "declare:issued-in-error",
} as const satisfies Record<Ending, Permission>;

/** Null: not the actor's to end. The same proposal sent twice is one. */
export async function proposeEnding(
  actor: Actor,
  certificateId: string,
  { as, reason }: { as: Ending; reason: string },
): Promise<Result<void> | null> {
  const proposer = asHolderOf(actor, PROPOSES[as]);
  if (!proposer) return null;
  try {
    return await inTransaction((tx) => propose(tx, proposer, certificateId, as, reason));
  } catch (error) {
    if (isUniqueViolation(error)) return refuse("changed-meanwhile");
    throw error;
  }
}

async function propose(
  tx: Tx,
  actor: Actor,
  certificateId: string,
  as: Ending,
  reason: string,
): Promise<Result<void> | null> {
  const row = await find(tx, actor, certificateId);
  if (!row) return null;
  const { ending } = row;
  if (ending?.as === as && ending.reason === reason && ending.proposedBy === actor.personId)
    return ok(undefined);
  const allowed = mayEnd(actFacts(row), actor.personId);
  if (!allowed.ok) return allowed;
  if (ending) return refuse("certificate.ending-proposed");
  const [proposedFor = null] = actingFor(actor);
  await tx.certificateEnding.create({
    data: { certificateId, as, reason, proposedBy: actor.personId, proposedFor, proposedAt: now() },
  });
  await recordAudit(tx, actor, `certificate.${as}-proposed`, subjectOf(row), { number: row.number, reason });
  return ok(undefined);
}

/**
 * Ends it for the reason that was proposed, which its holder can read; the public check says so from the same moment.
 * `as` is what was read: another proposal meanwhile is refused.
 */
export async function confirmEnding(
  actor: Actor,
  certificateId: string,
  as: Ending,
): Promise<Result<void> | null> {
  return inTransaction(async (tx) => {
    const row = await find(tx, actor, certificateId);
    if (!row) return null;
    if (row.revokedBy === actor.personId && row.ending?.as === as && row.ending.confirmedAt)
      return ok(undefined);
    const proposed = row.ending && readProposed(row.ending);
    if (proposed?.as !== as) return refuse("changed-meanwhile");
    const allowed = mayConfirm(actFacts(row), proposed, actor.personId, ownRecordsOf(actor));
    if (!allowed.ok) return allowed;
    const { person, ending: _ending, ...stored } = row;
    const { facts, number } = readCertificate(stored);
    const { reason } = proposed;
    const at = now();
    const open = { certificateId, as, confirmedAt: null };
    const settled = await tx.certificateEnding.updateMany({ where: open, data: { confirmedAt: at } });
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
    await recordAudit(tx, actor, `certificate.${as}`, subjectOf(row), { number, reason });
    await tellHolder(tx, person, as, { certificateId, number, course: facts.course.title });
    return ok(undefined);
  });
}

/** As long as nobody has confirmed it, by whoever could. */
export async function takeBackEnding(actor: Actor, certificateId: string): Promise<Result<void> | null> {
  return inTransaction(async (tx) => {
    const row = await find(tx, actor, certificateId);
    if (!row) return null;
    const { count } = await tx.certificateEnding.deleteMany({ where: { certificateId, confirmedAt: null } });
    if (count !== 1) return refuse("changed-meanwhile");
    await recordAudit(tx, actor, "certificate.ending-taken-back", subjectOf(row), { number: row.number });
    return ok(undefined);
  });
}

const find = (tx: Tx, actor: Actor, id: string) =>
  tx.certificate.findFirst({
    where: { AND: [{ id }, certificatesInReach(actor)] },
    include: { person: { select: ADDRESSEE }, ending: true },
  });
type Row = NonNullable<Awaited<ReturnType<typeof find>>>;

const subjectOf = ({ id }: Row) => ({ kind: "certificate", id });

const actFacts = ({ personId, supersededAt, revokedAt }: Row) => ({
  holderId: personId,
  superseded: supersededAt !== null,
  revoked: revokedAt !== null,
});

const readProposed = ({ as, reason, proposedBy, proposedFor }: NonNullable<Row["ending"]>): Proposed => ({
  as: as as Ending,
  reason,
  proposedBy,
  proposedFor,
});

// ── What waits for the second ───────────────────────────────────────────────────────────────────────

export type EndingLine = { kind: "certificates-to-end"; count: number; href: string };

/** What others have proposed, within the actor's reach. */
export async function endingWork(asking: Actor): Promise<EndingLine[]> {
  const actor = asHolderOf(asking, "act:on-certificates");
  if (!actor) return [];
  const count = await db.certificate.count({
    where: {
      AND: [
        { ending: { confirmedAt: null, proposedBy: { not: actor.personId } } },
        { personId: { not: actor.personId } },
        certificatesInReach(actor),
      ],
    },
  });
  const href = "/certificates/issued?status=to-end";
  return count > 0 ? [{ kind: "certificates-to-end", count, href }] : [];
}

/** How the certificate ended, or is to end, and what of that the actor may do. */
export async function endingFor(
  actor: Actor,
  certificateId: string,
): Promise<{ ending: ShownEnding | null; mayPropose: Ending[] }> {
  const row = await find(db, actor, certificateId);
  if (!row) return { ending: null, mayPropose: [] };
  const ender = asHolderOf(actor, "act:on-certificates");
  const acts = ender && (await find(db, ender, certificateId)) ? ender : null;
  if (!row.ending) {
    const open = acts !== null && mayEnd(actFacts(row), actor.personId).ok;
    const mayPropose = open ? ENDINGS.filter((as) => asHolderOf(actor, PROPOSES[as])) : [];
    return { ending: null, mayPropose };
  }
  const { as, reason, ...proposed } = readProposed(row.ending);
  const by = await db.person.findUnique({ where: { id: proposed.proposedBy }, select: { name: true } });
  const confirmed = row.ending.confirmedAt !== null;
  const open = !confirmed && acts !== null && row.personId !== actor.personId;
  const ending: ShownEnding = {
    as,
    reason,
    proposedBy: by?.name ?? "",
    proposedAt: row.ending.proposedAt.getTime(),
    confirmed,
    mayTakeBack: open,
    mayConfirm:
      open && mayConfirm(actFacts(row), { as, reason, ...proposed }, acts.personId, ownRecordsOf(acts)).ok,
  };
  return { ending, mayPropose: [] };
}
