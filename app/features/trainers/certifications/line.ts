import type { CalendarDay } from "#app/lib/calendar-day.ts";
import {
  neverTookOver,
  successionTo,
  type Certification,
  type CertificationFact,
} from "./certification-status.ts";

/*
 * Which period really follows on which. One that should never have been decided never took over, nor did one whose smaller
 * scope an appeal set aside: what had followed on it follows on the one it had taken over from. The rows keep the link they
 * were decided with; what follows from this is added as facts.
 */

export type Linked = { id: string; predecessorId: string | null };
export type InLine = Linked & Pick<Certification, "validFrom" | "facts"> & { origin: string };

/** All that was decided after a period, on it or on what followed; as far as it goes on. */
export const decidedAfter = <One extends Linked>(
  id: string,
  all: readonly One[],
  goesOn: (one: One) => boolean = () => true,
): One[] =>
  all
    .filter((one) => one.predecessorId === id && goesOn(one))
    .flatMap((one) => [one, ...decidedAfter(one.id, all, goesOn)]);

type Followed = Linked & { facts: Parameters<typeof neverTookOver>[0] };

/** Those that really follow on a period. */
export const followersOf = <One extends Followed>(id: string, all: readonly One[]): One[] =>
  all
    .filter(({ predecessorId }) => predecessorId === id)
    .flatMap((one) => (neverTookOver(one.facts) ? followersOf(one.id, all) : [one]));

/** What a period was decided on, and as long as that never took over itself, what that was decided on: the last one stands. */
export function takenOverFrom<One extends Followed>(one: Linked, all: readonly One[]): One[] {
  const before = all.find(({ id }) => id === one.predecessorId);
  if (!before) return [];
  return neverTookOver(before.facts) ? [before, ...takenOverFrom(before, all)] : [before];
}

/** A period that takes over instead, with the succession that was decided to it. */
type Newer = { validFrom: CalendarDay; origin: string; successionId?: string | undefined };
export type TakenBack =
  | { kind: "succession-voided"; about: string }
  | { kind: "succeeded"; day: CalendarDay; word: string; about: string | null };

/** What is added to a period when the one that took over on a day gives way: nothing came, or what is newer than that. */
export function takeBack(facts: Certification["facts"], gone: CalendarDay, newer: Newer | null): TakenBack[] {
  const succession = successionTo(facts, gone);
  const others = facts.filter((fact) => fact !== succession);
  const takes = newer && !successionTo(others, newer.validFrom) ? newer : null;
  return [
    ...(succession ? [{ kind: "succession-voided", about: succession.id } as const] : []),
    ...(takes
      ? [
          {
            kind: "succeeded",
            day: takes.validFrom,
            word: takes.origin,
            about: takes.successionId ?? null,
          } as const,
        ]
      : []),
  ];
}

/** The same of a period in its line: what is added to which of those it was decided on. */
export function giveWay<One extends InLine>(
  gone: Pick<InLine, "id" | "predecessorId" | "validFrom">,
  all: readonly One[],
): { to: One; facts: TakenBack[] }[] {
  const [newer] = followersOf(gone.id, all);
  const decidedOn = newer && all.find(({ id }) => id === newer.predecessorId);
  const next = newer && {
    ...newer,
    successionId: decidedOn && successionTo(decidedOn.facts, newer.validFrom)?.id,
  };
  return takenOverFrom(gone, all).map((to) => ({
    to,
    facts: takeBack(to.facts, gone.validFrom, neverTookOver(to.facts) ? null : (next ?? null)),
  }));
}

/** What was decided on the renewal of a period, and on the version it is judged by, holds for whatever goes on with it. */
const GOES_ALONG: readonly string[] = ["moved", "waived"] satisfies CertificationFact["kind"][];
/** What became of its scope, its end and its file. */
const OF_ITS_OWN: readonly string[] = [
  "topic-added",
  "extended",
  "renewal-submitted",
  "renewal-refused",
  "renewal-withdrawn",
] satisfies CertificationFact["kind"][];

export const goesAlong = (kind: string): boolean => GOES_ALONG.includes(kind);
/** Decided on a reduced scope, it holds for the one it had come from, where that stands again. */
export const goesBack = (kind: string): boolean => goesAlong(kind) || OF_ITS_OWN.includes(kind);
