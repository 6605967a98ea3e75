import { linkTo } from "#app/features/identity/identity-mail.server.ts";
import { notify } from "#app/features/notifications/outbox.server.ts";
import type { Tx } from "#app/infra/db.server.ts";
import { wordsFor } from "#app/infra/words.server.ts";

type News = "plan-approved" | "plan-returned" | "attempt-graded";

/** Tells a learner that somebody has looked at their work. */
export async function tellLearner(
  tx: Tx,
  personId: string,
  news: News,
  { key, path }: { key: string; path: string },
): Promise<void> {
  const person = await tx.person.findUniqueOrThrow({
    where: { id: personId },
    select: { name: true, email: true, locale: true, timeZone: true },
  });
  const { t } = wordsFor(person.locale, person.timeZone);
  await notify(tx, {
    key,
    personId,
    address: person.email,
    kind: news,
    action: path,
    locale: person.locale,
    subject: t(`learning.mail.${news}.subject`),
    body: t(`learning.mail.${news}.body`, { name: person.name, link: linkTo(path) }),
  });
}
