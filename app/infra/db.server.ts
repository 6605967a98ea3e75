import { AsyncLocalStorage } from "node:async_hooks";
import {
  ColumnTypeEnum,
  type ArgScalarType,
  type SqlDriverAdapter,
  type SqlDriverAdapterFactory,
  type SqlQuery,
  type SqlResultSet,
} from "@prisma/driver-adapter-utils";
import type { PrismaClient } from "#prisma/sqlite/client/client.ts";
import * as Prisma from "#prisma/sqlite/client/internal/prismaNamespace.ts";
import { env } from "./env.server.ts";

/* The one way to the database, SQLite or PostgreSQL by DATABASE_URL. Both clients are generated from the same
 * models; the one in use is loaded here, and everyone takes the types of the SQLite one from here. */

export type * from "#prisma/sqlite/client/client.ts";
export { Prisma };
export type Tx = Prisma.TransactionClient;
export type DatabaseKind = "sqlite" | "postgresql";

/** For `$queryRaw` and `$executeRaw` on both databases: values are bound; write names "LikeThis". */
export const sql = Prisma.sql;

const MAX_WAIT_MS = 5_000;
const TRANSACTION_MS = 8_000;

export const databaseKind: DatabaseKind = env.DATABASE_URL.startsWith("file:") ? "sqlite" : "postgresql";

// ── The client ──────────────────────────────────────────────────────────────────────────────────────

/** Marks everything that runs inside `inTransaction`, until the transaction has ended. */
type Scope = AsyncLocalStorage<{ open: boolean }>;
type Database = { client: PrismaClient; adapter: () => Promise<SqlDriverAdapter>; scope: Scope };
type ClientModule = typeof import("#prisma/sqlite/client/client.ts");

/** One per process even when this module is loaded twice (two bundles, a reload in development). */
const shared = globalThis as { [key: symbol]: Promise<Database> | undefined };
const KEY = Symbol.for("passbook.database");

const { client, adapter, scope } = await (shared[KEY] ??= openDatabase());

/** Inside `inTransaction` every word said to it is refused: use the tx. */
export const db: PrismaClient = outsideTransactions(client);

async function openDatabase(): Promise<Database> {
  const opened: Scope = new AsyncLocalStorage();
  const { PrismaClient } = await loadClient();
  let connected: SqlDriverAdapter | undefined;
  const client = new PrismaClient({
    adapter: counting(await loadAdapter(), (adapter) => (connected = adapter)),
    errorFormat: "minimal", // "pretty" reads source files to decorate every error
    transactionOptions: { maxWait: MAX_WAIT_MS, timeout: TRANSACTION_MS },
  });
  const adapter = async () => {
    if (!connected) await client.$connect();
    return connected!;
  };
  return { client, adapter, scope: opened };
}

async function loadClient(): Promise<ClientModule> {
  if (databaseKind === "sqlite") return import("#prisma/sqlite/client/client.ts");
  // The one cast: the same models by derivation, so the same client but for the database behind it.
  return (await import("#prisma/postgresql/client/client.ts")) as unknown as ClientModule;
}

async function loadAdapter(): Promise<SqlDriverAdapterFactory> {
  if (databaseKind === "sqlite") {
    const { SqliteAdapter } = await import("./sqlite-adapter.server.ts");
    return new SqliteAdapter(env.DATABASE_URL);
  }
  const { PostgresqlAdapter } = await import("./postgresql-adapter.server.ts");
  return new PostgresqlAdapter(env.DATABASE_URL);
}

// ── Transactions ────────────────────────────────────────────────────────────────────────────────────

/**
 * All of it or nothing. Use the `tx` it hands you for every statement, keep it short, and wait for nothing but the
 * database in it. A statement that fails spoils the transaction, also when the error is caught: look first, or use
 * ON CONFLICT. On PostgreSQL others commit meanwhile (read committed): let the database add (`increment`, a unique
 * key, a guarded `updateMany`), never write back what was read.
 */
export async function inTransaction<Answer>(
  work: (tx: Tx) => Promise<Answer>,
  { timeoutMs = TRANSACTION_MS } = {},
): Promise<Answer> {
  refuseInside();
  const mine = { open: true };
  try {
    // Prisma's promises start when they are awaited: that, too, must happen inside.
    const inside = (tx: Tx) => scope.run(mine, async () => await work(tx));
    return await client.$transaction(inside, { maxWait: MAX_WAIT_MS, timeout: timeoutMs });
  } finally {
    mine.open = false;
  }
}

/** What statements written as SQL need of a transaction; Prisma's has it too. */
export type SqlTx = {
  $executeRaw: (query: Prisma.Sql) => Promise<number>;
  $queryRaw: <Rows>(query: Prisma.Sql) => Promise<Rows>;
};

/** `inTransaction` for acts that are SQL throughout and done all day, past Prisma's client, at a third of its cost. */
export async function inSqlTransaction<Answer>(work: (tx: SqlTx) => Promise<Answer>): Promise<Answer> {
  refuseInside();
  const connected = await adapter();
  const transaction = await connected.startTransaction();
  const mine = { open: true };
  const tx: SqlTx = {
    $executeRaw: (query) => transaction.executeRaw(asQuery(query)),
    $queryRaw: async <Rows>(query: Prisma.Sql) =>
      asObjects(await transaction.queryRaw(asQuery(query))) as Rows,
  };
  try {
    const answer = await scope.run(mine, () => work(tx));
    await transaction.commit();
    return answer;
  } catch (error) {
    await transaction.rollback();
    throw error;
  } finally {
    mine.open = false;
  }
}

