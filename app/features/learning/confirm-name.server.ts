import { recordAudit } from "#app/features/audit/record.server.ts";
import { nameChangesByRequest } from "#app/features/identity/name-by-request.server.ts";
import { peopleInReach } from "#app/features/identity/people-scope.server.ts";
import { searchTextOf } from "#app/features/identity/search-text.ts";
import { now } from "#app/infra/clock.server.ts";
import { db, inTransaction, type Prisma, type Tx } from "#app/infra/db.server.ts";
import { fontsCover } from "#app/infra/font-families.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { problemAt, type FormProblem } from "#app/lib/form.ts";
import type { Refusal } from "#app/lib/result.ts";
import type { EnrolmentFacts } from "./enrolments.server.ts";
import { mayConfirmName, tidyName, unprintable, type PrintedName } from "./printed-name.ts";

export type NameFacts = {
  name: string;
  printedName: string | null;
  printedNameLocal: string | null;
  confirmedAt: Date | null;
};

export async function printedNameOf(personId: string): Promise<NameFacts> {
  const { nameConfirmedAt, ...person } = await db.person.findUniqueOrThrow({
    where: { id: personId },
    select: { name: true, printedName: true, printedNameLocal: true, nameConfirmedAt: true },
  });
  return { ...person, confirmedAt: nameConfirmedAt };
}

export type NameConfirmed =
  { ok: true } | { ok: false; problem: FormProblem } | { ok: false; reason: Refusal };

/** A participant confirms their own, before the cohort is closed; with a certificate already, as it is printed there. */
export async function confirmPrintedName(
  actor: Actor,
  enrolment: EnrolmentFacts,
  typed: PrintedName,
): Promise<NameConfirmed> {
  const decision = mayConfirmName(enrolment.cohort.closed);
  if (!decision.ok) return decision;
  const name = tidyName(typed);
  const problem = notPrintable(typed, name);
  if (problem) return { ok: false, problem };
  const { personId } = actor;
  const before = await printedNameOf(personId);
  const renamed =
    name.printedName !== (before.printedName ?? before.name)
      ? "printedName"
      : (name.printedNameLocal || null) !== before.printedNameLocal
        ? "printedNameLocal"
        : null;
  if (renamed && (await nameChangesByRequest(personId)))
    return { ok: false, problem: problemAt({ ...typed }, renamed, "name-by-request") };
  await inTransaction((tx) => writeName(tx, actor, { id: personId }, name, { enrolmentId: enrolment.id }));
  return { ok: true };
}

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
  const problem = notPrintable(typed, name);
  if (problem) return { ok: false, problem };
  const inReach = { AND: [{ id: personId }, peopleInReach(actor)] };
  const detail = { onBehalf: true, reason: typed.reason };
  const written = await inTransaction((tx) => writeName(tx, actor, inReach, name, detail));
  return written ? { ok: true } : null;
}

export function notPrintable(typed: PrintedName, name: PrintedName): FormProblem | null {
  const missing = unprintable(name, fontsCover);
  if (!missing) return null;
  return problemAt({ ...typed }, missing.field, "name-not-printable", { characters: missing.characters });
}

/** The printed name of whom the clause finds, with its line in the trail; false when it finds nobody. */
export async function writeName(
  tx: Tx,
  actor: Actor,
  whose: Prisma.PersonWhereInput,
  name: PrintedName,
  detail: Record<string, unknown>,
): Promise<boolean> {
  const person = await tx.person.findFirst({
    where: whose,
    select: { id: true, name: true, username: true, email: true, phone: true },
  });
  if (!person) return false;
  const { id, ...known } = person;
  const printed = { printedName: name.printedName, printedNameLocal: name.printedNameLocal || null };
  await tx.person.update({
    where: { id },
    data: { ...printed, searchText: searchTextOf({ ...known, ...printed }), nameConfirmedAt: now() },
  });
  await recordAudit(tx, actor, "person.name-confirmed", { kind: "person", id }, detail);
  return true;
}
