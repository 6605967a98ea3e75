import fc from "fast-check";
import { expect, test } from "vitest";
import {
  actsFrom,
  amountText,
  FEE_ACTS,
  FEE_STATES,
  feeAfter,
  feeTotals,
  invoiceNumber,
  mayEditFee,
  typedAmount,
} from "#app/features/cohorts/fee.ts";
import { countedNeeds, passportGoneFrom, passportsDueBefore } from "#app/features/cohorts/travel.ts";

test("a fee is invoiced, paid or waived once, and goes back a step at a time", () => {
  const line = (state: (typeof FEE_STATES)[number], invoice: string | null = null) => ({
    state,
    invoice,
    amount: 100,
  });
  expect(actsFrom(line("due"))).toEqual(["invoice", "pay", "waive"]);
  expect(actsFrom(line("invoiced", "PF"))).toEqual(["pay", "waive", "undo"]);
  expect(actsFrom(line("paid"))).toEqual(["undo"]);
  expect(feeAfter("undo", line("paid"))).toMatchObject({ value: "due" });
  expect(feeAfter("undo", line("waived", "PF"))).toMatchObject({ value: "invoiced" });
  expect(feeAfter("undo", line("invoiced", "PF"))).toMatchObject({ value: "due" });
  expect(actsFrom({ ...line("due"), amount: 0 })).toEqual([]);
  expect(FEE_STATES.filter((state) => mayEditFee(line(state)))).toEqual(["due"]);
});

test("whatever steps are taken, taking them back ends where it is due", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...FEE_ACTS)), (acts) => {
      let line = { state: "due" as (typeof FEE_STATES)[number], invoice: null as string | null, amount: 1 };
      for (const act of acts) {
        const next = feeAfter(act, line);
        if (next.ok) line = { ...line, state: next.value, invoice: act === "invoice" ? "PF" : line.invoice };
      }
      for (let step = 0; step < 2 && line.state !== "due"; step += 1) {
        const back = feeAfter("undo", line);
        line = { ...line, state: back.ok ? back.value : line.state };
      }
      expect(line.state).toBe("due");
    }),
  );
});

test("an amount is read as people type it, in the smallest unit of its currency", () => {
  expect(typedAmount("450", "USD")).toBe(45_000);
  expect(typedAmount("450,5", "EUR")).toBe(45_050);
  expect(typedAmount("1,250", "USD")).toBe(125_000);
  expect(typedAmount("1.250,00", "EUR")).toBe(125_000);
  expect(typedAmount("35 000", "JPY")).toBe(35_000);
  expect(typedAmount("4.505", "JPY")).toBe(4_505);
  for (const wrong of ["", "abc", "-5", "1.2345", "99999999999"])
    expect(typedAmount(wrong, "USD")).toBeNull();
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 2_000_000_000 }),
      fc.constantFrom("USD", "JPY", "KHR", "XOF"),
      (amount, code) => {
        expect(typedAmount(amountText(amount, code), code)).toBe(amount);
      },
    ),
  );
});

test("totals are told apart by currency and state, and add up", () => {
  const lines = [
    { amount: 100, currency: "USD", state: "paid" as const },
    { amount: 50, currency: "USD", state: "due" as const },
    { amount: 30, currency: "EUR", state: "due" as const },
    { amount: 20, currency: "USD", state: "due" as const },
  ];
  expect(feeTotals(lines)).toEqual([
    { currency: "EUR", state: "due", people: 1, amount: 30 },
    { currency: "USD", state: "due", people: 2, amount: 70 },
    { currency: "USD", state: "paid", people: 1, amount: 100 },
  ]);
  expect(invoiceNumber("2026", 12)).toBe("PF-2026-00012");
});

test("needs are counted whatever letters they are written in", () => {
  expect(countedNeeds(["No pork", "", "no pork ", "vegan"])).toEqual([
    { need: "No pork", people: 2 },
    { need: "vegan", people: 1 },
  ]);
});

test("a passport is gone from the thirtieth day after the course on, and not before", () => {
  const gone = passportGoneFrom("2026-11-01");
  expect(gone).toBe("2026-12-01");
  expect("2026-11-01" <= passportsDueBefore("2026-12-01")).toBe(true);
  expect("2026-11-01" <= passportsDueBefore("2026-11-30")).toBe(false);
});
