import { recordAudit } from "#app/features/audit/record.server.ts";
import type { FilePurpose } from "#app/features/trainers/candidacies/candidacy-records.ts";
import { KEPT_SCANS } from "#app/features/trainers/exams/exam-scripts.server.ts";
import { onTheWayUnder } from "#app/features/trainers/exams/exam-secrecy.server.ts";
import { db, inTransaction, type Prisma } from "#app/infra/db.server.ts";
import { openEvidence } from "#app/infra/evidence.server.ts";
import type { CasePaper } from "./panel-view.ts";
import type { StoredPanel } from "./panels.server.ts";

/*
 * The papers a panel reads beside the file: what was handed in, and of an exam it decides on the pages as they were written.
 * They are opened by the seat, for as long as it is somebody's and they have declared.
 */

/** Pages whose result is out; of an exam the member is on the way to sit themselves, none. */
const pages = (candidacyId: string): Prisma.ExamScanWhereInput => ({
  ...KEPT_SCANS.where,
  script: { candidacyId, releasedAt: { not: null } },
});

/** @param exam whether what is decided rests on an exam */
export async function candidacyPapers(candidacyId: string, exam: boolean): Promise<CasePaper[]> {
  const [files, scans] = await Promise.all([
    db.candidacyFile.findMany({
      where: { candidacyId },
      orderBy: { addedAt: "asc" },
      select: { id: true, document: true, name: true, bytes: true },
    }),
    exam
      ? db.examScan.findMany({
          where: pages(candidacyId),
          orderBy: { id: "asc" },
          select: { id: true, bytes: true, script: { select: { sitting: { select: { day: true } } } } },
        })
      : [],
  ]);
  return [
    ...files.map(({ document, ...rest }) => ({ ...rest, of: document as FilePurpose })),
    ...scans.map(({ id, bytes, script }) => ({ id, bytes, of: "exam" as const, day: script.sitting.day })),
  ];
}

/** Of a certification: what it rests on from before this platform, and what was brought for its renewal. */
export async function certificationPapers(certification: {
  id: string;
  personId: string;
  schemeId: string;
}): Promise<CasePaper[]> {
  const { id: certificationId, personId, schemeId } = certification;
  const [past, evidence] = await Promise.all([
    db.certificationPaper.findMany({
      where: { certificationId },
      orderBy: { id: "asc" },
      select: { id: true, name: true, bytes: true },
    }),
    db.renewalEvidence.findMany({
      where: { personId, schemeId, file: { not: null } },
      orderBy: { recordedAt: "asc" },
      select: { id: true, day: true, note: true },
    }),
  ]);
  return [
    ...past.map((paper) => ({ ...paper, of: "past" as const })),
    ...evidence.map(({ note, ...rest }) => ({ ...rest, of: "renewal" as const, name: note })),
  ];
}

/** By which seat: a guest has no account, and the log says who read all the same. */
export type Reader = { personId: string | null; requestId: string; seat: string };
/** Kept among the files, or as evidence. */
export type OpenedPaper =
  | { kept: { name: string; sha256: string; mediaType: string } }
  | { evidence: NonNullable<Awaited<ReturnType<typeof openEvidence>>>; mediaType: string };

const KEPT = { name: true, sha256: true, mediaType: true } as const;

/** One of the papers of what a panel sits on; a page of an exam is a reading of its questions, and written down as one. */
export async function paperOfCase(
  { candidacyId, certificationId }: StoredPanel,
  paperId: string,
  reader: Reader,
): Promise<OpenedPaper | null> {
  if (candidacyId) {
    const file = await db.candidacyFile.findFirst({ where: { id: paperId, candidacyId }, select: KEPT });
    const kept = file ?? (await pageOf(candidacyId, paperId, reader));
    return kept && { kept };
  }
  if (!certificationId) return null;
  const past = await db.certificationPaper.findFirst({
    where: { id: paperId, certificationId },
    select: KEPT,
  });
  return past ? { kept: past } : evidenceOf(certificationId, paperId);
}

const pageOf = (candidacyId: string, id: string, { personId, requestId, seat }: Reader) =>
  inTransaction(async (tx) => {
    const page = await tx.examScan.findFirst({
      where: { AND: [{ id }, pages(candidacyId)] },
      select: {
        sha256: true,
        mediaType: true,
        script: { select: { sitting: { select: { bankId: true, schemeId: true } } } },
      },
    });
    if (!page) return null;
    const { bankId, schemeId } = page.script.sitting;
    if (personId && (await onTheWayUnder([personId], tx)).includes(schemeId)) return null;
    await recordAudit(
      tx,
      { personId, requestId },
      "exam-bank.read",
      { kind: "exam-bank", id: bankId },
      { seat },
    );
    const { sha256, mediaType } = page;
    return { name: "page", sha256, mediaType };
  });

async function evidenceOf(certificationId: string, id: string): Promise<OpenedPaper | null> {
  const certification = await db.certification.findUniqueOrThrow({
    where: { id: certificationId },
    select: { personId: true, schemeId: true },
  });
  const row = await db.renewalEvidence.findFirst({
    where: { id, ...certification, file: { not: null } },
    select: { file: true },
  });
  const evidence = row && (await openEvidence(id));
  return evidence && { evidence, mediaType: row.file! };
}
