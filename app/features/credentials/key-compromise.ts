import * as z from "zod";

const thumbprint = z.string().regex(/^[\w-]{43}$/);

/** What can be done about a key that somebody else may have. */
export const Compromise = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("propose"),
    thumbprint,
    since: z.iso.date(),
    reason: z.string().min(1).max(1000),
  }),
  z.object({ intent: z.literal("confirm"), thumbprint }),
  z.object({ intent: z.literal("withdraw"), thumbprint }),
]);
export type Compromise = z.infer<typeof Compromise>;
