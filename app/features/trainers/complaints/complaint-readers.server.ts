import { recordAudit } from "#app/features/audit/record.server.ts";
import { linkTo } from "#app/features/identity/identity-mail.server.ts";
import { PERMISSIONS } from "#app/features/identity/permissions.ts";
import { notify } from "#app/features/notifications/outbox.server.ts";
import { today } from "#app/infra/clock.server.ts";
import { db, inTransaction, type Tx } from "#app/infra/db.server.ts";
import { wordsFor } from "#app/infra/words.server.ts";
import { paths } from "#app/lib/paths.ts";

/*
 * Who is there to read a complaint: those who handle complaints of its programme, and where it concerns all of them, the
 * auditors.
 */

const READER = {
  id: true,
  name: true,
  username: true,
  printedName: true,
  printedNameLocal: true,
  email: true,
  locale: true,
  timeZone: true,
} as const;
export type Reader = {
  id: string;
  name: string;
  username: string;
  printedName: string | null;
  printedNameLocal: string | null;
  email: string | null;
  locale: string;
  timeZone: string;
};

type Reading = "handle:complaints" | "hear:complaints";

/** Everybody who may, of a programme; where none is said, of any. */
export const readersOf = (tx: Tx, permission: Reading, programme: string): Promise<Reader[]> =>
  tx.person.findMany({
    where: {
      deactivatedAt: null,
      roles: {
        some: {
          role: { in: [...PERMISSIONS[permission]] },
          endedAt: null,
          OR: [
            { scopeKind: "all" },
            { scopeKind: "programme", ...(programme ? { scopeId: programme } : {}) },
          ],
        },
      },
    },
    select: READER,
  });

type Told = { id: string; programme: string };

/** That there is one, and nothing of what it says: mail is read by many eyes. Each is told once. */
export async function tellReaders(
  tx: Tx,
  { id }: Told,
  readers: readonly Reader[],
  why: "handler" | "raised",
) {
  for (const { id: personId, name, email, locale, timeZone } of readers) {
    const { t } = wordsFor(locale, timeZone);
    const action = paths.complaint(id);
    await notify(tx, {
      key: `complaint-received:${id}:${personId}`,
      personId,
      address: email,
      kind: "complaint-received",
      action,
      locale,
      subject: t(`trainers.complaint.mail.${why}Subject`),
      body: t(`trainers.complaint.mail.${why}`, { name, link: linkTo(action) }),
    });
  }
}

async function freeReaders(tx: Tx, { id, programme }: Told, permission: Reading): Promise<Reader[]> {
  const concerned = await tx.complaintConcern.findMany({ where: { complaintId: id } });
  const closedOut = new Set(concerned.map(({ personId }) => personId));
  return (await readersOf(tx, permission, programme)).filter((reader) => !closedOut.has(reader.id));
}

const isHandled = async (tx: Tx, complaint: Told): Promise<boolean> =>
  (await freeReaders(tx, complaint, "handle:complaints")).length > 0;

/** Passes it up to the auditors as soon as nobody who handles complaints is free of it, and tells those who are. */
export async function raiseUnheard(tx: Tx, complaint: Told, requestId: string): Promise<void> {
  if (await isHandled(tx, complaint)) return;
  const { id } = complaint;
  const { count } = await tx.complaint.updateMany({
    where: { id, raisedOn: null },
    data: { raisedOn: today() },
  });
  if (count === 1)
    await recordAudit(tx, { personId: null, requestId }, "complaint.raised", { kind: "complaint", id });
  await tellReaders(tx, complaint, await freeReaders(tx, complaint, "hear:complaints"), "raised");
}

const openComplaints = () =>
  db.complaint.findMany({ where: { decidedOn: null }, select: { id: true, programme: true } });

/** Roles end and begin: what nobody can read any more is passed up, and who has become an auditor is told. */
export async function raiseComplaints(): Promise<void> {
  for (const complaint of await openComplaints())
    await inTransaction((tx) => raiseUnheard(tx, complaint, "clock"));
}

/** How many open complaints nobody at all may read: somebody has to be given a role. */
export async function countUnheard(): Promise<number> {
  const open = await db.complaint.findMany({
    where: { decidedOn: null },
    select: { programme: true, concerns: { select: { personId: true } } },
  });
  const readers = new Map<string, string[]>();
  for (const programme of new Set(open.map((one) => one.programme))) {
    const [handle, hear] = await Promise.all([
      readersOf(db, "handle:complaints", programme),
      readersOf(db, "hear:complaints", programme),
    ]);
    readers.set(
      programme,
      [...handle, ...hear].map(({ id }) => id),
    );
  }
  return open.filter(({ programme, concerns }) => {
    const closedOut = new Set(concerns.map(({ personId }) => personId));
    return readers.get(programme)!.every((id) => closedOut.has(id));
  }).length;
}
