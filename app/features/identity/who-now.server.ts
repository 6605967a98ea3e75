import type { Tx } from "#app/infra/db.server.ts";
import { ownRecordsOf, type Actor } from "#app/lib/actor.ts";

/**
 * People as whom they are by now. What somebody decided stays written under the account they had (0021); whoever asks who that
 * was, to keep two decisions apart, has to hear of the account it was merged into.
 */
export async function whoNow(tx: Tx, ids: Iterable<string>): Promise<(id: string) => string> {
  const kept = new Map<string, string>();
  let unasked = [...new Set(ids)];
  while (unasked.length > 0) {
    const merges = await tx.personMerge.findMany({
      where: { goneId: { in: unasked }, state: "merged" },
      select: { goneId: true, keptId: true },
    });
    for (const { goneId, keptId } of merges) kept.set(goneId, keptId);
    unasked = merges.map(({ keptId }) => keptId).filter((id) => !kept.has(id));
  }
  const now = (id: string): string => {
    const keptId = kept.get(id);
    return keptId === undefined ? id : now(keptId);
  };
  return now;
}

/** The same of one. */
export const personNow = async (tx: Tx, id: string): Promise<string> => (await whoNow(tx, [id]))(id);

/** The same of a list, each of them once. */
export async function allNow(tx: Tx, ids: readonly string[]): Promise<string[]> {
  return [...new Set(ids.map(await whoNow(tx, ids)))];
}

/** The accounts of these people: theirs, and those that were joined with them, where what was kept apart still stands. */
export async function accountsOf(tx: Tx, ...people: string[]): Promise<string[]> {
  return [...(await ownersOf(tx, people)).keys()];
}

/** The same of many: every account of theirs, with whose it is. */
export async function ownersOf(tx: Tx, people: readonly string[]): Promise<Map<string, string>> {
  const owners = new Map(people.map((id) => [id, id]));
  let unasked = [...owners.keys()];
  while (unasked.length > 0) {
    const joined = await tx.personMerge.findMany({
      where: { keptId: { in: unasked }, state: "merged" },
      select: { goneId: true, keptId: true },
    });
    const found = joined.filter(({ goneId }) => !owners.has(goneId));
    for (const { goneId, keptId } of found) owners.set(goneId, owners.get(keptId)!);
    unasked = found.map(({ goneId }) => goneId);
  }
  return owners;
}

/** Whose records the actor leaves to others, under every account of theirs. */
export const ownAccountsOf = async (tx: Tx, actor: Actor): Promise<string[]> => [
  ...(await ownersOf(tx, ownRecordsOf(actor))).keys(),
];
