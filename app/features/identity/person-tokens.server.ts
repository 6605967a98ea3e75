import { now } from "#app/infra/clock.server.ts";
import { db, type Tx } from "#app/infra/db.server.ts";
import { newId, newSecret, sha256 } from "#app/infra/ids.server.ts";

/* Links that let somebody in once: 256 random bits, of which only the SHA-256 is kept. */

const MINUTE = 60_000;

export const VALID_FOR = {
  invitation: 7 * 24 * 60 * MINUTE,
  "password-reset": 30 * MINUTE,
  "first-administrator": 7 * 24 * 60 * MINUTE,
} as const;

export type TokenKind = keyof typeof VALID_FOR;

/** A new link's secret; older links of this kind for the same person die. */
export async function makeToken(tx: Tx, kind: TokenKind, personId: string | null): Promise<string> {
  const at = now();
  await tx.personToken.updateMany({ where: { kind, personId, usedAt: null }, data: { usedAt: at } });
  const secret = newSecret();
  await tx.personToken.create({
    data: {
      id: newId(),
      kind,
      personId,
      tokenHash: sha256(secret),
      createdAt: at,
      expiresAt: new Date(at.getTime() + VALID_FOR[kind]),
    },
  });
  return secret;
}

const open = (kind: TokenKind, secret: string) => ({
  kind,
  tokenHash: sha256(secret),
  usedAt: null,
  expiresAt: { gt: now() },
});

/** Looks without using; null when unknown, used or too old. */
export const findToken = (kind: TokenKind, secret: string) =>
  db.personToken.findFirst({ where: open(kind, secret), select: { personId: true } });

/** Uses it up: of many at once, one hears true. */
export async function spendToken(tx: Tx, kind: TokenKind, secret: string): Promise<boolean> {
  const { count } = await tx.personToken.updateMany({ where: open(kind, secret), data: { usedAt: now() } });
  return count === 1;
}

const REMEMBERED = 30 * 24 * 60 * MINUTE;

/** Links and codes that have been worth nothing for a month; the audit trail keeps what happened. */
export async function purgeOldWaysIn(): Promise<void> {
  const expiresAt = { lt: new Date(now().getTime() - REMEMBERED) };
  await db.personToken.deleteMany({ where: { expiresAt } });
  await db.signInCode.deleteMany({ where: { expiresAt } });
}
