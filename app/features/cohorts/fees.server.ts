import { recordAudit } from "#app/features/audit/record.server.ts";
import { now, today } from "#app/infra/clock.server.ts";
import { db, inTransaction, rowsIn, rowsOf, sql, type Tx } from "#app/infra/db.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { PAGE_SIZE } from "#app/lib/paging.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import { cohortsRunBy } from "./cohort-scope.server.ts";
import type { CohortFacts } from "./cohorts.server.ts";
import { feeAfter, feeTotals, invoiceNumber, mayEditFee, type FeeState, type FeeTotal } from "./fee.ts";
import type { FeeForm } from "./fee-forms.ts";

/*
 * A line is stored once something is done with it. Until then it follows from what the cohort costs, so that whoever is
 * enrolled later owes it too.
 */

export type Money = { amount: number; currency: string };
export type FeeLine = Money & {
  enrolmentId: string;
  name: string;
  payer: string;
  state: FeeState;
  invoice: string | null;
  invoicedOn: string | null;
  changedBy: string | null;
  changedAt: number | null;
  /** 0: not stored yet. */
  version: number;
};

export const cohortFee = (cohortId: string): Promise<Money | null> =>
  db.cohortFee.findUnique({ where: { cohortId }, select: { amount: true, currency: true } });

/** Computed numbers are of another kind on each database. */
type Row = Omit<FeeLine, "changedAt" | "state" | "version" | "amount"> & {
  state: string;
  changedAt: Date | null;
  version: number | bigint;
  amount: number | bigint;
};

/** Everybody who has a seat, and who left with a line of their own. */
const linesOf = (cohortId: string) => sql`
  SELECT e."id" AS "enrolmentId", p."name", COALESCE(f."amount", c."amount") AS "amount",
      COALESCE(f."currency", c."currency") AS "currency", COALESCE(f."payer", '') AS "payer",
      COALESCE(f."state", 'due') AS "state", f."invoice", f."invoicedOn", f."changedAt", b."name" AS "changedBy",
      COALESCE(f."version", 0) AS "version"
    FROM "Enrolment" e
    JOIN "Person" p ON p."id" = e."personId"
    LEFT JOIN "CohortFee" c ON c."cohortId" = e."cohortId"
    LEFT JOIN "FeeLine" f ON f."enrolmentId" = e."id"
    LEFT JOIN "Person" b ON b."id" = f."changedBy"
    WHERE e."cohortId" = ${cohortId}
      AND (f."enrolmentId" IS NOT NULL OR (c."cohortId" IS NOT NULL
        AND e."status" NOT IN ('withdrawn', 'no-show', 'deferred', 'cancelled')))`;

const lineOf = ({ state, changedAt, version, amount, ...row }: Row): FeeLine => ({
  ...row,
  amount: Number(amount),
  state: state as FeeState,
  changedAt: changedAt === null ? null : new Date(changedAt).getTime(),
  version: Number(version),
});

export async function feeList(
  cohortId: string,
  page: number,
): Promise<{ rows: FeeLine[]; total: number; totals: FeeTotal[] }> {
  const [all, rows] = await Promise.all([
    rowsOf<{ currency: string; state: string; people: unknown; amount: unknown }>(sql`
      SELECT "currency", "state", COUNT(*) AS "people", SUM("amount") AS "amount"
        FROM (${linesOf(cohortId)}) lines GROUP BY "currency", "state"`),
    rowsOf<Row>(sql`${linesOf(cohortId)} ORDER BY e."sortName", e."id"
      LIMIT ${PAGE_SIZE} OFFSET ${(page - 1) * PAGE_SIZE}`),
  ]);
  const totals = all.map(({ currency, state, people, amount }) => ({
    currency,
    state: state as FeeState,
    people: Number(people),
    amount: Number(amount),
  }));
  return {
    rows: rows.map(lineOf),
    total: totals.reduce((sum, { people }) => sum + people, 0),
    totals: inFeeOrder(totals),
  };
}

/** As the rule orders them. */
function inFeeOrder(totals: FeeTotal[]): FeeTotal[] {
  const order = feeTotals(totals.map(({ currency, state }) => ({ currency, state, amount: 0 })));
  return order.map(({ currency, state }) =>
    totals.find((each) => each.currency === currency && each.state === state)!,
  );
}

/** All of them, for the file. */
export const allFees = async (cohortId: string): Promise<FeeLine[]> =>
  (await rowsOf<Row>(sql`${linesOf(cohortId)} ORDER BY e."sortName", e."id"`)).map(lineOf);

/** Null where neither the cohort costs anything nor a line is stored. */
export async function feeOf(cohortId: string, enrolmentId: string): Promise<FeeLine | null> {
  const [row] = await rowsOf<Row>(sql`${linesOf(cohortId)} AND e."id" = ${enrolmentId}`);
  return row ? lineOf(row) : null;
}

// ── acts ────────────────────────────────────────────────────────────────────────────────────────────

