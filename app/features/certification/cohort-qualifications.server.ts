import type { CohortFacts } from "#app/features/cohorts/cohorts.server.ts";
import { marksOf } from "#app/features/cohorts/participants.server.ts";
import { clockFor } from "#app/features/learning/clock.server.ts";
import type { EnrolmentStatus } from "#app/features/learning/enrolment.ts";
import { learningRecords } from "#app/features/learning/learning-records.server.ts";
import { courseProgress } from "#app/features/learning/progress.ts";
import { today } from "#app/infra/clock.server.ts";
import { db } from "#app/infra/db.server.ts";
import { attendedSessions } from "./attended-sessions.ts";
import { ADDRESSEE, type Addressee } from "./certificate-mail.server.ts";
import { IN_ERROR } from "./certificate-record.server.ts";
import type { CertificateKind, IssueFacts } from "./issue-gate.ts";
import type { SeparationFacts } from "./issuer-separation.ts";
import { nextCertificate, waitsForAchievement, type Held, type Next } from "./next-certificate.ts";
import { issueFacts, type PrintedNames } from "./qualification.server.ts";

export type HeldCertificate = Held & { id: string; number: string; personId: string };

/** A participant as a certificate sees them. */
export type Qualification = {
  enrolmentId: string;
  person: PrintedNames & Addressee;
  electives: string[];
  facts: IssueFacts & SeparationFacts;
  sessions: (CohortFacts["halfDays"][number] & { minutes: number; halves: number })[];
  held: HeldCertificate[];
  /** What they would get if this issuer acted now; null: they hold it. */
  next: Next;
  /** Why it is not achievement. */
  waitsFor: Next;
};

/**
 * Everybody of a cohort that the caller has found among those the issuer runs, in the order of their names. The
 * number of statements does not grow with the cohort.
 */
export async function cohortQualifications(cohort: CohortFacts, issuerId: string): Promise<Qualification[]> {
  const enrolments = await participantsOf(cohort.id);
  const ids = enrolments.map(({ id }) => id);
  const [records, marks, verifiers, held] = await Promise.all([
    learningRecords(ids),
    marksOf(ids),
    verifiersOf(cohort.id),
    heldIn(cohort),
  ]);
  const { format, endDate, halfDays, version } = cohort;
  const { programme } = version.outline;
  const reportValidated = cohort.reportState === "validated";
  const clock = clockFor(cohort.timeZone);
  const day = today(cohort.timeZone);
  return enrolments.map(({ id, status, person, ...row }): Qualification => {
    const electives = JSON.parse(row.electives) as string[];
    const record = records.get(id)!;
    const own = marks.get(id)!;
    const facts = {
      ...issueFacts({
        cohort: { programme, format, endDate, halfDays, reportValidated },
        person,
        status: status as EnrolmentStatus,
        progress: courseProgress(cohort.version.outline, electives, record, clock),
        record,
        marks: own,
      }),
      holderId: person.id,
      verifiers,
    };
    const theirs = held.get(person.id) ?? [];
    return {
      enrolmentId: id,
      person,
      electives,
      facts,
      sessions: attendedSessions(halfDays, own),
      held: theirs,
      next: nextCertificate(facts, theirs, issuerId, day),
      waitsFor: waitsForAchievement(facts, theirs, day),
    };
  });
}

const participantsOf = (cohortId: string) =>
  db.enrolment.findMany({
    where: { cohortId, status: { notIn: ["withdrawn", "deferred"] } },
    orderBy: [{ sortName: "asc" }, { id: "asc" }],
    select: {
      id: true,
      status: true,
      electives: true,
      person: {
        select: { ...ADDRESSEE, printedName: true, printedNameLocal: true, nameConfirmedAt: true },
      },
    },
  });

async function verifiersOf(cohortId: string): Promise<string[]> {
  const rows = await db.halfDay.findMany({
    where: { cohortId, verifiedBy: { not: null } },
    distinct: ["verifiedBy"],
    select: { verifiedBy: true },
  });
  return rows.map(({ verifiedBy }) => verifiedBy!);
}

/** The newest edition of each certificate that the cohort's people hold of its course, by person. */
async function heldIn({ id, version }: CohortFacts): Promise<Map<string, HeldCertificate[]>> {
  const rows = await db.certificate.findMany({
    where: {
      courseVersionId: version.id,
      period: { in: ["", id] },
      supersededAt: null,
      person: { enrolments: { some: { cohortId: id } } },
    },
    orderBy: { issuedAt: "asc" },
    select: { id: true, number: true, personId: true, kind: true, revokedAt: true, endedAs: true },
  });
  const held = new Map<string, HeldCertificate[]>();
  for (const { kind, revokedAt, endedAs, ...row } of rows) {
    const certificate = {
      ...row,
      kind: kind as CertificateKind,
      revoked: revokedAt !== null,
      inError: endedAs === IN_ERROR,
    };
    held.set(row.personId, [...(held.get(row.personId) ?? []), certificate]);
  }
  return held;
}
