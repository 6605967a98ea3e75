import * as z from "zod";

/** "72.5" per cent or a mean of "4,25", kept in hundredths; an empty field is no number. */
export const Hundredths = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,3}([.,]\d{1,2})?$/, "form:number")
    .transform((text) => Number(text.replace(",", ".")))
    .pipe(z.number().min(least).max(most))
    .transform((value) => Math.round(value * 100));
