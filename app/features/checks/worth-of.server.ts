import { readCertificate } from "#app/features/certification/certificate-record.server.ts";
import type { CertificateStatus } from "#app/features/certification/certificate-status.ts";
import { OF_COURSES } from "#app/features/certification/certificates.server.ts";
import type { PrintedFacts } from "#app/features/certification/licence-facts.ts";
import { licencesWithCodes } from "#app/features/licences/check-licence.server.ts";
import type { CheckedLicence } from "#app/features/licences/licence-check.ts";
import { provisionalWord } from "#app/features/trainers/candidacies/provisional.ts";
import { OVER } from "#app/features/trainers/certifications/certification-status.ts";
import {
  publicStanding,
  saidAs,
  type PublicStatus,
} from "#app/features/trainers/certifications/public-standing.ts";
import type { Present } from "#app/features/trainers/certifications/trainer-certificate-view.ts";
import {
  presentsOf,
  readTrainerCertificatesOf,
  type OwnTrainerCertificate,
} from "#app/features/trainers/certifications/trainer-certificates.server.ts";
import { today } from "#app/infra/clock.server.ts";
import { db, type Certificate } from "#app/infra/db.server.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import type { WordKey } from "#app/locales/keys.ts";
import { findPaper } from "./find-paper.server.ts";

/** What a certificate is worth today, whatever it certifies, and never whose it is. */
export type Worth = {
  number: string;
  kind: PrintedFacts["kind"];
  issuedOn: CalendarDay;
  status: CertificateStatus | PublicStatus;
  valid: boolean;
  /** The day the status rests on. */
  since: CalendarDay;
  /** Where a newer edition or a later period stands in its place: its number, what that is worth, and since or until when. */
  present: { number: string; status: Worth["status"]; valid: boolean; since: CalendarDay } | null;
};

/** With the sentence that says it. */
export type Found = Worth & { says: WordKey };

/**
 * One answer for every code there is: of courses, of trainers, of organisations. The same questions whatever is asked, so
 * that no answer takes longer for a code that is nearly right.
 */
export async function worthOf(codes: readonly string[]): Promise<Map<string, Found>> {
  const asked = [...new Set(codes)];
  const [ofCourses, ofTrainers, licences] = await Promise.all([
    db.certificate.findMany({ where: { code: { in: asked }, ...OF_COURSES } }),
    readTrainerCertificatesOf({ code: { in: asked } }),
    licencesWithCodes(asked),
  ]);
  const newest = await newestEditions(ofCourses.map(({ personId }) => personId));
  const presents = await presentsOf(ofTrainers);
  return new Map([
    ...ofCourses.map((row): [string, Found] => [row.code, ofCourse(row, newest.get(chainOf(row)))]),
    ...ofTrainers.map((one): [string, Found] => [one.code, ofTrainer(one, presents.get(one.id) ?? null)]),
    ...licences.map(([code, licence]): [string, Found] => [code, ofOrganisation(licence)]),
  ]);
}

/** By the number in a file that was found genuine. */
export async function worthOfNumber(number: string): Promise<(Found & { code: string }) | null> {
  const code = (await findPaper({ number }))?.code;
  const found = code ? (await worthOf([code])).get(code) : undefined;
  return code && found ? { ...found, code } : null;
}

// ── Editions ────────────────────────────────────────────────────────────────────────────────────────

type Chained = Pick<Certificate, "personId" | "courseVersionId" | "kind" | "period">;

/** What the editions of one certificate have in common. */
const chainOf = ({ personId, courseVersionId, kind, period }: Chained) =>
  JSON.stringify([personId, courseVersionId, kind, period]);

async function newestEditions(personIds: string[]): Promise<Map<string, Certificate>> {
  const rows = await db.certificate.findMany({
    where: { personId: { in: personIds }, supersededAt: null, ...OF_COURSES },
  });
  return new Map(rows.map((row) => [chainOf(row), row]));
}

// ── Of each kind ────────────────────────────────────────────────────────────────────────────────────

function ofCourse(row: Certificate, newest: Certificate | undefined): Found {
  const { number, kind, status, facts, supersededOn, revokedOn } = readCertificate(row);
  const { issuedOn } = facts;
  const since = { valid: issuedOn, superseded: supersededOn, revoked: revokedOn, "in-error": revokedOn }[
    status
  ]!;
  const says = status === "valid" ? "credentials.list.valid" : (`certification.check.${status}` as const);
  const now = newest && newest.number !== number ? presentOfCourse(newest) : null;
  return { number, kind, issuedOn, status, valid: status === "valid", since, present: now, says };
}

function presentOfCourse(newest: Certificate): Worth["present"] {
  const { number, status, facts, revokedOn } = readCertificate(newest);
  return { number, status, valid: status === "valid", since: revokedOn ?? facts.issuedOn };
}

function ofTrainer(
  { number, facts, standing, replacedOn }: OwnTrainerCertificate,
  present: Present | null,
): Found {
  const { kind, issuedOn } = facts;
  const now = present && presentUnderScheme(present);
  const common = { number, kind, issuedOn, present: now };
  // As the lists of states have it: what was ended says so, also where a newer edition was made before.
  if (replacedOn && (standing.status === "expired" || !OVER.includes(standing.status)))
    return {
      ...common,
      status: "superseded",
      valid: false,
      since: replacedOn,
      says: "trainers.check.replaced",
    };
  const { status, valid, day: since } = publicStanding(standing, today(facts.timeZone));
  const says =
    kind === "provisional"
      ? (`trainers.provisional.${provisionalWord(standing)}` as const)
      : (`trainers.standing.${saidAs(status)}` as const);
  return { ...common, status, valid, since, says };
}

/** A licence has one edition: its next period is another licence. */
function ofOrganisation({ number, standing, facts, present }: CheckedLicence): Found {
  const { status, valid, day: since } = standing;
  const says = `licences.standing.${saidAs(status)}` as const;
  const now = present && presentUnderScheme(present);
  return { number, kind: "licence", issuedOn: facts!.issuedOn, status, valid, since, present: now, says };
}

const presentUnderScheme = ({
  number,
  standing: { status, valid, day: since },
}: Present): Worth["present"] => ({
  number,
  status,
  valid,
  since,
});
