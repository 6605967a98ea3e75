import { recordAudit, type Doer } from "#app/features/audit/record.server.ts";
import { createPerson } from "#app/features/identity/accounts.server.ts";
import { sendInvitation } from "#app/features/identity/invitations.server.ts";
import { enrol } from "#app/features/learning/enrolments.server.ts";
import { now, today } from "#app/infra/clock.server.ts";
import { inTransaction, type Tx } from "#app/infra/db.server.ts";
import { fold } from "#app/lib/fold.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import { mayAnswer, stateAfter, statesBefore, type Answer } from "./application.ts";
import type { ApplicationFacts } from "./applications.server.ts";
import type { CallFacts } from "./calls.server.ts";

/** The applicant's answer, by their link. Accepting enrols them: as who they are here already, or as somebody new. */
export async function answerApplication(
  call: CallFacts,
  application: ApplicationFacts,
  answer: Answer,
  requestId: string,
): Promise<Result<void>> {
  const { id } = application;
  const decision = mayAnswer(application, answer, today(call.cohort.timeZone));
  if (!decision.ok) return decision;
  if (answer === "accept" && call.cohort.closed) return refuse("cohort.closed");
  return inTransaction(async (tx) => {
    const { count } = await tx.application.updateMany({
      where: { id, state: { in: [...statesBefore(answer)] }, replyBy: application.replyBy },
      data: { state: stateAfter(answer), decidedAt: now(), version: { increment: 1 } },
    });
    if (count !== 1) return refuse("changed-meanwhile");
    const doer = { personId: application.personId, requestId };
    await recordAudit(tx, doer, `application.${stateAfter(answer)}`, { kind: "application", id });
    return answer === "accept" ? enrolApplicant(tx, doer, call, application) : ok(undefined);
  });
}

async function enrolApplicant(
  tx: Tx,
  doer: Doer,
  call: CallFacts,
  application: ApplicationFacts,
): Promise<Result<void>> {
  const known = application.personId ?? (await holderOf(tx, application.email));
  const person = known ? ok({ personId: known }) : await newcomer(tx, doer, application);
  if (!person.ok) return person;
  const { personId } = person.value;
  await tx.application.update({ where: { id: application.id }, data: { personId } });
  await enrol(tx, doer, { personId, cohortId: call.cohort.id, courseVersionId: call.version.id });
  return ok(undefined);
}

async function holderOf(tx: Tx, email: string | null): Promise<string | null> {
  if (!email) return null;
  const person = await tx.person.findUnique({ where: { email }, select: { id: true, deactivatedAt: true } });
  return person && !person.deactivatedAt ? person.id : null;
}

/** Placed in the organisation they named, where it is one we know; let in by mail, or by a card where there is none. */
async function newcomer(tx: Tx, doer: Doer, application: ApplicationFacts) {
  const { name, email, phone, sex, country, locale, timeZone, organisation, position } = application;
  const known = await tx.organisation.findFirst({
    where: { searchText: fold(organisation) },
    select: { id: true },
  });
  const affiliation = known && { organisationId: known.id, position, from: today(timeZone) };
  const created = await createPerson(tx, doer, {
    name,
    email,
    phone,
    sex,
    country,
    locale,
    timeZone,
    affiliation,
  });
  if (created.ok && email) await sendInvitation(tx, doer, created.value.personId);
  return created;
}
