import { recordAudit } from "#app/features/audit/record.server.ts";
import { OPEN } from "#app/features/trainers/candidacies/candidacy-queue.ts";
import { today } from "#app/infra/clock.server.ts";
import { db, inTransaction, type Prisma, type Tx } from "#app/infra/db.server.ts";
import { eraseEvidence } from "#app/infra/evidence.server.ts";
import { eraseUnused } from "#app/infra/files.server.ts";
import { sha256 } from "#app/infra/ids.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import { dueBefore, MOST_AT_ONCE, PURGE_KINDS, type PurgeKind } from "./retention.ts";

/** One line of the list: what it is, and when its days began. */
export type DueRow = { id: string; name: string; since: Date | CalendarDay };

type Purge = {
  count: (tx: Tx, before: CalendarDay) => Promise<number>;
  /** The oldest first, as many as are purged at once. */
  list: (tx: Tx, before: CalendarDay) => Promise<DueRow[]>;
  /** Does it, and answers what is left to do once it is committed. */
  purge: (tx: Tx, ids: string[]) => Promise<() => Promise<void>>;
};

const nothingLeft = () => Promise.resolve();
const instant = (day: CalendarDay) => new Date(`${day}T00:00:00Z`);
const take = MOST_AT_ONCE;

const withEvidence = (before: CalendarDay): Prisma.NameChangeWhereInput => ({
  evidence: { not: null },
  decidedAt: { lt: instant(before) },
});
const sent = (before: CalendarDay): Prisma.OutboxMessageWhereInput => ({ sentAt: { lt: instant(before) } });
/** Whoever accepted a seat has it in their record; the others only asked for one. */
const withoutSeat = (before: CalendarDay): Prisma.ApplicationWhereInput => ({
  state: { not: "accepted" },
  call: { closesOn: { lt: before } },
});
const withAnswers = (before: CalendarDay): Prisma.CohortWhereInput => ({
  closedAt: { lt: instant(before) },
  enrolments: { some: { attempts: { some: { answers: { some: {} } } } } },
});
const answered = (before: CalendarDay): Prisma.DataRequestWhereInput => ({
  answeredAt: { lt: instant(before) },
});

/** While a candidacy is open, or a certificate of the person runs, they are its evidence. */
const withPages = (before: CalendarDay): Prisma.ExamScriptWhereInput => ({
  OR: [{ releasedAt: { lt: instant(before) } }, { voidedAt: { lt: instant(before) } }],
  scans: { some: {} },
  candidacy: {
    openKey: { not: OPEN },
    person: { certifications: { none: { validUntil: { gte: before } } } },
  },
});
/** Whoever took part in a decision stays with it. */
const withoutDecision = (before: CalendarDay): Prisma.PanelSeatWhereInput => ({
  personId: null,
  until: { lt: before },
  NOT: { votedAt: { not: null }, panel: { outcome: { not: null } } },
});

