import { linkTo } from "#app/features/identity/identity-mail.server.ts";
import { notify } from "#app/features/notifications/outbox.server.ts";
import type { Tx } from "#app/infra/db.server.ts";
import { wordsFor } from "#app/infra/words.server.ts";
import type { Ending } from "./ending.ts";

/* Messages to the holder: plain text in their language, one link. Who has no address reads it in their inbox. */

/** What is read of a holder to write to them. */
export const ADDRESSEE = { id: true, name: true, email: true, locale: true, timeZone: true } as const;
export type Addressee = { id: string; name: string; email: string | null; locale: string; timeZone: string };

type News = { certificateId: string; number: string; course: string };

export type CertificateNews = "ready" | "corrected" | Ending;

export async function tellHolder(
  tx: Tx,
  holder: Addressee,
  news: CertificateNews,
  { certificateId, number, course }: News,
): Promise<void> {
  const { t } = wordsFor(holder.locale, holder.timeZone);
  const params = { name: holder.name, number, course, link: linkTo("/certificates") };
  await notify(tx, {
    key: `certificate-${news}:${certificateId}`,
    personId: holder.id,
    address: holder.email,
    kind: `certificate-${news}`,
    action: "/certificates",
    locale: holder.locale,
    subject: t(`certification.mail.${news}.subject`, params),
    body: t(`certification.mail.${news}.body`, params),
  });
}
