import { recordAudit } from "#app/features/audit/record.server.ts";
import { searchTextOf } from "#app/features/identity/search-text.ts";
import { now } from "#app/infra/clock.server.ts";
import { db, inTransaction } from "#app/infra/db.server.ts";
import { fontsCover } from "#app/infra/shaped-fonts.server.ts";
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

export async function confirmPrintedName(
  actor: Actor,
  enrolment: EnrolmentFacts,
  typed: PrintedName,
): Promise<NameConfirmed> {
  const decision = mayConfirmName(enrolment.cohort.closed);
  if (!decision.ok) return decision;
  const name = tidyName(typed);
  const missing = unprintable(name, fontsCover);
  if (missing)
    return {
      ok: false,
      problem: problemAt(typed, missing.field, "name-not-printable", { characters: missing.characters }),
    };
  await inTransaction(async (tx) => {
    const { personId } = actor;
    const printed = { printedName: name.printedName, printedNameLocal: name.printedNameLocal || null };
    const person = await tx.person.update({
      where: { id: personId },
      data: { ...printed, nameConfirmedAt: now() },
      select: { name: true, username: true, email: true, phone: true },
    });
    await tx.person.update({
      where: { id: personId },
      data: { searchText: searchTextOf({ ...person, ...printed }) },
    });
    await recordAudit(
      tx,
      actor,
      "person.name-confirmed",
      { kind: "person", id: personId },
      { enrolmentId: enrolment.id },
    );
  });
  return { ok: true };
}
