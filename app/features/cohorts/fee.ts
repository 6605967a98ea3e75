import { readings } from "#app/lib/decimal.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";

/*
 * What a seat costs and how far that is: due, invoiced, paid or waived. Amounts are whole numbers
 * of a currency's smallest unit; the platform notes what was paid elsewhere, and takes no money.
 */

export const FEE_STATES = ["due", "invoiced", "paid", "waived"] as const;
export type FeeState = (typeof FEE_STATES)[number];

export const FEE_ACTS = ["invoice", "pay", "waive", "undo"] as const;
export type FeeAct = (typeof FEE_ACTS)[number];

const AFTER: Record<Exclude<FeeAct, "undo">, { to: FeeState; from: readonly FeeState[] }> = {
  invoice: { to: "invoiced", from: ["due"] },
  pay: { to: "paid", from: ["due", "invoiced"] },
  waive: { to: "waived", from: ["due", "invoiced"] },
};

export type FeeFacts = { state: FeeState; invoice: string | null; amount: number };

/** Where an act leads; undone, a line goes back a step. A number once given stays with its line. */
export function feeAfter(act: FeeAct, { state, invoice, amount }: FeeFacts): Result<FeeState> {
  if (act === "undo") {
    if (state === "due") return refuse("fee.nothing-to-undo");
    return ok(state === "invoiced" || invoice === null ? "due" : "invoiced");
  }
  if (amount === 0) return refuse("fee.nothing-due");
  const { to, from } = AFTER[act];
  return from.includes(state) ? ok(to) : refuse("fee.not-from-here");
}

export const actsFrom = (facts: FeeFacts): FeeAct[] => FEE_ACTS.filter((act) => feeAfter(act, facts).ok);

/** What it says is changed before it is invoiced, not after. */
export const mayEditFee = ({ state }: FeeFacts): boolean => state === "due";

// ── money ───────────────────────────────────────────────────────────────────────────────────────────

export const isCurrency = (code: string): boolean => Intl.supportedValuesOf("currency").includes(code);

export const minorDigits = (currency: string): number =>
  new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;

/** As much as an Int column holds. */
const MOST = 2_000_000_000;

/** A typed amount in the smallest unit; null when it is none. A sign before three digits parts thousands. */
export function typedAmount(typed: string, currency: string): number | null {
  const digits = minorDigits(currency);
  const meant = readings(typed)
    .filter(({ scale }) => scale <= digits)
    .at(-1);
  if (!meant) return null;
  const amount = meant.units * 10n ** BigInt(digits - meant.scale);
  return amount >= 0n && amount <= BigInt(MOST) ? Number(amount) : null;
}

/** As it is typed again. */
export const amountText = (amount: number, currency: string): string => {
  const digits = minorDigits(currency);
  return (amount / 10 ** digits).toFixed(digits);
};

export type FeeTotal = { currency: string; state: FeeState; people: number; amount: number };

/** By currency, and in it by state; what nobody is in is left out. */
export function feeTotals(
  lines: readonly { amount: number; currency: string; state: FeeState }[],
): FeeTotal[] {
  const currencies = [...new Set(lines.map(({ currency }) => currency))].sort();
  return currencies.flatMap((currency) =>
    FEE_STATES.flatMap((state) => {
      const own = lines.filter((line) => line.currency === currency && line.state === state);
      const amount = own.reduce((sum, line) => sum + line.amount, 0);
      return own.length === 0 ? [] : [{ currency, state, people: own.length, amount }];
    }),
  );
}

/** PF-2026-00012: a pro-forma, so that nobody books it as an invoice. */
export const invoiceNumber = (year: string, count: number): string =>
  `PF-${year}-${String(count).padStart(5, "0")}`;
