import type { Grant } from "#app/lib/actor.ts";
import { reachOf } from "./permissions.ts";

/** Where a person lands after signing in: staff at their work list, everyone else at their learning. */
export const homeOf = (grants: readonly Grant[]): string =>
  reachOf(grants, "see:work-list").length > 0 ? "/work" : "/learn";

/** Staff are held to longer passwords and shorter sessions. */
export const isStaff = (grants: readonly Pick<Grant, "role">[]): boolean =>
  grants.some(({ role }) => role !== "learner");
