/* Answers as JSON what the database at DATABASE_URL still lacks: { "pending": [migration names], "content": the
 * fingerprint of the courseware published last, "demo": true when demo data is in it }. Asks the database itself, so a deleted or restored file is never taken for a finished one.
 * scripts/bootstrap.mjs runs it as a process of its own, once the packages are there. */
import { existsSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

const url = process.env.DATABASE_URL ?? "";
const kind = url.startsWith("file:") ? "sqlite" : "postgresql";

const APPLIED = `SELECT "migration_name" FROM "_prisma_migrations" WHERE "finished_at" IS NOT NULL`;
const DEMO = `SELECT "value" FROM "Setting" WHERE "key" = 'demo-data'`;
const CONTENT = `SELECT "value" FROM "Setting" WHERE "key" = 'content-published'`;

try {
  process.stdout.write(JSON.stringify(await state()));
} catch (error) {
  process.stderr.write(error.message);
  process.exitCode = 1;
}

async function state() {
  const query = kind === "sqlite" ? await openSqlite() : await openPostgresql();
  const applied = new Set((await query(APPLIED)).map((row) => row.migration_name));
  const pending = migrations().filter((name) => !applied.has(name));
  const demo = (await query(DEMO)).length > 0;
  const content = (await query(CONTENT))[0]?.value ?? "";
  await query.close();
  return { pending, content, demo };
}

function migrations() {
  const folder = fileURLToPath(new URL(`../prisma/${kind}/migrations/`, import.meta.url));
  const entries = readdirSync(folder, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
}

async function openSqlite() {
  const file = url.replace(/^file:/, "");
  if (!existsSync(file)) return Object.assign(async () => [], { close: async () => {} });
  const { default: Sqlite } = await import("better-sqlite3");
  const database = new Sqlite(file);
  const all = async (sql) => withoutTable(/no such table/, () => database.prepare(sql).all());
  return Object.assign(all, { close: async () => database.close() });
}

async function openPostgresql() {
  const { default: pg } = await import("pg");
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  await client.connect();
  const all = (sql) => withoutTable(/does not exist/, async () => (await client.query(sql)).rows);
  return Object.assign(all, { close: () => client.end() });
}

/** A table that is not there yet has no rows. */
async function withoutTable(message, rows) {
  try {
    return await rows();
  } catch (error) {
    if (message.test(error.message)) return [];
    throw error;
  }
}
