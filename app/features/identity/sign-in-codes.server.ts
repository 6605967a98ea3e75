import { recordAudit } from "#app/features/audit/record.server.ts";
import { now } from "#app/infra/clock.server.ts";
import { db, inTransaction, type Tx } from "#app/infra/db.server.ts";
import { newCode, newId, sha256 } from "#app/infra/ids.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { ok, refuse, type Refusal, type Result } from "#app/lib/result.ts";
import { peopleActorMayGiveCards } from "./people-scope.server.ts";
import {
  passwordChooser,
  preparePassword,
  setPassword,
  type PasswordChooser,
} from "./set-password.server.ts";
import { passwordRefused, type PasswordRefusal } from "./set-password-by-link.server.ts";
import { CODE_LENGTH, groupCode, readCode } from "./sign-in-code.ts";
import { findAccount, mustWait, tryAs, type Visit } from "./sign-in.server.ts";

export type IssuedCode = {
  personId: string;
  username: string;
  name: string;
  code: string;
  validUntil: Date;
};

/**
 * New codes for these people, shown once; the old ones die. People the actor may not hand one are not in the
 * answer, like people who do not exist.
 */
export async function issueSignInCodes(
  actor: Actor,
  personIds: string[],
  validUntilOf: (personId: string) => Date,
): Promise<IssuedCode[]> {
  return inTransaction(async (tx) => {
    const people = await tx.person.findMany({
      where: { AND: [{ id: { in: personIds } }, peopleActorMayGiveCards(actor)] },
      orderBy: [{ name: "asc" }, { id: "asc" }],
      select: { id: true, username: true, name: true },
    });
    await endCodesOf(
      tx,
      people.map(({ id }) => id),
    );
    const issued: IssuedCode[] = [];
    for (const { id: personId, username, name } of people) {
      const validUntil = validUntilOf(personId);
      const code = await issueTo(tx, actor, personId, validUntil);
      issued.push({ personId, username, name, code, validUntil });
    }
    return issued;
  });
}

const endCodesOf = (tx: Tx, personIds: string[]) =>
  tx.signInCode.updateMany({
    where: { personId: { in: personIds }, usedAt: null, endedAt: null },
    data: { endedAt: now() },
  });

async function issueTo(tx: Tx, actor: Actor, personId: string, expiresAt: Date): Promise<string> {
  const code = newCode(CODE_LENGTH);
  const at = now();
  await tx.signInCode.create({
    data: {
      id: newId(),
      personId,
      codeHash: sha256(code),
      createdAt: at,
      createdBy: actor.personId,
      expiresAt,
    },
  });
  await recordAudit(tx, actor, "sign-in-code.issued", { kind: "person", id: personId }, { expiresAt });
  return groupCode(code);
}

type Card = { identifier: string; code: string };

/** Looks at a card without using it up: the person chooses a password next. */
export async function checkSignInCode(card: Card, visit: Visit): Promise<Result<PasswordChooser>> {
  const person = await findAccount(card.identifier);
  const tried = await tryAs("code", person?.id ?? null, card.identifier, visit);
  if (tried.wait > 0) return mustWait(tried);
  const open = await findOpenCode(db, person?.id ?? "", card.code);
  if (!open || !person) return refuse("sign-in-code-wrong");
  tried.succeeded();
  return ok(await passwordChooser(person.id));
}

/** Uses the card up and sets the password; a refused password leaves the card as it was. */
export async function spendSignInCode(
  card: Card,
  password: string,
  visit: Visit,
): Promise<Result<{ personId: string }, Refusal | PasswordRefusal>> {
  const checked = await checkSignInCode(card, visit);
  if (!checked.ok) return checked;
  const { personId } = checked.value;
  const prepared = await preparePassword(personId, password);
  if (!prepared.ok) return passwordRefused(prepared.reason);
  const used = await inTransaction(async (tx) => {
    if (!(await useUp(tx, personId, card.code))) return false;
    await setPassword(tx, { personId, requestId: visit.requestId }, personId, prepared.value, "code");
    return true;
  });
  return used ? ok({ personId }) : refuse("sign-in-code-wrong");
}

/** Only the newest code counts, even when two were issued in the same moment. */
async function findOpenCode(tx: Tx, personId: string, typed: string): Promise<string | null> {
  const code = readCode(typed);
  const newest = await tx.signInCode.findFirst({
    where: { personId, usedAt: null, endedAt: null },
    orderBy: { id: "desc" },
    select: { id: true, codeHash: true, expiresAt: true },
  });
  const right = code && newest && newest.codeHash === sha256(code) && newest.expiresAt > now();
  return right ? newest.id : null;
}

/** Of many at once, one hears true. */
async function useUp(tx: Tx, personId: string, typed: string): Promise<boolean> {
  const id = await findOpenCode(tx, personId, typed);
  if (!id) return false;
  const { count } = await tx.signInCode.updateMany({
    where: { id, usedAt: null, endedAt: null },
    data: { usedAt: now() },
  });
  return count === 1;
}
