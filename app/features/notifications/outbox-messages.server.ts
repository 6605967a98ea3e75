import { recordAudit } from "#app/features/audit/record.server.ts";
import { now } from "#app/infra/clock.server.ts";
import { db, inTransaction, type Prisma } from "#app/infra/db.server.ts";
import { reachesAll, type Actor } from "#app/lib/actor.ts";
import { pageOf, type Place } from "#app/lib/keyset.ts";
import { PAGE_SIZE } from "#app/lib/paging.ts";
import { MOST_TRIES } from "./delivery-plan.ts";
import { isConfidential } from "./message-kinds.ts";
import type { MailState } from "./mail-state.ts";

type Reaching = Pick<Actor, "reach">;

/** The outbox belongs to everybody at once: only who reaches all reads it. */
const mailInReach = (actor: Reaching): Prisma.OutboxMessageWhereInput =>
  reachesAll(actor) ? {} : { id: { in: [] } };

const IN_STATE: Record<MailState, Prisma.OutboxMessageWhereInput> = {
  waiting: { sentAt: null, lastError: null, attempts: { lt: MOST_TRIES } },
  failed: { sentAt: null, OR: [{ lastError: { not: null } }, { attempts: { gte: MOST_TRIES } }] },
  sent: { sentAt: { not: null }, address: { not: "" } },
  inbox: { address: "" },
};

export type MailRow = {
  id: string;
  kind: string;
  address: string;
  subject: string;
  /** Empty once sent: from then on it is its reader's; what is confidential is from the beginning. */
  body: string;
  createdAt: Date;
  sendAfter: Date;
  attempts: number;
  sentAt: Date | null;
  lastError: string | null;
};

/** One page of the outbox, the newest first. */
export async function listMail(actor: Reaching, state: MailState | "", place: Place) {
  const backwards = place !== null && "before" in place;
  const beyond = place && ("before" in place ? { gt: place.before } : { lt: place.after });
  const found: MailRow[] = await db.outboxMessage.findMany({
    where: { AND: [mailInReach(actor), state ? IN_STATE[state] : {}, beyond ? { id: beyond } : {}] },
    orderBy: { id: backwards ? "asc" : "desc" },
    take: PAGE_SIZE + 1,
    select: {
      id: true,
      kind: true,
      address: true,
      subject: true,
      body: true,
      createdAt: true,
      sendAfter: true,
      attempts: true,
      sentAt: true,
      lastError: true,
    },
  });
  const rows = found.map((mail) => (mail.sentAt || isConfidential(mail.kind) ? { ...mail, body: "" } : mail));
  return pageOf(rows, PAGE_SIZE, { backwards, first: place === null });
}

export const countFailedMail = (actor: Reaching): Promise<number> =>
  db.outboxMessage.count({ where: { AND: [mailInReach(actor), IN_STATE.failed] } });

/** Tries again from the beginning; false when it is sent already or not within reach. */
export function retryMail(actor: Actor, id: string): Promise<boolean> {
  return inTransaction(async (tx) => {
    const { count } = await tx.outboxMessage.updateMany({
      where: { AND: [{ id, sentAt: null }, mailInReach(actor)] },
      data: { attempts: 0, lastError: null, sendAfter: now() },
    });
    if (count === 1) await recordAudit(tx, actor, "mail.retried", { kind: "mail", id });
    return count === 1;
  });
}
