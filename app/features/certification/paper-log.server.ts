import { recordAudits } from "#app/features/audit/record-many.server.ts";
import type { AuditSubject } from "#app/features/audit/record.server.ts";
import { now } from "#app/infra/clock.server.ts";
import { db, inTransaction, isUniqueViolation, type Prisma, type Tx } from "#app/infra/db.server.ts";
import { badForm, redirectWithNotice, refused } from "#app/infra/http.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { problemAt, type FormProblem } from "#app/lib/form.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import { readDrawable, readFrozenLicence } from "./certificate-record.server.ts";
import {
  decidePaper,
  paperActOf,
  paperOffers,
  type Paper,
  type PaperAct,
  type PaperLogForm,
  type PaperKind,
  type PaperLine,
  type PaperOffers,
  type Way,
} from "./paper-log.ts";

/* The log of a paper, a certificate's or a licence's: who printed which copy, and who was given it. */

export type PaperOf = { certificateId: string } | { licenceId: string };

/** What somebody has found in their reach, as who they are towards it, and what of it the rules read. */
export type FoundPaper = Omit<Paper, "entries"> & { actor: Actor; of: PaperOf; subject: AuditSubject };

export const IN_ORDER = { orderBy: { sequence: "asc" } } as const;

type Row = {
  id: string;
  kind: string;
  copy: number;
  day: string;
  toWhom: string | null;
  how: string | null;
  reason: string | null;
  recordedBy: string;
};

export const readEntry = <Stored extends { kind: string; copy: number; day: string }>(row: Stored) => ({
  ...row,
  kind: row.kind as PaperKind,
});

const entriesOf = async (tx: Tx, of: PaperOf) =>
  (await tx.paperEntry.findMany({ where: of, ...IN_ORDER })).map(readEntry);

/** By the names the recorders have today. */
export async function recorderNames(rows: readonly { recordedBy: string }[]): Promise<Map<string, string>> {
  const people = await db.person.findMany({
    where: { id: { in: [...new Set(rows.map(({ recordedBy }) => recordedBy))] } },
    select: { id: true, name: true },
  });
  return new Map(people.map(({ id, name }) => [id, name]));
}

export const readLine = (row: Row, names: ReadonlyMap<string, string>): PaperLine => ({
  id: row.id,
  kind: row.kind as PaperKind,
  copy: row.copy,
  day: row.day,
  toWhom: row.toWhom,
  how: row.how as Way | null,
  reason: row.reason,
  by: names.get(row.recordedBy) ?? "",
});

/** The log as its page shows it; `paper`, where the reader may add to it. The caller has found it in its reach. */
export async function paperLog(
  of: PaperOf,
  paper: Omit<Paper, "entries"> | null,
): Promise<{ lines: PaperLine[]; offers: PaperOffers | null }> {
  const rows = await entriesOf(db, of);
  const names = await recorderNames(rows);
  return {
    lines: rows.map((row) => readLine(row, names)),
    offers: paper && paperOffers({ ...paper, entries: rows }),
  };
}

/** With the number and the name of what it is of. */
export type NamedPaperLine = PaperLine & { number: string; name: string };

const LINES_AT_ONCE = 200;

/** Of many logs, of what was replaced or ended too, in the order it was written; a register is never in memory as a whole. */
export async function* paperLines(
  where: Prisma.PaperEntryWhereInput,
  atOnce = LINES_AT_ONCE,
): AsyncGenerator<NamedPaperLine> {
  let last: NamedRow | undefined;
  for (;;) {
    const rows: NamedRow[] = await db.paperEntry.findMany({
      where: last ? { AND: [where, writtenAfter(last)] } : where,
      take: atOnce,
      orderBy: [{ recordedAt: "asc" }, { id: "asc" }],
      include: WITH_PAPER,
    });
    const names = await recorderNames(rows);
    for (const { certificate, licence, ...row } of rows)
      yield {
        ...readLine(row, names),
        number: (certificate ?? licence)!.number,
        name: certificate
          ? readDrawable(certificate).facts.holder.name
          : (readFrozenLicence(licence!)?.holder.name ?? licence!.organisation.name),
      };
    last = rows.at(-1);
    if (rows.length < atOnce) return;
  }
}

