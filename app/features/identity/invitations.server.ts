import { recordAudit, type Doer } from "#app/features/audit/record.server.ts";
import { enqueue } from "#app/features/notifications/outbox.server.ts";
import { now } from "#app/infra/clock.server.ts";
import type { Tx } from "#app/infra/db.server.ts";
import { sha256 } from "#app/infra/ids.server.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import { invitationMail, linkTo } from "./identity-mail.server.ts";
import { makeToken, VALID_FOR } from "./person-tokens.server.ts";

/** A link that lets its reader choose a password, by mail; an older one dies. */
export async function sendInvitation(tx: Tx, doer: Doer, personId: string): Promise<Result<void>> {
  const person = await tx.person.findUniqueOrThrow({
    where: { id: personId },
    select: { name: true, username: true, email: true, locale: true, timeZone: true },
  });
  const { name, username, email, locale, timeZone } = person;
  if (!email) return refuse("no-email");
  const secret = await makeToken(tx, "invitation", personId);
  const link = linkTo(`/invitation/${secret}`);
  const until = new Date(now().getTime() + VALID_FOR.invitation);
  await enqueue(tx, {
    key: `invitation:${sha256(secret)}`,
    personId,
    address: email,
    kind: "invitation",
    locale,
    ...invitationMail(locale, timeZone, { name, username, link, until }),
  });
  await recordAudit(tx, doer, "person.invited", { kind: "person", id: personId });
  return ok(undefined);
}
