import { recordAudit } from "#app/features/audit/record.server.ts";
import { enqueue } from "#app/features/notifications/outbox.server.ts";
import { now } from "#app/infra/clock.server.ts";
import { db, inTransaction } from "#app/infra/db.server.ts";
import { sha256 } from "#app/infra/ids.server.ts";
import { linkTo, resetMail } from "./identity-mail.server.ts";
import { makeToken, VALID_FOR } from "./person-tokens.server.ts";
import { networkOf } from "./sign-in-throttle.ts";
import { beginTry } from "./sign-in-tries.server.ts";
import { findAccount, type Visit } from "./sign-in.server.ts";

/** Looking somebody up and writing a mail takes less than this; both answers take exactly this. */
const ANSWER_AFTER_MS = 250;

/**
 * Sends a link to choose a new password, if there is somebody and they have an e-mail. Says nothing about it,
 * neither in words nor in time; asked for too often, it does nothing.
 */
export async function requestPasswordReset(identifier: string, visit: Visit): Promise<void> {
  const answerTime = new Promise((resolve) => setTimeout(resolve, ANSWER_AFTER_MS));
  await Promise.all([sendReset(identifier, visit), answerTime]);
}

async function sendReset(identifier: string, { address, requestId }: Visit): Promise<void> {
  const account = await findAccount(identifier);
  if (!account?.email) return;
  const asked = beginTry("reset", [
    { limit: "reset", key: account.id },
    { limit: "network", key: networkOf(address) },
  ]);
  if (asked.wait > 0) return;
  const { id: personId, username, email } = account;
  const { locale, timeZone } = await db.person.findUniqueOrThrow({
    where: { id: personId },
    select: { locale: true, timeZone: true },
  });
  await inTransaction(async (tx) => {
    const secret = await makeToken(tx, "password-reset", personId);
    const link = linkTo(`/reset-password/${secret}`);
    const until = new Date(now().getTime() + VALID_FOR["password-reset"]);
    await enqueue(tx, {
      key: `password-reset:${sha256(secret)}`,
      personId,
      address: email,
      kind: "password-reset",
      locale,
      ...resetMail(locale, timeZone, { username, link, until }),
    });
    await recordAudit(tx, { personId: null, requestId }, "password-reset.requested", {
      kind: "person",
      id: personId,
    });
  });
}
