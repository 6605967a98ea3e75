import { recordAudit, type Doer } from "#app/features/audit/record.server.ts";
import { notify } from "#app/features/notifications/outbox.server.ts";
import { now } from "#app/infra/clock.server.ts";
import { db, type Tx } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import { ok, type Result } from "#app/lib/result.ts";
import { COMMON_PASSWORDS } from "./common-passwords.ts";
import { passwordChangedMail } from "./identity-mail.server.ts";
import { normalisePassword, passwordProblem, SHORTEST } from "./password-policy.ts";
import { hashPassword } from "./passwords.server.ts";
import { endSessionsOf } from "./session.server.ts";

const FACTS = {
  name: true,
  username: true,
  email: true,
  phone: true,
  roles: { where: { role: { not: "learner" }, endedAt: null }, select: { role: true }, take: 1 },
  affiliations: { select: { organisation: { select: { name: true } } } },
} as const;

const factsOf = (personId: string) => db.person.findUniqueOrThrow({ where: { id: personId }, select: FACTS });

type Facts = Awaited<ReturnType<typeof factsOf>>;
const kindOf = ({ roles }: Facts) => (roles.length > 0 ? "staff" : "learner");

/** What the page says to somebody about to choose a password. */
export type PasswordChooser = { personId: string; name: string; username: string; shortest: number };

export async function passwordChooser(personId: string): Promise<PasswordChooser> {
  const facts = await factsOf(personId);
  return { personId, name: facts.name, username: facts.username, shortest: SHORTEST[kindOf(facts)] };
}

/**
 * A new password held against the policy and hashed: the slow part, before any transaction. The reason of a
 * refusal is a key under common.form, for the field.
 */
export async function preparePassword(personId: string, typed: string): Promise<Result<string>> {
  const facts = await factsOf(personId);
  const { name, username, email, phone, affiliations } = facts;
  const problem = passwordProblem(normalisePassword(typed), {
    kind: kindOf(facts),
    ownWords: [
      name,
      username,
      email ?? "",
      phone?.replace(/\D/g, "") ?? "",
      ...affiliations.map(({ organisation }) => organisation.name),
    ],
    common: COMMON_PASSWORDS,
  });
  return problem ? { ok: false, reason: problem } : ok(await hashPassword(typed));
}

/**
 * Whoever knew the old password, held an open session, a link or a code is out; the person hears of it by mail.
 * `how` for the audit trail: code, invitation, reset, own.
 */
export async function setPassword(
  tx: Tx,
  doer: Doer,
  personId: string,
  hash: string,
  how: string,
): Promise<void> {
  const before = await tx.person.findUniqueOrThrow({
    where: { id: personId },
    select: { passwordHash: true, email: true, locale: true, timeZone: true },
  });
  await tx.person.update({ where: { id: personId }, data: { passwordHash: hash } });
  await endSessionsOf(tx, personId);
  await endWaysIn(tx, personId);
  await recordAudit(tx, doer, "password.set", { kind: "person", id: personId }, { how });
  if (before.passwordHash && before.email)
    await notify(tx, {
      key: `password-set:${newId()}`,
      personId,
      address: before.email,
      kind: "password-changed",
      action: "/me/password",
      locale: before.locale,
      ...passwordChangedMail(before.locale, before.timeZone, now()),
    });
}

/** Codes and links that were handed out before are worth nothing any more. */
export async function endWaysIn(tx: Tx, personId: string): Promise<void> {
  await tx.signInCode.updateMany({
    where: { personId, usedAt: null, endedAt: null },
    data: { endedAt: now() },
  });
  await tx.personToken.updateMany({ where: { personId, usedAt: null }, data: { usedAt: now() } });
}
