import { addDays, addYears, type CalendarDay } from "#app/lib/calendar-day.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import {
  datesOf,
  isRevoked,
  isSucceeded,
  renewalWaiting,
  standingOn,
  OVER,
  type Certification,
} from "./certification-status.ts";
import { RENEWAL_PARTS, type ValidityRule } from "#app/features/trainers/schemes/scheme.ts";

/*
 * What an officer does to a certification (domain §6.3): each act adds one fact, or is refused with its reason. Nobody ends
 * one alone but its holder, who hands it back; a revocation takes two officers and a hearing.
 */

export const CERTIFICATION_ACTS = [
  "suspend",
  "lift",
  "extend",
  "waive",
  "reduce",
  "propose-revocation",
  "drop-revocation",
  "revoke",
] as const;
export type CertificationActKind = (typeof CERTIFICATION_ACTS)[number];

export const SUSPENSION_GROUNDS = [
  "quality",
  "non-reporting",
  "misconduct",
  "complaint",
  "safeguarding",
] as const;
export type SuspensionGround = (typeof SUSPENSION_GROUNDS)[number];

/** Of the renewal file, what may be waived: never that nothing stands against the holder (R6). */
export const WAIVABLE_PARTS = RENEWAL_PARTS.filter((part) => part !== "R6");

export type CertificationAct = {
  kind: CertificationActKind;
  /** The day a suspension is decided by, the new last valid day, the end of a waiver, the day of the hearing. */
  until: CalendarDay | null;
  /** The ground of a suspension; the part that is waived. */
  word?: string | undefined;
  /** What is left of the scope. */
  topics?: readonly string[];
};

/** The fact each act adds. */
export const FACT_OF = {
  suspend: "suspended",
  lift: "lifted",
  extend: "extended",
  waive: "waived",
  reduce: "succeeded",
  "propose-revocation": "revocation-proposed",
  "drop-revocation": "revocation-dropped",
  revoke: "revoked",
} as const satisfies Record<CertificationActKind, string>;

export type NewFact = {
  kind: (typeof FACT_OF)[CertificationActKind];
  day: CalendarDay;
  until: CalendarDay | null;
  word: string | null;
};

const HAS_AN_END: readonly CertificationActKind[] = ["suspend", "extend", "waive", "propose-revocation"];

/** What an act adds: its end and its word as they were typed, where it has one. */
const factOf = ({ kind, until, word }: CertificationAct, today: CalendarDay): NewFact => ({
  kind: FACT_OF[kind],
  day: today,
  until: HAS_AN_END.includes(kind) ? until : null,
  word: kind === "reduce" ? "reduced" : kind === "suspend" || kind === "waive" ? (word ?? null) : null,
});

type Added = { kind: string; day: CalendarDay; until: CalendarDay | null; word: string | null };

/** Whether all that an act would add is there: the same form sent twice. Another part or another day is another act. */
export function isAddedBy(
  { kind, day, until, word }: Added,
  act: CertificationAct,
  topicsLeft: readonly string[],
  today: CalendarDay,
): boolean {
  const fact = factOf(act, today);
  const { topics = [] } = act;
  const sameScope = topics.length === topicsLeft.length && topics.every((one) => topicsLeft.includes(one));
  const same = kind === fact.kind && day === fact.day && until === fact.until && word === fact.word;
  return same && (act.kind !== "reduce" || sameScope);
}

/** A suspension has an end by which somebody decides; an extension is at most a year. */
export const LONGEST_SUSPENSION_DAYS = 180;
/** From the notice of a hearing to the hearing: nobody loses a certification unheard. */
export const HEARING_NOTICE_DAYS = 14;
const LATEST_HEARING_DAYS = 90;

/** Whose record it is, who acts, who suspended it last, the hearing that was announced, and what it covers. */
export type Circumstances = {
  holderId: string;
  actorId: string;
  suspendedBy: string | null;
  /** Who acts works where the holder does, is a relative or manages them (a licence says in its own words who may not). */
  conflict?: boolean;
  hearing: { by: string; on: CalendarDay } | null;
  topics: readonly string[];
};

