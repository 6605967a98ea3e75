import { whoNow } from "#app/features/identity/who-now.server.ts";
import { cohortsRunBy } from "#app/features/cohorts/cohort-scope.server.ts";
import { db, type Prisma, type Tx } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import { actingWhereFound, ownRecordsOf, type Actor } from "#app/lib/actor.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { canonicalJson } from "#app/lib/canonical-json.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import { NAMELESS } from "./certificate-facts.ts";
import { readCertificate } from "./certificate-record.server.ts";
import type { CertificateRecord } from "./certificate-view.ts";
import { PART_SIZE } from "./hand-over.ts";
import { coursePaper } from "./issued-certificate.server.ts";
import {
  addEntries,
  IN_ORDER,
  once,
  paperLines,
  readEntry,
  recorderNames,
  type NamedPaperLine,
} from "./paper-log.server.ts";
import { copiesOf, decidePaper, type PaperAct, type PaperEntry } from "./paper-log.ts";

export type HandOverRow = {
  certificateId: string;
  enrolmentId: string;
  name: string;
  number: string;
  kind: CertificateRecord["kind"];
  /** The newest copy, and who wrote down where it is; null: none was printed. */
  paper: { copy: number; out: boolean; on: CalendarDay; by: string } | null;
};

/** The newest printing of a part. */
export type Printing = { id: string; on: CalendarDay; by: string; count: number };

/** As canonical JSON has it that a name was erased. */
const NO_NAME = canonicalJson({ holder: { name: NAMELESS } }).slice(1, -1);

/** What holds now, of a cohort: replaced and revoked ones are not printed, nor nobody's. */
const VALID: Prisma.CertificateWhereInput = {
  supersededAt: null,
  revokedAt: null,
  facts: { not: { contains: NO_NAME } },
};
const ofCohort = (cohortId: string): Prisma.CertificateEnrolmentWhereInput => ({
  enrolment: { cohortId },
  certificate: VALID,
});
const inCohort = (cohortId: string): Prisma.CertificateWhereInput => ({
  ...VALID,
  enrolments: { some: { enrolment: { cohortId } } },
});
const ROSTER = [
  { enrolment: { sortName: "asc" } },
  { enrolmentId: "asc" },
  { certificateId: "asc" },
] satisfies Prisma.CertificateEnrolmentOrderByWithRelationInput[];

/** One part of the set, in the order of the roster. The caller has found the cohort within its reach. */
async function partOf(tx: Tx, cohortId: string, part: number) {
  const rows = await tx.certificateEnrolment.findMany({
    where: ofCohort(cohortId),
    orderBy: ROSTER,
    skip: (part - 1) * PART_SIZE,
    take: PART_SIZE,
    select: { enrolmentId: true, certificate: { include: { papers: IN_ORDER } } },
  });
  return rows.map(({ enrolmentId, certificate: { papers, ...row } }) => ({
    enrolmentId,
    certificate: readCertificate(row),
    entries: papers.map(readEntry),
  }));
}

/** The hand-over list of a part, how many certificates and hand-overs there are in all, and what was printed last. */
export async function handOverList(
  cohortId: string,
  part: number,
): Promise<{ rows: HandOverRow[]; total: number; handedOver: number; printing: Printing | null }> {
  const [found, total, handedOver] = await Promise.all([
    partOf(db, cohortId, part),
    db.certificateEnrolment.count({ where: ofCohort(cohortId) }),
    countHandedOver(cohortId),
  ]);
  const all = found.flatMap(({ entries }) => entries);
  const names = await recorderNames(all);
  const rows = found.map(
    ({ enrolmentId, certificate: { id, number, kind, facts }, entries }): HandOverRow => {
      const newest = copiesOf(entries).at(-1);
      const by = entries.filter(({ copy }) => copy === newest?.copy).at(-1)?.recordedBy ?? "";
      return {
        certificateId: id,
        enrolmentId,
        name: facts.holder.name,
        number,
        kind,
        paper: newest
          ? { copy: newest.copy, out: newest.out, on: newest.since, by: names.get(by) ?? "" }
          : null,
      };
    },
  );
  return { rows, total, handedOver, printing: newestPrinting(all, names) };
}

type Printed = { printing: string | null; day: string; recordedAt: Date; recordedBy: string };

function newestPrinting(entries: readonly Printed[], names: ReadonlyMap<string, string>): Printing | null {
  const printed = entries
    .filter(({ printing }) => printing !== null)
    .sort((one, other) => other.recordedAt.getTime() - one.recordedAt.getTime());
  const [newest] = printed;
  if (!newest) return null;
  const { printing, day: on, recordedBy } = newest;
  const count = printed.filter((entry) => entry.printing === printing).length;
  return { id: printing!, on, by: names.get(recordedBy) ?? "", count };
}

/** Of those that hold, whose newest copy is out. */
async function countHandedOver(cohortId: string): Promise<number> {
  const rows = await db.paperEntry.findMany({
    where: { certificate: inCohort(cohortId) },
    orderBy: [{ certificateId: "asc" }, { sequence: "asc" }],
    select: { certificateId: true, kind: true, copy: true, day: true },
  });
  const logs = new Map<string, PaperEntry[]>();
  for (const { certificateId, ...entry } of rows)
    logs.set(certificateId!, [...(logs.get(certificateId!) ?? []), readEntry(entry)]);
  return [...logs.values()].filter((entries) => copiesOf(entries).at(-1)?.out).length;
}

/** The log of every certificate of a cohort, replaced and ended ones too, in the order it was written. */
export const cohortPaperLog = (cohortId: string): AsyncGenerator<NamedPaperLine> =>
  paperLines({ certificate: { enrolments: { some: { enrolment: { cohortId } } } } });