const PURGE: Record<PurgeKind, Purge> = {
  "name-evidence": {
    count: (tx, before) => tx.nameChange.count({ where: withEvidence(before) }),
    list: async (tx, before) => {
      const rows = await tx.nameChange.findMany({
        where: withEvidence(before),
        orderBy: [{ decidedAt: "asc" }, { id: "asc" }],
        take,
        select: { id: true, decidedAt: true, person: { select: { name: true } } },
      });
      return rows.map(({ id, decidedAt, person }) => ({ id, name: person.name, since: decidedAt! }));
    },
    purge: async (tx, ids) => {
      await tx.nameChange.updateMany({ where: { id: { in: ids } }, data: { evidence: null } });
      return async () => void (await Promise.all(ids.map(eraseEvidence)));
    },
  },
  mails: {
    count: (tx, before) => tx.outboxMessage.count({ where: sent(before) }),
    list: async (tx, before) => {
      const rows = await tx.outboxMessage.findMany({
        where: sent(before),
        orderBy: [{ sentAt: "asc" }, { id: "asc" }],
        take,
        select: { id: true, subject: true, sentAt: true },
      });
      return rows.map(({ id, subject, sentAt }) => ({ id, name: subject, since: sentAt! }));
    },
    purge: async (tx, ids) => {
      await tx.outboxMessage.deleteMany({ where: { id: { in: ids } } });
      return nothingLeft;
    },
  },
  applications: {
    count: (tx, before) => tx.application.count({ where: withoutSeat(before) }),
    list: async (tx, before) => {
      const rows = await tx.application.findMany({
        where: withoutSeat(before),
        orderBy: [{ call: { closesOn: "asc" } }, { id: "asc" }],
        take,
        select: { id: true, name: true, call: { select: { closesOn: true } } },
      });
      return rows.map(({ id, name, call }) => ({ id, name, since: call.closesOn }));
    },
    purge: async (tx, ids) => {
      const of = { applicationId: { in: ids } };
      await tx.applicationLink.deleteMany({ where: of });
      await tx.applicationScore.deleteMany({ where: of });
      await tx.application.deleteMany({ where: { id: { in: ids } } });
      return nothingLeft;
    },
  },
  answers: {
    count: (tx, before) => tx.cohort.count({ where: withAnswers(before) }),
    list: async (tx, before) => {
      const rows = await tx.cohort.findMany({
        where: withAnswers(before),
        orderBy: [{ closedAt: "asc" }, { id: "asc" }],
        take,
        select: { id: true, name: true, closedAt: true },
      });
      return rows.map(({ id, name, closedAt }) => ({ id, name, since: closedAt! }));
    },
    // What was answered and written beside it; the points of the attempt stay.
    purge: async (tx, ids) => {
      await tx.answer.deleteMany({ where: { attempt: { enrolment: { cohortId: { in: ids } } } } });
      return nothingLeft;
    },
  },
  "data-requests": {
    count: (tx, before) => tx.dataRequest.count({ where: answered(before) }),
    list: async (tx, before) => {
      const rows = await tx.dataRequest.findMany({
        where: answered(before),
        orderBy: [{ answeredAt: "asc" }, { id: "asc" }],
        take,
        select: { id: true, answeredAt: true, person: { select: { name: true } } },
      });
      return rows.map(({ id, answeredAt, person }) => ({ id, name: person.name, since: answeredAt! }));
    },
    purge: async (tx, ids) => {
      await tx.dataRequest.deleteMany({ where: { id: { in: ids } } });
      return nothingLeft;
    },
  },
  // The list names nobody: who purges is not who handles complaints.
  complaints: {
    count: (tx, before) => tx.complaint.count({ where: { decidedAt: { lt: instant(before) } } }),
    list: async (tx, before) => {
      const rows = await tx.complaint.findMany({
        where: { decidedAt: { lt: instant(before) } },
        orderBy: [{ decidedAt: "asc" }, { id: "asc" }],
        take,
        select: { id: true, receivedOn: true, decidedAt: true },
      });
      return rows.map(({ id, receivedOn, decidedAt }) => ({ id, name: receivedOn, since: decidedAt! }));
    },
    purge: async (tx, ids) => {
      const of = { complaintId: { in: ids } };
      await tx.complaintNote.deleteMany({ where: of });
      await tx.complaintConcern.deleteMany({ where: of });
      await tx.complaintLink.deleteMany({ where: of });
      await tx.complaint.deleteMany({ where: { id: { in: ids } } });
      return nothingLeft;
    },
  },
  "exam-pages": {
    count: (tx, before) => tx.examScript.count({ where: withPages(before) }),
    list: async (tx, before) => {
      const rows = await tx.examScript.findMany({
        where: withPages(before),
        orderBy: [{ releasedAt: "asc" }, { id: "asc" }],
        take,
        select: {
          id: true,
          releasedAt: true,
          voidedAt: true,
          candidacy: { select: { person: { select: { name: true } } } },
        },
      });
      return rows.map(({ id, releasedAt, voidedAt, candidacy }) => ({
        id,
        name: candidacy.person.name,
        since: (releasedAt ?? voidedAt)!,
      }));
    },
    purge: async (tx, ids) => {
      const of = { scriptId: { in: ids } };
      const pages = await tx.examScan.findMany({ where: of, distinct: ["sha256"], select: { sha256: true } });
      await tx.examScan.deleteMany({ where: of });
      return async () => void (await Promise.all(pages.map(({ sha256: page }) => eraseUnused(page))));
    },
  },
  guests: {
    count: (tx, before) => tx.panelSeat.count({ where: withoutDecision(before) }),
    list: async (tx, before) => {
      const rows = await tx.panelSeat.findMany({
        where: withoutDecision(before),
        orderBy: [{ until: "asc" }, { id: "asc" }],
        take,
        select: { id: true, name: true, until: true },
      });
      return rows.map(({ id, name, until }) => ({ id, name, since: until }));
    },
    purge: async (tx, ids) => {
      await tx.panelSeat.deleteMany({ where: { id: { in: ids } } });
      return nothingLeft;
    },
  },
};

/** How much is due today, of each kind. */
export async function dueCounts(): Promise<Record<PurgeKind, number>> {
  const counts = await Promise.all(
    PURGE_KINDS.map(async (kind) => [kind, await PURGE[kind].count(db, dueBefore(kind, today()))] as const),
  );
  return Object.fromEntries(counts) as Record<PurgeKind, number>;
}

export type DueList = { rows: DueRow[]; total: number; seen: string };

/** The list that is shown before a purge; `seen` names just this list. */
export async function dueList(kind: PurgeKind, tx: Tx = db): Promise<DueList> {
  const before = dueBefore(kind, today());
  const rows = await PURGE[kind].list(tx, before);
  const total = await PURGE[kind].count(tx, before);
  return { rows, total, seen: sha256(rows.map(({ id }) => id).join(" ")) };
}

/** Purges what was on the list that was seen, and nothing that has come due since. */
export async function purge(actor: Actor, kind: PurgeKind, seen: string): Promise<Result<number>> {
  const done = await inTransaction(async (tx) => {
    const list = await dueList(kind, tx);
    if (list.rows.length === 0) return refuse("rights.nothing-due");
    if (list.seen !== seen) return refuse("changed-meanwhile");
    const ids = list.rows.map(({ id }) => id);
    const afterwards = await PURGE[kind].purge(tx, ids);
    const subject = { kind: "retention", id: kind };
    await recordAudit(tx, actor, "retention.purged", subject, { count: ids.length, ids });
    return ok({ count: ids.length, afterwards });
  });
  if (!done.ok) return done;
  await done.value.afterwards();
  return ok(done.value.count);
}
