import { recordAudit } from "#app/features/audit/record.server.ts";
import { accountsOf } from "#app/features/identity/who-now.server.ts";
import type { NameKey } from "#app/features/certification/name-hash.server.ts";
import { db, type Tx } from "#app/infra/db.server.ts";
import { eraseEvidence } from "#app/infra/evidence.server.ts";
import { eraseFile } from "#app/infra/files.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { HELD, HELD_KINDS, type Erasing, type HeldKind } from "./held-records.ts";
import { countHeld, ERASE_HELD, type ErasedFiles } from "./held-records.server.ts";

export type ErasureLine = { kind: HeldKind; erasing: Erasing; count: number };

/** What an erasure would do, kind by kind: what is shown before, and what is recorded after. */
export async function planErasure(personId: string, tx: Tx = db): Promise<ErasureLine[]> {
  const lines: ErasureLine[] = [];
  const accounts = await accountsOf(tx, personId);
  for (const kind of HELD_KINDS)
    lines.push({ kind, erasing: HELD[kind].erasing, count: await countHeld(kind, accounts, tx) });
  return lines.filter(({ count }) => count > 0);
}

/**
 * Does what `planErasure` lists. The caller asked the rule, has the key of names at hand, and erases the files once this
 * is committed.
 */
export async function erase(tx: Tx, actor: Actor, personId: string, key: NameKey): Promise<ErasedFiles> {
  const files: ErasedFiles = { certificates: [], evidence: [] };
  const lines = await planErasure(personId, tx);
  const accounts = await accountsOf(tx, personId);
  for (const { kind } of [...lines].reverse())
    for (const id of accounts) await ERASE_HELD[kind](tx, id, files, key);
  const done = Object.fromEntries(lines.map(({ kind, count }) => [kind, count]));
  await recordAudit(tx, actor, "person.erased", { kind: "person", id: personId }, done);
  return files;
}

export async function eraseFiles({ certificates, evidence }: ErasedFiles): Promise<void> {
  await Promise.all([...certificates.map(eraseFile), ...evidence.map(eraseEvidence)]);
}
