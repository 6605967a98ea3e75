import { recordAudit } from "#app/features/audit/record.server.ts";
import { notify } from "#app/features/notifications/outbox.server.ts";
import { inTransaction } from "#app/infra/db.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { paths } from "#app/lib/paths.ts";
import type { CohortFacts } from "./cohorts.server.ts";
import type { MessageForm } from "./message-forms.ts";
import { whoIsBehind } from "./who-is-behind.server.ts";

/** Who was written to, and who has no address: they are to be told otherwise. */
export type Written = { sent: number; unreached: { name: string; phone: string | null }[] };

const textOf = (actor: Actor, cohort: CohortFacts, { subject, body }: MessageForm) => ({
  subject,
  body: `${body}\n\n${actor.name}\n${cohort.name}`,
});

const addressed = async (cohort: CohortFacts, { to }: MessageForm) =>
  (await whoIsBehind(cohort)).filter(({ flags }) => to === "all" || flags.length > 0);

export type MessagePreview = {
  subject: string;
  body: string;
  /** How many of its readers read which language, most first. */
  languages: { locale: string; people: number }[];
  withoutAddress: number;
};

/** The message as it will arrive, and who reads it; nothing is sent. */
export async function previewToCohort(
  actor: Actor,
  cohort: CohortFacts,
  form: MessageForm,
): Promise<MessagePreview> {
  const people = await addressed(cohort, form);
  const counts = new Map<string, number>();
  for (const { locale } of people) counts.set(locale, (counts.get(locale) ?? 0) + 1);
  return {
    ...textOf(actor, cohort, form),
    languages: [...counts]
      .map(([locale, count]) => ({ locale, people: count }))
      .sort((a, b) => b.people - a.people),
    withoutAddress: people.filter(({ email }) => email === null).length,
  };
}

/**
 * Writes to everybody of a cohort, or to those behind; `form.messageId` was drawn with the page, so that two presses are
 * one mail to each.
 */
export async function writeToCohort(actor: Actor, cohort: CohortFacts, form: MessageForm): Promise<Written> {
  const people = await addressed(cohort, form);
  const reached = people.filter(({ email }) => email !== null);
  await inTransaction(
    async (tx) => {
      for (const { personId, enrolmentId, email, locale } of people)
        await notify(tx, {
          key: `cohort-message:${form.messageId}:${personId}`,
          personId,
          address: email,
          kind: "cohort-message",
          action: paths.myCourse(enrolmentId),
          locale,
          ...textOf(actor, cohort, form),
        });
      await recordAudit(
        tx,
        actor,
        "cohort.written-to",
        { kind: "cohort", id: cohort.id },
        { to: form.to, people: reached.length },
      );
    },
    { timeoutMs: 30_000 },
  );
  return {
    sent: reached.length,
    unreached: people.filter(({ email }) => email === null).map(({ name, phone }) => ({ name, phone })),
  };
}
