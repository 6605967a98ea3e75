import type { Tx } from "#app/infra/db.server.ts";

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

/** The same of a list, each of them once. */
export async function allNow(tx: Tx, ids: readonly string[]): Promise<string[]> {
  return [...new Set(ids.map(await whoNow(tx, ids)))];
}

/** The person's accounts: theirs, and those that were joined with it, where what was kept apart still stands. */
export async function accountsOf(tx: Tx, personId: string): Promise<string[]> {
  const accounts = [personId];
  for (const keptId of accounts) {
    const joined = await tx.personMerge.findMany({
      where: { keptId, state: "merged", goneId: { notIn: accounts } },
      select: { goneId: true },
    });
    accounts.push(...joined.map(({ goneId }) => goneId));
  }
  return accounts;
}
