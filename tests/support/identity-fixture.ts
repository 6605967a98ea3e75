import { createPerson, type NewPerson } from "#app/features/identity/accounts.server.ts";
import { hashPassword } from "#app/features/identity/passwords.server.ts";
import type { Visit } from "#app/features/identity/sign-in.server.ts";
import { now } from "#app/infra/clock.server.ts";
import { db, inTransaction } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import type { Actor, Scope } from "#app/lib/actor.ts";

/* People with accounts, in the test's database; each call makes new ones. */

export const PASSWORD = "mangoes before noon";
export const platform = { personId: null, requestId: "test" };

export type Account = { personId: string; username: string };

export async function makeAccount(facts: Partial<NewPerson> = {}): Promise<Account> {
  const created = await inTransaction((tx) =>
    createPerson(tx, platform, { name: "Sok Dara", locale: "en", timeZone: "UTC", ...facts }),
  );
  if (!created.ok) throw new Error(created.reason.key);
  const passwordHash = await hashPassword(PASSWORD);
  await db.person.update({ where: { id: created.value.personId }, data: { passwordHash } });
  return created.value;
}

export const actorWith = (personId: string, ...reach: Scope[]): Actor => ({
  personId,
  name: "Somebody",
  grants: [],
  reach,
  requestId: "test",
  timeZone: "UTC",
  locale: "en",
});

export const everybody: Scope = { kind: "all", id: "" };
export const own: Scope = { kind: "own", id: "" };

let visits = 0;

/** A browser somewhere else than all others. */
export const visitFrom = (
  address = `2001:db8:${(visits++).toString(16)}::1`,
  cookies: string | null = null,
): Visit => ({
  cookies,
  address,
  requestId: "test",
});

/** The `name=value` of a Set-Cookie header, as the browser sends it back. */
export const asCookie = (setCookie: string): string => setCookie.split(";")[0] ?? "";

export async function makeOrganisation(): Promise<string> {
  const id = newId();
  await db.organisation.create({
    data: {
      id,
      name: `Rumdul ${id}`,
      kind: "mfi",
      country: "KH",
      searchText: `rumdul ${id}`,
      createdAt: now(),
    },
  });
  return id;
}

export const mailTo = (personId: string, kind: string) =>
  db.outboxMessage.findMany({ where: { personId, kind }, orderBy: { id: "asc" } });

/** The secret in the link of a mail. */
export const linkIn = (body: string): string =>
  /\/(?:invitation|reset-password)\/([\w-]+)/.exec(body)?.[1] ?? "";
