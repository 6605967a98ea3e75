import { env } from "#app/infra/env.server.ts";
import { wordsFor } from "#app/infra/words.server.ts";

/* The words of our mails, in the receiver's language: plain text, one link on a line of its own. */

type MailText = { subject: string; body: string };

export const linkTo = (path: string): string => env.PUBLIC_ORIGIN + path;

export function invitationMail(
  locale: string,
  zone: string,
  facts: { name: string; username: string; link: string; until: Date },
): MailText {
  const { t, dateTime } = wordsFor(locale, zone);
  const { until, ...rest } = facts;
  return {
    subject: t("identity.mail.invitation.subject"),
    body: t("identity.mail.invitation.body", { ...rest, until: dateTime(until) }),
  };
}

export function resetMail(
  locale: string,
  zone: string,
  facts: { username: string; link: string; until: Date },
): MailText {
  const { t, dateTime } = wordsFor(locale, zone);
  const { until, ...rest } = facts;
  return {
    subject: t("identity.mail.reset.subject"),
    body: t("identity.mail.reset.body", { ...rest, until: dateTime(until) }),
  };
}

export function passwordChangedMail(locale: string, zone: string, at: Date): MailText {
  const { t, dateTime } = wordsFor(locale, zone);
  return {
    subject: t("identity.mail.password-changed.subject"),
    body: t("identity.mail.password-changed.body", { at: dateTime(at), link: linkTo("/forgot-password") }),
  };
}

export function emailChangedMail(locale: string, zone: string, at: Date): MailText {
  const { t, dateTime } = wordsFor(locale, zone);
  return {
    subject: t("identity.mail.email-changed.subject"),
    body: t("identity.mail.email-changed.body", { at: dateTime(at) }),
  };
}
