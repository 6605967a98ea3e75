import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FIELD_FUNCTIONS, fieldFunction } from "#app/features/catalogue/field-functions.ts";
import { asList, asNumber, compute, FormulaError, parseFormula, type Value } from "#app/lib/formula.ts";

const computed = (text: string, figures: Record<string, Value> = {}): Value =>
  compute(parseFormula(text), {
    valueOf: (name) => figures[name],
    functionOf: (name) => fieldFunction(name)?.compute,
  });
const number = (text: string, figures: Record<string, Value> = {}) => asNumber(computed(text, figures));
const list = (text: string, figures: Record<string, Value> = {}) => asList(computed(text, figures));
const call = (name: string, ...inputs: Value[]) => FIELD_FUNCTIONS[name]!.compute(...inputs);

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
/** To the decimals a lesson prints: 0.0701 as 7.0. */
const percent = (share: number, decimals = 1) => (share * 100).toFixed(decimals);

describe("elementary", () => {
  test.each<[string, Value]>([
    ["sum([1, 2], 3)", 6],
    ["mean([441, 452, 461, 468, 478])", 460],
    ["min([3, 1, 2])", 1],
    ["max(3, [1, 4])", 4],
    ["count([5, 0, 5])", 3],
    ["round(2.345, 1)", 2.3],
    ["round([1.25, 2.5], 0)", [1, 3]],
    ["power(1.1, 2)", 1.1 ** 2],
    ["share(1054, 1240)", 0.85],
    ["growth(400, 500)", 0.25],
    ["weighted_mean([10, 20], [3, 1])", 12.5],
    ["running(100, [-30, 10, -90])", [70, 80, -10]],
    ["allocate(90, [1, 2, 6])", [10, 20, 60]],
    ["sum_over([5, 35, 30, 80], 30, [350, 400, 90, 10])", 410],
    ["count_over([5, 35, 30, 80], 30)", 2],
    ["repeat(57.2, 3)", [57.2, 57.2, 57.2]],
  ])("%s", (text, value) => expect(computed(text)).toEqual(value));
});

describe("portfolio: Kampong Cham on 31 October", () => {
  test.each([
    ["par(33500, 478000)", "7.0"],
    ["arrears_rate(13400, 478000)", "2.8"],
    ["repayment_rate(39620 + 3100 + 1900, 46000)", "97.0"],
    ["on_time_rate(39620, 46000)", "86.1"],
    ["write_off_ratio(2900, 460000)", "0.6"],
    ["risk_coverage(12000, 33500)", "35.8"],
    ["debt_burden(98.33 + 57.2, 460)", "33.8"],
  ])("%s is %s %", (text, shown) => expect(percent(number(text))).toBe(shown));

  test("a rate of lists is a rate line by line", () => {
    const rates = list("par([7500, 6700, 8300, 11000], [130000, 122000, 118000, 108000])");
    expect(rates.map((rate) => percent(rate))).toEqual(["5.8", "5.5", "7.0", "10.2"]);
  });
});

describe("results", () => {
  test.each([
    ["portfolio_yield(78200 + 8280, 460000)", "18.8"],
    ["oss(86480, 27600, 6900, 69000)", "83.6"],
    ["sustainable_rate(0.15, 0.015, 0.06, 0.015, 0)", "24.4"],
    ["operating_expense_ratio(605000, 5500000)", "11.0"],
    ["roa(66400, 6100000)", "1.1"],
    ["roe(66400, 1013200)", "6.6"],
    ["dropout_rate(1240, 248, 1240)", "20.0"],
    ["turnover_rate(14, 70)", "20.0"],
    ["variance_share(69000, 60000)", "15.0"],
    ["normalised_gain(40, 70, 100)", "50.0"],
  ])("%s is %s %", (text, shown) => expect(percent(number(text))).toBe(shown));

  test.each([
    ["cost_per_borrower(69000, 1240)", 55.6],
    ["per_officer(1240, 4)", 310],
    ["variance(69000, 60000)", 9000],
    ["break_even(5000, 12, 7)", 1000],
    ["activity_rate(6200, 248)", 25],
    ["pool_premium(2400, 3, 600)", 12],
  ])("%s is %d", (text, shown) => expect(Math.round(number(text) * 10) / 10).toBe(shown));
});

