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

/** Somebody by their id, as links carry it, or by words of their name. */
export function soughtPerson(text: string): { id: string; patterns: string[] } | null {
  if (text === "") return null;
  const isId = /^[0-9a-f-]{36}$/i.test(text);
  return { id: text, patterns: isId ? [] : searchWords(text).map(containing) };
}
