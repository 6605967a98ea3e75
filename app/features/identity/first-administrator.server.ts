import { db, inTransaction } from "#app/infra/db.server.ts";
import { ok, refuse, type Refusal, type Result } from "#app/lib/result.ts";
import { createPerson } from "./accounts.server.ts";
import { COMMON_PASSWORDS } from "./common-passwords.ts";
import { linkTo } from "./identity-mail.server.ts";
import { normalisePassword, passwordProblem } from "./password-policy.ts";
import { hashPassword } from "./passwords.server.ts";
import { findToken, makeToken, spendToken } from "./person-tokens.server.ts";
import { passwordRefused, WAY_IN_OVER, type WayInRefusal } from "./set-password-by-link.server.ts";

const KIND = "first-administrator";

const nobodyYet = async (): Promise<boolean> =>
  (await db.person.findFirst({ select: { id: true } })) === null;

/** While nobody exists: a one-time link that makes its reader the first administrator. A newer one ends it. */
export async function firstSetUpLink(): Promise<string | null> {
  if (!(await nobodyYet())) return null;
  const secret = await inTransaction((tx) => makeToken(tx, KIND, null));
  return linkTo(`/set-up/${secret}`);
}

export const isSetUpLink = async (secret: string): Promise<boolean> =>
  (await findToken(KIND, secret)) !== null && nobodyYet();

export type FirstAdministrator = {
  name: string;
  username: string;
  email: string | null;
  password: string;
  locale: string;
  timeZone: string;
};

export async function setUpFirstAdministrator(
  secret: string,
  person: FirstAdministrator,
  requestId: string,
): Promise<Result<{ personId: string }, Refusal | WayInRefusal>> {
  if (!(await isSetUpLink(secret))) return WAY_IN_OVER;
  const { password, ...facts } = person;
  const ownWords = [person.name, person.username, person.email ?? ""];
  const problem = passwordProblem(normalisePassword(password), {
    kind: "staff",
    ownWords,
    common: COMMON_PASSWORDS,
  });
  if (problem) return passwordRefused(problem);
  const passwordHash = await hashPassword(password);
  return inTransaction(async (tx) => {
    if (!(await spendToken(tx, KIND, secret))) return WAY_IN_OVER;
    if (await tx.person.findFirst({ select: { id: true } })) return WAY_IN_OVER;
    const roles = [{ role: "platform-administrator", scope: { kind: "all", id: "" } }] as const;
    const created = await createPerson(tx, { personId: null, requestId }, { ...facts, roles: [...roles] });
    if (!created.ok) return refuse(created.reason.key, created.reason.params);
    const { personId } = created.value;
    await tx.person.update({ where: { id: personId }, data: { passwordHash } });
    return ok({ personId });
  });
}
