import {
  OVER,
  standingOn,
  type Certification,
  type CertificationStatus,
  type Standing,
} from "#app/features/trainers/certifications/certification-status.ts";
import type { ErrorRule } from "#app/features/trainers/certifications/certification-error.ts";
import {
  CERTIFICATION_ACTS,
  actsOffered,
  decideAct,
  mayHandBack,
  type CertificationAct,
  type CertificationActKind,
  type NewFact,
} from "#app/features/trainers/certifications/certification-acts.ts";
import { handInRenewal, nextPeriod, reEntry, type Period } from "#app/features/trainers/renewal/renewal.ts";
import { lastValidDay, type ValidityRule } from "#app/features/trainers/schemes/scheme.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";

/*
 * An organisation asks, somebody looks at its file, somebody else decides; none of them works there. What a licence is
 * worth on a day, and how it is renewed, is what a certification is worth and how that is renewed (domain §6.3, §6.4).
 */

/** A licence for the days: nobody is employed by it, and it rests on no other. */
export type Licence = Certification;

/** Of the states of a certification it has these. */
export const LICENCE_STATUSES = [
  "pending",
  "active",
  "renewal-due",
  "renewal-under-review",
  "suspended",
  "lapsed",
  "expired",
  "superseded",
  "surrendered",
  "revoked",
  "in-error",
] as const satisfies readonly CertificationStatus[];
export type LicenceStanding = Standing & { status: (typeof LICENCE_STATUSES)[number] };

export function licenceStandingOn(licence: Licence, rule: ValidityRule, day: CalendarDay): LicenceStanding {
  const standing = standingOn(licence, rule, day);
  const status = LICENCE_STATUSES.find((known) => known === standing.status);
  if (!status) throw new Error(`a licence is never ${standing.status}`);
  return { ...standing, status };
}

/** What of an open request the rules read. */
export type Request = { askedBy: string; assessedBy: string | null };

/** Who acts, and whether they, or those they stand in for, work at the organisation. */
export type Acting = { actorId: string; worksThere: boolean };

// ── Asking ──────────────────────────────────────────────────────────────────────────────────────────

export type Asking = {
  /** The newest there has been; null: none yet. */
  licence: Licence | null;
  rule: ValidityRule;
  /** A request waits already. */
  waits: boolean;
  missing: number;
};

/** first: a licence that does not follow on another; renewal: the next period of one. */
export type Asked = "first" | "renewal";

export function askForLicence({ licence, rule, waits, missing }: Asking, today: CalendarDay): Result<Asked> {
  if (waits) return refuse("licence-waits");
  const standing = licence && standingOn(licence, rule, today);
  if (!standing || OVER.includes(standing.status)) {
    if (standing?.status === "revoked") {
      const wait = reEntry(standing.day, standing.day, today);
      if (!wait.ok) return wait;
    }
    return missing > 0 ? refuse("licence-incomplete", { count: missing }) : ok("first");
  }
  if (missing > 0) return refuse("licence-incomplete", { count: missing });
  const handed = inOwnWords(handInRenewal(licence, rule, [], today));
  return handed.ok ? ok("renewal") : handed;
}

// ── Looking at it, and deciding ─────────────────────────────────────────────────────────────────────

/** Neither who works there nor who asked, were it for somebody else, has a say in it. */
const isOwn = ({ askedBy }: Request, { actorId, worksThere }: Acting) =>
  worksThere ? refuse("licence-own-record") : askedBy === actorId ? refuse("licence-own-request") : null;

/** Whoever looks at the file says once what they found. */
export function assessRequest(request: Request, acting: Acting): Result<null> {
  const own = isOwn(request, acting);
  if (own) return own;
  return request.assessedBy === null ? ok(null) : refuse("licence-assessed");
}

