import { randomInt } from "node:crypto";
import { recordAudit, type Doer } from "#app/features/audit/record.server.ts";
import { now } from "#app/infra/clock.server.ts";
import { sql, type Tx } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import type { Grant } from "#app/lib/actor.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import { searchTextOf } from "./search-text.ts";
import { usernameCandidates, usernameFrom } from "./username.ts";

export type NewPerson = {
  name: string;
  /** Made from the name or the e-mail when absent. */
  username?: string | null;
  email?: string | null;
  phone?: string | null;
  printedName?: string | null;
  printedNameLocal?: string | null;
  locale: string;
  timeZone: string;
  sex?: string | null;
  country?: string | null;
  affiliation?: {
    organisationId: string;
    unitId?: string | null;
    position?: string | null;
    staffNumber?: string | null;
    from: CalendarDay;
  } | null;
  roles?: Grant[];
};

/** A person with their first affiliation and roles; refused when the e-mail or the chosen username is taken. */
export async function createPerson(
  tx: Tx,
  doer: Doer,
  input: NewPerson,
): Promise<Result<{ personId: string; username: string }>> {
  const person = {
    ...input,
    email: input.email?.trim().toLowerCase() || null,
    username: input.username?.trim().toLowerCase() || null,
  };
  const inserted = await insertPerson(tx, person);
  if (!inserted.ok) return inserted;
  const { personId } = inserted.value;
  if (input.affiliation)
    await tx.affiliation.create({ data: { id: newId(), personId, ...input.affiliation } });
  for (const { role, scope } of input.roles ?? [])
    await tx.roleAssignment.create({
      data: {
        id: newId(),
        personId,
        role,
        scopeKind: scope.kind,
        scopeId: scope.id,
        grantedAt: now(),
        grantedBy: doer.personId,
      },
    });
  await recordAudit(
    tx,
    doer,
    "person.created",
    { kind: "person", id: personId },
    {
      organisationId: input.affiliation?.organisationId ?? null,
      roles: (input.roles ?? []).map(({ role, scope }) => ({
        role,
        scopeKind: scope.kind,
        scopeId: scope.id,
      })),
    },
  );
  return inserted;
}

/** Tries until a username is free; another process may take one between looking and writing. */
async function insertPerson(
  tx: Tx,
  person: NewPerson,
): Promise<Result<{ personId: string; username: string }>> {
  for (;;) {
    const taken = await whatIsTaken(tx, person);
    if (taken) return taken;
    const username = person.username ?? (await freeUsername(tx, usernameFrom(person.name, person.email)));
    const personId = newId();
    if (await insertUnlessTaken(tx, personId, username, person)) return ok({ personId, username });
  }
}

async function whatIsTaken(tx: Tx, { email, username }: NewPerson) {
  const select = { id: true };
  if (email && (await tx.person.findUnique({ where: { email }, select })))
    return refuse("email-taken", { email });
  if (username && (await tx.person.findUnique({ where: { username }, select })))
    return refuse("username-taken", { username });
  return null;
}

async function freeUsername(tx: Tx, base: string): Promise<string> {
  const candidates = [
    ...usernameCandidates(base),
    ...Array.from({ length: 8 }, () => `${base}${randomInt(10, 1e6)}`),
  ];
  const rows = await tx.person.findMany({
    where: { username: { in: candidates } },
    select: { username: true },
  });
  const taken = new Set(rows.map(({ username }) => username));
  return candidates.find((candidate) => !taken.has(candidate)) ?? `${base}${randomInt(1e6, 1e9)}`;
}

/** ON CONFLICT, because a failed insert would spoil the caller's transaction on PostgreSQL. */
async function insertUnlessTaken(
  tx: Tx,
  personId: string,
  username: string,
  person: NewPerson,
): Promise<boolean> {
  const { name, email = null, phone = null, printedName = null, printedNameLocal = null, ...rest } = person;
  const searchText = searchTextOf({ name, username, email, phone, printedName, printedNameLocal });
  const count = await tx.$executeRaw(sql`
    INSERT INTO "Person" ("id", "username", "email", "phone", "name", "printedName", "printedNameLocal", "sex",
      "country", "locale", "timeZone", "theme", "searchText", "createdAt")
    VALUES (${personId}, ${username}, ${email}, ${phone}, ${name}, ${printedName}, ${printedNameLocal},
      ${rest.sex ?? null}, ${rest.country ?? null}, ${rest.locale}, ${rest.timeZone}, ${"system"}, ${searchText},
      ${now()})
    ON CONFLICT DO NOTHING`);
  return count === 1;
}