export function decideAct(
  certification: Certification,
  rule: ValidityRule,
  act: CertificationAct,
  { holderId, actorId, suspendedBy, conflict, hearing, topics }: Circumstances,
  today: CalendarDay,
): Result<NewFact> {
  if (actorId === holderId) return refuse("certification-own-record");
  if (conflict) return refuse("certification-conflict");
  const { status, valid } = standingOn(certification, rule, today);
  if (OVER.includes(status)) return refuse("certification-over");
  if (isRevoked(certification)) return refuse("certification-revoked-already");
  const suspended = status === "suspended";
  const { validUntil, graceEnds } = datesOf(certification, rule);
  const add = () => ok(factOf(act, today));
  const within = (from: CalendarDay, until: CalendarDay) =>
    act.until !== null && act.until >= from && act.until <= until ? null : { from, until };
  switch (act.kind) {
    case "suspend": {
      if (suspended) return refuse("certification-suspended-already");
      const outside = within(addDays(today, 1), addDays(today, LONGEST_SUSPENSION_DAYS));
      if (outside) return refuse("certification-decide-by", outside);
      if (!SUSPENSION_GROUNDS.some((ground) => ground === act.word)) return refuse("certification-ground");
      return add();
    }
    case "lift":
      if (!suspended) return refuse("certification-not-suspended");
      if (suspendedBy === actorId) return refuse("certification-lift-by-another");
      return add();
    case "extend": {
      const outside = within(addDays(validUntil, 1), addYears(validUntil, 1));
      return outside ? refuse("certification-extend-until", outside) : add();
    }
    case "waive": {
      if (!WAIVABLE_PARTS.some((part) => part === act.word)) return refuse("certification-part");
      const outside = within(today, graceEnds);
      return outside ? refuse("certification-waive-until", outside) : add();
    }
    case "reduce": {
      if (!valid || isSucceeded(certification)) return refuse("certification-reduce-valid");
      if (renewalWaiting(certification, today)) return refuse("certification-renewal-first");
      const kept = act.topics ?? [];
      const less = kept.length > 0 && kept.length < topics.length;
      if (!less || !kept.every((topic) => topics.includes(topic))) return refuse("certification-reduce-some");
      return add();
    }
    case "propose-revocation": {
      if (hearing) return refuse("certification-hearing-set", { day: hearing.on });
      const outside = within(addDays(today, HEARING_NOTICE_DAYS), addDays(today, LATEST_HEARING_DAYS));
      return outside ? refuse("certification-hearing-on", outside) : add();
    }
    case "drop-revocation":
      return hearing ? add() : refuse("certification-no-hearing");
    case "revoke":
      if (!hearing) return refuse("certification-no-hearing");
      if (today < hearing.on) return refuse("certification-hear-first", { day: hearing.on });
      if (hearing.by === actorId) return refuse("certification-revoke-by-another");
      return add();
  }
}

/** The holder may give it up at any time before it has ended. */
export function mayHandBack(
  certification: Certification,
  rule: ValidityRule,
  today: CalendarDay,
): Result<null> {
  const over = OVER.includes(standingOn(certification, rule, today).status) || isRevoked(certification);
  return over ? refuse("certification-over") : ok(null);
}

/** The acts the page offers; a refusal of what is typed comes later. */
export function actsOffered(
  certification: Certification,
  rule: ValidityRule,
  { holderId, actorId, suspendedBy, conflict, hearing, topics }: Circumstances,
  today: CalendarDay,
): CertificationActKind[] {
  const { status, valid } = standingOn(certification, rule, today);
  if (actorId === holderId || conflict || OVER.includes(status) || isRevoked(certification)) return [];
  const suspended = status === "suspended";
  const offered: Record<CertificationActKind, boolean> = {
    suspend: !suspended,
    lift: suspended && suspendedBy !== actorId,
    extend: true,
    waive: true,
    reduce:
      valid && topics.length > 1 && !isSucceeded(certification) && !renewalWaiting(certification, today),
    "propose-revocation": hearing === null,
    "drop-revocation": hearing !== null,
    revoke: hearing !== null && hearing.by !== actorId && hearing.on <= today,
  };
  return CERTIFICATION_ACTS.filter((act) => offered[act]);
}

type HearingFact = { kind: string; until: CalendarDay | null; recordedBy: string };

/** The hearing that was announced and not called off; a revocation ends it. */
export function hearingOf(facts: readonly HearingFact[]): Circumstances["hearing"] {
  const last = facts
    .filter(({ kind }) => ["revocation-proposed", "revocation-dropped", "revoked"].includes(kind))
    .at(-1);
  return last?.kind === "revocation-proposed" && last.until ? { by: last.recordedBy, on: last.until } : null;
}
