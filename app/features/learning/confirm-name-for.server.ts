import { recordAudit } from "#app/features/audit/record.server.ts";
import { peopleInReach } from "#app/features/identity/people-scope.server.ts";
import { searchTextOf } from "#app/features/identity/search-text.ts";
import { now } from "#app/infra/clock.server.ts";
import { inTransaction, type Tx } from "#app/infra/db.server.ts";
import { fontsCover } from "#app/infra/shaped-fonts.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { problemAt } from "#app/lib/form.ts";
import type { NameConfirmed } from "./confirm-name.server.ts";
import { tidyName, unprintable, type PrintedName } from "./printed-name.ts";

/**
 * Confirms the printed name for somebody who cannot do it themselves, with the reason that stays in the trail.
 * Certificates that exist stay as they are. Null: not in reach.
 */
export async function confirmNameFor(
  actor: Actor,
  personId: string,
  typed: PrintedName & { reason: string },
): Promise<NameConfirmed | null> {
  const name = tidyName(typed);
  const missing = unprintable(name, fontsCover);
  if (missing) {
    const { field, characters } = missing;
    return { ok: false, problem: problemAt(typed, field, "name-not-printable", { characters }) };
  }
  const written = await inTransaction((tx) => writeName(tx, actor, personId, name, typed.reason));
  return written ? { ok: true } : null;
}

async function writeName(tx: Tx, actor: Actor, personId: string, name: PrintedName, reason: string) {
  const person = await tx.person.findFirst({
    where: { AND: [{ id: personId }, peopleInReach(actor)] },
    select: { name: true, username: true, email: true, phone: true },
  });
  if (!person) return false;
  const printed = { printedName: name.printedName, printedNameLocal: name.printedNameLocal || null };
  const searchText = searchTextOf({ ...person, ...printed });
  await tx.person.update({
    where: { id: personId },
    data: { ...printed, searchText, nameConfirmedAt: now() },
  });
  const subject = { kind: "person", id: personId };
  await recordAudit(tx, actor, "person.name-confirmed", subject, { onBehalf: true, reason });
  return true;
}
