import * as z from "zod";
import { CHOOSABLE_TOPICS } from "./message-kinds.ts";

const message = z.string().min(1).max(100);

export const InboxForm = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("open"), message }),
  z.object({ intent: z.literal("read"), message }),
  z.object({ intent: z.literal("unread"), message }),
  z.object({ intent: z.literal("all-read") }),
]);

export const MessageChoiceForm = z.object({ mailed: z.array(z.enum(CHOOSABLE_TOPICS)).default([]) });
