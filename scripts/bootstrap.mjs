/* Every command of package.json starts here, so that each works on a fresh clone, and again at once. Node alone is
 * used, because this also installs the packages. What is done already is skipped: by the fingerprint of what it
 * was made from or, for the database, by asking the database. */
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, realpathSync, watch, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { fingerprint, once, readOr } from "./once.mjs";
import { serverCommand } from "./server-command.mjs";

const PRISMA = "node_modules/prisma/build/index.js";
const REMIX = "node_modules/@remix-run/dev/dist/cli.js";
const SCHEMA = "prisma/sqlite/schema.prisma";
const BUILT_FROM = [
  "app",
  "public",
  SCHEMA,
  "package-lock.json",
  "remix.config.js",
  "server.ts",
  "vite.config.ts",
];

const COMMANDS = {
  demo,
  start,
  dev,
  test,
  check,
  bench,
  pictures,
  "content:check": contentCheck,
  mutants,
  verify,
  build,
  generate,
};

class Failure extends Error {}

try {
  await main(process.argv[2], process.argv.slice(3));
} catch (error) {
  if (!(error instanceof Failure)) throw error;
  console.error(error.message);
  process.exit(1);
}

async function main(name, args) {
  process.chdir(fileURLToPath(new URL("../", import.meta.url)));
  const command = COMMANDS[name];
  if (!command) throw new Failure(`Usage: node scripts/bootstrap.mjs ${Object.keys(COMMANDS).join("|")}`);
  requireNode();
  useOwnHeaders();
  installPackages();
  proveSqlite();
  await generate();
  await command(args);
}

// ── What every command needs ────────────────────────────────────────────────────────────────────────

function requireNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  throw new Failure(`Passbook needs Node.js 20.19 or newer; this is ${process.versions.node}.`);
}

/** better-sqlite3 is compiled where no ready build can be fetched, and node-gyp would then fetch headers too. */
function useOwnHeaders() {
  const prefix = path.resolve(realpathSync(process.execPath), "../..");
  if (existsSync(path.join(prefix, "include/node/node.h"))) process.env.npm_config_nodedir ??= prefix;
}

function installPackages() {
  const stamp = "node_modules/.passbook-stamp";
  const wanted = fingerprint(["package-lock.json"]);
  if (readOr(stamp, "") === wanted) return;
  if (!installedAsLocked()) {
    say("Installing packages; the first time this takes a minute or two");
    if (!npm("ci", "--include=dev"))
      throw new Failure("The packages could not be installed; npm says why above.");
  }
  writeFileSync(stamp, wanted);
}

/** After an `npm install` by hand there is no stamp of ours, but npm's own list of what it put there. */
function installedAsLocked() {
  const { packages: wanted } = JSON.parse(readFileSync("package-lock.json", "utf8"));
  const { packages: found } = JSON.parse(readOr("node_modules/.package-lock.json", '{"packages":{}}'));
  const asLocked = ([place, { version, optional }]) =>
    found[place] ? found[place].version === version : place === "" || optional === true;
  return Object.entries(wanted).every(asLocked);
}

/** An installation that looks complete can still lack the compiled part, or have it for another Node. */
function proveSqlite() {
  const opens = () => runNode(["-e", 'new (require("better-sqlite3"))(":memory:")']).status === 0;
  if (opens()) return;
  say("Building better-sqlite3");
  if (npm("rebuild", "better-sqlite3") && opens()) return;
  throw new Failure(
    "better-sqlite3 cannot be built here: it needs Python 3, make and a C++ compiler (Debian: build-essential).",
  );
}

/** Both clients whichever database is used: types come from one, tests run on both. */
async function generate() {
  for (const database of ["sqlite", "postgresql"]) {
    const schema = `prisma/${database}/schema.prisma`;
    await once(
      `client-${database}`,
      [schema, "package-lock.json"],
      `prisma/${database}/client/client.ts`,
      () => step(`Generating the client for ${database}`, [PRISMA, "generate", "--schema", schema]),
    );
  }
}

// ── Commands ────────────────────────────────────────────────────────────────────────────────────────

async function demo() {
  process.env.APP_MODE ??= "demo";
  await build();
  const { demo: filled } = prepareDatabase();
  if (!filled) step("Filling the demonstration", ["--import", "tsx", "scripts/demo.ts"], { show: true });
  endWith(serve());
}

async function start() {
  await build();
  prepareDatabase();
  endWith(serve());
}

