import * as z from "zod";

/** The version of a row a page was drawn from, as its form sends it back; more than its column holds is no version. */
export const versionField = z.coerce
  .number()
  .int()
  .min(0)
  .max(2 ** 31 - 1);
