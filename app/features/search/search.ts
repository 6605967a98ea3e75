import { fold } from "#app/lib/fold.ts";

/* One question to everything: what is looked through, in the order it is shown. */

export const SEARCH_KINDS = ["people", "cohorts", "organisations", "certificates"] as const;
export type SearchKind = (typeof SEARCH_KINDS)[number];

/** Of each kind on the page; the list of the kind has the rest. */
export const SHOWN = 6;

/** Of each kind while one types. */
export const SUGGESTED = 4;

export type Hit = { id: string; name: string; about: string };

/** What one kind has to say; `more` where its list holds others than these. */
export type HitGroup = { kind: SearchKind; hits: Hit[]; more: boolean };

const TELLING = /[\p{L}\p{M}\p{N}]/gu;

/** One letter finds nearly everybody, and signs are patterns to a database; a Khmer syllable is written with two. */
export const asksEnough = (q: string): boolean => (fold(q).match(TELLING)?.length ?? 0) >= 2;

/** Of one row more than is shown. */
export const groupOf = (kind: SearchKind, found: readonly Hit[], size: number): HitGroup => ({
  kind,
  hits: found.slice(0, size),
  more: found.length > size,
});