function refuseInside() {
  if (scope.getStore()?.open) throw new Error("the database was used inside a transaction: use its tx");
}

/**
 * Inside a transaction `db` would see and change another state than `tx`, and on SQLite wait for itself. Asked when a
 * query is written and not when it runs: Prisma gathers the findUniques of one tick, of whichever requests, and runs
 * them all in the context of the first.
 */
function outsideTransactions(client: PrismaClient): PrismaClient {
  return new Proxy(client, {
    get(target, key) {
      refuseInside();
      return Reflect.get(target, key);
    },
  });
}

// ── Reading past the client ─────────────────────────────────────────────────────────────────────────

/**
 * The rows of one statement outside transactions, as `db.$queryRaw` answers them, at a third of its cost: for pages
 * that are read all day.
 */
export async function rowsOf<Row>(query: Prisma.Sql): Promise<Row[]> {
  refuseInside();
  const connected = await adapter();
  return asObjects(await connected.queryRaw(asQuery(query))) as Row[];
}

/** The same where the caller may stand in a transaction. */
export const rowsIn = <Row>(tx: Tx, query: Prisma.Sql): Promise<Row[]> =>
  tx === db ? rowsOf<Row>(query) : tx.$queryRaw<Row[]>(query);

const asQuery = ({ sql: sqlite, text, values }: Prisma.Sql): SqlQuery => ({
  sql: databaseKind === "sqlite" ? sqlite : text,
  args: values,
  argTypes: values.map((value) => ({ scalarType: scalarTypeOf(value), arity: "scalar" })),
});

function scalarTypeOf(value: unknown): ArgScalarType {
  switch (typeof value) {
    case "number":
      return Number.isInteger(value) ? "int" : "float";
    case "boolean":
      return "boolean";
    case "bigint":
      return "bigint";
    case "string":
      return "string";
    default:
      return value instanceof Date ? "datetime" : "unknown";
  }
}

/** The drivers answer instants and whole numbers as text, and SQLite a boolean as 0 or 1. */
function asObjects({ columnNames, columnTypes, rows }: SqlResultSet): Record<string, unknown>[] {
  return rows.map((row) => {
    const object: Record<string, unknown> = {};
    for (let index = 0; index < columnNames.length; index += 1)
      object[columnNames[index]!] = asValue(row[index], columnTypes[index]!);
    return object;
  });
}

function asValue(value: unknown, type: SqlResultSet["columnTypes"][number]): unknown {
  if (value === null) return null;
  switch (type) {
    case ColumnTypeEnum.DateTime:
      return new Date(value as string);
    case ColumnTypeEnum.Int32:
    case ColumnTypeEnum.Float:
    case ColumnTypeEnum.Double:
    case ColumnTypeEnum.UnknownNumber:
      return Number(value);
    case ColumnTypeEnum.Int64:
      return BigInt(value as string);
    case ColumnTypeEnum.Boolean:
      return value === true || Number(value) === 1;
    default:
      return value;
  }
}

// ── Counting ────────────────────────────────────────────────────────────────────────────────────────

let statements = 0;

/** Statements outside transactions since the start: a page's share of it must not grow with the rows it is about. */
export const statementsSoFar = (): number => statements;

/** Prisma would cut lists of ids into pieces of 999: statements that grow with the rows. SQLite takes this many. */
const SQLITE_INFO = { supportsRelationJoins: false, maxBindValues: 32_766 };

function counting(
  factory: SqlDriverAdapterFactory,
  onConnect: (adapter: SqlDriverAdapter) => void,
): SqlDriverAdapterFactory {
  const counted = (adapter: SqlDriverAdapter): SqlDriverAdapter => ({
    provider: adapter.provider,
    adapterName: adapter.adapterName,
    queryRaw: (query) => ((statements += 1), adapter.queryRaw(query)),
    executeRaw: (query) => ((statements += 1), adapter.executeRaw(query)),
    executeScript: (script) => adapter.executeScript(script),
    startTransaction: (isolationLevel) => adapter.startTransaction(isolationLevel),
    getConnectionInfo: () => adapter.getConnectionInfo?.() ?? SQLITE_INFO,
    dispose: () => adapter.dispose(),
  });
  const { provider, adapterName } = factory;
  const connect = async () => {
    const adapter = counted(await factory.connect());
    onConnect(adapter);
    return adapter;
  };
  return { provider, adapterName, connect };
}

// ── Errors and deadlines ────────────────────────────────────────────────────────────────────────────

type PrismaError = { code?: unknown; meta?: { driverAdapterError?: { cause?: DriverCause } } };
type DriverCause = { kind?: unknown; constraint?: { fields?: string[] } };

/** Did a unique key refuse it? With `field`: was that field part of the key? Also for raw SQL. */
export function isUniqueViolation(error: unknown, field?: string): boolean {
  if (!(error instanceof Error)) return false;
  const { code, meta } = error as PrismaError;
  const cause = meta?.driverAdapterError?.cause;
  if (code !== "P2002" && cause?.kind !== "UniqueConstraintViolation") return false;
  const fields = cause?.constraint?.fields?.map((name) => name.replaceAll('"', "")) ?? [];
  return field === undefined || fields.includes(field);
}

/** Fails after `ms` instead of waiting; the call itself goes on, so only for what may be forgotten. */
export async function withDeadline<Answer>(ms: number, what: string, call: Promise<Answer>): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} did not answer within ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([call, late]);
  } finally {
    clearTimeout(timer);
  }
}
