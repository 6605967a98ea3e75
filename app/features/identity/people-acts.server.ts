import { now } from "#app/infra/clock.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import { linkTo } from "./identity-mail.server.ts";
import { codeValidUntil } from "./sign-in-code.ts";
import { issueSignInCodes, type IssuedCode } from "./sign-in-codes.server.ts";

export type IssuedCards = { cards: IssuedCode[]; validUntil: Date; address: string; missing: number };

/** Where a code is typed in, as it stands on the card. */
export const codeAddress = (): string => linkTo("/sign-in/code").replace(/^https?:\/\//, "");

/** New cards for one or thirty people, whoever of them the actor may hand one; never for oneself. */
export async function issueCards(actor: Actor, personIds: string[]): Promise<Result<IssuedCards>> {
  const others = [...new Set(personIds)].filter((id) => id !== actor.personId);
  const validUntil = new Date(codeValidUntil(null, now().getTime()));
  const cards = await issueSignInCodes(actor, others, { validUntil });
  if (cards.length === 0) return refuse("people.no-codes");
  return ok({ cards, validUntil, address: codeAddress(), missing: new Set(personIds).size - cards.length });
}
