import type { CalendarDay } from "#app/lib/calendar-day.ts";
import type { CertificateFacts } from "./certificate-facts.ts";
import type { CertificateStatus } from "./certificate-status.ts";
import type { AnyFacts, TrainerFacts } from "./trainer-facts.ts";

/* Certificates as pages show them. */

/** A stored certificate with its facts read and its status derived for today, in the scheme's zone (UTC). */
export type CertificateRecord = {
  id: string;
  personId: string;
  courseVersionId: string;
  kind: CertificateFacts["kind"];
  period: string;
  edition: number;
  code: string;
  number: string;
  facts: CertificateFacts;
  factsSha256: string;
  pdfSha256: string | null;
  status: CertificateStatus;
  issuedAt: number;
  issuedBy: string;
  supersededOn: CalendarDay | null;
  revokedOn: CalendarDay | null;
  revokedReason: string | null;
  /** Why it was issued in place of the edition before. */
  correctedBecause: string | null;
};

/** Of a certification, or of a candidacy that is at its provisional stage. Its worth is asked of that. */
export type TrainerCertificate = {
  id: string;
  personId: string;
  certificationId: string | null;
  candidacyId: string | null;
  code: string;
  number: string;
  edition: number;
  facts: TrainerFacts;
  factsSha256: string;
  pdfSha256: string | null;
  /** A newer edition says something else, a name say. */
  replacedOn: CalendarDay | null;
  /** Of a provisional one that should not have been issued; a certification has facts of its own. */
  inErrorOn: CalendarDay | null;
  endedBecause: string | null;
  /** Why it was issued in place of the edition before. */
  correctedBecause: string | null;
};

/** What a file is drawn from. */
export type Drawable = { id: string; number: string; facts: AnyFacts; pdfSha256: string | null };

/** With the enrolments it rests on. */
export type OwnCertificate = CertificateRecord & { enrolmentIds: string[] };

export type IssuedCertificate = CertificateRecord & {
  /** As who they are by now. */
  holderId: string;
  /** Who issued it. */
  issuerName: string | null;
  cohort: { id: string; name: string; timeZone: string } | null;
  /** Every edition of this certificate, the newest first. */
  editions: CertificateRecord[];
};

/** What a number tells: whether it holds, and never whose it is. */
export type Standing = {
  number: string;
  issuedOn: CalendarDay;
  status: CertificateStatus;
  revokedOn: CalendarDay | null;
  supersededOn: CalendarDay | null;
  /** The edition that counts now, where this one was replaced. */
  present: Pick<Standing, "number" | "issuedOn" | "status" | "revokedOn"> | null;
};

/** What the bearer of the code may read besides. */
export type Checked = Standing & { facts: CertificateFacts; factsSha256: string };

/** A date as words that do not break across lines. */
export const whole = (date: string): string => date.replaceAll(" ", "\u00a0");

/** To the minute as far as quarters go, so that listed hours add up to their sum. */
export const hoursOf = (minutes: number): number => Math.round((minutes / 60) * 100) / 100;
