import type { Requirement } from "#app/features/trainers/schemes/scheme.ts";

/*
 * How many candidates an agenda can carry (domain §6.2 T12): each leads modules of their own, out of enough sections and
 * for enough hours, at the side of whoever answers for the session.
 */

/** One session as it is planned: what it is about, and for how long. */
export type AgendaSession = { modules: readonly string[]; minutes: number };

type Delivery = Extract<Requirement, { kind: "delivery" }>;

/** @param sectionOf the section each module stands in */
export function candidatesCarried(
  agenda: readonly AgendaSession[],
  sectionOf: ReadonlyMap<string, string>,
  { modules, sections, minutes, coreModules = 0, coreSections = [] }: Delivery,
): number {
  const planned = [...new Set(agenda.flatMap((session) => session.modules))];
  const total = agenda.reduce((sum, session) => sum + (session.modules.length > 0 ? session.minutes : 0), 0);
  const inSection = new Map<string, number>();
  for (const id of planned) {
    const section = sectionOf.get(id);
    if (section !== undefined) inSection.set(section, (inSection.get(section) ?? 0) + 1);
  }
  const core = coreSections.reduce((sum, id) => sum + (inSection.get(id) ?? 0), 0);
  const carries = (candidates: number) =>
    total >= candidates * minutes &&
    core >= candidates * coreModules &&
    // From one section nobody takes so many that the other sections they need find no room.
    sum([...inSection.values()].map((there) => Math.min(there, candidates * (modules - sections + 1)))) >=
      candidates * modules;
  let candidates = 0;
  while (candidates < planned.length && carries(candidates + 1)) candidates += 1;
  return candidates;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);
