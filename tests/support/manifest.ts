import appRoutes from "#app/routes.ts";
import { ROLES, type Role } from "#app/lib/actor.ts";
import { ACCESS } from "#tests/access/access-table.ts";
import type { Params, Principal, World } from "./access-world.ts";

/** A route of the app, with what its module really exports. */
export type RouteEntry = {
  path: string;
  id: string;
  loader: boolean;
  action: boolean;
  /** Draws a document; the others answer with something else. */
  page: boolean;
};

export const readManifest = (): Promise<RouteEntry[]> =>
  Promise.all(
    appRoutes.map(async ({ path = "", file }) => {
      const module = (await import(/* @vite-ignore */ `../../app/${file}`)) as Record<string, unknown>;
      return {
        path: `/${path}`,
        id: file.replace(/\.tsx?$/, ""),
        loader: "loader" in module,
        action: "action" in module,
        page: "default" in module,
      };
    }),
  );

/** The address with its gaps filled. */
export const fill = (path: string, params: Params): string =>
  path.replace(/:(\w+)|\*/g, (_, name?: keyof Params) => params[name ?? "*"]);

/** The address of the same route as a script asks for it. */
export const dataAddress = (path: string): string => `${path === "/" ? "/_root" : path}.data`;

/** Somebody whom the access table lets in, and objects within their reach; nobody where all are let in. */
export function whoMay(
  route: RouteEntry,
  kind: "loader" | "action",
  world: World,
): { principal: Principal | null; params: Params } {
  const gate = ACCESS[route.path]?.[kind] ?? "public";
  if (gate === "public") return { principal: null, params: world.ours };
  const roles: readonly Role[] = gate.to === "everyone" ? ROLES : gate.to;
  const principal = world.principals.find(({ role }) => role === roles[0])!;
  return { principal, params: gate.of === "mine" ? principal.mine : world.ours };
}
