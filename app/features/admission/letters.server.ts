import type { PrintedLetter } from "#app/features/cohorts/letter-pdf.server.tsx";
import { linkTo } from "#app/features/identity/identity-mail.server.ts";
import { courseTitle } from "#app/features/learning/titles.ts";
import { enqueue } from "#app/features/notifications/outbox.server.ts";
import { now } from "#app/infra/clock.server.ts";
import type { Tx } from "#app/infra/db.server.ts";
import { wordsFor } from "#app/infra/words.server.ts";
import { dayIn } from "#app/lib/calendar-day.ts";
import { paths } from "#app/lib/paths.ts";
import { newLink } from "./application-links.server.ts";
import type { Decision } from "./application.ts";
import type { ApplicationFacts } from "./applications.server.ts";
import type { CallFacts } from "./calls.server.ts";
import { letterOf, letterOfDecision, type Letter } from "./letter.ts";

type Addressee = Pick<ApplicationFacts, "name" | "locale" | "timeZone" | "replyBy" | "note">;

/** What a letter says, in the applicant's language: the same in the mail and on paper. `way` leads back to it. */
function textOf(call: CallFacts, applicant: Addressee, letter: Letter, way: string) {
  const { t, date } = wordsFor(applicant.locale, applicant.timeZone);
  const { cohort } = call;
  const params = {
    name: applicant.name,
    course: courseTitle(call.version.outline, applicant.locale).words,
    place: cohort.place,
    from: date(cohort.startDate),
    to: date(cohort.endDate),
    replyBy: applicant.replyBy ? date(applicant.replyBy) : "",
    contact: call.contact,
    link: way,
    note: applicant.note ? `${applicant.note}\n\n` : "",
  };
  return {
    subject: t(`admission.mail.${letter}.subject`, params),
    body: t(`admission.mail.${letter}.body`, params),
  };
}

/** The letter of a decision, with a link of its own. Who has no e-mail reads it on the page, or gets it on paper. */
export async function writeToApplicant(
  tx: Tx,
  call: CallFacts,
  applicationId: string,
  decision: Decision,
  note: string,
): Promise<void> {
  const letter = letterOfDecision(decision);
  if (!letter) return;
  const applicant = await tx.application.findUniqueOrThrow({
    where: { id: applicationId },
    select: { name: true, email: true, locale: true, timeZone: true, personId: true, replyBy: true },
  });
  if (!applicant.email) return;
  const link = linkTo(paths.application(await newLink(tx, applicationId)));
  await enqueue(tx, {
    key: `application-${letter}:${applicationId}:${now().getTime()}`,
    personId: applicant.personId,
    address: applicant.email,
    kind: `application-${letter}`,
    locale: applicant.locale,
    ...textOf(call, { ...applicant, note }, letter, link),
  });
}

/**
 * The letter an application stands under, to be printed. With the applicant's own secret it carries their link; what staff
 * print carries none, and names whom to answer: whoever holds a link may answer for them.
 */
export function printedLetter(
  call: CallFacts,
  application: ApplicationFacts,
  secret: string | null,
): PrintedLetter | null {
  const letter = letterOf(application.state);
  if (!letter) return null;
  const words = wordsFor(application.locale, application.timeZone);
  const madeOn = dayIn(call.cohort.timeZone, new Date(application.decidedAt ?? application.appliedAt));
  const way = secret === null ? call.contact : linkTo(paths.application(secret));
  const { subject, body } = textOf(call, application, letter, way);
  return {
    locale: words.locale,
    direction: words.direction,
    from: call.cohort.issuer,
    to: [application.name, application.position, application.organisation].filter(Boolean),
    day: words.date(madeOn),
    madeOn,
    subject,
    blocks: [{ kind: "text", text: body }],
  };
}
