import { recordAudit } from "#app/features/audit/record.server.ts";
import { mayCancel } from "#app/features/cohorts/cancel-cohort.ts";
import { cohortsRunBy } from "#app/features/cohorts/cohort-scope.server.ts";
import type { CohortFacts } from "#app/features/cohorts/cohorts.server.ts";
import { previewsOf, type LetterPreview } from "#app/features/cohorts/letter-preview.ts";
import { linkTo } from "#app/features/identity/identity-mail.server.ts";
import { moveEnrolmentTo } from "#app/features/learning/enrolments.server.ts";
import { courseTitle } from "#app/features/learning/titles.ts";
import { enqueue } from "#app/features/notifications/outbox.server.ts";
import { now, today } from "#app/infra/clock.server.ts";
import { inTransaction, type Tx } from "#app/infra/db.server.ts";
import { wordsFor } from "#app/infra/words.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { paths } from "#app/lib/paths.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";

const WAITING = ["received", "shortlisted", "waiting", "offered"];

/**
 * Cancels a cohort: it is closed, the enrolments in it end, and everybody enrolled or still hoping for a seat gets one
 * letter with the reason. Answers how many. It stands in this feature because applicants are written to.
 */
export async function cancelCohort(
  actor: Actor,
  cohort: CohortFacts,
  reason: string,
): Promise<Result<number>> {
  return inTransaction(
    async (tx) => {
      const row = await tx.cohort.findFirst({
        where: { id: cohort.id, ...cohortsRunBy(actor) },
        select: { endDate: true, closedAt: true },
      });
      if (!row) return refuse("cohort.outside-reach");
      const certificates = await tx.certificateEnrolment.count({
        where: { enrolment: { cohortId: cohort.id } },
      });
      const { endDate, closedAt } = row;
      const allowed = mayCancel({ endDate, closed: closedAt !== null, certificates }, today(cohort.timeZone));
      if (!allowed.ok) return allowed;
      const instant = now();
      const { count } = await tx.cohort.updateMany({
        where: { id: cohort.id, version: cohort.rowVersion, closedAt: null },
        data: { closedAt: instant, version: { increment: 1 } },
      });
      if (count !== 1) return refuse("changed-meanwhile");
      await tx.cohortCancellation.create({
        data: { cohortId: cohort.id, reason, cancelledAt: instant, cancelledBy: actor.personId },
      });
      const letters = await tellEverybody(tx, cohort, reason);
      await endEnrolments(tx, actor, cohort.id);
      await recordAudit(tx, actor, "cohort.cancelled", { kind: "cohort", id: cohort.id }, { letters });
      return ok(letters);
    },
    { timeoutMs: 60_000 },
  );
}

async function endEnrolments(tx: Tx, actor: Actor, cohortId: string): Promise<void> {
  const enrolments = await tx.enrolment.findMany({
    where: { cohortId, status: { in: ["confirmed", "active"] } },
    select: { id: true },
  });
  for (const { id } of enrolments) await moveEnrolmentTo(tx, actor, id, "cancelled");
}

type Addressee = {
  personId: string | null;
  name: string;
  email: string | null;
  locale: string;
  timeZone: string;
  /** Where the letter leads: to what was done, or to other courses. */
  to: string;
};

/** Once each: who is enrolled is not written to again as an applicant. */
async function addresseesOf(tx: Tx, cohortId: string): Promise<Addressee[]> {
  const [enrolments, applications] = [
    await tx.enrolment.findMany({
      where: { cohortId, status: { in: ["confirmed", "active"] } },
      select: {
        id: true,
        person: { select: { id: true, name: true, email: true, locale: true, timeZone: true } },
      },
    }),
    await tx.application.findMany({
      where: { call: { cohortId }, state: { in: WAITING } },
      select: { personId: true, name: true, email: true, locale: true, timeZone: true },
    }),
  ];
  const enrolled = enrolments.map(({ id, person }): Addressee => {
    const { id: personId, ...rest } = person;
    return { personId, ...rest, to: paths.myCourse(id) };
  });
  return [...enrolled, ...applications.map((applicant) => ({ ...applicant, to: "/calls" }))];
}

async function tellEverybody(tx: Tx, cohort: CohortFacts, reason: string): Promise<number> {
  const written = new Set<string>();
  for (const { personId, name, email, locale, timeZone, to } of await addresseesOf(tx, cohort.id)) {
    if (!email || written.has(email.toLowerCase())) continue;
    written.add(email.toLowerCase());
    await enqueue(tx, {
      key: `cohort-cancelled:${cohort.id}:${email.toLowerCase()}`,
      personId,
      address: email,
      kind: "cohort-cancelled",
      locale,
      ...cancelledText(cohort, reason, { name, locale, timeZone, to }),
    });
  }
  return written.size;
}

type Reader = Pick<Addressee, "name" | "locale" | "timeZone" | "to">;

function cancelledText(cohort: CohortFacts, reason: string, { name, locale, timeZone, to }: Reader) {
  const { t, date } = wordsFor(locale, timeZone);
  const params = {
    name,
    course: courseTitle(cohort.version.outline, locale).words,
    cohort: cohort.name,
    from: date(cohort.startDate),
    to: date(cohort.endDate),
    reason,
    link: linkTo(to),
  };
  return {
    subject: t("cohorts.mail.cancelled.subject", params),
    body: t("cohorts.mail.cancelled.body", params),
  };
}

/** The letter as it would be written, once for each language it is read in; nothing is cancelled and nothing sent. */
export async function previewCancelled(cohort: CohortFacts, reason: string): Promise<LetterPreview[]> {
  const addressees = await inTransaction((tx) => addresseesOf(tx, cohort.id));
  const reached = new Map(
    addressees.flatMap((each) => (each.email ? [[each.email.toLowerCase(), each] as const] : [])),
  );
  return previewsOf([...reached.values()], (reader) => cancelledText(cohort, reason, reader));
}
