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

export type Scope = { kind: ScopeKind; id: string };
export type Grant = { role: Role; scope: Scope };

export type Actor = {
  personId: string;
  name: string;
  grants: Grant[];
  /** The scopes in which the permission that was asked for holds; data functions build their where clause from it. */
  reach: Scope[];
  requestId: string;
  /** The person's own zone, for instants on screen and personal deadlines. */
  timeZone: string;
  locale: string;
};

export const reachesAll = (actor: Pick<Actor, "reach">): boolean =>
  actor.reach.some(({ kind }) => kind === "all");

/** The ids of one kind of scope the actor reaches. */
export const reachedIds = (actor: Pick<Actor, "reach">, kind: ScopeKind): string[] =>
  actor.reach.filter((scope) => scope.kind === kind).map(({ id }) => id);