// ── Printing ────────────────────────────────────────────────────────────────────────────────────────

/** What one printing put on paper, in the order of the roster: as it is drawn. */
export async function printedSet(
  cohortId: string,
  printing: string,
): Promise<(CertificateRecord & { copy: { copy: number; on: CalendarDay } })[]> {
  const rows = await db.certificateEnrolment.findMany({
    where: { ...ofCohort(cohortId), certificate: { ...VALID, papers: { some: { printing } } } },
    orderBy: ROSTER,
    take: PART_SIZE,
    select: { certificate: { include: { papers: { where: { printing } } } } },
  });
  return rows.map(({ certificate: { papers, ...row } }) => ({
    ...readCertificate(row),
    copy: { copy: papers[0]!.copy, on: papers[0]!.day },
  }));
}

/** The actor as who they are towards the cohort; null: they do not run it. */
async function runnerOf(tx: Tx, asking: Actor, cohortId: string): Promise<Actor | null> {
  const run = (who: Actor) =>
    tx.cohort.findFirst({ where: { AND: [{ id: cohortId }, cohortsRunBy(who)] }, select: { id: true } });
  return (await actingWhereFound(asking, run))?.actor ?? null;
}

/** Writes a line for each of a part that is printed now: never one's own. Answers what leads to the document. */
export const printPart = (
  asking: Actor,
  cohortId: string,
  { part, which, reason }: { part: number; which: "new" | "all"; reason: string },
  today: CalendarDay,
): Promise<Result<{ printing: string; count: number }> | null> =>
  once(async (tx) => {
    const actor = await runnerOf(tx, asking, cohortId);
    if (!actor) return null;
    const own = ownRecordsOf(actor);
    const inPart = await partOf(tx, cohortId, part);
    const who = await holdersNow(tx, inPart);
    const rows = inPart.filter(
      ({ certificate, entries }) =>
        !own.includes(who(certificate.personId)) && (which === "all" || copiesOf(entries).length === 0),
    );
    if (rows.length === 0) return refuse("paper.all-printed");
    const printed = rows.map(({ certificate, entries }) => ({
      certificate,
      entries,
      act: { kind: "printed", reason: copiesOf(entries).length > 0 ? reason : "" } as const,
    }));
    const printing = newId();
    const written = await write(tx, actor, printed, today, printing);
    return written.ok ? ok({ printing, count: rows.length }) : written;
  });

/** An officer's own may have stayed with an account that was closed (0021). */
const holdersNow = (tx: Tx, papers: readonly { certificate: CertificateRecord }[]) =>
  whoNow(
    tx,
    papers.map(({ certificate }) => certificate.personId),
  );

type ToWrite = { certificate: CertificateRecord; entries: readonly PaperEntry[]; act: PaperAct };

/** All of them, or, where one is refused, none. */
async function write(
  tx: Tx,
  actor: Actor,
  papers: ToWrite[],
  today: CalendarDay,
  printing?: string,
): Promise<Result<void>> {
  const decided = [];
  const who = await holdersNow(tx, papers);
  for (const { certificate, entries, act } of papers) {
    const found = coursePaper(actor, certificate, who);
    const may = decidePaper({ ...found, entries }, act, today);
    if (!may.ok) return may;
    decided.push({ found, sequence: entries.length + 1, ...may.value, act });
  }
  if (decided.length > 0) await addEntries(tx, actor, decided, printing);
  return ok(undefined);
}

// ── Handing over ────────────────────────────────────────────────────────────────────────────────────

const inReach = (actor: Actor, cohortId: string, ids: string[]): Prisma.CertificateWhereInput => ({
  id: { in: ids },
  enrolments: { some: { enrolment: { cohort: { id: cohortId, ...cohortsRunBy(actor) } } } },
});

async function readIn(tx: Tx, where: Prisma.CertificateWhereInput) {
  const rows = await tx.certificate.findMany({ where, include: { papers: IN_ORDER } });
  return rows.map(({ papers, ...row }) => ({
    certificate: readCertificate(row),
    entries: papers.map(readEntry),
  }));
}

/** Writes down that the newest copies of these were handed over. Recorded before, by whomever, a hand-over stays as it is. */
export const recordHandOvers = (
  asking: Actor,
  cohortId: string,
  { certificates, handedOn }: { certificates: string[]; handedOn: CalendarDay },
  today: CalendarDay,
): Promise<Result<number> | null> =>
  once(async (tx) => {
    const actor = await runnerOf(tx, asking, cohortId);
    const rows = await readIn(tx, { AND: [inReach(asking, cohortId, certificates), VALID] });
    if (!actor || rows.length === 0) return refuse("changed-meanwhile");
    const open = rows.flatMap(({ certificate, entries }): ToWrite[] => {
      const newest = copiesOf(entries).at(-1);
      if (newest?.out) return [];
      const act = { kind: "handed-over", on: handedOn, toWhom: "", how: "in-person" } as const;
      return [{ certificate, entries, act: { ...act, copy: newest?.copy ?? 0 } }];
    });
    const written = await write(tx, actor, open, today);
    return written.ok ? ok(open.length) : written;
  });

/** It was not handed over after all. */
export const takeBackHandOver = (
  asking: Actor,
  cohortId: string,
  certificateId: string,
  today: CalendarDay,
): Promise<Result<void> | null> =>
  once(async (tx) => {
    const actor = await runnerOf(tx, asking, cohortId);
    const [row] = await readIn(tx, inReach(asking, cohortId, [certificateId]));
    const newest = row && copiesOf(row.entries).at(-1);
    if (!actor || !row || !newest?.out) return refuse("changed-meanwhile");
    const act = { kind: "hand-over-taken-back", copy: newest.copy } as const;
    return write(tx, actor, [{ ...row, act }], today);
  });
