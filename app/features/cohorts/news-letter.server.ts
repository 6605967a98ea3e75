import { db } from "#app/infra/db.server.ts";
import { wordsFor } from "#app/infra/words.server.ts";
import { dayIn } from "#app/lib/calendar-day.ts";
import type { CohortFacts } from "./cohorts.server.ts";
import type { PrintedLetter } from "./letter-pdf.server.tsx";

/** What was written to everybody of a cohort about its dates. */
const NEWS = ["cohort-postponed", "cohort-cancelled"] as const;

/**
 * The last news somebody had of their cohort's dates, as it was written to them: the mail's own words, for whoever has to
 * be given paper. Null where there was none, or the mails are purged.
 */
export async function newsLetter(cohort: CohortFacts, enrolmentId: string): Promise<PrintedLetter | null> {
  const enrolment = await db.enrolment.findFirst({
    where: { id: enrolmentId, cohortId: cohort.id },
    select: { person: { select: { id: true, name: true, timeZone: true } } },
  });
  if (!enrolment) return null;
  const { person } = enrolment;
  const message = await db.outboxMessage.findFirst({
    where: {
      personId: person.id,
      OR: NEWS.map((kind) => ({ kind, key: { startsWith: `${kind}:${cohort.id}:` } })),
    },
    orderBy: { id: "desc" },
  });
  if (!message) return null;
  const words = wordsFor(message.locale, person.timeZone);
  const madeOn = dayIn(cohort.timeZone, message.createdAt);
  return {
    locale: words.locale,
    direction: words.direction,
    from: cohort.issuer,
    to: [person.name],
    day: words.date(madeOn),
    madeOn,
    subject: message.subject,
    blocks: [{ kind: "text", text: message.body }],
  };
}
