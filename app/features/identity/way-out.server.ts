import type { ActionFunctionArgs } from "@remix-run/node";
import { forgetChoices } from "./come-in.server.ts";
import { endSession } from "./session.server.ts";

/**
 * The headers that sign this browser out, also when its session is over already. What was looked at is taken from
 * the browser's cache, so that Back shows the next person nothing.
 */
export async function goOut({ context }: ActionFunctionArgs): Promise<Headers> {
  const headers = new Headers({ "Clear-Site-Data": '"cache"' });
  if (context.sessionId) headers.append("Set-Cookie", await endSession(context.sessionId));
  return forgetChoices(headers);
}
