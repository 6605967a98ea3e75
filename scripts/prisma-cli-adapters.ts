/* Adapters for the Prisma command line only; the app has its own (app/infra/*-adapter.server.ts).
 * With `engine: "js"` the schema engine runs as WebAssembly over a driver adapter, and 6.19.3 has gaps there.
 * Each override below names the gap it fills; all were met in practice, none is documented upstream. */
import { mkdirSync } from "node:fs";
import path from "node:path";
import { PrismaBetterSQLite3 } from "@prisma/adapter-better-sqlite3";
import { PrismaPg } from "@prisma/adapter-pg";
import type {
  SqlDriverAdapter,
  SqlMigrationAwareDriverAdapterFactory,
  SqlQuery,
} from "@prisma/driver-adapter-utils";
import type pg from "pg";

type PgAdapter = Awaited<ReturnType<PrismaPg["connect"]>>;

const isPostgresql = (url: string) => /^postgres(ql)?:/.test(url);

export const databaseFolder = (url: string): string =>
  `prisma/${isPostgresql(url) ? "postgresql" : "sqlite"}`;

export function cliAdapter(url: string): SqlMigrationAwareDriverAdapterFactory {
  return isPostgresql(url) ? new CliPostgresql(url) : new CliSqlite({ url });
}

/** Whole migration files arrive through `executeRaw`, which takes a single statement. */
function acceptScripts<Adapter extends SqlDriverAdapter>(adapter: Adapter): Adapter {
  const executeOne = adapter.executeRaw.bind(adapter);
  adapter.executeRaw = async (query: SqlQuery) => {
    if (query.args.length > 0) return executeOne(query);
    await adapter.executeScript(query.sql);
    return 0;
  };
  return adapter;
}

// ── SQLite ──────────────────────────────────────────────────────────────────────────────────────────

/** As Prisma itself creates it. The engine does not recognise this adapter's "no such table" (P1014). */
const MIGRATIONS_TABLE = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
    "id"                    TEXT PRIMARY KEY NOT NULL,
    "checksum"              TEXT NOT NULL,
    "finished_at"           DATETIME,
    "migration_name"        TEXT NOT NULL,
    "logs"                  TEXT,
    "rolled_back_at"        DATETIME,
    "started_at"            DATETIME NOT NULL DEFAULT current_timestamp,
    "applied_steps_count"   INTEGER UNSIGNED NOT NULL DEFAULT 0
);`;

class CliSqlite extends PrismaBetterSQLite3 {
  readonly #file: string;

  constructor({ url }: { url: string }) {
    super({ url });
    this.#file = url.replace(/^file:/, "");
  }

  override async connect(): Promise<SqlDriverAdapter> {
    mkdirSync(path.dirname(this.#file), { recursive: true });
    const adapter = await super.connect();
    await adapter.executeScript(MIGRATIONS_TABLE);
    return adapter;
  }

  override async connectToShadowDb(): Promise<SqlDriverAdapter> {
    return acceptScripts(await super.connectToShadowDb());
  }
}

// ── PostgreSQL ──────────────────────────────────────────────────────────────────────────────────────

/** `"char"`, `name` and `name[]` in the catalogue, which the adapter cannot read: as text (prisma/orm#27403). */
const READ_AS: Record<number, number> = { 18: 25, 19: 25, 1003: 1009 };

function readTypesAsText({ fields }: pg.QueryArrayResult): void {
  for (const field of fields ?? []) field.dataTypeID = READ_AS[field.dataTypeID] ?? field.dataTypeID;
}

/** PostgreSQL 18 lists NOT NULL among the constraints, as type "n"; the engine of 6.19.3 panics on those rows. */
function dropNotNullConstraints({ fields, rows }: pg.QueryArrayResult): void {
  const column = (fields ?? []).findIndex(({ name }) => name === "constraint_type");
  if (column >= 0) rows.splice(0, rows.length, ...rows.filter((row) => row[column] !== "n"));
}

function makeCatalogueReadable(pool: pg.Pool): void {
  const query = pool.query.bind(pool) as (...args: unknown[]) => Promise<pg.QueryArrayResult>;
  const readable = async (...args: unknown[]) => {
    const result = await query(...args);
    readTypesAsText(result);
    dropNotNullConstraints(result);
    return result;
  };
  pool.query = readable as typeof pool.query; // `query` has nine overloads; the engine uses the promise ones
}

/** The stock one splits at every `;`, inside function bodies too. One simple query is also one transaction. */
function sendScriptsWhole(adapter: PgAdapter): void {
  const pool = adapter.underlyingDriver();
  adapter.executeScript = async (script: string) => {
    await pool.query(script);
  };
}

function patched(adapter: PgAdapter): PgAdapter {
  makeCatalogueReadable(adapter.underlyingDriver());
  sendScriptsWhole(adapter);
  return adapter;
}

/** Single fields: given a connection string, the "shadow" pool would connect to the real database. */
function connectionFields(url: string): pg.PoolConfig {
  const { hostname, port, username, password, pathname, searchParams } = new URL(url);
  return {
    host: searchParams.get("host") ?? hostname,
    port: Number(port || 5432),
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    database: decodeURIComponent(pathname.slice(1)),
    ssl: sslFrom(searchParams.get("sslmode")),
    max: 2,
    allowExitOnIdle: true, // the command does not close its pool
    idleTimeoutMillis: 500,
  };
}

function sslFrom(mode: string | null): pg.PoolConfig["ssl"] {
  if (mode === null || mode === "disable") return false;
  return { rejectUnauthorized: mode !== "no-verify" };
}

/** `migrate deploy` leaves the timer of its ten-second wait for a lock behind: it must not keep the process. */
function letTheLockTimerGo(): void {
  const set = globalThis.setTimeout;
  const patient = (...args: Parameters<typeof set>) => {
    const timer = set(...args);
    return args[1] === 10_000 ? timer.unref() : timer;
  };
  globalThis.setTimeout = Object.assign(patient, set);
}

class CliPostgresql extends PrismaPg {
  constructor(url: string) {
    super(connectionFields(url));
    letTheLockTimerGo();
  }

  override async connect(): Promise<PgAdapter> {
    return patched(await super.connect());
  }

  override async connectToShadowDb(): Promise<PgAdapter> {
    const shadow = acceptScripts(patched(await super.connectToShadowDb()));
    shadow.dispose = () => this.#dropShadow(shadow.underlyingDriver());
    return shadow;
  }

  /** The stock one drops the database before it has closed its own connections to it. */
  async #dropShadow(pool: pg.Pool): Promise<void> {
    await pool.end();
    const main = await this.connect();
    await main.executeScript(`DROP DATABASE "${pool.options.database}" WITH (FORCE)`);
    await main.dispose();
  }
}
