/** Who acts, with what reach. Roles and scopes as in decisions: scope is a where clause, never a column check. */

export const ROLES = [
  "learner",
  "trainer",
  "assessor",
  "training-head",
  "area-manager",
  "cohort-administrator",
  "certification-officer",
  "exam-custodian",
  "marker",
  "auditor",
  "platform-administrator",
] as const;
export type Role = (typeof ROLES)[number];

export const SCOPE_KINDS = ["own", "cohort", "units", "organisation", "programme", "all"] as const;
export type ScopeKind = (typeof SCOPE_KINDS)[number];

/** `for`: whose role it comes from, where it is held as somebody's deputy. */
export type Scope = { kind: ScopeKind; id: string; for?: string };
export type Grant = { role: Role; scope: Scope };

export type Actor = {
  personId: string;
  name: string;
  grants: Grant[];
  /** The scopes in which the permission that was asked for holds; data functions build their where clause from it. */
  reach: Scope[];
  requestId: string;
  /** On whose behalf, where an act has found out; else it follows from the reach (`actingFor`). */
  actingFor?: readonly string[];
  /** The person's own zone, for instants on screen and personal deadlines. */
  timeZone: string;
  locale: string;
};

export const reachesAll = (actor: Pick<Actor, "reach">): boolean =>
  actor.reach.some(({ kind }) => kind === "all");

/** The ids of one kind of scope the actor reaches. */
export const reachedIds = (actor: Pick<Actor, "reach">, kind: ScopeKind): string[] =>
  actor.reach.filter((scope) => scope.kind === kind).map(({ id }) => id);

/** The actor without the roles they hold as somebody's deputy. */
export const ownReach = <Who extends Pick<Actor, "reach">>(actor: Who): Who => ({
  ...actor,
  reach: actor.reach.filter((scope) => scope.for === undefined),
});

type Place = { kind: ScopeKind; id: string };

export const programmeScope = (id: string): Place => ({ kind: "programme", id });

const covers = ({ kind, id }: Scope, place: Place): boolean =>
  kind === "all" || (kind === place.kind && id === place.id);

/**
 * On whose behalf the actor acts: of those whose role alone carries the permission, there. Whoever may it by a role of
 * their own acts for themselves; where both carry it in different places, the place has to be said.
 */
export function actingFor({ reach }: Pick<Actor, "reach">, place?: Place): readonly string[] {
  const there = place ? reach.filter((scope) => covers(scope, place)) : reach;
  if (there.some((scope) => scope.for === undefined)) return [];
  return [...new Set(there.flatMap((scope) => scope.for ?? []))];
}

/** The actor in an act about something in this place: its lines say on whose behalf it was. */
export const actingIn = <Who extends Actor>(actor: Who, place: Place): Who => ({
  ...actor,
  actingFor: actingFor(actor, place),
});

/**
 * What is found in the actor's reach, with the actor as who they are towards it: for themselves where a role of their own
 * reaches it, else for whoever's does.
 */
export async function actingWhereFound<Who extends Actor, Found>(
  asking: Who,
  find: (who: Who) => Promise<Found | null>,
): Promise<{ found: Found; actor: Who & { actingFor: readonly string[] } } | null> {
  const own = await find(ownReach(asking));
  if (own !== null) return { found: own, actor: { ...asking, actingFor: [] } };
  const found = await find(asking);
  if (found === null) return null;
  const principals: string[] = [];
  for (const principal of new Set(asking.reach.flatMap((scope) => scope.for ?? []))) {
    const theirs = { ...asking, reach: asking.reach.filter((scope) => scope.for === principal) };
    if ((await find(theirs)) !== null) principals.push(principal);
  }
  return { found, actor: { ...asking, actingFor: principals } };
}

/** Whose records the actor leaves to others: their own, and those of whom they act for. */
export const ownRecordsOf = (actor: Actor): string[] => [
  actor.personId,
  ...(actor.actingFor ?? actingFor(actor)),
];

/** The same where a list goes over many places: of everybody the actor stands in for anywhere. */
export const ownRecordsAnywhere = ({ personId, reach }: Pick<Actor, "personId" | "reach">): string[] => [
  ...new Set([personId, ...reach.flatMap((scope) => scope.for ?? [])]),
];

/** Nobody acts on their own record, nor by somebody else's role on that one's. */
export const isOwnRecord = (actor: Actor, personId: string): boolean =>
  ownRecordsOf(actor).includes(personId);
