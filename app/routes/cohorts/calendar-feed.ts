import type { LoaderFunctionArgs } from "@remix-run/node";
import { holderOfFeed, mySessions } from "#app/features/cohorts/my-sessions.server.ts";
import { sessionFeed } from "#app/features/cohorts/session-feed.server.ts";
import { found } from "#app/features/identity/guards.server.ts";
import { renewalDays } from "#app/features/trainers/renewal/renewal-days.server.ts";
import { today } from "#app/infra/clock.server.ts";
import { wholeAnswer } from "#app/infra/http.server.ts";
import { addDays } from "#app/lib/calendar-day.ts";

const BACK = 60;

/** Public by its secret: a calendar program has no session. Half-days of the last weeks stay in it. */
export async function loader({ params }: LoaderFunctionArgs) {
  const secret = (params["token"] ?? "").replace(/\.ics$/, "");
  const holder = found(await holderOfFeed(secret));
  const [sessions, days] = await Promise.all([
    mySessions(holder.personId, addDays(today("UTC"), -BACK)),
    renewalDays(holder),
  ]);
  return wholeAnswer(sessionFeed(sessions, holder.locale, days), {
    headers: { "Content-Type": "text/calendar; charset=utf-8", "Cache-Control": "private, no-store" },
  });
}
