import * as z from "zod";

export const MESSAGE_TO = ["behind", "all"] as const;

export const MessageForm = z.object({
  /** Seen first, as it will arrive; then sent. */
  intent: z.enum(["preview", "send"]).default("send"),
  messageId: z.uuid(),
  to: z.enum(MESSAGE_TO),
  subject: z.string().min(1).max(200),
  body: z.string().min(1).max(5000),
});
export type MessageForm = Omit<z.output<typeof MessageForm>, "intent">;
