import { Temporal } from "temporal-polyfill";
import { isUnderScheme, type PrintedFacts } from "#app/features/certification/licence-facts.ts";
import { addDays, endOfDay, type CalendarDay } from "#app/lib/calendar-day.ts";
import { achievementOf, CREDENTIALS_V2, OPEN_BADGES, type AchievementWords } from "./achievement.ts";
import { PERIODS, REASONS, type Period, type Reason } from "./credential-status.ts";

/*
 * A certificate as an Open Badges 3.0 credential: the same frozen facts, in terms every reader knows. Its subject is a
 * number of its own, so that two credentials of a person are not seen to be hers; the name stands beside it as on paper. Of
 * a licence it is an organisation.
 */

/** "Replaces" in the words of Dublin Core: neither standard has a term for it. */
const SUPERSEDES = { supersedes: "http://purl.org/dc/terms/replaces" };

/** What explains the words of a credential, and of one that replaces another. */
const CONTEXT = [CREDENTIALS_V2, OPEN_BADGES];
const CONTEXT_OF_REPLACING = [...CONTEXT, SUPERSEDES];

/** The contexts a credential or a list of states of ours can have: with others its words could mean something else. */
export const CONTEXTS: readonly unknown[] = [CONTEXT, CONTEXT_OF_REPLACING, [CREDENTIALS_V2]];

export const PURPOSES = ["revocation", "suspension"] as const;
export type Purpose = (typeof PURPOSES)[number];

/** And two that tell in words: why something is revoked, and whether a printed end is the end. */
const NAMED = [...PURPOSES, "message", "period"] as const;
/** One more stands beside those that a credential names: how it ended or rests, where it was not taken away. */
export const LISTS = [...NAMED, "standing"] as const;
export type ListName = (typeof LISTS)[number];

/** As the standard calls what a list is for. */
export const purposeOfList = (name: ListName): Purpose | "message" =>
  name === "period" || name === "standing" ? "message" : name;

/** A place in a list that tells has two bits: nothing to tell, or one of these. */
export const MESSAGE_BITS = 2;
const STANDING_BITS = 3;
export const bitsOf = (name: ListName): number =>
  name === "standing" ? STANDING_BITS : purposeOfList(name) === "message" ? MESSAGE_BITS : 1;
const MEANING: Record<Reason | Period, string> = {
  revoked: "revoked",
  superseded: "replaced by a newer edition or the next period",
  "in-error": "issued in error: it never held",
  "under-review": "holds beyond its printed end: a renewal is being decided",
  extended: "holds beyond its printed end: it was extended",
  lapsed: "lapsed at its end: a late renewal is still possible",
};
const TOLD = { message: REASONS, period: PERIODS } as const;
const messagesOf = (name: keyof typeof TOLD): string[] => [
  "nothing to tell",
  ...TOLD[name].map((told) => MEANING[told]),
];

export type OfCredential = {
  origin: string;
  did: string;
  subjectId: string;
  /** Which list of states, and where in it. */
  status: { list: number; place: number };
  /** Of a course; schemes are named in the facts. */
  courseId: string | null;
  /** In the language of the certificate. */
  words: Omit<AchievementWords, "title">;
};

/** An instant as credentials write it: whole seconds, in UTC. */
export const instant = (milliseconds: number): string =>
  Temporal.Instant.fromEpochMilliseconds(Math.floor(milliseconds / 1000) * 1000).toString();

const startOf = (day: CalendarDay, zone: string) => endOfDay(addDays(day, -1), zone);

export function credentialOf(facts: PrintedFacts, own: OfCredential) {
  const { origin, did, subjectId, status, words } = own;
  const { validFrom, validUntil } = periodOf(facts);
  return {
    "@context": facts.supersedes ? CONTEXT_OF_REPLACING : CONTEXT,
    id: facts.verifyUrl,
    type: ["VerifiableCredential", "OpenBadgeCredential"],
    issuer: { id: did, type: ["Profile"], name: facts.issuer, url: origin },
    validFrom,
    ...(validUntil ? { validUntil } : {}),
    name: words.name,
    ...(facts.supersedes ? { supersedes: facts.supersedes } : {}),
    credentialSubject: {
      id: `urn:uuid:${subjectId}`,
      type: ["AchievementSubject"],
      identifier: [
        { type: "IdentityObject", hashed: false, identityHash: facts.holder.name, identityType: "name" },
      ],
      licenseNumber: facts.number,
      achievement: achievedIn(facts, own),
    },
    // What has no end needs no list about it.
    credentialStatus: NAMED.filter((name) => name !== "period" || validUntil).map((name) => ({
      id: `${statusListUrl(origin, status.list, name)}#${status.place}`,
      type: "BitstringStatusListEntry",
      statusPurpose: purposeOfList(name),
      statusListIndex: String(status.place),
      statusListCredential: statusListUrl(origin, status.list, name),
      ...((name === "message" || name === "period") && {
        statusSize: MESSAGE_BITS,
        statusMessage: messagesOf(name).map((message, value) => ({ status: `0x${value}`, message })),
      }),
    })),
  };
}
export type Credential = ReturnType<typeof credentialOf>;

/** Days of a trainer or of an organisation count in the zone of the scheme, those of a course in UTC; both ends are included. */
function periodOf(facts: PrintedFacts): { validFrom: string; validUntil: string | null } {
  if (!isUnderScheme(facts)) return { validFrom: instant(startOf(facts.issuedOn, "UTC")), validUntil: null };
  const { validFrom, validUntil, timeZone } = facts;
  return {
    validFrom: instant(startOf(validFrom, timeZone)),
    validUntil: instant(endOfDay(validUntil, timeZone) - 1000),
  };
}

/** By which version of a course or a scheme. */
function achievedIn(facts: PrintedFacts, { origin, courseId, words }: OfCredential) {
  const [where, id, { version, title }] = isUnderScheme(facts)
    ? (["schemes", facts.scheme.id, facts.scheme] as const)
    : (["courses", courseId!, facts.course] as const);
  const achieved = { in: where, id, version, paper: facts.kind };
  return achievementOf(origin, achieved, { ...words, title }, facts.locale);
}

export const statusListUrl = (origin: string, list: number, purpose: ListName): string =>
  `${origin}/status/${list}/${purpose}`;
