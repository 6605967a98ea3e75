import { addDays, type CalendarDay } from "#app/lib/calendar-day.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import { APPEAL_DAYS, OUTCOME_DAYS } from "#app/features/trainers/certifications/certification-status.ts";

/*
 * A holder may appeal within 30 days of a decision; three people who had no part in it decide within 45 days: it
 * stands, it is set aside, or the step is taken again (domain §6.3). Every decision bites meanwhile: a suspension
 * stays, a revocation counts as a suspension until it is final (§6.4).
 */

export const APPEALABLE = ["suspended", "revoked", "renewal-refused", "succeeded"] as const;
export type Appealable = (typeof APPEALABLE)[number];

export type DecisionFact = {
  id: string;
  kind: string;
  day: CalendarDay;
  about: string | null;
  word: string | null;
  recordedOn: CalendarDay;
  recordedBy: string;
};

/**
 * A succession is a decision against the holder only where it reduced the scope. What repeats a decision on another period is
 * appealed against there.
 */
const againstHolder = ({ kind, about, word }: DecisionFact): boolean =>
  APPEALABLE.some((one) => one === kind) && about === null && (kind !== "succeeded" || word === "reduced");

/** A succession to what was decided in error is void: there is nothing left to appeal against. */
const aboutWhich = (facts: readonly DecisionFact[], kinds: readonly string[]) =>
  new Set(facts.flatMap(({ kind, about }) => (kinds.includes(kind) ? [about] : [])));

export type OpenToAppeal = { factId: string; kind: Appealable; day: CalendarDay; until: CalendarDay };

/** The decisions the holder may still appeal against, each with the last day for it; each once. */
export function openToAppeal(facts: readonly DecisionFact[], today: CalendarDay): OpenToAppeal[] {
  const appealed = aboutWhich(facts, ["appealed", "succession-voided"]);
  return facts
    .filter((fact) => againstHolder(fact) && !appealed.has(fact.id))
    .map(({ id, kind, recordedOn }) => ({
      factId: id,
      kind: kind as Appealable,
      day: recordedOn,
      until: addDays(recordedOn, APPEAL_DAYS),
    }))
    .filter(({ until }) => today <= until);
}

export type WaitingAppeal = {
  appealId: string;
  of: string;
  kind: Appealable;
  day: CalendarDay;
  dueOn: CalendarDay;
  overdue: boolean;
};

export function waitingAppeals(facts: readonly DecisionFact[], today: CalendarDay): WaitingAppeal[] {
  const decided = aboutWhich(facts, ["appeal-decided", "succession-voided"]);
  return facts.flatMap(({ id, kind, about, day }) => {
    const decision = facts.find((fact) => fact.id === about);
    if (kind !== "appealed" || !decision || decided.has(decision.id)) return [];
    const dueOn = addDays(day, OUTCOME_DAYS);
    const of = { of: decision.id, kind: decision.kind as Appealable };
    return [{ appealId: id, ...of, day, dueOn, overdue: today > dueOn }];
  });
}

export function mayAppeal(
  facts: readonly DecisionFact[],
  factId: string,
  { holderId, actorId }: { holderId: string; actorId: string },
  today: CalendarDay,
): Result<OpenToAppeal> {
  if (holderId !== actorId) return refuse("certification-appeal-holder");
  const open = openToAppeal(facts, today).find((one) => one.factId === factId);
  return open ? ok(open) : refuse("certification-appeal-over", { days: APPEAL_DAYS });
}

/** Whoever recorded something about it; that its scheme was published anew was about nobody. */
export const involvedIn = (
  holderId: string,
  facts: readonly { kind: string; recordedBy: string }[],
): string[] => [
  holderId,
  ...facts.filter(({ kind }) => kind !== "moved").map(({ recordedBy }) => recordedBy),
];

/** Who acts on it, as all whose authority they act by, and on whose behalf deputies recorded what stands there. */
export type Appealing = { involved: readonly string[]; authorities: readonly string[] };

/** The appeal that waits, for whoever had no part in what it is about: they seat its panel and enter what that decided. */
export function appealToHandle(
  facts: readonly DecisionFact[],
  of: string,
  { involved, authorities }: Appealing,
  today: CalendarDay,
): Result<WaitingAppeal> {
  const waiting = waitingAppeals(facts, today).find((appeal) => appeal.of === of);
  if (!waiting) return refuse("changed-meanwhile");
  return authorities.some((id) => involved.includes(id))
    ? refuse("certification-appeal-involved")
    : ok(waiting);
}