/** By what is written, not by the row: meanwhile that may have gone out of reach. */
const writtenAfter = ({ recordedAt, id }: NamedRow): Prisma.PaperEntryWhereInput => ({
  OR: [{ recordedAt: { gt: recordedAt } }, { recordedAt, id: { gt: id } }],
});

const WITH_PAPER = {
  certificate: true,
  licence: { include: { organisation: { select: { name: true } } } },
} satisfies Prisma.PaperEntryInclude;
type NamedRow = Prisma.PaperEntryGetPayload<{ include: typeof WITH_PAPER }>;

/** A copy that was printed, for drawing it; null: there is none. */
export async function printedCopy(
  of: PaperOf,
  copy: number,
): Promise<{ copy: number; on: CalendarDay } | null> {
  const row = await db.paperEntry.findFirst({ where: { ...of, copy, kind: "printed" } });
  return row && { copy, on: row.day };
}

// ── Adding to it ────────────────────────────────────────────────────────────────────────────────────

type NewEntry = { found: FoundPaper; sequence: number; copy: number; day: CalendarDay; act: PaperAct };

/** With a line of the trail for each; `printing` for those printed at once. */
export async function addEntries(
  tx: Tx,
  actor: Actor,
  entries: NewEntry[],
  printing?: string,
): Promise<void> {
  const at = now();
  await tx.paperEntry.createMany({
    data: entries.map(({ found: { of }, sequence, copy, day, act }) => ({
      id: newId(),
      ...of,
      sequence,
      kind: act.kind,
      copy,
      day,
      toWhom: act.kind === "handed-over" ? act.toWhom || null : null,
      how: act.kind === "handed-over" ? act.how : null,
      reason: "reason" in act ? act.reason || null : null,
      printing: printing ?? null,
      recordedAt: at,
      recordedBy: actor.personId,
    })),
  });
  await recordAudits(
    tx,
    actor,
    entries.map(({ found: { subject, number }, copy, day, act }) => ({
      action: `paper.${act.kind}`,
      subject,
      detail: { number, copy, day },
    })),
  );
}

/** Answers the copy it was of. Null: not the actor's. */
export async function actOnPaper(
  find: (tx: Tx) => Promise<FoundPaper | null>,
  act: PaperAct,
  today: CalendarDay,
): Promise<Result<number> | null> {
  return once(async (tx) => {
    const found = await find(tx);
    if (!found) return null;
    const entries = await entriesOf(tx, found.of);
    const decided = decidePaper({ ...found, entries }, act, today);
    if (!decided.ok) return decided;
    await addEntries(tx, found.actor, [{ found, sequence: entries.length + 1, ...decided.value, act }]);
    return ok(decided.value.copy);
  });
}

/** Of two who write in one log at once, one is told. */
export async function once<Value>(
  act: (tx: Tx) => Promise<Result<Value> | null>,
): Promise<Result<Value> | null> {
  try {
    return await inTransaction(act);
  } catch (error) {
    if (isUniqueViolation(error)) return refuse("changed-meanwhile");
    throw error;
  }
}

const NOTICE: Record<PaperLogForm["intent"], string> = {
  "print-paper": "paper-printed",
  "hand-over-paper": "paper-handed-over",
  "paper-came-back": "paper-came-back",
};

/** The answer to a form of the log, whatever page it stands on. */
export async function answerPaperForm(
  find: (tx: Tx) => Promise<FoundPaper | null>,
  { form, values, today, here }: Asked,
) {
  const done = await actOnPaper(find, paperActOf(form), today);
  if (!done) throw new Response(null, { status: 404 });
  if (done.ok) return redirectWithNotice(here, NOTICE[form.intent], { copy: done.value });
  return done.reason.key === "paper.why-again"
    ? badForm(problemAt(values, "reason", "required"))
    : refused(done.reason, values);
}

type Asked = { form: PaperLogForm; values: FormProblem["values"]; today: CalendarDay; here: string };
