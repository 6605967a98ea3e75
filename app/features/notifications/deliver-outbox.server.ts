import { now } from "#app/infra/clock.server.ts";
import { db } from "#app/infra/db.server.ts";
import { log } from "#app/infra/log.server.ts";
import { configuredMailer, type Mailer } from "#app/infra/mailer.server.ts";
import { draftedNote } from "#app/infra/words.server.ts";
import { MOST_TRIES, waitAfterTry } from "./delivery-plan.ts";

const AT_ONCE = 50;

type Due = Awaited<ReturnType<typeof findDue>>[number];

/**
 * Sends what is due. Safe to run at any time, twice and in two processes: a message belongs to whoever counts its
 * try. Killed between sending and noting it, a message goes out again with the same Message-ID.
 * Without a mail server (SMTP_URL) mail stays in the outbox, where an administrator reads it.
 */
export async function deliverOutbox(mailer: Mailer | null = configuredMailer()): Promise<void> {
  if (!mailer) return;
  for (const message of await findDue()) if (await claim(message)) await send(mailer, message);
}

const findDue = () =>
  db.outboxMessage.findMany({
    where: { sentAt: null, sendAfter: { lte: now() }, attempts: { lt: MOST_TRIES } },
    orderBy: { sendAfter: "asc" },
    take: AT_ONCE,
    select: {
      id: true,
      address: true,
      subject: true,
      body: true,
      locale: true,
      attempts: true,
      inbox: { select: { messageId: true } },
    },
  });

async function claim({ id, attempts }: Due): Promise<boolean> {
  const next = new Date(now().getTime() + waitAfterTry(attempts + 1));
  const { count } = await db.outboxMessage.updateMany({
    where: { id, attempts, sentAt: null, sendAfter: { lte: now() } },
    data: { attempts: { increment: 1 }, sendAfter: next },
  });
  return count === 1;
}

async function send(mailer: Mailer, due: Due): Promise<void> {
  const { id, address, subject, body, locale, attempts, inbox } = due;
  try {
    await mailer.send({ id, to: address, subject, text: withNote(body, locale), locale });
  } catch (error) {
    const lastError = reasonOf(error);
    log.warn({ messageId: id, tries: attempts + 1, reason: lastError }, "a mail could not be sent");
    await db.outboxMessage.updateMany({ where: { id }, data: { lastError } });
    return;
  }
  // The body may hold a link that lets its reader in: once sent, it is nobody else's. What stands in an inbox holds none.
  const kept = inbox ? {} : { body: "" };
  await db.outboxMessage.updateMany({ where: { id }, data: { sentAt: now(), lastError: null, ...kept } });
}

/** Below the line that mail programs take for the end of what somebody says. */
function withNote(body: string, locale: string): string {
  const note = draftedNote(locale);
  return note ? `${body.trimEnd()}\n\n-- \n${note}\n` : body;
}

/** The mail server's code; its sentence often repeats the address. */
function reasonOf(error: unknown): string {
  const { code, responseCode } = error as { code?: unknown; responseCode?: unknown };
  return (
    [code, responseCode]
      .filter((part) => part !== undefined)
      .map(String)
      .join(" ") || "unknown"
  );
}
