import { linkTo } from "#app/features/identity/identity-mail.server.ts";
import { courseTitle } from "#app/features/learning/titles.ts";
import { enqueue } from "#app/features/notifications/outbox.server.ts";
import { now } from "#app/infra/clock.server.ts";
import type { Tx } from "#app/infra/db.server.ts";
import { wordsFor } from "#app/infra/words.server.ts";
import { paths } from "#app/lib/paths.ts";
import { newLink } from "./application-links.server.ts";
import type { Decision } from "./application.ts";
import type { CallFacts } from "./calls.server.ts";

/** Which decisions are told by letter; a shortlist is the selection's own business. */
const LETTERS = { offer: "offer", wait: "waiting", decline: "declined" } as const;

/** The letter of a decision, in the applicant's language, with a link of its own. Who has no e-mail reads it on the page. */
export async function writeToApplicant(
  tx: Tx,
  call: CallFacts,
  applicationId: string,
  decision: Decision,
  note: string,
): Promise<void> {
  if (!(decision in LETTERS)) return;
  const letter = LETTERS[decision as keyof typeof LETTERS];
  const applicant = await tx.application.findUniqueOrThrow({
    where: { id: applicationId },
    select: { name: true, email: true, locale: true, timeZone: true, personId: true, replyBy: true },
  });
  if (!applicant.email) return;
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
    link: linkTo(paths.application(await newLink(tx, applicationId))),
    note: note ? `${note}\n\n` : "",
  };
  await enqueue(tx, {
    key: `application-${letter}:${applicationId}:${now().getTime()}`,
    personId: applicant.personId,
    address: applicant.email,
    kind: `application-${letter}`,
    locale: applicant.locale,
    subject: t(`admission.mail.${letter}.subject`, params),
    body: t(`admission.mail.${letter}.body`, params),
  });
}