describe("loans: Phalla's 600 over twelve months", () => {
  const figures = {
    rumdul: list("equal_principal_payments(600, 0.015, 12)"),
    tnaot: list("repeat(57.2, 12) - [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 60]"),
  };

  test("flat interest costs 86.40, interest on the balance 58.50", () => {
    expect(number("flat_interest(600, 0.012, 12)")).toBeCloseTo(86.4, 10);
    expect(number("flat_instalment(600, 0.012, 12)")).toBeCloseTo(57.2, 10);
    expect(number("sum(equal_principal_interests(600, 0.015, 12))")).toBeCloseTo(58.5, 10);
    expect(figures.rumdul.map((payment) => payment.toFixed(2))).toEqual(
      "59.00 58.25 57.50 56.75 56.00 55.25 54.50 53.75 53.00 52.25 51.50 50.75".split(" "),
    );
  });

  test.each([
    ["rumdul", 594, "1.666", "20.0", "21.9"],
    ["tnaot", 528, "2.975", "35.7", "42.2"], // the pencil of the lesson, between two columns, finds 2.976
  ])("%s: a month, a year, compounded", (lender, received, month, apr, effective) => {
    expect(percent(number(`irr(${received}, ${lender})`, figures), 3)).toBe(month);
    expect(percent(number(`apr(${received}, ${lender}, 12)`, figures))).toBe(apr);
    expect(percent(number(`effective_rate(${received}, ${lender}, 12)`, figures))).toBe(effective);
  });

  test("an annuity, and the flat rate that hides it", () => {
    expect(number("annuity(600, 0.015, 12)")).toBeCloseTo(55.008, 3);
    expect(number("annuity(600, 0, 12)")).toBe(50);
    expect(percent(number("instalment_rate(600, 57.2, 12)"), 2)).toBe("2.13");
    expect(number("annuity_balances(600, 0.015, 12)[0]")).toBe(600);
    expect(number("sum(annuity_interests(600, 0.015, 12))")).toBeCloseTo(12 * 55.008 - 600, 2);
  });

  test("no rate explains payments that return less than a hundredth, or nothing", () => {
    expect(() => number("irr(600, [0, 0])")).toThrow(FormulaError);
    expect(() => number("irr(1, [100, 100])")).toThrow(FormulaError);
  });

  test("what is saved each month, with interest", () => {
    expect(number("future_value(10, 0, 12)")).toBe(120);
    expect(number("future_value(10, 0.01, 3)")).toBeCloseTo(10 * 1.01 ** 2 + 10 * 1.01 + 10, 10);
  });
});

