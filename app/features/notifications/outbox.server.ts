import { now } from "#app/infra/clock.server.ts";
import { sql, type Tx } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import { mailWay, type InboxKind } from "./message-kinds.ts";

type Words = {
  /** What this message is about, once and for all: the same key twice is one message. */
  key: string;
  locale: string;
  subject: string;
  /** Plain text. */
  body: string;
};

export type Message = Words & {
  personId: string | null;
  address: string;
  /** For the outbox page: "invitation", "password-reset", … */
  kind: string;
};

export type PersonalMessage = Words & {
  personId: string;
  /** null: they read it in the inbox. */
  address: string | null;
  kind: InboxKind;
  /** The path of the one thing to do. */
  action: string;
};

/** Puts a mail into the outbox in the transaction of the change that causes it; it is sent afterwards. */
export async function enqueue(tx: Tx, message: Message): Promise<void> {
  await putIn(tx, message);
}

/**
 * The same to somebody who has an account: the one row is their mail and their inbox's message. Who has no address, or
 * wants this topic in the inbox only, gets no mail of it; the row counts as handed over.
 */
export async function notify(tx: Tx, message: PersonalMessage): Promise<void> {
  const { personId, address, kind, action } = message;
  const chosen = await tx.inboxOnly.findMany({ where: { personId }, select: { topic: true } });
  const mail = mailWay(kind, { address, inboxOnly: chosen.map(({ topic }) => topic) });
  const messageId = await putIn(tx, { ...message, address: mail === "sent" ? address! : "" });
  if (messageId === null) return;
  await tx.$executeRaw(sql`
    INSERT INTO "InboxMessage" ("messageId", "personId", "action", "mail")
    VALUES (${messageId}, ${personId}, ${action}, ${mail})`);
}

/** null: a message with this key is there already. */
async function putIn(tx: Tx, message: Message): Promise<string | null> {
  const { key, personId, address, kind, locale, subject, body } = message;
  const [id, at] = [newId(), now()];
  const sentAt = address === "" ? at : null;
  const count = await tx.$executeRaw(sql`
    INSERT INTO "OutboxMessage" ("id", "key", "personId", "address", "kind", "locale", "subject", "body",
      "createdAt", "sendAfter", "attempts", "sentAt")
    VALUES (${id}, ${key}, ${personId}, ${address}, ${kind}, ${locale}, ${subject}, ${body}, ${at}, ${at}, ${0},
      ${sentAt})
    ON CONFLICT ("key") DO NOTHING`);
  return count === 1 ? id : null;
}
