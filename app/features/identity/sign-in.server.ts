import { db } from "#app/infra/db.server.ts";
import { sha256 } from "#app/infra/ids.server.ts";
import { log } from "#app/infra/log.server.ts";
import { fold } from "#app/lib/fold.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import { knownDevice } from "./known-device.server.ts";
import { hashPassword, isOutdated, verifyPassword } from "./passwords.server.ts";
import { networkOf, talliesOf } from "./sign-in-throttle.ts";
import { beginTry, type Try } from "./sign-in-tries.server.ts";

/** From where somebody tries to come in. */
export type Visit = { cookies: string | null; address: string; requestId: string };

/** A person's account by what they type: their e-mail or their username. */
export const findAccount = (identifier: string) =>
  db.person.findFirst({
    where: {
      deactivatedAt: null,
      ...(identifier.includes("@")
        ? { email: identifier.trim().toLowerCase() }
        : { username: fold(identifier) }),
    },
    select: { id: true, name: true, username: true, email: true, passwordHash: true },
  });

/** Counts a try by this visitor; somebody unknown waits exactly like somebody known. */
export async function tryAs(
  purpose: string,
  personId: string | null,
  identifier: string,
  visit: Visit,
): Promise<Try> {
  const account = personId ?? sha256(fold(identifier));
  const device = personId ? await knownDevice(visit.cookies, personId) : null;
  return beginTry(purpose, talliesOf({ account, network: networkOf(visit.address), knownDevice: device }));
}

export const minutesOf = ({ wait }: Try): number => Math.ceil(wait / 60_000);

export const mustWait = (tried: Try) => refuse("sign-in-wait", { count: minutesOf(tried) });

/** The refusal never says which part was wrong, nor whether the person exists, nor in how long it is said. */
export async function signIn(
  { identifier, password }: { identifier: string; password: string },
  visit: Visit,
): Promise<Result<{ personId: string }>> {
  const person = await findAccount(identifier);
  const tried = await tryAs("password", person?.id ?? null, identifier, visit);
  if (tried.wait > 0) return mustWait(tried);
  if (!(await isRight(tried, person?.passwordHash ?? null, password)) || !person) {
    log.info({ requestId: visit.requestId, personId: person?.id ?? null }, "sign-in refused");
    return refuse("sign-in-wrong");
  }
  if (person.passwordHash && isOutdated(person.passwordHash))
    await rehash(person.id, person.passwordHash, password);
  return ok({ personId: person.id });
}

/** Settles the try with the password; one that could not be checked is not held against anybody. */
export async function isRight(tried: Try, hash: string | null, password: string): Promise<boolean> {
  try {
    const right = await verifyPassword(hash, password);
    if (right) tried.succeeded();
    return right;
  } catch (error) {
    tried.withdrawn();
    throw error;
  }
}

async function rehash(personId: string, outdated: string, password: string): Promise<void> {
  const passwordHash = await hashPassword(password);
  await db.person.updateMany({ where: { id: personId, passwordHash: outdated }, data: { passwordHash } });
}
