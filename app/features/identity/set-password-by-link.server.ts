import { db, inTransaction } from "#app/infra/db.server.ts";
import { ok, type Refusal, type Result } from "#app/lib/result.ts";
import { findToken, spendToken } from "./person-tokens.server.ts";
import {
  passwordChooser,
  preparePassword,
  setPassword,
  type PasswordChooser,
} from "./set-password.server.ts";

/* Invitations and resets end alike: whoever holds the link chooses a password, once. */

export type LinkKind = "invitation" | "password-reset";

/** Whom a link lets in, or null when it is unknown, used, too old, or theirs no more. */
export async function holderOfLink(kind: LinkKind, secret: string): Promise<PasswordChooser | null> {
  const token = await findToken(kind, secret);
  if (!token?.personId) return null;
  const active = await db.person.findFirst({
    where: { id: token.personId, deactivatedAt: null },
    select: { id: true },
  });
  return active && passwordChooser(active.id);
}

/** What stands in the way: the link is over, or the password will not do (a key under common.form). */
export type WayInRefusal = { about: "way-in" } | PasswordRefusal;
export type PasswordRefusal = { about: "password"; problem: Refusal };

export const WAY_IN_OVER = { ok: false, reason: { about: "way-in" } } as const;
export const passwordRefused = (problem: Refusal) =>
  ({ ok: false, reason: { about: "password", problem } }) as const;

/** Uses the link up and sets the password; a refused password leaves the link as it was. */
export async function setPasswordByLink(
  kind: LinkKind,
  secret: string,
  password: string,
  requestId: string,
): Promise<Result<{ personId: string }, WayInRefusal>> {
  const holder = await holderOfLink(kind, secret);
  if (!holder) return WAY_IN_OVER;
  const { personId } = holder;
  const prepared = await preparePassword(personId, password);
  if (!prepared.ok) return passwordRefused(prepared.reason);
  const used = await inTransaction(async (tx) => {
    if (!(await spendToken(tx, kind, secret))) return false;
    await setPassword(tx, { personId, requestId }, personId, prepared.value, kind);
    return true;
  });
  return used ? ok({ personId }) : WAY_IN_OVER;
}
