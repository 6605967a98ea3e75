import { rm } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import appRoutes from "#app/routes.ts";
import { ROLES, type Role } from "#app/lib/actor.ts";
import { ACCESS, type Gate, type Row } from "#tests/access/access-table.ts";
import type { Params, Principal, World } from "#tests/support/access-world.ts";
import { startApp, type App } from "#tests/support/app.ts";
import { createDatabase, temporaryFolder } from "#tests/support/database.ts";

/*
 * Every route as every role on own, foreign and unknown objects, reads and writes, as documents and as data requests,
 * over real HTTP, against the hand-written table. Taking any one guard out of the app turns this red.
 */

const database = await createDatabase(inject("template"));
const dataDir = await temporaryFolder();
Object.assign(process.env, {
  APP_MODE: "test",
  DATABASE_URL: database.url,
  DATA_DIR: dataDir,
  LOG_LEVEL: "silent",
});

let app: App;
let world: World;
let asked = 0;

beforeAll(async () => {
  const { makeWorld } = await import("#tests/support/access-world.ts");
  world = await makeWorld();
  app = await startApp({ databaseUrl: database.url, dataDir });
});

afterAll(async () => {
  await app?.stop();
  const { db } = await import("#app/infra/db.server.ts");
  await db.$disconnect();
  await database.drop();
  await rm(dataDir, { recursive: true, force: true });
  if (app?.complaints().includes('"level":50')) process.stdout.write(app.complaints());
  process.stdout.write(`access: ${asked} requests\n`);
});

type RouteEntry = { path: string; id: string; loader: boolean; action: boolean };

/** The manifest of the app, with what each module really exports. */
const routes: RouteEntry[] = await Promise.all(
  appRoutes.map(async ({ path = "", file }) => {
    const module = (await import(`../../app/${file}`)) as Record<string, unknown>;
    const id = file.replace(/\.tsx?$/, "");
    return { path: `/${path}`, id, loader: "loader" in module, action: "action" in module };
  }),
);

describe("the table and the manifest", () => {
  test("name the same routes", () => {
    expect(Object.keys(ACCESS).sort()).toEqual(routes.map(({ path }) => path).sort());
  });

  test.each(routes)(
    "$path has a row for its loader and its action, and no more",
    ({ path, loader, action }) => {
      const row: Row = ACCESS[path] ?? {};
      expect({ loader: "loader" in row, action: "action" in row }).toEqual({ loader, action });
    },
  );
});

type Kind = "loader" | "action";
type Transport = "document" | "data";
type Answer = "in" | "sign-in" | "401" | "403" | "404" | `odd ${string}`;

const TRANSPORTS: Transport[] = ["document", "data"];
const fill = (path: string, params: Params) =>
  path.replace(/:(\w+)|\*/g, (part, name: keyof Params | undefined) => params[name ?? (part as "*")]);

async function ask(
  route: RouteEntry,
  kind: Kind,
  transport: Transport,
  params: Params,
  cookie: string,
): Promise<Answer> {
  asked += 1;
  const path = fill(route.path, params);
  const address =
    transport === "document"
      ? path
      : `${path === "/" ? "/_root" : path}.data${kind === "loader" ? `?_routes=${encodeURIComponent(route.id)}` : ""}`;
  const response = await fetch(`${app.origin}${address}`, {
    method: kind === "loader" ? "GET" : "POST",
    redirect: "manual",
    headers: {
      cookie,
      "sec-fetch-site": "same-origin",
      ...(kind === "action" ? { "content-type": "application/x-www-form-urlencoded" } : {}),
    },
    ...(kind === "action" ? { body: "" } : {}),
  });
  return transport === "document" ? readDocument(response) : readData(response);
}

async function readDocument(response: Response): Promise<Answer> {
  await response.arrayBuffer();
  const { status } = response;
  if (status >= 300 && status < 400)
    return response.headers.get("location")?.startsWith("/sign-in?next=") ? "sign-in" : "in";
  if (status === 401 || status === 403 || status === 404) return String(status) as Answer;
  return status < 500 ? "in" : `odd ${status}`;
}

/** A data answer says inside what a document says by its status. */
async function readData(response: Response): Promise<Answer> {
  const text = await response.text();
  if (response.status >= 500) return `odd ${response.status}`;
  if (text.includes("/sign-in?next=")) return "sign-in";
  const thrown = /"ErrorResponse",(\d+)|"ErrorResponse".*?(40[134])/.exec(text);
  if (thrown || [401, 403, 404].includes(response.status)) {
    const status = [401, 403, 404].find(
      (each) => response.status === each || new RegExp(`\\b${each}\\b`).test(text),
    );
    return status ? (String(status) as Answer) : "in";
  }
  return "in";
}

const lets = (gate: Exclude<Gate, "public">, role: Role) => gate.to === "everyone" || gate.to.includes(role);

type Whose = "own" | "foreign" | "unknown";

/**
 * A role that is not let in meets the same door whatever it asks for; one that is let in meets the objects. A page and
 * its data are drawn by one loader: how each is asked for goes by turns, from object to object and from role to role.
 */
const AT_THE_DOOR: Whose[] = ["own", "foreign"];
const BEHIND_THE_DOOR: Whose[] = ["foreign", "unknown", "own"];

function asksOf(role: Role, letIn: boolean): [Whose, Transport][] {
  const turn = ROLES.indexOf(role);
  const wanted = letIn ? BEHIND_THE_DOOR : [AT_THE_DOOR[turn % AT_THE_DOOR.length]!];
  return wanted.map((whose, step) => [whose, TRANSPORTS[(turn + step) % TRANSPORTS.length]!]);
}

function expected(gate: Gate, { role }: Principal, whose: Whose): Answer[] {
  if (gate === "public") return ["in", "404"];
  if (!lets(gate, role)) return ["403"];
  if (!gate.of || whose === "own") return ["in"];
  if (gate.of === "any") return whose === "unknown" ? ["404"] : ["in", "404"];
  // Whoever reaches everything finds the foreign object too; one's own things are nobody else's.
  if (whose === "foreign" && gate.of === "ours" && role === "platform-administrator") return ["in"];
  return ["404"];
}

const paramsFor = (gate: Gate, principal: Principal, whose: Whose): Params => {
  if (whose === "unknown") return world.unknown;
  if (whose === "foreign") return world.foreign;
  return gate !== "public" && gate.of === "mine" ? principal.mine : world.ours;
};

const cases = routes.flatMap((route) =>
  (["loader", "action"] as const).filter((kind) => route[kind]).map((kind) => ({ ...route, kind })),
);

describe.each(cases)("$kind of $path", (route) => {
  const { kind, path } = route;
  const gate = ACCESS[path]?.[kind] ?? "public";

  test("nobody signed in", async () => {
    for (const transport of TRANSPORTS) {
      const answer = await ask(route, kind, transport, world.ours, "");
      if (gate === "public") expect(["in", "404"], transport).toContain(answer);
      else expect(answer, transport).toBe(kind === "loader" ? "sign-in" : "401");
    }
  });

  if (gate === "public") return;

  test.each(ROLES)("%s", async (role) => {
    const principal = world.principals.find((each) => each.role === role)!;
    for (const [whose, transport] of asksOf(role, lets(gate, role))) {
      const answer = await ask(route, kind, transport, paramsFor(gate, principal, whose), principal.cookie);
      expect(expected(gate, principal, whose), `${whose}, ${transport}: answered ${answer}`).toContain(
        answer,
      );
    }
  });
});
