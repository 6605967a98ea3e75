import type { Tx } from "#app/infra/db.server.ts";
import type { Observed } from "./day-lines.ts";
import type { SeenSession } from "./day-view.ts";

/* Who the sheets of an employer's refresher days call an observer. */

/** By staff number or username, of this employer: who that is. */
export async function observersOf(
  tx: Tx,
  organisationId: string,
  called: readonly string[],
): Promise<Map<string, string>> {
  const named = [...new Set(called.map((who) => who.trim()).filter(Boolean))];
  if (named.length === 0) return new Map();
  const [people, staff] = await Promise.all([
    tx.person.findMany({
      where: { username: { in: named.map((who) => who.toLowerCase()) } },
      select: { id: true, username: true },
    }),
    // All of them: the two databases compare letters in different ways.
    tx.affiliation.findMany({
      where: { organisationId, staffNumber: { not: null } },
      orderBy: [{ from: "desc" }, { id: "desc" }],
      select: { personId: true, staffNumber: true },
    }),
  ]);
  const known = new Map<string, string>();
  for (const who of named) {
    const is = who.toLowerCase();
    const found =
      people.find(({ username }) => username === is)?.id ??
      staff.find(({ staffNumber }) => staffNumber!.toLowerCase() === is)?.personId;
    if (found) known.set(who, found);
  }
  return known;
}

/** The same, with their names. */
export async function observersNamed(
  tx: Tx,
  organisationId: string,
  lines: readonly { observed: Observed | null }[],
): Promise<Map<string, string>> {
  const called = lines.flatMap(({ observed }) => observed?.observer ?? []);
  const ids = await observersOf(tx, organisationId, called);
  const people = await tx.person.findMany({
    where: { id: { in: [...ids.values()] } },
    select: { id: true, name: true },
  });
  return new Map(
    [...ids].flatMap(([who, id]) => {
      const person = people.find((one) => one.id === id);
      return person ? [[who, person.name] as const] : [];
    }),
  );
}

export const sessionSeen = (
  { observer, ...seen }: Observed,
  names: ReadonlyMap<string, string>,
): SeenSession => ({ ...seen, by: names.get(observer) ?? observer });