describe("whatever the loan", () => {
  const principal = fc.integer({ min: 50, max: 100_000 });
  const rate = fc.integer({ min: 0, max: 2000 }).map((hundredths) => hundredths / 10_000);
  const periods = fc.integer({ min: 1, max: 60 });

  test("the rate of an annuity is the rate it was made with", () => {
    fc.assert(
      fc.property(principal, rate, periods, (loan, one, times) => {
        const instalment = asNumber(call("annuity", loan, one, times));
        const payments = call("repeat", instalment, times);
        expect(asNumber(call("irr", loan, payments))).toBeCloseTo(one, 9);
        expect(asNumber(call("instalment_rate", loan, instalment, times))).toBeCloseTo(one, 9);
      }),
    );
  });

  test("the rate of any loan on the balance is the rate it was made with", () => {
    fc.assert(
      fc.property(principal, rate, periods, (loan, one, times) => {
        const payments = call("equal_principal_payments", loan, one, times);
        expect(asNumber(call("irr", loan, payments))).toBeCloseTo(one, 9);
      }),
    );
  });

  test("what is paid beside the interest is the principal, and interest shrinks", () => {
    fc.assert(
      fc.property(principal, rate, periods, (loan, one, times) => {
        const payments = asList(call("equal_principal_payments", loan, one, times));
        const interests = asList(call("equal_principal_interests", loan, one, times));
        expect(sum(payments) - sum(interests)).toBeCloseTo(loan, 5);
        expect(interests.every((value, at) => at === 0 || value <= interests[at - 1]!)).toBe(true);
        expect(sum(interests)).toBeLessThanOrEqual(asNumber(call("flat_interest", loan, one, times)) + 1e-6);
      }),
    );
  });

  test("an annuity's balances end with the last instalment", () => {
    fc.assert(
      fc.property(principal, rate, periods, (loan, one, times) => {
        const balances = asList(call("annuity_balances", loan, one, times));
        const last = balances.at(-1)! * (1 + one);
        expect(balances).toHaveLength(times);
        expect(last / asNumber(call("annuity", loan, one, times))).toBeCloseTo(1, 6);
      }),
    );
  });

  test("compounded is never less than times twelve", () => {
    fc.assert(
      fc.property(principal, rate, periods, (loan, one, times) => {
        const payments = call("repeat", call("annuity", loan, one, times), times);
        const apr = asNumber(call("apr", loan, payments, 12));
        expect(asNumber(call("effective_rate", loan, payments, 12))).toBeGreaterThanOrEqual(apr - 1e-9);
      }),
    );
  });
});

describe("whatever the figures", () => {
  const amounts = fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 20 });

  test("what is allocated adds up to the total", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000 }), amounts, (total, drivers) => {
        fc.pre(sum(drivers) > 0);
        expect(sum(asList(call("allocate", total, drivers)))).toBeCloseTo(total, 4);
      }),
    );
  });

  test("running balances end at the start and all changes", () => {
    fc.assert(
      fc.property(fc.integer(), amounts, (start, changes) => {
        expect(asList(call("running", start, changes)).at(-1)).toBe(start + sum(changes));
      }),
    );
  });

  test("what is over a limit and what is not are all there is", () => {
    fc.assert(
      fc.property(amounts, fc.integer({ min: 0, max: 1_000_000 }), (values, limit) => {
        const over = asNumber(call("sum_over", values, limit, values));
        expect(over).toBe(sum(values.filter((value) => value > limit)));
        expect(asNumber(call("count_over", values, limit))).toBe(
          values.filter((value) => value > limit).length,
        );
      }),
    );
  });

  test("a weighted mean lies between the least and the most", () => {
    fc.assert(
      fc.property(amounts, (values) => {
        const weights = values.map((_, at) => at + 1);
        const mean = asNumber(call("weighted_mean", values, weights));
        expect(mean).toBeGreaterThanOrEqual(Math.min(...values) - 1e-6);
        expect(mean).toBeLessThanOrEqual(Math.max(...values) + 1e-6);
      }),
    );
  });

  test("at the sustainable rate the books close", () => {
    const cost = fc.double({ min: 0, max: 0.3, noNaN: true });
    fc.assert(
      fc.property(cost, cost, cost, cost, (operating, losses, funds, growth) => {
        const rate = asNumber(call("sustainable_rate", operating, losses, funds, growth, 0));
        expect(rate * (1 - losses)).toBeCloseTo(operating + losses + funds + growth, 9);
      }),
    );
  });
});

test("a name of every object is no function of the trade", () => {
  expect(fieldFunction("constructor")).toBeUndefined();
  expect(fieldFunction("par")).toBeDefined();
});

test("a function says how many values it wants", () => {
  expect(() => computed("par(1)")).toThrow("2 values are wanted, not 1");
  expect(() => computed("oss(1, 2, 3)")).toThrow("4 values are wanted, not 3");
});

test("authors are told of every function", () => {
  const told = readFileSync("docs/courseware.md", "utf8");
  expect(Object.keys(FIELD_FUNCTIONS).filter((name) => !told.includes(`\`${name}`))).toEqual([]);
});
