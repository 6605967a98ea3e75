import { asList, asNumber, each, FormulaError, type Value } from "#app/lib/formula.ts";

/*
 * The sums of the trade, each in one place: what the courses teach, what their figures are checked against and what
 * their tools compute. Shares and rates are fractions (0.07 is 7 %). Definitions follow the field's common usage
 * (CGAP's "Microfinance consensus guidelines": PAR, OSS, yield, sustainable rate); each lesson says its own in words.
 * `sheet` is the same function as a spreadsheet writes it, over cells and ranges; without it, a tool cannot use it.
 * Those that read lists must know which lines are filled: as a spreadsheet writes them, they stand in sheet-lists.ts.
 */

export type FieldFunction = {
  compute: (...inputs: Value[]) => Value;
  sheet?: (...cells: string[]) => string;
};

type Numbers = (...inputs: number[]) => number;

/** A function of numbers, whose inputs may be lists of the same length. */
function ofNumbers(count: number, compute: Numbers, sheet: (...cells: string[]) => string): FieldFunction {
  return {
    compute: (...inputs) => each(compute, ...exactly(count, inputs)),
    sheet,
  };
}

function exactly(count: number, inputs: Value[]): Value[] {
  if (inputs.length !== count) throw new FormulaError(`${count} values are wanted, not ${inputs.length}`);
  return inputs;
}

/** A function that wants whole lists, or just one number. */
const ofLists = (count: number, compute: (...inputs: Value[]) => Value): FieldFunction => ({
  compute: (...inputs) => compute(...exactly(count, inputs)),
});

/** A quotient under its field's name. */
const quotient = ofNumbers(
  2,
  (part, whole) => part / whole,
  (part, whole) => `${part}/${whole}`,
);

const all = (inputs: Value[]): number[] => inputs.flatMap((input) => input);
const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

/** Half is rounded away from zero, and 1.005 is that, not the fraction it is kept as. */
const rounded = (value: number, decimals: number): number =>
  (Math.sign(value) * Math.round(Number((Math.abs(value) * 10 ** decimals).toPrecision(15)))) /
  10 ** decimals;

// ── loans ───────────────────────────────────────────────────────────────────────────────────────────

/** The equal instalment that pays a loan off, interest on the balance. */
const annuity: Numbers = (principal, rate, periods) =>
  rate === 0 ? principal / periods : (principal * rate) / (1 - (1 + rate) ** -periods);

/** What is owed at the beginning of each period. */
function annuityBalances(principal: number, rate: number, periods: number): number[] {
  const instalment = annuity(principal, rate, periods);
  const balances: number[] = [];
  for (let balance = principal; balances.length < periods; balance += balance * rate - instalment)
    balances.push(balance);
  return balances;
}

const equalPrincipalBalances = (principal: number, periods: number): number[] =>
  Array.from({ length: periods }, (_, period) => principal - (principal / periods) * period);

/**
 * The rate at which what is paid is worth what was `received` at the start: by bisection between 0 and 1,000 %, or down
 * to −99 %, to fifteen digits. Throws where no such rate is.
 */
