import type { LoaderFunctionArgs } from "@remix-run/node";
import { holderOfFeed, mySessions } from "#app/features/cohorts/my-sessions.server.ts";
import { sessionFeed } from "#app/features/cohorts/session-feed.server.ts";
import { found } from "#app/features/identity/guards.server.ts";
import { ownDays } from "#app/features/work/own-days.server.ts";
import { today } from "#app/infra/clock.server.ts";
import { wholeAnswer } from "#app/infra/http.server.ts";
import { addDays } from "#app/lib/calendar-day.ts";

const BACK = 60;

/** Public by its secret: a calendar program has no session. Half-days of the last weeks stay in it. */
export async function loader({ params }: LoaderFunctionArgs) {
  const secret = (params["token"] ?? "").replace(/\.ics$/, "");
  const holder = found(await holderOfFeed(secret));
  const from = addDays(today("UTC"), -BACK);
  const [sessions, days] = await Promise.all([mySessions(holder.personId, from), ownDays(holder, from)]);
  return wholeAnswer(sessionFeed(sessions, holder.locale, days), {
    headers: { "Content-Type": "text/calendar; charset=utf-8", "Cache-Control": "private, no-store" },
  });
}
