import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";

/*
 * One applies to become a candidate while a call is open (domain §6.2 T1); a scheme nobody calls for takes applications at
 * all times. Both days of a call are open days, and nothing is switched.
 */

export type SchemeCall = { opensOn: CalendarDay; closesOn: CalendarDay };

export type CallNow = { state: "always" } | { state: "open" | "announced" | "closed"; day: CalendarDay };

/** The day on which it closes, opens or has closed. */
export function callNow(calls: readonly SchemeCall[], today: CalendarDay): CallNow {
  if (calls.length === 0) return { state: "always" };
  const last = (days: CalendarDay[]) => days.sort().at(-1);
  const until = last(
    calls.flatMap(({ opensOn, closesOn }) => (opensOn <= today && today <= closesOn ? [closesOn] : [])),
  );
  if (until) return { state: "open", day: until };
  const [next] = calls.flatMap(({ opensOn }) => (opensOn > today ? [opensOn] : [])).sort();
  if (next) return { state: "announced", day: next };
  return { state: "closed", day: last(calls.map(({ closesOn }) => closesOn))! };
}

export function mayApply(calls: readonly SchemeCall[], today: CalendarDay): Result<null> {
  const now = callNow(calls, today);
  if (now.state === "always" || now.state === "open") return ok(null);
  return refuse(`candidacy.call-${now.state}`, { day: now.day });
}

/** Those that are open or still to come, and those that are over. */
export const callsOver = <Call extends SchemeCall>(calls: readonly Call[], today: CalendarDay) => ({
  open: calls.filter(({ closesOn }) => closesOn >= today),
  over: calls.filter(({ closesOn }) => closesOn < today),
});

/** A call has yet to end, and its days follow each other. */
export function mayCall({ opensOn, closesOn }: SchemeCall, today: CalendarDay): Result<null> {
  if (closesOn < opensOn) return refuse("scheme-call.backwards");
  return closesOn < today ? refuse("scheme-call.past") : ok(null);
}
