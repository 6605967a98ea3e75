import { addDays, addYears, type CalendarDay } from "#app/lib/calendar-day.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import { datesOf, standingOn, type Certification, type CertificationStatus } from "./certification-status.ts";
import type { ValidityRule } from "./scheme.ts";

/* What an officer does to a certification (domain §6.3): each act adds one fact, or is refused with its reason. */

export const CERTIFICATION_ACTS = ["suspend", "lift", "extend", "surrender"] as const;
export type CertificationActKind = (typeof CERTIFICATION_ACTS)[number];

/** `until`: the day a suspension is decided by, or the new last valid day. */
export type CertificationAct = { kind: CertificationActKind; until: CalendarDay | null };

/** The fact each act adds. */
export const FACT_OF = {
  suspend: "suspended",
  lift: "lifted",
  extend: "extended",
  surrender: "surrendered",
} as const satisfies Record<CertificationActKind, string>;

export type NewFact = {
  kind: (typeof FACT_OF)[CertificationActKind];
  day: CalendarDay;
  until: CalendarDay | null;
};

/** A suspension has an end by which somebody decides; an extension is at most a year. */
export const LONGEST_SUSPENSION_DAYS = 180;

const OVER: readonly CertificationStatus[] = ["expired", "superseded", "surrendered", "revoked"];

/** Whose record it is, who acts, and who suspended it last. */
export type Doers = { holderId: string; actorId: string; suspendedBy: string | null };

export function decideAct(
  certification: Certification,
  rule: ValidityRule,
  act: CertificationAct,
  { holderId, actorId, suspendedBy }: Doers,
  today: CalendarDay,
): Result<NewFact> {
  if (actorId === holderId) return refuse("certification-own-record");
  const { status } = standingOn(certification, rule, today);
  if (OVER.includes(status)) return refuse("certification-over");
  const suspended = status === "suspended";
  const { validUntil } = datesOf(certification, rule);
  const add = (until: CalendarDay | null) => ok({ kind: FACT_OF[act.kind], day: today, until });
  switch (act.kind) {
    case "suspend": {
      if (suspended) return refuse("certification-suspended-already");
      const latest = addDays(today, LONGEST_SUSPENSION_DAYS);
      if (act.until === null || act.until <= today || act.until > latest)
        return refuse("certification-decide-by", { from: addDays(today, 1), until: latest });
      return add(act.until);
    }
    case "lift":
      if (!suspended) return refuse("certification-not-suspended");
      if (suspendedBy === actorId) return refuse("certification-lift-by-another");
      return add(null);
    case "extend": {
      const latest = addYears(validUntil, 1);
      if (act.until === null || act.until <= validUntil || act.until > latest)
        return refuse("certification-extend-until", { from: addDays(validUntil, 1), until: latest });
      return add(act.until);
    }
    case "surrender":
      return add(null);
  }
}

/** The acts the page offers; a refusal of what is typed comes later. */
export function actsOffered(status: CertificationStatus, doers: Doers): CertificationActKind[] {
  if (doers.actorId === doers.holderId || OVER.includes(status)) return [];
  if (status !== "suspended") return ["suspend", "extend", "surrender"];
  return doers.suspendedBy === doers.actorId ? ["extend", "surrender"] : ["lift", "extend", "surrender"];
}
