/* Writes the next migration of both databases: the difference between the committed migrations and the schema.
 *   node scripts/new-migration.mjs add-survey-answers
 *   node scripts/new-migration.mjs --check     fails when the schema says more than the migrations do
 * The SQL is yours to complete (triggers, moved data) until it is committed; afterwards it never changes. */
import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { startPostgres } from "./embedded-postgres.mjs";

const root = fileURLToPath(new URL("../", import.meta.url));
const PRISMA = path.join(root, "node_modules/prisma/build/index.js");
const NOTHING_TO_DO = 0;
const DIFFERENT = 2; // what `migrate diff --exit-code` answers

await main(process.argv[2]);

async function main(name) {
  const checking = name === "--check";
  if (!checking && !/^[a-z][a-z0-9-]*$/.test(name ?? "")) {
    return fail("Usage: node scripts/new-migration.mjs NAME, in lower case with hyphens (or --check).");
  }
  node(["scripts/derive-schema.mjs", ...(checking ? ["--check"] : [])]);
  const changes = await differences();
  if (checking) return report(changes);
  if (changes.every(({ sql }) => sql === null)) return console.log("The migrations already say it all.");
  const folder = `${timestamp()}_${name.replaceAll("-", "_")}`;
  for (const change of changes) write(change, folder);
}

/** Both histories are replayed on empty databases, so hand-written SQL in them is taken into account. */
async function differences() {
  const postgres = await startPostgres();
  try {
    return [diff("sqlite", "file::memory:"), diff("postgresql", postgres.url)];
  } finally {
    await postgres.stop();
  }
}

function diff(database, url) {
  const folder = `prisma/${database}`;
  mkdirSync(path.join(root, folder, "migrations"), { recursive: true });
  writeFileSync(path.join(root, folder, "migrations/migration_lock.toml"), `provider = "${database}"\n`);
  const from = ["--from-migrations", `${folder}/migrations`];
  const to = ["--to-schema-datamodel", `${folder}/schema.prisma`];
  const { status, stdout } = node(
    [PRISMA, "migrate", "diff", ...from, ...to, "--script", "--exit-code"],
    url,
  );
  return { database, sql: status === DIFFERENT ? stdout : null };
}

function write({ database, sql }, folder) {
  const target = path.join("prisma", database, "migrations", folder, "migration.sql");
  mkdirSync(path.join(root, path.dirname(target)), { recursive: true });
  writeFileSync(path.join(root, target), sql ?? "-- nothing to do on this database\n");
  console.log(target);
}

function report(changes) {
  for (const { database, sql } of changes) {
    if (sql !== null) fail(`The schema says more than the migrations of ${database}:\n${sql}`);
  }
}

function node(args, url) {
  const env = { ...process.env, ...(url && { DATABASE_URL: url }) };
  const run = spawnSync(process.execPath, args, { cwd: root, env, encoding: "utf8" });
  if (run.status === NOTHING_TO_DO || run.status === DIFFERENT) return run;
  throw new Error(`${args.join(" ")} failed\n${run.stdout}${run.stderr}`);
}

/** As Prisma names them: 20260131120000. */
function timestamp() {
  return new Date().toISOString().replace(/\D/g, "").slice(0, 14);
}

function fail(message) {
  console.error(message);
  process.exitCode = 1;
}
