import * as z from "zod";

/** Of a key of credentials (RFC 7638), or of the certificate of a seal (SHA-256). */
const thumbprint = z.string().regex(/^([\w-]{43}|[0-9a-f]{64})$/);

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
