import { addDays, addMonths, type CalendarDay } from "#app/lib/calendar-day.ts";
import { OVER } from "#app/features/trainers/certifications/certification-status.ts";
import { standsBy, standsByFor, type Held, type Officer } from "./coverage.ts";
import { REFRESHABLE_MONTHS } from "./refresh.ts";

/*
 * Who belongs into the next refresher (domain §6.6): whoever ends soon or has lapsed, is back from leave, or expired so
 * lately that a refresher will do.
 */

export const WITHIN_DAYS = [30, 60, 90, 180] as const;
export type WithinDays = (typeof WITHIN_DAYS)[number];

export type WhenAndWhere = { day: CalendarDay; place: string };

/** What a plan begins with: the next refresher day there is, or the common date, or in two weeks where the last one was. */
export function nextRefresher(
  days: readonly { heldOn: CalendarDay; place: string }[],
  commonDate: CalendarDay | null,
  today: CalendarDay,
): WhenAndWhere {
  const ordered = [...days].sort((one, other) => (one.heldOn < other.heldOn ? -1 : 1));
  const next = ordered.find(({ heldOn }) => heldOn >= today);
  const day = next?.heldOn ?? commonDate ?? addDays(today, 14);
  return { day, place: (next ?? ordered.at(-1))?.place ?? "" };
}

/** The one that presses most first; what has ended comes before what ends. */
const WHYS = ["lapsed", "back", "expired", "ends"] as const;
export type WhyDue = (typeof WHYS)[number];

export type HeldUntil = Held & {
  validUntil: CalendarDay;
  graceEnds: CalendarDay;
  /** So long on leave that no refresher will do. */
  tooLong: boolean;
};
type Attestee<One extends HeldUntil> = Pick<Officer, "needs" | "away"> & { held: readonly One[] };
type Due<One> = { why: WhyDue; by: One };

/**
 * Why somebody belongs into it, and by which periods: of those they stand by for a topic, the one that presses most first.
 * Where the next one of the topic is there already, to come or not, it was refreshed.
 */
export function dueFor<One extends HeldUntil>(
  { needs, away, held }: Attestee<One>,
  day: CalendarDay,
  within: number,
): Due<One>[] {
  if (away) return [];
  const due = topicsThatCount(needs, held, day).flatMap((topic): Due<One>[] => {
    const by = standsByFor(held, topic, day);
    if (!by || isToCome(held, topic)) return [];
    const why = whyDue(by, day, within);
    return why ? [{ why, by }] : [];
  });
  return due.sort(byUrgency).filter(({ by }, index, all) => all.findIndex((one) => one.by === by) === index);
}

const isToCome = (held: readonly Held[], topic: string): boolean =>
  held.some(({ topics, standing }) => standing.status === "pending" && topics.includes(topic));

/** Of what they hold, what their position should; whose position should hold none of it, all of it. */
function topicsThatCount(
  needs: readonly string[],
  held: readonly HeldUntil[],
  day: CalendarDay,
): readonly string[] {
  const all = [...new Set(held.flatMap(({ topics }) => topics))].filter(
    (topic) => isToCome(held, topic) || isHeld(standsByFor(held, topic, day), day),
  );
  const needed = all.filter((topic) => needs.includes(topic));
  return needed.length > 0 ? needed : all;
}

/** It is not over, or so lately that a refresher will do. */
const isHeld = (by: HeldUntil | null, day: CalendarDay): boolean =>
  by !== null && (!OVER.includes(by.standing.status) || whyDue(by, day, 0) !== null);

const byUrgency = (one: Due<HeldUntil>, other: Due<HeldUntil>): number =>
  WHYS.indexOf(one.why) - WHYS.indexOf(other.why) || one.by.validUntil.localeCompare(other.by.validUntil);

type InLine = HeldUntil & { id: string; predecessorId: string | null };

/** The periods a refresher renews: each its holder is due for, as the plan says; who is for none, the one they stand by. */
export function toRefresh<One extends InLine>(attestee: Attestee<One>, day: CalendarDay): One[] {
  const due = dueFor(attestee, day, Math.max(...WITHIN_DAYS));
  return due.length > 0 ? due.map(({ by }) => by) : toAddTo(attestee, day).slice(0, 1);
}

/** The periods a topic comes into: the one its holder stands by, and what is decided to follow it. */
export function toAddTo<One extends InLine>({ held }: Pick<Attestee<One>, "held">, day: CalendarDay): One[] {
  const real = held.filter(({ standing }) => standing.status !== "in-error");
  const by = standsBy(real, day) ?? real.at(-1);
  const after = ({ id }: One): One[] =>
    held.filter(({ predecessorId }) => predecessorId === id).flatMap((one) => [one, ...after(one)]);
  // What never took over is passed by: an error, or a smaller scope that an appeal set aside.
  const isToFollow = ({ standing: { status } }: One) => status !== "in-error" && status !== "superseded";
  return by ? [by, ...after(by).filter(isToFollow)] : [];
}

export function whyDue(
  { standing, validUntil, graceEnds, tooLong }: Omit<HeldUntil, "topics" | "validFrom">,
  day: CalendarDay,
  within: number,
): WhyDue | null {
  if (tooLong) return null;
  const { status, day: since } = standing;
  switch (status) {
    case "active":
    case "renewal-due":
      return validUntil <= addDays(day, within) ? "ends" : null;
    case "lapsed":
      return "lapsed";
    // Who works there again after the employment had ended.
    case "ended":
      return day <= addMonths(addDays(graceEnds, 1), REFRESHABLE_MONTHS) ? "lapsed" : null;
    case "back-from-leave":
      return "back";
    case "expired":
      return day <= addMonths(since, REFRESHABLE_MONTHS) ? "expired" : null;
    default:
      return null;
  }
}
