import { Sheet, SheetWords } from "#app/features/catalogue/sheet.ts";

/* Sheets for tests: the one of docs/courseware.md, and one with everything a spreadsheet sees differently. */

export const WATCH_LIST_YAML = `blocks:
  - id: branch
    fields:
      - { id: portfolio, is: money, example: 478000 }
      - { id: month, is: text }
  - id: loans
    rows: 8
    columns:
      - { id: code, is: text }
      - { id: outstanding, is: money }
      - { id: days, is: whole }
      - { id: share, is: percent, decimals: 1, by: "share(outstanding, portfolio)" }
    example:
      - [350, 5]
      - [400, 35]
  - id: results
    results:
      - { id: over30, is: money, by: "sum_over(days, 30, outstanding)" }
      - { id: par30, is: percent, decimals: 1, by: "par(over30, portfolio)" }
`;

export const WATCH_LIST_WORDS_YAML = `watch-list:
  blocks: { branch: "Your branch", loans: "Late clients", results: "What it says" }
  labels: { portfolio: "Outstanding portfolio", month: "Month", code: "Code", outstanding: "Outstanding", days: "Days late", share: "Share of portfolio", over30: "Over 30 days late", par30: "PAR30" }
  hints: { days: "From the oldest unpaid instalment" }
  examples: { month: "October", code: ["D-114", "B-087"] }
  unit: "thousand riel"
`;

export const watchList = Sheet.parse({
  blocks: [
    {
      id: "branch",
      fields: [
        { id: "portfolio", is: "money", example: 478000 },
        { id: "month", is: "text" },
      ],
    },
    {
      id: "loans",
      rows: 8,
      columns: [
        { id: "code", is: "text" },
        { id: "outstanding", is: "money" },
        { id: "days", is: "whole" },
        { id: "share", is: "percent", decimals: 1, by: "share(outstanding, portfolio)" },
      ],
      example: [
        [350, 5],
        [400, 35],
      ],
    },
    {
      id: "results",
      results: [
        { id: "over30", is: "money", by: "sum_over(days, 30, outstanding)" },
        { id: "par30", is: "percent", decimals: 1, by: "par(over30, portfolio)" },
      ],
    },
  ],
});

export const watchListWords = SheetWords.parse({
  blocks: { branch: "Your branch", loans: "Late clients", results: "What it says" },
  labels: {
    portfolio: "Outstanding portfolio",
    month: "Month",
    code: "Code",
    outstanding: "Outstanding",
    days: "Days late",
    share: "Share of portfolio",
    over30: "Over 30 days late",
    par30: "PAR30",
  },
  hints: { days: "From the oldest unpaid instalment" },
  examples: { month: "October", code: ["D-114", "B-087"] },
  unit: "thousand riel",
});

const RESULTS = [
  ["sum(owed)", "count(owed)", "mean(owed)", "min(owed)", "max(owed)", "min(late)", "max(each)"],
  ["sum(each)", "sum(per_day)", "mean(per_day)", "weighted_mean(late, owed)", "sum(owed * late)"],
  ["sum(owed * rate)", "sum(owed + 5)", "sum(each * 2)", "mean(owed * member)", "sum(late / (owed + 1))"],
  ["sum(owed / late)", "sum(-owed)", "sum(late - owed / 2)", "sum(member)", "principal * paid_out"],
  ["sum_over(late, 10, owed)", "sum_over(late, nothing, owed)", "count_over(late, 10)", "r_3_0 + 1"],
  ["round(sum(each), 2)", "round(-2.5, 0)", "round(1.005, 2)", "power(1 + rate, periods) - 1"],
  ["growth(principal, sum(owed))", "share(principal, nothing)", "sum(principal, nothing, 5)"],
  [
    "mean(principal, nothing)",
    "mean([principal, periods, 3])",
    "min(principal, nothing)",
    "max(-1, nothing)",
  ],
  ["annuity(principal, rate, periods)", "flat_instalment(principal, rate, periods)"],
  ["flat_interest(principal, rate, periods)", "instalment_rate(principal, 110, periods)"],
  ["annuity(principal, nothing, periods)", "instalment_rate(nothing, nothing, periods)"],
  ["future_value(principal, rate, periods)", "future_value(principal, nothing, 4)"],
  ["oss(principal, 3, 4, -(periods - 2))", "dropout_rate(periods, 3, 10)", "break_even(principal, 10, 4)"],
  ["variance(principal, 1000)", "variance_share(principal, 1000)", "normalised_gain(40, 70, 100)"],
  [
    "min(so_far)",
    "sum(twice)",
    "min(running(principal, owed))",
    "max(running(0, owed - late * rate))",
    "sum(running(nothing, late))",
  ],
  ["min(owed - late)", "max(late * 2 - owed)", "min(per_day + owed)", "mean(running(5, each))"],
  [
    "count_over(0 - owed, 0)",
    "count_over(late, nothing - 1)",
    "sum_over(owed, -50, late)",
    "count_over(each, rate)",
  ],
  ["sum_over(late * 2, 20, owed)", "weighted_mean(late * 2, owed)", "weighted_mean(per_day, late)"],
  ["sustainable_rate(0.2, 0.02, 0.1, 0.05, 0.01)", "pool_premium(principal, 2, 50)", "1 - (2 - 3) - 4"],
];

/** Lines with gaps, a computed column between typed ones, and every function a spreadsheet can do. */
export const everything = Sheet.parse({
  blocks: [
    {
      id: "loan",
      fields: [
        { id: "principal", is: "money", example: 1200 },
        { id: "rate", is: "percent", decimals: 2, example: 0.015 },
        { id: "periods", is: "whole", example: 12 },
        { id: "nothing", is: "number" },
        { id: "paid_out", is: "yes-no", example: true },
      ],
    },
    {
      id: "clients",
      rows: 6,
      columns: [
        { id: "name", is: "text" },
        { id: "owed", is: "money" },
        { id: "each", is: "percent", by: "owed / principal" },
        { id: "late", is: "whole" },
        { id: "member", is: "yes-no" },
        { id: "per_day", is: "number", decimals: 2, by: "owed / late" },
        { id: "so_far", is: "money", by: "running(principal, owed - late * rate)" },
        { id: "twice", is: "money", by: "so_far * 2" },
      ],
      // prettier-ignore
      example: [[350, 5, true], [null, 12, false], [null, null, null], [220.5, null, null], [-40, 60, true]],
    },
    ...RESULTS.map((formulas, at) => ({
      id: `says_${at}`,
      results: formulas.map((by, index) => ({ id: `r_${at}_${index}`, is: "number", decimals: 6, by })),
    })),
  ],
});
