import * as z from "zod";
import type { Role, Scope } from "#app/lib/actor.ts";
import { addYears, isCalendarDay, type CalendarDay } from "#app/lib/calendar-day.ts";

/*
 * Dated deputies (domain §0a): on the days that were named somebody may do what a role of somebody else allows. Nothing is
 * switched on or off: whether it holds follows from the days, an earlier end, and the role it comes from.
 */

/** Those who decide, rather than administer, train or read. */
export const DEPUTISED = [
  "certification-officer",
  "training-head",
  "assessor",
] as const satisfies readonly Role[];

export const isDeputised = (role: Role): boolean => DEPUTISED.some((one) => one === role);

const Day = z.string().refine(isCalendarDay, "form:day");
const Id = z.string().min(1).max(60);

export const DeputyForm = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("name"),
    /** A role of one's own, and where: the assignment's id and a scope (person-roles.ts). */
    as: z.string().min(1, "form:choose").max(150),
    deputy: z.string().min(1).max(254).toLowerCase(),
    from: Day,
    until: Day,
    reason: z.string().min(3).max(300),
  }),
  z.object({ intent: z.literal("end"), deputyship: Id }),
]);
export type NewDeputy = Extract<z.output<typeof DeputyForm>, { intent: "name" }>;

export type DeputyFault = { field: "deputy" | "from" | "until"; key: string };

export type Naming = {
  principalId: string;
  /** Active; with a role of their own, so that the rules for staff hold for them already. Null: nobody. */
  deputy: { id: string; staff: boolean } | null;
  from: CalendarDay;
  until: CalendarDay;
  /** Days on which the same person is named for the same role already. */
  named: readonly { from: CalendarDay; until: CalendarDay }[];
};

/** Not backwards, not for ever, not twice; never oneself. */
export function faultOfNaming(
  { principalId, deputy, from, until, named }: Naming,
  today: CalendarDay,
): DeputyFault | null {
  if (!deputy) return { field: "deputy", key: "nobody-of-that-name" };
  if (deputy.id === principalId) return { field: "deputy", key: "deputy-yourself" };
  if (!deputy.staff) return { field: "deputy", key: "deputy-no-staff" };
  if (from < today) return { field: "from", key: "past-day" };
  if (until < from) return { field: "until", key: "end-before-start" };
  if (until > addYears(from, 1)) return { field: "until", key: "deputy-too-long" };
  if (named.some((other) => other.from <= until && from <= other.until))
    return { field: "from", key: "deputy-already" };
  return null;
}

export type DeputyPhase = "to-come" | "now" | "over" | "ended";

/** The days are counted in UTC, as those of places of work. */
export function deputyPhase(
  { from, until, ended }: { from: CalendarDay; until: CalendarDay; ended: boolean },
  today: CalendarDay,
): DeputyPhase {
  if (ended) return "ended";
  if (today < from) return "to-come";
  return today <= until ? "now" : "over";
}

/** Where a role may be deputised: where it holds; one that holds everywhere, in one programme too. */
export const placesOf = (scope: Scope, programmes: readonly string[]): Scope[] =>
  scope.kind === "all" ? [scope, ...programmes.map((id): Scope => ({ kind: "programme", id }))] : [scope];

/** As lists show it. */
export type DeputyRow = {
  id: string;
  principal: { id: string; name: string };
  deputy: { id: string; name: string };
  role: Role;
  scope: Scope;
  scopeName: string;
  from: CalendarDay;
  until: CalendarDay;
  reason: string;
  phase: DeputyPhase;
};

/** A role one may name a deputy for; `value` is how a form says which. */
export type RoleToDeputise = { value: string; role: Role; scope: Scope; scopeName: string };
