import { mailState, type MailFacts } from "./mail-state.ts";
import type { MailWay } from "./message-kinds.ts";

/* Whom a message did not reach: no address, or a mail that would not go. Who has read it in the inbox was reached. */

export const WHY_UNREACHED = ["no-address", "failed"] as const;
export type WhyUnreached = (typeof WHY_UNREACHED)[number];

export function whyUnreached(
  message: MailFacts & { mail: MailWay; readAt: Date | null },
): WhyUnreached | null {
  if (message.readAt !== null) return null;
  if (message.mail === "no-address") return "no-address";
  return mailState(message) === "failed" ? "failed" : null;
}

export const MEANS = ["phone", "chat", "slip", "in-person"] as const;
export type Means = (typeof MEANS)[number];

/** What is pasted into a chat: the message as it would have been mailed. */
export const chatText = ({ subject, body }: { subject: string; body: string }): string =>
  `${subject}\n\n${body.trim()}`;

/** Opens WhatsApp with the text written; only for a number with its country, which is the form it takes. */
export function chatLink(phone: string | null, text: string): string | null {
  const international = phone?.trim().startsWith("+");
  const digits = phone?.replace(/\D/g, "") ?? "";
  if (!international || digits.length < 7 || digits.length > 15) return null;
  return `https://wa.me/${digits}?text=${encodeURIComponent(text)}`;
}
