import * as z from "zod";
import { versionField } from "#app/lib/version-field.ts";
import { FEE_ACTS, isCurrency, typedAmount } from "./fee.ts";

const Currency = z
  .string()
  .transform((code) => code.toUpperCase())
  .refine(isCurrency, "form:currency");

const money = <Shape extends { amount: string; currency: string }>(
  { amount: typed, currency, ...rest }: Shape,
  context: z.RefinementCtx,
) => {
  const amount = typedAmount(typed, currency);
  if (amount === null) context.addIssue({ code: "custom", path: ["amount"], message: "form:amount" });
  return { ...rest, currency, amount: amount ?? 0 };
};

const Typed = { amount: z.string().min(1).max(40), currency: Currency };

/** What the cohort costs; an empty amount: nothing. */
export const CohortFeeForm = z.union([
  z.object({ amount: z.literal(""), currency: z.string().max(3) }).transform(() => null),
  z.object(Typed).transform(money),
]);

/** One participant's line: what it says, or a step. */
export const FeeForm = z.union([
  z
    .object({
      intent: z.literal("edit"),
      ...Typed,
      payer: z.string().max(200).default(""),
      version: versionField,
    })
    .transform(money),
  z.object({ intent: z.enum(FEE_ACTS), version: versionField }),
]);
export type FeeForm = z.output<typeof FeeForm>;
