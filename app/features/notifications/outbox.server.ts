import { now } from "#app/infra/clock.server.ts";
import { sql, type Tx } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";

export type Message = {
  /** What this mail is about, once and for all: the same key twice is one mail. */
  key: string;
  personId: string | null;
  address: string;
  /** For the outbox page: "invitation", "password-reset", … */
  kind: string;
  locale: string;
  subject: string;
  /** Plain text. */
  body: string;
};

/** Puts a mail into the outbox in the transaction of the change that causes it; it is sent afterwards. */
export async function enqueue(tx: Tx, message: Message): Promise<void> {
  const { key, personId, address, kind, locale, subject, body } = message;
  const at = now();
  await tx.$executeRaw(sql`
    INSERT INTO "OutboxMessage" ("id", "key", "personId", "address", "kind", "locale", "subject", "body",
      "createdAt", "sendAfter", "attempts")
    VALUES (${newId()}, ${key}, ${personId}, ${address}, ${kind}, ${locale}, ${subject}, ${body}, ${at}, ${at}, ${0})
    ON CONFLICT ("key") DO NOTHING`);
}
