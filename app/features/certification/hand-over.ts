import * as z from "zod";

/*
 * The closing ceremony: certificates are printed and given to their holders in the order of the roster, in parts, so that a
 * large cohort's set is drawn within the time a drawing has. Each print and each hand-over is a line of the paper's log.
 */

export const PART_SIZE = 50;

const Id = z.string().min(1).max(100);

export const HandOverForm = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("print"),
    /** Those that were never printed, or all of the part, those printed before for a reason. */
    which: z.enum(["new", "all"]),
    reason: z.string().max(500).default(""),
  }),
  z.object({
    intent: z.literal("record"),
    handedOn: z.iso.date("form:format"),
    certificates: z.array(Id).min(1, "form:choose-certificates"),
  }),
  z.object({ intent: z.literal("take-back"), certificateId: Id }),
]);
