import { databaseKind, db, withDeadline } from "./db.server.ts";
import { now } from "./clock.server.ts";

const CHECK_MS = 2_000;

/** Throws unless the database keeps its promises: settings as they must be, and a write that can be read. */
export async function checkDatabase(): Promise<void> {
  await withDeadline(CHECK_MS, "The database", Promise.all([checkSettings(), checkWriting()]));
}

type Settings = Record<string, string>;

async function checkSettings(): Promise<void> {
  const wrong = databaseKind === "sqlite" ? await wrongSqliteSettings() : await wrongPostgresqlSettings();
  if (wrong.length > 0) throw new Error(`The database is not set as it must be: ${wrong.join(", ")}`);
}

const SQLITE_SETTINGS: Settings = {
  journal_mode: "wal",
  synchronous: "2",
  foreign_keys: "1",
  trusted_schema: "0",
};

/** PRAGMA as a statement is answered by the writing connection, as a function in a SELECT by the reading one. */
async function wrongSqliteSettings(): Promise<string[]> {
  const names = Object.keys(SQLITE_SETTINGS);
  const writer = await readEach(names, (name) => `PRAGMA ${name}`);
  const reader = await readEach([...names, "query_only"], (name) => `SELECT * FROM pragma_${name}`);
  return [
    ...differences("writer", SQLITE_SETTINGS, writer),
    ...differences("reader", { ...SQLITE_SETTINGS, query_only: "1" }, reader),
  ];
}

async function readEach(names: string[], toSql: (name: string) => string): Promise<Settings> {
  const settings: Settings = {};
  for (const name of names) {
    const [row] = await db.$queryRawUnsafe<Record<string, unknown>[]>(toSql(name));
    settings[name] = String(Object.values(row ?? {})[0]);
  }
  return settings;
}

const differences = (where: string, expected: Settings, found: Settings): string[] =>
  Object.keys(expected)
    .filter((name) => found[name] !== expected[name])
    .map((name) => `${where} ${name} is ${found[name]}, not ${expected[name]}`);

async function wrongPostgresqlSettings(): Promise<string[]> {
  const rows = await db.$queryRaw<{ name: string; setting: string }[]>`
    SELECT name, setting FROM pg_settings
    WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit') AND setting = 'off'
       OR name IN ('statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout') AND setting = '0'`;
  return rows.map(({ name, setting }) => `${name} is ${setting}`);
}

const HEARTBEAT = "heartbeat";

/** Another check may write at the same time: what is read may be later, never earlier. */
async function checkWriting(): Promise<void> {
  const written = now().toISOString();
  await db.$executeRaw`
    INSERT INTO "Setting" ("key", "value") VALUES (${HEARTBEAT}, ${written})
    ON CONFLICT ("key") DO UPDATE SET "value" =
      CASE WHEN excluded."value" > "Setting"."value" THEN excluded."value" ELSE "Setting"."value" END`;
  const read = await db.setting.findUnique({ where: { key: HEARTBEAT } });
  if (!read || read.value < written) throw new Error("The database does not show what was just written");
}
