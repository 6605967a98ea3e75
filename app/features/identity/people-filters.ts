import { fold } from "#app/lib/fold.ts";
import type { Role } from "#app/lib/actor.ts";

/** Whom the list shows: everyone active, those who have no password yet, those who were deactivated. */
export const PEOPLE_STATES = ["not-yet", "deactivated"] as const;
export type PeopleState = (typeof PEOPLE_STATES)[number];

export type PeopleFilters = {
  q: string;
  organisation: string;
  role: Role | "";
  state: PeopleState | "";
};

/** Each word must occur, in any order; "+855 12" finds a phone number written in any way. */
export const searchWords = (q: string): string[] =>
  fold(q)
    .split(" ")
    .map((word) => word.replace(/^\++/, ""))
    .filter((word) => word !== "");

/** A LIKE pattern that finds the word anywhere, for `ESCAPE '!'`. */
export const containing = (word: string): string => `%${word.replace(/[!%_]/g, "!$&")}%`;
