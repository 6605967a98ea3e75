import { recordAudit } from "#app/features/audit/record.server.ts";
import { now } from "#app/infra/clock.server.ts";
import { db, inTransaction } from "#app/infra/db.server.ts";
import { env } from "#app/infra/env.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { pageOf, type Place } from "#app/lib/keyset.ts";
import { PAGE_SIZE } from "#app/lib/paging.ts";
import { CHOOSABLE_TOPICS, type InboxKind, type ChoosableTopic } from "./message-kinds.ts";
import { messageLines, type MessageLine } from "./message-text.ts";

type Reader = Pick<Actor, "personId">;

export type InboxRow = {
  id: string;
  kind: InboxKind;
  locale: string;
  subject: string;
  lines: MessageLine[];
  at: Date;
  read: boolean;
};

/** One page of somebody's messages, the newest first. */
export async function myInbox({ personId }: Reader, place: Place) {
  const backwards = place !== null && "before" in place;
  const beyond = place && ("before" in place ? { gt: place.before } : { lt: place.after });
  const found = await db.inboxMessage.findMany({
    where: { personId, ...(beyond ? { messageId: beyond } : {}) },
    orderBy: { messageId: backwards ? "asc" : "desc" },
    take: PAGE_SIZE + 1,
    include: { message: true },
  });
  const rows = found.map(({ messageId, action, readAt, message }): InboxRow => {
    const { kind, locale, subject, body, createdAt } = message;
    return {
      id: messageId,
      kind: kind as InboxKind,
      locale,
      subject,
      lines: messageLines(body, env.PUBLIC_ORIGIN + action),
      at: createdAt,
      read: readAt !== null,
    };
  });
  return pageOf(rows, PAGE_SIZE, { backwards, first: place === null });
}

export const countUnread = ({ personId }: Reader): Promise<number> =>
  db.inboxMessage.count({ where: { personId, readAt: null } });

/** Marks it read and answers where its one action leads; null: no such message of theirs. */
export async function openMessage({ personId }: Reader, messageId: string): Promise<string | null> {
  const found = await db.inboxMessage.findFirst({
    where: { messageId, personId },
    select: { action: true },
  });
  if (found) await markRead({ personId }, messageId, true);
  return found?.action ?? null;
}

/** false: no such message of theirs. Whoever reads it twice read it the first time. */
export async function markRead({ personId }: Reader, messageId: string, read: boolean): Promise<boolean> {
  const own = { messageId, personId };
  if (read) await db.inboxMessage.updateMany({ where: { ...own, readAt: null }, data: { readAt: now() } });
  else await db.inboxMessage.updateMany({ where: own, data: { readAt: null } });
  return (await db.inboxMessage.count({ where: own })) === 1;
}

export async function markAllRead({ personId }: Reader): Promise<number> {
  const { count } = await db.inboxMessage.updateMany({
    where: { personId, readAt: null },
    data: { readAt: now() },
  });
  return count;
}

/** The topics somebody wants by mail as well. */
export async function mailedTopics({ personId }: Reader): Promise<ChoosableTopic[]> {
  const rows = await db.inboxOnly.findMany({ where: { personId }, select: { topic: true } });
  return CHOOSABLE_TOPICS.filter((topic) => !rows.some((row) => row.topic === topic));
}

/** From the next message on; what is in the outbox already goes as it was meant. */
export function chooseMailed(actor: Actor, mailed: readonly ChoosableTopic[]): Promise<void> {
  const { personId } = actor;
  const topics = CHOOSABLE_TOPICS.filter((topic) => !mailed.includes(topic));
  return inTransaction(async (tx) => {
    await tx.inboxOnly.deleteMany({ where: { personId } });
    await tx.inboxOnly.createMany({ data: topics.map((topic) => ({ personId, topic })) });
    const subject = { kind: "person", id: personId };
    await recordAudit(tx, actor, "person.messages-chosen", subject, { inboxOnly: topics });
  });
}