/** Pages are drawn by the server: what changes is built again and the server started again. */
async function dev() {
  process.env.APP_MODE ??= "demo";
  await build();
  prepareDatabase();
  let server = serve();
  const again = async () => {
    try {
      await build();
    } catch (failure) {
      return console.error(failure.message); // the server goes on with the last good build
    }
    server.once("exit", () => (server = serve()));
    server.kill("SIGTERM");
  };
  let timer;
  const soon = () => (clearTimeout(timer), (timer = setTimeout(again, 200)));
  for (const folder of ["app", "public"]) watch(folder, { recursive: true }, soon);
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(0));
  process.on("exit", () => server.kill("SIGTERM"));
}

function test(args) {
  endWith(spawnNode(["scripts/test.mjs", ...args]));
}

function check() {
  endWith(spawnNode(["scripts/test.mjs", "--only", "format,lint,types,schema,rules"]));
}

async function bench(args) {
  await build();
  endWith(spawnNode(["--import", "tsx", "scripts/bench.ts", ...args]));
}

async function pictures() {
  const { ensureJudges } = await import("./judges.mjs");
  Object.assign(process.env, await ensureJudges());
  endWith(spawnNode(["--import", "tsx", "scripts/pictures.ts"]));
}

function contentCheck(args) {
  endWith(spawnNode(["--import", "tsx", "scripts/content-check.ts", ...args]));
}

function verify(args) {
  endWith(spawnNode(["--import", "tsx", "scripts/verify.ts", ...args]));
}

function mutants(args) {
  endWith(spawnNode(["scripts/mutants.mjs", ...args]));
}

// ── Steps ───────────────────────────────────────────────────────────────────────────────────────────

async function build() {
  await once("build", BUILT_FROM, "build/server.js", async () => {
    const env = { ...process.env, NODE_ENV: "production" };
    step("Building the pages and the server", [REMIX, "vite:build"], { env });
    const { build: bundle } = await import("esbuild");
    const target = { platform: "node", format: "esm", target: "node20", packages: "external" };
    const entryPoints = {
      server: "server.ts",
      // a thread starts from a file of its own
      "drawing-thread": "app/features/certification/drawing-thread.server.ts",
      "sheet-thread": "app/features/catalogue/sheet-thread.server.ts",
      "letter-thread": "app/features/cohorts/letter-thread.server.ts",
      "booklet-thread": "app/features/trainers/exams/booklet-thread.server.ts",
      "report-thread": "app/features/reports/report-thread.server.ts",
    };
    await bundle({ entryPoints, outdir: "build", bundle: true, ...target });
  });
}

/** Makes DATA_DIR and DATABASE_URL absolute for everything that follows, and brings the database up to date. */
function prepareDatabase() {
  const { env } = process;
  env.DATA_DIR = path.resolve(env.DATA_DIR ?? "data");
  env.DATABASE_URL ??= `file:${path.join(env.DATA_DIR, "passbook.db")}`;
  env.DATABASE_URL = env.DATABASE_URL.replace(/^file:(.*)$/, (_, file) => `file:${path.resolve(file)}`);
  mkdirSync(env.DATA_DIR, { recursive: true });
  const state = databaseState();
  if (state.pending.length > 0) step("Updating the database", [PRISMA, "migrate", "deploy"]);
  const content = fingerprint(["content"]);
  if (state.content !== content)
    step("Publishing the courses", ["--import", "tsx", "scripts/publish-courses.ts", content], {
      show: true,
    });
  return state;
}

function databaseState() {
  const { status, stdout, stderr } = runNode(["scripts/database-state.mjs"]);
  if (status === 0) return JSON.parse(stdout);
  throw new Failure(`The database at DATABASE_URL does not answer: ${stderr.trim()}`);
}

function serve() {
  return spawnNode(serverCommand, { ...process.env, NODE_ENV: process.env.NODE_ENV ?? "production" });
}

// ── Tools ───────────────────────────────────────────────────────────────────────────────────────────

function step(label, args, { env = process.env, show = false } = {}) {
  say(label);
  const { status, stdout, stderr } = runNode(args, { env, stdio: show ? "inherit" : "pipe" });
  if (status !== 0) throw new Failure(`${stdout ?? ""}${stderr ?? ""}${label}: that did not work.`);
}

function runNode(args, options) {
  return spawnSync(process.execPath, args, { encoding: "utf8", maxBuffer: 2 ** 26, ...options });
}

function spawnNode(args, env = process.env) {
  return spawn(process.execPath, args, { stdio: "inherit", env });
}

function npm(...args) {
  const cli = process.env.npm_execpath ?? "";
  const [file, first] = cli.endsWith("npm-cli.js") ? [process.execPath, [cli]] : ["npm", []];
  return spawnSync(file, [...first, ...args], { stdio: "inherit" }).status === 0;
}

/** From here on this process only stands for that one: signals go on to it, and it ends as that one ends. */
function endWith(child) {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.once("exit", (code) => process.exit(code ?? 1));
}

function say(line) {
  console.error(`• ${line}`);
}