function rateAt(received: number, worth: (rate: number) => number): number {
  // Savings given back at the end are a payment below nothing: near −99 % it alone would count.
  let [low, high] = worth(0) < received ? [-0.99, 0] : [0, 10];
  if (!(worth(low) >= received && worth(high) <= received))
    throw new FormulaError("no rate explains these payments");
  for (let step = 0; step < 200; step += 1) {
    const middle = (low + high) / 2;
    if (worth(middle) > received) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** The rate per period, with `payments` at the end of each period. */
export const internalRate = (received: number, payments: readonly number[]): number =>
  rateAt(received, (rate) =>
    payments.reduce((sum, payment, period) => sum + payment / (1 + rate) ** (period + 1), 0),
  );

/** What `periods` equal instalments are worth before the first; exact near a rate of nothing, too. */
const presentWorth = (instalment: number, rate: number, periods: number): number =>
  rate === 0 ? instalment * periods : (instalment * -Math.expm1(-periods * Math.log1p(rate))) / rate;

const ofSchedule = (list: (principal: number, rate: number, periods: number) => number[]): FieldFunction => ({
  compute(...inputs) {
    const [principal, rate, periods] = exactly(3, inputs).map(asNumber) as [number, number, number];
    return list(principal, rate, periods);
  },
});

// ── the table ───────────────────────────────────────────────────────────────────────────────────────

export const FIELD_FUNCTIONS: Readonly<Record<string, FieldFunction>> = {
  // elementary
  sum: { compute: (...inputs) => sumOf(all(inputs)) },
  mean: { compute: (...inputs) => sumOf(all(inputs)) / all(inputs).length },
  min: { compute: (...inputs) => Math.min(...all(inputs)) },
  max: { compute: (...inputs) => Math.max(...all(inputs)) },
  count: { compute: (...inputs) => all(inputs).length },
  round: ofNumbers(2, rounded, (value, decimals) => `ROUND(${value},${decimals})`),
  power: ofNumbers(
    2,
    (base, exponent) => base ** exponent,
    (base, exponent) => `POWER(${base},${exponent})`,
  ),
  share: quotient,
  growth: ofNumbers(
    2,
    (before, after) => after / before - 1,
    (before, after) => `${after}/${before}-1`,
  ),
  weighted_mean: ofLists(2, (values, weights) => {
    const each = asList(values);
    return sumOf(each.map((value, index) => value * asList(weights)[index]!)) / sumOf(asList(weights));
  }),
  running: ofLists(2, (start, changes) => {
    let balance = asNumber(start);
    return asList(changes).map((change) => (balance += change));
  }),
  allocate: ofLists(2, (total, drivers) =>
    asList(drivers).map((driver) => (asNumber(total) * driver) / sumOf(asList(drivers))),
  ),
  sum_over: ofLists(3, (values, limit, amounts) =>
    sumOf(asList(amounts).filter((_, index) => asList(values)[index]! > asNumber(limit))),
  ),
  count_over: ofLists(2, (values, limit) => asList(values).filter((value) => value > asNumber(limit)).length),
  repeat: ofLists(2, (payment, times) => Array.from({ length: asNumber(times) }, () => asNumber(payment))),

  // portfolio
  par: quotient,
  arrears_rate: quotient,
  repayment_rate: quotient,
  on_time_rate: quotient,
  write_off_ratio: quotient,
  risk_coverage: quotient,
  debt_burden: quotient,

  // results
  oss: ofNumbers(
    4,
    (income, financial, provision, operating) => income / (financial + provision + operating),
    (income, financial, provision, operating) => `${income}/(${financial}+${provision}+${operating})`,
  ),
  roa: quotient,
  roe: quotient,
  portfolio_yield: quotient,
  operating_expense_ratio: quotient,
  cost_per_borrower: quotient,
  per_officer: quotient,
  turnover_rate: quotient,
  dropout_rate: ofNumbers(
    3,
    (start, joined, end) => (start + joined - end) / start,
    (start, joined, end) => `(${start}+${joined}-${end})/${start}`,
  ),
  variance: ofNumbers(
    2,
    (actual, budget) => actual - budget,
    (actual, budget) => `${actual}-${budget}`,
  ),
  variance_share: ofNumbers(
    2,
    (actual, budget) => (actual - budget) / budget,
    (actual, budget) => `(${actual}-${budget})/${budget}`,
  ),

  // loans
  flat_interest: ofNumbers(
    3,
    (principal, rate, periods) => principal * rate * periods,
    (principal, rate, periods) => `${principal}*${rate}*${periods}`,
  ),
  flat_instalment: ofNumbers(
    3,
    (principal, rate, periods) => principal / periods + principal * rate,
    (principal, rate, periods) => `${principal}/${periods}+${principal}*${rate}`,
  ),
  equal_principal_interests: ofSchedule((principal, rate, periods) =>
    equalPrincipalBalances(principal, periods).map((balance) => balance * rate),
  ),
  equal_principal_payments: ofSchedule((principal, rate, periods) =>
    equalPrincipalBalances(principal, periods).map((balance) => principal / periods + balance * rate),
  ),
  annuity: ofNumbers(3, annuity, (principal, rate, periods) => `-PMT(${rate},${periods},${principal})`),
  annuity_balances: ofSchedule(annuityBalances),
  annuity_interests: ofSchedule((principal, rate, periods) =>
    annuityBalances(principal, rate, periods).map((balance) => balance * rate),
  ),
  irr: ofLists(2, (received, payments) => internalRate(asNumber(received), asList(payments))),
  apr: ofLists(
    3,
    (received, payments, periods) => internalRate(asNumber(received), asList(payments)) * asNumber(periods),
  ),
  effective_rate: ofLists(
    3,
    (received, payments, periods) =>
      (1 + internalRate(asNumber(received), asList(payments))) ** asNumber(periods) - 1,
  ),
  /** The rate of a loan paid in equal instalments, per period: what a spreadsheet calls RATE. */
  instalment_rate: ofNumbers(
    3,
    (received, instalment, periods) => {
      if (!(received > 0)) throw new FormulaError("a loan of nothing has no rate");
      return rateAt(received, (rate) => presentWorth(instalment, rate, periods));
    },
    // Of nothing, RATE answers its own first guess.
    (received, instalment, periods) => `RATE(${periods},-${instalment},${received})/(${received}>0)`,
  ),
  sustainable_rate: ofNumbers(
    5,
    (operating, losses, funds, growth, other) => (operating + losses + funds + growth - other) / (1 - losses),
    (operating, losses, funds, growth, other) =>
      `(${operating}+${losses}+${funds}+${growth}-${other})/(1-${losses})`,
  ),

  // planning
  break_even: ofNumbers(
    3,
    (fixed, price, variable) => fixed / (price - variable),
    (fixed, price, variable) => `${fixed}/(${price}-${variable})`,
  ),
  activity_rate: quotient,
  normalised_gain: ofNumbers(
    3,
    (before, after, most) => (after - before) / (most - before),
    (before, after, most) => `(${after}-${before})/(${most}-${before})`,
  ),

  // saving and insurance
  future_value: ofNumbers(
    3,
    (payment, rate, periods) =>
      rate === 0 ? payment * periods : (payment * ((1 + rate) ** periods - 1)) / rate,
    (payment, rate, periods) => `-FV(${rate},${periods},${payment})`,
  ),
  pool_premium: ofNumbers(
    3,
    (loss, losses, members) => (loss * losses) / members,
    (loss, losses, members) => `${loss}*${losses}/${members}`,
  ),
};

/** Own keys only: a formula may not reach `constructor`. */
export const fieldFunction = (name: string): FieldFunction | undefined =>
  Object.hasOwn(FIELD_FUNCTIONS, name) ? FIELD_FUNCTIONS[name] : undefined;
