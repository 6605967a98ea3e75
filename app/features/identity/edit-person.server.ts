import { recordAudit } from "#app/features/audit/record.server.ts";
import { notify } from "#app/features/notifications/outbox.server.ts";
import { now } from "#app/infra/clock.server.ts";
import { inTransaction, isUniqueViolation, sql, type Tx } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { fold } from "#app/lib/fold.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import { emailChangedMail } from "./identity-mail.server.ts";
import { peopleActorMayLetIn } from "./people-scope.server.ts";
import { searchTextOf } from "./search-text.ts";
import { endWaysIn } from "./set-password.server.ts";

export type PersonContact = {
  name: string;
  email: string | null;
  phone: string | null;
  locale: string;
  timeZone: string;
};

/** Corrects how a person is called and reached. Null: not somebody whose ways in the actor may change. */
export async function editPerson(
  actor: Actor,
  personId: string,
  contact: PersonContact,
): Promise<Result<void> | null> {
  try {
    return await inTransaction((tx) => writeContact(tx, actor, personId, contact));
  } catch (error) {
    if (isUniqueViolation(error, "email")) return refuse("email-taken", { email: contact.email ?? "" });
    throw error;
  }
}

async function writeContact(
  tx: Tx,
  actor: Actor,
  personId: string,
  contact: PersonContact,
): Promise<Result<void> | null> {
  const mine = { AND: [{ id: personId }, peopleActorMayLetIn(actor)] };
  const before = await tx.person.findFirst({
    where: mine,
    select: {
      name: true,
      email: true,
      phone: true,
      locale: true,
      timeZone: true,
      username: true,
      printedName: true,
      printedNameLocal: true,
      searchText: true,
    },
  });
  if (!before) return null;
  const changed = (Object.keys(contact) as (keyof PersonContact)[]).filter(
    (key) => contact[key] !== before[key],
  );
  if (changed.length === 0) return ok(undefined);
  const { count } = await tx.person.updateMany({
    where: { ...mine, searchText: before.searchText },
    data: { ...contact, searchText: searchTextOf({ ...before, ...contact }) },
  });
  if (count !== 1) return refuse("changed-meanwhile");
  if (changed.includes("name")) await followName(tx, personId, contact.name);
  if (changed.includes("email")) await closeOldAddress(tx, personId, before.email, contact);
  await recordAudit(tx, actor, "person.profile-changed", { kind: "person", id: personId }, { changed });
  return ok(undefined);
}

/** A link that was mailed to the old address must not open the account any more; its reader hears of the change. */
async function closeOldAddress(tx: Tx, personId: string, address: string | null, contact: PersonContact) {
  await endWaysIn(tx, personId);
  if (!address) return;
  const { locale, timeZone } = contact;
  await notify(tx, {
    key: `email-changed:${newId()}`,
    personId,
    address,
    kind: "email-changed",
    action: "/me",
    locale,
    ...emailChangedMail(locale, timeZone, now()),
  });
}

/** Enrolments carry the folded name, so that a large cohort is read in its order. */
const followName = (tx: Tx, personId: string, name: string) =>
  tx.$executeRaw(sql`UPDATE "Enrolment" SET "sortName" = ${fold(name)} WHERE "personId" = ${personId}`);
