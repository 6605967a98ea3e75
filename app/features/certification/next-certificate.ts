import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { refuse, type Result } from "#app/lib/result.ts";
import { bestCertificate, mayIssue, type CertificateKind, type IssueFacts } from "./issue-gate.ts";
import { mayBeIssuedBy, type SeparationFacts } from "./issuer-separation.ts";

/*
 * What a person gets next: the best their facts allow, unless they hold as much already. A participation that was
 * issued stays when achievement follows; one that was revoked, or issued in error, is not given again by the same act
 * (decisions 17).
 */

/** The newest edition of a certificate of this course; a statement of attendance only of this cohort. */
export type Held = {
  kind: CertificateKind;
  /** It counts no more. */
  revoked: boolean;
  /** Because it should never have been issued. */
  inError?: boolean;
};

/** What ended the one there was. */
export const endedBefore = ({ inError }: Pick<Held, "inError">) =>
  refuse(inError ? "certificate.in-error-before" : "certificate.revoked-before");

/** null: nothing is due, they hold the best they qualify for. */
export type Next = Result<CertificateKind> | null;

const RANK: Record<CertificateKind, number> = { "attendance-statement": 0, participation: 1, achievement: 2 };

export function nextCertificate(
  facts: IssueFacts & SeparationFacts,
  held: readonly Held[],
  issuerId: string,
  today: CalendarDay,
): Next {
  const best = bestCertificate(facts, today);
  const ranks = held.filter(({ revoked }) => !revoked).map(({ kind }) => RANK[kind]);
  if (!best.ok) return ranks.length > 0 ? null : best;
  if (ranks.some((rank) => rank >= RANK[best.value])) return null;
  const ended = held.find(({ kind, revoked }) => revoked && kind === best.value);
  if (ended) return endedBefore(ended);
  const separate = mayBeIssuedBy(issuerId, best.value, facts);
  return separate.ok ? best : separate;
}

/** Somebody asked for this kind: a page that was looked at a while ago may promise another. */
export function askedCertificate(
  kind: CertificateKind,
  next: Next,
  facts: IssueFacts,
  today: CalendarDay,
): Next {
  if (!next?.ok || next.value === kind) return next;
  const allowed = mayIssue(kind, facts, today);
  return allowed.ok ? refuse("certificate.better-possible") : allowed;
}

/** Why not the highest yet, to stand beside a lower one; null when it is due or held. */
export function waitsForAchievement(
  facts: IssueFacts,
  held: readonly Held[],
  today: CalendarDay,
): Result<CertificateKind> | null {
  if (held.some(({ kind }) => kind === "achievement")) return null;
  const achievement = mayIssue("achievement", facts, today);
  return achievement.ok ? null : achievement;
}
