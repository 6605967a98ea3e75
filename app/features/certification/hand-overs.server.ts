import { recordAudits } from "#app/features/audit/record-many.server.ts";
import { recordAudit } from "#app/features/audit/record.server.ts";
import { cohortsRunBy } from "#app/features/cohorts/cohort-scope.server.ts";
import { now } from "#app/infra/clock.server.ts";
import { db, inTransaction, type Prisma, type Tx } from "#app/infra/db.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import { isNameless } from "./certificate-facts.ts";
import { readCertificate } from "./certificate-record.server.ts";
import type { CertificateRecord } from "./certificate-view.ts";
import { mayHandOver, PART_SIZE } from "./hand-over.ts";

export type HandOverRow = {
  certificateId: string;
  enrolmentId: string;
  name: string;
  number: string;
  kind: CertificateRecord["kind"];
  handedOver: { on: CalendarDay; by: string } | null;
};

/** What holds now, of a cohort: replaced and revoked ones are not printed. */
const VALID: Prisma.CertificateWhereInput = { supersededAt: null, revokedAt: null };
const ofCohort = (cohortId: string): Prisma.CertificateEnrolmentWhereInput => ({
  enrolment: { cohortId },
  certificate: VALID,
});

/** One part of the set, in the order of the roster. The caller has found the cohort within its reach. */
async function partOf(cohortId: string, part: number) {
  return db.certificateEnrolment.findMany({
    where: ofCohort(cohortId),
    orderBy: [{ enrolment: { sortName: "asc" } }, { enrolmentId: "asc" }, { certificateId: "asc" }],
    skip: (part - 1) * PART_SIZE,
    take: PART_SIZE,
    select: { enrolmentId: true, certificate: { include: { handOver: true } } },
  });
}

/** The certificates of a part as they are printed: none of nobody, whose name was erased. */
export async function certificateSet(cohortId: string, part: number): Promise<CertificateRecord[]> {
  const rows = await partOf(cohortId, part);
  return rows
    .map(({ certificate: { handOver: _handOver, ...row } }) => readCertificate(row))
    .filter(({ facts }) => !isNameless(facts));
}

/** The hand-over list of a part, and how many certificates and hand-overs there are in all. */
export async function handOverList(
  cohortId: string,
  part: number,
): Promise<{ rows: HandOverRow[]; total: number; handedOver: number }> {
  const [found, total, handedOver] = await Promise.all([
    partOf(cohortId, part),
    db.certificateEnrolment.count({ where: ofCohort(cohortId) }),
    db.handOver.count({
      where: { certificate: { ...VALID, enrolments: { some: { enrolment: { cohortId } } } } },
    }),
  ]);
  const recorders = await db.person.findMany({
    where: { id: { in: found.flatMap(({ certificate }) => certificate.handOver?.recordedBy ?? []) } },
    select: { id: true, name: true },
  });
  const names = new Map(recorders.map(({ id, name }) => [id, name]));
  const rows = found.map(({ enrolmentId, certificate: { handOver, ...row } }): HandOverRow => {
    const { id, number, kind, facts } = readCertificate(row);
    const handed = handOver && { on: handOver.handedOn, by: names.get(handOver.recordedBy) ?? "" };
    return { certificateId: id, enrolmentId, name: facts.holder.name, number, kind, handedOver: handed };
  });
  return { rows, total, handedOver };
}

const inReach = (actor: Actor, cohortId: string, ids: string[]): Prisma.CertificateWhereInput => ({
  id: { in: ids },
  enrolments: { some: { enrolment: { cohort: { id: cohortId, ...cohortsRunBy(actor) } } } },
});

/** Writes down that these were handed over. Recorded before, by whomever, a hand-over stays as it is. */
export async function recordHandOvers(
  actor: Actor,
  cohortId: string,
  { certificates, handedOn }: { certificates: string[]; handedOn: CalendarDay },
  today: CalendarDay,
): Promise<Result<number>> {
  return inTransaction(async (tx) => {
    const rows = await tx.certificate.findMany({
      where: { AND: [inReach(actor, cohortId, certificates), VALID] },
      include: { handOver: true },
    });
    const open: string[] = [];
    for (const { handOver, ...row } of rows) {
      const { id, number, facts } = readCertificate(row);
      const may = mayHandOver({ number, issuedOn: facts.issuedOn }, handedOn, today);
      if (!may.ok) return may;
      if (!handOver) open.push(id);
    }
    await writeHandOvers(tx, actor, open, handedOn);
    return rows.length === 0 ? refuse("changed-meanwhile") : ok(open.length);
  });
}

async function writeHandOvers(tx: Tx, actor: Actor, ids: string[], handedOn: CalendarDay): Promise<void> {
  if (ids.length === 0) return;
  const [recordedBy, recordedAt] = [actor.personId, now()];
  await tx.handOver.createMany({
    data: ids.map((certificateId) => ({ certificateId, handedOn, recordedBy, recordedAt })),
  });
  await recordAudits(
    tx,
    actor,
    ids.map((id) => ({
      action: "certificate.handed-over",
      subject: { kind: "certificate", id },
      detail: { handedOn },
    })),
  );
}

/** It was not handed over after all. */
export async function takeBackHandOver(
  actor: Actor,
  cohortId: string,
  certificateId: string,
): Promise<Result<void>> {
  return inTransaction(async (tx) => {
    const { count } = await tx.handOver.deleteMany({
      where: { certificateId, certificate: inReach(actor, cohortId, [certificateId]) },
    });
    if (count === 0) return refuse("changed-meanwhile");
    await recordAudit(tx, actor, "certificate.hand-over-taken-back", {
      kind: "certificate",
      id: certificateId,
    });
    return ok(undefined);
  });
}