/** Whether the actor is kept from deciding; what was counted when it was asked is not counted against anybody later. */
export function mayDecide(request: Request, acting: Acting): Result<null> {
  const own = isOwn(request, acting);
  if (own) return own;
  if (request.assessedBy === null) return refuse("licence-not-assessed");
  return request.assessedBy === acting.actorId ? refuse("licence-decided-by-another") : ok(null);
}

/** The licence a decision follows on, with the hearing that was announced on it. */
export type Renewed = { licence: Licence; hearing: { on: CalendarDay } | null };

/**
 * The period a decision gives: a first one from today, the next one by the day it was asked for, so that a slow office
 * shortens nothing. While a hearing is to come none is given: it would be held on a period that has passed.
 *
 * @param rule whether it was in time by the version that was told, how long it lasts by the newest
 */
export function periodGiven(renewed: Renewed | null, rule: ValidityRule, today: CalendarDay): Result<Period> {
  if (!renewed) return ok({ validFrom: today, validUntil: lastValidDay(rule, today) });
  const { licence, hearing } = renewed;
  return hearing
    ? refuse("licence-hearing-set", { day: hearing.on })
    : inOwnWords(nextPeriod(licence, rule, today));
}

// ── What is done to one ─────────────────────────────────────────────────────────────────────────────

/** Of what is done to a certification, what makes sense for an organisation: it has no topics, and nothing is waived. */
export const LICENCE_ACTS = CERTIFICATION_ACTS.filter(
  (act): act is LicenceActKind => act !== "waive" && act !== "reduce",
);
export type LicenceActKind = Exclude<CertificationActKind, "waive" | "reduce">;

export type LicenceCircumstances = Acting & {
  suspendedBy: string | null;
  hearing: { by: string; on: CalendarDay } | null;
};

/** As the rules of certifications ask it: an own record is one of an organisation one works at. */
const asCircumstances = ({ actorId, worksThere, ...rest }: LicenceCircumstances) => ({
  ...rest,
  actorId,
  holderId: worksThere ? actorId : "",
  topics: [],
});

export function actOnLicence(
  licence: Licence,
  rule: ValidityRule,
  act: CertificationAct & { kind: LicenceActKind },
  circumstances: LicenceCircumstances,
  today: CalendarDay,
): Result<NewFact> {
  return inOwnWords(decideAct(licence, rule, act, asCircumstances(circumstances), today));
}

/** By its head; while a request waits, that is taken back first: nobody decides on the next period of what is given up. */
export const mayHandLicenceBack = (
  licence: Licence,
  rule: ValidityRule,
  waits: boolean,
  today: CalendarDay,
): Result<null> => (waits ? refuse("licence-request-first") : inOwnWords(mayHandBack(licence, rule, today)));

export const licenceActsOffered = (
  licence: Licence,
  rule: ValidityRule,
  circumstances: LicenceCircumstances,
  today: CalendarDay,
): LicenceActKind[] => {
  const offered: readonly string[] = actsOffered(licence, rule, asCircumstances(circumstances), today);
  return LICENCE_ACTS.filter((act) => offered.includes(act));
};

// ── That it was given in error ──────────────────────────────────────────────────────────────────────

/** By the rules of a certification, whose holder is whoever works there (docs/decisions/0056). */
export const judgeLicenceError = (
  rule: ErrorRule,
  facts: Parameters<ErrorRule>[1],
  { actorId, worksThere }: Acting,
): Result<void> => inOwnWords(rule(worksThere ? actorId : "", facts, actorId));

/** Where the sentence of a certification speaks of a person, a licence has its own. */
const OWN_WORDS: Readonly<Record<string, string>> = {
  "certificate.own-record": "licence-own-record",
  "certification-own-record": "licence-own-record",
  "certification-over": "licence-over",
  "certification-revoked-already": "licence-revoked-already",
  "certification-hear-first": "licence-hear-first",
};
const inOwnWords = <Value>(result: Result<Value>): Result<Value> =>
  result.ok ? result : refuse(OWN_WORDS[result.reason.key] ?? result.reason.key, result.reason.params);
