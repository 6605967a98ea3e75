import { recordAudit } from "#app/features/audit/record.server.ts";
import { linkTo } from "#app/features/identity/identity-mail.server.ts";
import { enqueue } from "#app/features/notifications/outbox.server.ts";
import { now, today } from "#app/infra/clock.server.ts";
import { db, inTransaction, type Tx } from "#app/infra/db.server.ts";
import { newCode, newId, sha256 } from "#app/infra/ids.server.ts";
import { wordsFor } from "#app/infra/words.server.ts";
import { addDays, type CalendarDay } from "#app/lib/calendar-day.ts";
import { paths } from "#app/lib/paths.ts";
import { addWorkingDays, weekendOf } from "#app/lib/working-days.ts";
import type { NewComplaint } from "./complaint-forms.ts";
import { raiseUnheard, readersOf, tellReaders } from "./complaint-readers.server.ts";
import {
  complaintState,
  DAYS_TO_ACKNOWLEDGE,
  namedIn,
  RECEIPT_LENGTH,
  showReceipt,
  type ComplaintAbout,
  type ComplaintOutcome,
} from "./complaint.ts";

/* What whoever complains does, with the receipt as the only way back. Nothing says who they are but what they write. */

type From = { locale: string; requestId: string };

/** Takes a complaint and answers its receipt, which is kept as a fingerprint only. */
export async function complain(form: NewComplaint, { locale, requestId }: From): Promise<string> {
  const { about, programme, whom, words, contact, country } = form;
  const [id, receipt, day] = [newId(), newCode(RECEIPT_LENGTH), today()];
  await inTransaction(async (tx) => {
    const handlers = await readersOf(tx, "handle:complaints", programme);
    const auditors = await readersOf(tx, "hear:complaints", programme);
    const concerned = namedIn(`${whom} ${words}`, [...handlers, ...auditors]);
    await tx.complaint.create({
      data: {
        id,
        receiptHash: sha256(receipt),
        about,
        programme,
        whom,
        words,
        contact,
        locale,
        country: country || null,
        receivedAt: now(),
        receivedOn: day,
        acknowledgeBy: await acknowledgeBy(tx, day, country || null),
        concerns: { create: [...new Set(concerned)].map((personId) => ({ personId })) },
      },
    });
    await recordAudit(tx, { personId: null, requestId }, "complaint.received", { kind: "complaint", id });
    const readers = handlers.filter((handler) => !concerned.includes(handler.id));
    await tellReaders(tx, { id, programme }, readers, "handler");
    await raiseUnheard(tx, { id, programme }, requestId);
    if (contact) await confirm(tx, { id, contact, locale, receipt });
  });
  return receipt;
}

async function acknowledgeBy(tx: Tx, day: CalendarDay, country: string | null): Promise<CalendarDay> {
  const rows = await tx.holiday.findMany({
    where: { country: country ?? "", date: { gt: day, lte: addDays(day, 60) } },
    select: { date: true },
  });
  const holidays = new Set(rows.map(({ date }) => date));
  return addWorkingDays(day, DAYS_TO_ACKNOWLEDGE, { weekend: weekendOf(country), holidays });
}

type Contact = { id: string; contact: string; locale: string; receipt: string };

async function confirm(tx: Tx, { id, contact, locale, receipt }: Contact): Promise<void> {
  const { t } = wordsFor(locale, "UTC");
  const params = { receipt: showReceipt(receipt), link: linkTo(paths.receipt(receipt)) };
  await enqueue(tx, {
    key: `complaint-receipt:${id}`,
    personId: null,
    address: contact,
    kind: "complaint-receipt",
    locale,
    subject: t("trainers.complaint.mail.receiptSubject"),
    body: t("trainers.complaint.mail.receipt", params),
  });
}

export type ReceiptView = {
  about: ComplaintAbout;
  whom: string;
  words: string;
  receivedOn: CalendarDay;
  acknowledgeBy: CalendarDay;
  state: ReturnType<typeof complaintState>;
  outcome: ComplaintOutcome | null;
  notes: { id: string; kind: "added" | "answer"; words: string; at: Date }[];
};

/** What whoever holds the receipt may read: what they wrote, and what was written to them. */
export async function findByReceipt(receipt: string): Promise<ReceiptView | null> {
  const row = await db.complaint.findUnique({
    where: { receiptHash: sha256(receipt) },
    include: { notes: { where: { kind: { in: ["added", "answer"] } }, orderBy: { id: "asc" } } },
  });
  if (!row) return null;
  const { about, whom, words, receivedOn, acknowledgeBy: by, outcome, notes } = row;
  return {
    about: about as ComplaintAbout,
    whom,
    words,
    receivedOn,
    acknowledgeBy: by,
    state: complaintState(row, today()),
    outcome: outcome as ComplaintOutcome | null,
    notes: notes.map(({ id, kind, words: said, at }) => ({
      id,
      kind: kind as "added" | "answer",
      words: said,
      at,
    })),
  };
}

/** More is added by whoever holds the receipt, also after the decision. False: no such receipt. */
export const addByReceipt = (receipt: string, words: string, requestId: string): Promise<boolean> =>
  inTransaction(async (tx) => {
    const row = await tx.complaint.findUnique({
      where: { receiptHash: sha256(receipt) },
      select: { id: true, notes: { orderBy: { id: "desc" }, take: 1 } },
    });
    if (!row) return false;
    const last = row.notes[0];
    if (last?.kind === "added" && last.words === words) return true; // sent twice
    await tx.complaintNote.create({
      data: { id: newId(), complaintId: row.id, kind: "added", words, at: now(), by: null },
    });
    await recordAudit(tx, { personId: null, requestId }, "complaint.added-to", {
      kind: "complaint",
      id: row.id,
    });
    return true;
  });
