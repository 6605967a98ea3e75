import * as z from "zod";
import { COUNTRIES } from "#app/lib/countries.ts";
import { LINK_KINDS } from "./complaint-target.ts";
import { COMPLAINT_ABOUT, COMPLAINT_OUTCOMES } from "./complaint.ts";

const Words = z.string().min(1).max(4000);

export const PROGRAMMES = ["management", "financial-education"] as const;

/** The public page: a new complaint, or the way back to one. */
export const ComplainForm = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("complain"),
    about: z.enum(COMPLAINT_ABOUT),
    programme: z.union([z.literal(""), z.enum(PROGRAMMES)]),
    whom: z.string().max(300),
    words: Words,
    country: z.union([z.literal(""), z.enum(COUNTRIES)]),
    contact: z.union([z.literal(""), z.email().max(254)]),
  }),
  z.object({ intent: z.literal("look-up"), receipt: z.string().min(1).max(40) }),
]);
export type NewComplaint = Extract<z.output<typeof ComplainForm>, { intent: "complain" }>;

export const AddToComplaintForm = z.object({ words: Words });

/** "kind:id" of a link that is there. */
const LinkField = z
  .string()
  .max(120)
  .transform((typed, context) => {
    const kind = LINK_KINDS.find((one) => typed.startsWith(`${one}:`));
    if (kind) return { kind, targetId: typed.slice(kind.length + 1) };
    context.addIssue({ code: "custom", message: "form:choose" });
    return z.NEVER;
  });

export const HandleComplaintForm = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("acknowledge"), words: Words }),
  z.object({ intent: z.literal("answer"), words: Words }),
  z.object({ intent: z.literal("inside"), words: Words }),
  z.object({ intent: z.literal("concerns"), username: z.string().min(1).max(100) }),
  z.object({ intent: z.literal("link"), target: z.string().min(1).max(300) }),
  z.object({ intent: z.literal("suspension"), factId: z.string().min(1).max(60) }),
  z.object({ intent: z.literal("unlink"), link: LinkField }),
  z.object({ intent: z.literal("decide"), outcome: z.enum(COMPLAINT_OUTCOMES), words: Words }),
]);
export type HandleComplaint = z.output<typeof HandleComplaintForm>;
