import {
  missingForAchievement,
  missingForParticipation,
  type CompletionFacts,
} from "#app/features/cohorts/completion.ts";
import type { Programme } from "#app/features/catalogue/course-outline.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";

/*
 * The issue gate per programme and kind (domain §0a, §6.7): participation may issue on the last day from verified
 * attendance; achievement waits for the validated report; below the threshold there is a numbered statement of
 * attendance. Every refusal names its cure.
 */

export const CERTIFICATE_KINDS = ["participation", "achievement", "attendance-statement"] as const;
export type CertificateKind = (typeof CERTIFICATE_KINDS)[number];

/** Which kinds wait until the end-of-training report is validated; a programme may be stricter with its own. */
const WAIT_FOR_REPORT: Record<Programme, readonly CertificateKind[]> = {
  management: ["achievement"],
  "financial-education": ["achievement"],
};

export type IssueFacts = CompletionFacts & {
  programme: Programme;
  endDate: CalendarDay;
  /** Half-days of the calendar, and how many of them somebody verified. */
  halfDays: number;
  halfDaysVerified: number;
  attendedHalves: number;
  reportValidated: boolean;
  nameConfirmed: boolean;
  /** Characters of the printed name that no font covers. */
  uncovered: string[];
  withdrawn: boolean;
  /** The cohort was cancelled: what was done in it stays, and certifies nobody. */
  cancelled: boolean;
};

export function mayIssue(
  kind: CertificateKind,
  facts: IssueFacts,
  today: CalendarDay,
): Result<CertificateKind> {
  if (facts.cancelled) return refuse("certificate.cohort-cancelled");
  if (facts.withdrawn) return refuse("certificate.withdrawn");
  if (today < facts.endDate) return refuse("certificate.before-the-end", { day: facts.endDate });
  if (facts.halfDays > facts.halfDaysVerified)
    return refuse("certificate.attendance-unverified", { count: facts.halfDays - facts.halfDaysVerified });
  if (!facts.nameConfirmed) return refuse("certificate.name-unconfirmed");
  if (facts.uncovered.length > 0)
    return refuse("certificate.name-unprintable", { characters: facts.uncovered.join(" ") });
  const gate = GATES[kind](facts);
  const waits = WAIT_FOR_REPORT[facts.programme].includes(kind) && !facts.reportValidated;
  return gate.ok && waits ? refuse("certificate.report-not-validated") : gate;
}

const GATES: Record<CertificateKind, (facts: IssueFacts) => Result<CertificateKind>> = {
  participation(facts) {
    const [missing] = missingForParticipation(facts);
    return missing ? refuse(`certificate.missing-${missing}`) : ok("participation");
  },
  achievement(facts) {
    const [missing] = missingForAchievement(facts);
    return missing ? refuse(`certificate.missing-${missing}`) : ok("achievement");
  },
  "attendance-statement"(facts) {
    if (missingForParticipation(facts).length === 0) return refuse("certificate.participation-instead");
    return facts.attendedHalves > 0 ? ok("attendance-statement") : refuse("certificate.nothing-attended");
  },
};

/** The highest certificate the facts allow, or why not even the lowest: what a bulk issue gives each person. */
export function bestCertificate(facts: IssueFacts, today: CalendarDay): Result<CertificateKind> {
  const achievement = mayIssue("achievement", facts, today);
  if (achievement.ok) return achievement;
  const participation = mayIssue("participation", facts, today);
  if (participation.ok) return participation;
  const statement = mayIssue("attendance-statement", facts, today);
  return statement.ok ? statement : participation;
}
