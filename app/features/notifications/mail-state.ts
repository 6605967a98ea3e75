import { deliveryState } from "./delivery-plan.ts";

/**
 * As an administrator asks for it: "failed" was tried in vain, whether it is tried again by itself or not; "inbox" is a
 * message that goes by no mail.
 */
export const MAIL_STATES = ["waiting", "failed", "sent", "inbox"] as const;
export type MailState = (typeof MAIL_STATES)[number];

export type MailFacts = { address: string; sentAt: Date | null; attempts: number; lastError: string | null };

export function mailState({ address, sentAt, attempts, lastError }: MailFacts): MailState {
  if (address === "") return "inbox";
  const state = deliveryState({ sent: sentAt !== null, tries: attempts });
  if (state === "sent") return "sent";
  return state === "dead" || lastError !== null ? "failed" : "waiting";
}

/** Nobody tries it any more until somebody asks for it. */
export const isGivenUp = ({ sentAt, attempts }: Pick<MailFacts, "sentAt" | "attempts">): boolean =>
  deliveryState({ sent: sentAt !== null, tries: attempts }) === "dead";
