import type { CalendarDay } from "#app/lib/calendar-day.ts";
import type { SchemeId } from "./schemes.ts";

/*
 * What the scope of a certification is made of: the topics of the course its holder trains (domain §6.6). Volumes of the
 * management course are certified by section.
 */

const MONEY_TOPICS = [
  "family-goals",
  "where-money-goes",
  "budget",
  "saving",
  "own-money-or-loan",
  "true-cost-and-terms",
  "danger-of-too-much-debt",
  "risk-and-coping",
  "insurance-and-claims",
  "transfers-and-institutions",
] as const;

export const TOPICS = {
  "mmw-volume-1-trainer": ["introduction", "markets", "people", "risk", "performance"],
  "mmw-volume-2-trainer": ["readiness", "products", "segments", "portfolio"],
  "mmw-master-trainer": ["introduction", "markets", "people", "risk", "performance"],
  "fe-facilitator": MONEY_TOPICS,
  "fe-national-trainer": MONEY_TOPICS,
} as const satisfies Record<SchemeId, readonly string[]>;

export type Topic = (typeof TOPICS)[SchemeId][number];

export const ALL_TOPICS: readonly Topic[] = [...new Set(Object.values(TOPICS).flat())];

export const topicsOf = (schemeId: string): readonly Topic[] => TOPICS[schemeId as SchemeId] ?? [];

/** Whether a course teaches all of a scheme's topics, as its sections or its modules: it is the course itself, and no refresher. */
export function teachesAll(
  schemeId: string,
  { sections }: { sections: readonly { id: string; modules: readonly string[] }[] },
): boolean {
  const taught = new Set(sections.flatMap(({ id, modules }) => [id, ...modules]));
  const topics = topicsOf(schemeId);
  return topics.length > 0 && topics.every((topic) => taught.has(topic));
}

/**
 * Attested topic by topic: an employer stands behind what was tested and seen (domain §6.6). Everybody else is certified
 * for the whole, less what an officer takes away.
 */
export const isByTopic = (schemeId: string): boolean => schemeId === "fe-facilitator";

/** Of those named, the scheme's own, in its order. */
export const topicsAmong = (schemeId: string, named: readonly string[]): Topic[] =>
  topicsOf(schemeId).filter((topic) => named.includes(topic));

/** The scope as it is stored: a list even where it is of all, so that a topic of tomorrow is not in it; null: the whole. */
export const scopeToStore = (schemeId: string, topics: readonly string[]): string | null =>
  isByTopic(schemeId) ? JSON.stringify(topicsAmong(schemeId, topics)) : null;

type Shown = {
  /** What the test was about, and the session that was observed; null: of those days nobody said. */
  tested: readonly string[] | null;
  observed: readonly string[] | null;
};

/**
 * What somebody is attested for: every topic they passed the test of. One observed session is enough for all of them, but
 * for those the scheme wants to see themselves.
 */
export const attestedFor = (
  schemeId: string,
  { tested, observed }: Shown,
  seenThemselves: readonly string[],
): Topic[] =>
  topicsOf(schemeId).filter(
    (topic) =>
      (tested === null || tested.includes(topic)) &&
      (observed === null || observed.includes(topic) || !seenThemselves.includes(topic)),
  );

type Scoped = {
  schemeId: string;
  topics: string | null;
  facts: readonly { kind: string; day: CalendarDay; word: string | null }[];
};

/** The scope on a day, or as it is now: with the topics that were added since (attestation/refresh.ts). */
export function topicsHeld({ schemeId, topics, facts }: Scoped, on?: CalendarDay): Topic[] {
  const held: readonly string[] = scopeOf(schemeId, topics);
  const added = facts
    .filter(({ kind, day }) => kind === "topic-added" && (on === undefined || day <= on))
    .map(({ word }) => word);
  return topicsOf(schemeId).filter((topic) => held.includes(topic) || added.includes(topic));
}

/** What one may ask the register for: one topic, or all of a scheme. */
export const WHOLE = "whole";
export const ASKED_SCOPES = [WHOLE, ...ALL_TOPICS] as const;
export type AskedScope = (typeof ASKED_SCOPES)[number];

/** Whether what somebody holds of a scheme is what was asked for. */
export const coversScope = (schemeId: string, held: readonly Topic[], asked: AskedScope): boolean =>
  asked === WHOLE ? held.length === topicsOf(schemeId).length : held.includes(asked);

/** The scope as it is stored with the period that follows. */
export const storedTopics = (row: Scoped): string | null =>
  row.topics === null ? null : JSON.stringify(topicsHeld(row));

/**
 * The scope as it is stored, in the order of the course. Null stands for all of the scheme: trainers, and attestations
 * from before they were given topic by topic, which keep meaning what they meant.
 */
export function scopeOf(schemeId: string, stored: string | null): Topic[] {
  const some = stored === null ? null : (JSON.parse(stored) as string[]);
  return topicsOf(schemeId).filter((topic) => some === null || some.includes(topic));
}
