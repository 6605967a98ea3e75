import { ROLES, SCOPE_KINDS, type Grant, type Role, type Scope, type ScopeKind } from "#app/lib/actor.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import { SCOPES_OF_ROLE } from "./permissions.ts";

/* Who may be given which role (decisions 16): a role holds in one scope of a kind that makes sense for it. Nobody
 * changes their own roles, and somebody must stay who can change everybody's. */

export const PROGRAMMES = ["management", "financial-education"] as const;

/** Everybody learns without being given the role. */
export const GRANTABLE_ROLES = ROLES.filter((role) => role !== "learner");

export type Granting = { actorId: string; personId: string; asked: Grant };

export function mayGrant({ actorId, personId, asked: { role, scope } }: Granting): Result<void> {
  if (actorId === personId) return refuse("roles.own");
  if (role === "learner") return refuse("roles.everybody-learns");
  return SCOPES_OF_ROLE[role].includes(scope.kind) ? ok(undefined) : refuse("roles.scope-unfit");
}

/** `otherAdministrators`: active people who would still hold the role of platform administrator. */
export type Ending = { actorId: string; personId: string; role: Role; otherAdministrators: number };

export function mayEnd({ actorId, personId, role, otherAdministrators }: Ending): Result<void> {
  if (actorId === personId) return refuse("roles.own");
  return role === "platform-administrator" && otherAdministrators === 0
    ? refuse("roles.last-administrator")
    : ok(undefined);
}

/** A scope as a form carries it: "organisation:ID", "all:". */
export const writeScope = ({ kind, id }: Scope): string => `${kind}:${id}`;

export function readScope(text: string): Scope | null {
  const at = text.indexOf(":");
  const kind = SCOPE_KINDS.find((known): known is ScopeKind => known === text.slice(0, at));
  if (!kind) return null;
  const id = text.slice(at + 1);
  return (kind === "own" || kind === "all") === (id === "") ? { kind, id } : null;
}
