/*
 * What the platform writes about, and what each message asks its reader to do. Security and decisions come by mail whatever
 * somebody prefers: whoever took over an account could turn their warning off. The rest may be read in the inbox only.
 */

export const CHOOSABLE_TOPICS = ["results", "reminders", "cohort", "digest"] as const;
export type ChoosableTopic = (typeof CHOOSABLE_TOPICS)[number];
export type Topic = "security" | "decisions" | ChoosableTopic;

export const mayBeInboxOnly = (topic: Topic): topic is ChoosableTopic =>
  topic !== "security" && topic !== "decisions";

/** The messages that stand in an inbox too. Links that let their reader in (invitations, new passwords) do not. */
export const INBOX_KINDS = [
  "password-changed",
  "email-changed",
  "certificate-ready",
  "certificate-corrected",
  "certificate-revoked",
  "certificate-in-error",
  "certification-decision",
  "candidacy-decision",
  "panel-seat",
  "certification-reminder",
  "licence-decision",
  "licence-reminder",
  "complaint-received",
  "proposal-decided",
  "deputy",
  "observation-assigned",
  "observation-waits",
  "observation-result",
  "exam-invigilator",
  "exam-given-on",
  "exam-pages-missing",
  "exam-admitted",
  "exam-taken-off",
  "exam-voided",
  "exam-result",
  "cohort-postponed",
  "attempt-graded",
  "plan-approved",
  "plan-returned",
  "follow-up",
  "cohort-message",
  "digest",
] as const;
export type InboxKind = (typeof INBOX_KINDS)[number];

/**
 * They hold the words of a complaint, a link that lets its reader in, or what was proposed against somebody: nobody else
 * reads them, sent or not.
 */
const CONFIDENTIAL: readonly string[] = [
  "complaint-receipt",
  "complaint-answer",
  "panel-guest",
  "proposal-decided",
];
export const isConfidential = (kind: string): boolean => CONFIDENTIAL.includes(kind);

const TOPIC_OF: Record<InboxKind, Topic> = {
  "password-changed": "security",
  "email-changed": "security",
  "certificate-ready": "decisions",
  "certificate-corrected": "decisions",
  "certificate-revoked": "decisions",
  "certificate-in-error": "decisions",
  "certification-decision": "decisions",
  "candidacy-decision": "decisions",
  "panel-seat": "decisions",
  "certification-reminder": "reminders",
  "licence-decision": "decisions",
  "licence-reminder": "reminders",
  "complaint-received": "decisions",
  "proposal-decided": "decisions",
  deputy: "decisions",
  "observation-assigned": "decisions",
  "observation-waits": "decisions",
  "observation-result": "results",
  "exam-invigilator": "decisions",
  "exam-given-on": "decisions",
  "exam-pages-missing": "reminders",
  "exam-admitted": "decisions",
  "exam-taken-off": "decisions",
  "exam-voided": "decisions",
  "exam-result": "decisions",
  "cohort-postponed": "decisions",
  "attempt-graded": "results",
  "plan-approved": "results",
  "plan-returned": "results",
  "follow-up": "reminders",
  "cohort-message": "cohort",
  digest: "digest",
};

export const isInboxKind = (kind: string): kind is InboxKind => Object.hasOwn(TOPIC_OF, kind);

export const topicOf = (kind: InboxKind): Topic => TOPIC_OF[kind];

/** How a message travels: by mail as well, or to the inbox alone and why. */
export type MailWay = "sent" | "not-wanted" | "no-address";

export function mailWay(
  kind: InboxKind,
  { address, inboxOnly }: { address: string | null; inboxOnly: readonly string[] },
): MailWay {
  if (!address) return "no-address";
  const topic = topicOf(kind);
  return mayBeInboxOnly(topic) && inboxOnly.includes(topic) ? "not-wanted" : "sent";
}