/** What the cohort costs from now on; lines that something was done with stay as they are. */
export async function setCohortFee(actor: Actor, cohortId: string, fee: Money | null): Promise<Result<void>> {
  return inTransaction(async (tx) => {
    const cohort = await tx.cohort.findFirst({
      where: { id: cohortId, closedAt: null, ...cohortsRunBy(actor) },
      select: { id: true },
    });
    if (!cohort) return refuse("cohort.closed");
    if (fee === null) await tx.cohortFee.deleteMany({ where: { cohortId } });
    else await tx.cohortFee.upsert({ where: { cohortId }, create: { cohortId, ...fee }, update: fee });
    await recordAudit(tx, actor, "fee.set", { kind: "cohort", id: cohortId }, { ...fee });
    return ok(undefined);
  });
}

/** A step of one line, or what it says. Money comes in after a course too: a closed cohort's lines may move on. */
export async function changeFee(
  actor: Actor,
  cohort: CohortFacts,
  enrolmentId: string,
  form: FeeForm,
): Promise<Result<void>> {
  return inTransaction(async (tx) => {
    const reached = { id: enrolmentId, cohortId: cohort.id, cohort: cohortsRunBy(actor) };
    if ((await tx.enrolment.count({ where: reached })) !== 1) return refuse("cohort.outside-reach");
    const [row] = await rowsIn<Row>(tx, sql`${linesOf(cohort.id)} AND e."id" = ${enrolmentId}`);
    if (!row) return refuse("fee.nothing-due");
    const line = lineOf(row);
    if (line.version !== form.version) return refuse("changed-meanwhile");
    const next = form.intent === "edit" ? edited(line, form) : await stepped(tx, cohort, line, form.intent);
    if (!next.ok) return next;
    const { state, invoice, invoicedOn, amount, currency, payer } = next.value;
    // The first change stores the line; of two at once one is told.
    const stored = await tx.$executeRaw(sql`
      INSERT INTO "FeeLine" ("enrolmentId", "amount", "currency", "payer", "state", "invoice", "invoicedOn", "changedBy",
          "changedAt", "version")
        VALUES (${enrolmentId}, ${amount}, ${currency}, ${payer}, ${state}, ${invoice}, ${invoicedOn}, ${actor.personId},
          ${now()}, 1)
      ON CONFLICT ("enrolmentId") DO UPDATE SET "amount" = excluded."amount", "currency" = excluded."currency",
          "payer" = excluded."payer", "state" = excluded."state", "invoice" = excluded."invoice",
          "invoicedOn" = excluded."invoicedOn", "changedBy" = excluded."changedBy",
          "changedAt" = excluded."changedAt", "version" = "FeeLine"."version" + 1
        WHERE "FeeLine"."version" = ${line.version}`);
    if (stored !== 1) return refuse("changed-meanwhile");
    await recordAudit(
      tx,
      actor,
      `fee.${form.intent}`,
      { kind: "enrolment", id: enrolmentId },
      {
        from: line.state,
        to: state,
        amount,
        currency,
        ...(invoice ? { invoice } : {}),
        byOther: payer !== "",
      },
    );
    return ok(undefined);
  });
}

type Stored = Pick<FeeLine, "amount" | "currency" | "payer" | "state" | "invoice" | "invoicedOn">;
const storedOf = ({ amount, currency, payer, state, invoice, invoicedOn }: FeeLine): Stored => ({
  amount,
  currency,
  payer,
  state,
  invoice,
  invoicedOn,
});

function edited(line: FeeLine, form: Extract<FeeForm, { intent: "edit" }>): Result<Stored> {
  if (!mayEditFee(line)) return refuse("fee.is-invoiced");
  const { amount, currency, payer } = form;
  return ok({ ...storedOf(line), amount, currency, payer });
}

async function stepped(
  tx: Tx,
  cohort: CohortFacts,
  line: FeeLine,
  act: Exclude<FeeForm["intent"], "edit">,
): Promise<Result<Stored>> {
  const to = feeAfter(act, line);
  if (!to.ok) return to;
  const stored = { ...storedOf(line), state: to.value };
  if (act !== "invoice") return ok(stored);
  const invoicedOn = today(cohort.timeZone);
  const invoice = line.invoice ?? (await nextInvoice(tx, invoicedOn.slice(0, 4)));
  return ok({ ...stored, invoicedOn, invoice });
}

/** Numbers have no gaps: the row is counted up in the transaction that uses it. */
async function nextInvoice(tx: Tx, year: string): Promise<string> {
  const [row] = await rowsIn<{ last: number | bigint }>(
    tx,
    sql`INSERT INTO "InvoiceCounter" ("year", "last") VALUES (${year}, 1)
      ON CONFLICT ("year") DO UPDATE SET "last" = "InvoiceCounter"."last" + 1 RETURNING "last"`,
  );
  return invoiceNumber(year, Number(row!.last));
}

/** A substitute takes over what was agreed about the seat: amount, payer, and whether it is paid. */
export async function carryFee(tx: Tx, from: string, to: string): Promise<void> {
  if ((await tx.feeLine.count({ where: { enrolmentId: to } })) > 0) return; // who comes back has their own
  await tx.feeLine.updateMany({ where: { enrolmentId: from }, data: { enrolmentId: to } });
}
