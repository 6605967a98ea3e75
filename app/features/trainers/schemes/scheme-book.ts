import type { CalendarDay } from "#app/lib/calendar-day.ts";
import type { Scheme } from "./scheme.ts";
import { onWayBack, readStoredWay } from "./way-back.ts";

/*
 * Every version of every scheme there has been. Who began under one keeps it, until an officer moves them on a day: for
 * the days before it the old one answers for ever.
 */

type Began = { schemeId: string; schemeVersion: string; wayBack?: string | null };
/** A certification's facts as they are stored; of those only the moves are read. */
type Held = Began & { facts: readonly { kind: string; day: CalendarDay; word: string | null }[] };

export type SchemeBook = {
  ids: readonly string[];
  /** The version somebody begins under now. */
  current: (schemeId: string) => Scheme;
  /** The version somebody began under, as far as they have to go through it. */
  of: (began: Began) => Scheme;
  /** The version by which a certification is judged on a day, or on the last day there is. */
  judging: (held: Held, day?: CalendarDay) => Scheme;
  /** All of one scheme, the first one first. */
  versions: (schemeId: string) => readonly Scheme[];
  /** The day a version was published; null: the platform brought it, and it has held ever since. */
  since: (scheme: Pick<Scheme, "id" | "version">) => CalendarDay | null;
  /** The version that was in force on a day, under which a paper of that day is recorded. */
  inForce: (schemeId: string, day: CalendarDay) => Scheme;
};

const nameOf = ({ id, version }: Pick<Scheme, "id" | "version">): string => `${id} ${version}`;

/** Of versions the first number is the edition: a higher one asks holders for bridging (R7). */
export const editionOf = (version: string): string => version.split(".")[0]!;

/** The whole scheme, or the way back through it that somebody is on. */
export function wayOf(scheme: Scheme, wayBack: string | null): Scheme {
  const begun = wayBack === null ? null : readStoredWay(wayBack);
  return begun ? onWayBack(scheme, begun.way, begun.edition) : scheme;
}

type Published = { scheme: Scheme; on: CalendarDay };

/**
 * @param brought by the platform
 * @param published by officers since, in that order
 */
export function schemeBook(brought: readonly Scheme[], published: readonly Published[] = []): SchemeBook {
  const all = [...brought, ...published.map(({ scheme }) => scheme)];
  const publishedOn = new Map(published.map(({ scheme, on }) => [nameOf(scheme), on]));
  const since = (scheme: Pick<Scheme, "id" | "version">) => publishedOn.get(nameOf(scheme)) ?? null;
  const ids = [...new Set(all.map(({ id }) => id))];
  const byId = new Map(ids.map((id) => [id, all.filter((scheme) => scheme.id === id)]));
  const versions = (schemeId: string): readonly Scheme[] => {
    const found = byId.get(schemeId);
    if (!found) throw new Error(`No scheme ${schemeId}`);
    return found;
  };
  // A paper from before the first version is judged by the first.
  const version = (schemeId: string, wanted: string): Scheme =>
    versions(schemeId).find((scheme) => scheme.version === wanted) ?? versions(schemeId)[0]!;
  return {
    ids,
    versions,
    since,
    inForce: (schemeId, day) =>
      versions(schemeId)
        .filter((scheme) => (since(scheme) ?? day) <= day)
        .at(-1)!,
    current: (schemeId) => versions(schemeId).at(-1)!,
    of: ({ schemeId, schemeVersion, wayBack }) => wayOf(version(schemeId, schemeVersion), wayBack ?? null),
    judging: ({ schemeId, schemeVersion, facts }, day) => {
      const moves = facts.filter((fact) => fact.kind === "moved" && (!day || fact.day <= day));
      return version(schemeId, moves.at(-1)?.word ?? schemeVersion);
    },
  };
}
