import * as z from "zod";

/** `after` is the note the page showed, "" for none: who corrects has read what they correct. */
export const IncidentForm = z.object({
  intent: z.literal("incident"),
  words: z.string().max(2_000),
  after: z.string().max(100),
});
export type IncidentForm = z.output<typeof IncidentForm>;
