import { setTimeout as sleep } from "node:timers/promises";
import { PrismaBetterSQLite3 } from "@prisma/adapter-better-sqlite3";
import { DriverAdapterError } from "@prisma/driver-adapter-utils";
import type {
  IsolationLevel,
  SqlDriverAdapter,
  SqlDriverAdapterFactory,
  SqlQuery,
  Transaction,
} from "@prisma/driver-adapter-utils";
import type { Database } from "better-sqlite3";
import { keepStatements } from "./kept-statements.server.ts";

/* The stock adapter has one connection: a request's plain write that arrives while another request's transaction
 * is open runs inside it, and is lost when that one rolls back; a COMMIT that fails is never rolled back and
 * leaves its lock held (prisma/orm#29933). Here
 *   - one connection writes, behind one lock for plain writes and transactions alike, BEGIN IMMEDIATE;
 *   - another, which cannot write, answers plain SELECTs from what is committed and never waits;
 *   - a transaction ends in exactly one place, which leaves nothing open and frees the lock;
 *   - a statement that fails spoils its transaction, as on PostgreSQL: what works here works there.
 * One client per process: two would wait for each other. Conversion of values is the stock adapter's. */

/** SQLite's own wait blocks the event loop, so it is short; beyond it we wait without blocking. */
const BLOCKING_WAIT_MS = 50;
const WAIT_FOR_OTHER_PROCESS_MS = 5_000;
const RETRY_EVERY_MS = 20;
/** Switching a fresh file to WAL is done once and may meet another process that does the same. */
const OPENING_WAIT_MS = 5_000;

const EVERY_CONNECTION = [
  "journal_mode = WAL",
  "synchronous = FULL", // in WAL mode better-sqlite3 defaults to NORMAL: a power cut then loses commits
  "foreign_keys = ON",
  "trusted_schema = OFF",
  `busy_timeout = ${BLOCKING_WAIT_MS}`,
];
const WRITER = [...EVERY_CONNECTION, "wal_autocheckpoint = 1000", `journal_size_limit = ${64 * 1024 * 1024}`];
const READER = [...EVERY_CONNECTION, "query_only = ON"];

/** The stock adapter with the native connection it holds: one cast, for what its types do not show. */
type Connection = SqlDriverAdapter & { readonly client: Database };

type Release = () => void;

export class SqliteAdapter implements SqlDriverAdapterFactory {
  readonly provider = "sqlite";
  readonly adapterName = "passbook-sqlite";
  readonly #url: string;

  constructor(url: string) {
    if (/:memory:|mode=memory/.test(url))
      throw new Error("SQLite in memory has no second connection: use a file");
    this.#url = url;
  }

  async connect(): Promise<SqlDriverAdapter> {
    const writer = await openConnection(this.#url, WRITER);
    try {
      return new GuardedConnections(writer, await openConnection(this.#url, READER));
    } catch (error) {
      writer.client.close();
      throw error;
    }
  }
}

async function openConnection(url: string, pragmas: string[]): Promise<Connection> {
  const stock = new PrismaBetterSQLite3({ url, timeout: OPENING_WAIT_MS }, { timestampFormat: "iso8601" });
  const connection = (await stock.connect()) as Connection;
  for (const pragma of pragmas) connection.client.pragma(pragma);
  keepStatements(connection.client);
  return connection;
}

class GuardedConnections implements SqlDriverAdapter {
  readonly provider = "sqlite";
  readonly adapterName = "passbook-sqlite";
  readonly #lock = new Lock();

  constructor(
    private readonly writer: Connection,
    private readonly reader: Connection,
  ) {}

  queryRaw(query: SqlQuery) {
    return this.#onlyReads(query.sql)
      ? this.reader.queryRaw(query)
      : this.#exclusively(() => this.writer.queryRaw(query)); // INSERT … RETURNING and the like
  }

  executeRaw(query: SqlQuery) {
    return this.#exclusively(() => this.writer.executeRaw(query));
  }

  executeScript(script: string) {
    return this.#exclusively(() => this.writer.executeScript(script));
  }

  async startTransaction(isolationLevel?: IsolationLevel): Promise<Transaction> {
    if (isolationLevel && isolationLevel !== "SERIALIZABLE") {
      throw new DriverAdapterError({ kind: "InvalidIsolationLevel", level: isolationLevel });
    }
    const release = await this.#lock.acquire();
    try {
      await whenNotBusy(() => this.writer.executeRaw(statement("BEGIN IMMEDIATE")));
      return new WriteTransaction(this.writer, release);
    } catch (error) {
      release();
      throw error;
    }
  }

  async dispose() {
    const release = await this.#lock.acquire();
    this.reader.client.close();
    this.writer.client.close();
    release();
  }

  /** SQLite itself is asked about WITH, which may end in SELECT or in UPDATE; anything else writes, or may. */
  #onlyReads(sql: string): boolean {
    if (/^\s*SELECT\b/i.test(sql)) return true;
    return /^\s*WITH\b/i.test(sql) && isReadonly(this.reader, sql);
  }

  async #exclusively<Answer>(work: () => Promise<Answer>): Promise<Answer> {
    const release = await this.#lock.acquire();
    try {
      return await whenNotBusy(work);
    } finally {
      release();
    }
  }
}

function isReadonly({ client }: Connection, sql: string): boolean {
  try {
    return client.prepare(sql).readonly;
  } catch {
    return false; // it does not compile: the writer reports that as the error it is
  }
}

class WriteTransaction implements Transaction {
  readonly provider = "sqlite";
  readonly adapterName = "passbook-sqlite";
  /** Prisma then calls commit() and rollback() and sends no COMMIT or ROLLBACK of its own. */
  readonly options = { usePhantomQuery: true };
  #state: "open" | "spoiled" | "ended" = "open";

  constructor(
    private readonly writer: Connection,
    private readonly release: Release,
  ) {}

  queryRaw(query: SqlQuery) {
    return this.#run(() => this.writer.queryRaw(query));
  }

  executeRaw(query: SqlQuery) {
    return this.#run(() => this.writer.executeRaw(query));
  }

  async commit() {
    try {
      await this.executeRaw(statement("COMMIT"));
    } finally {
      this.#end();
    }
  }

  async rollback() {
    this.#end();
  }

  async #run<Answer>(work: () => Promise<Answer>): Promise<Answer> {
    this.#refuseUnlessOpen();
    try {
      return await work();
    } catch (error) {
      this.#state = "spoiled";
      throw error;
    }
  }

  /** On a full disk and the like SQLite has rolled back by itself; a later statement would be committed alone. */
  #refuseUnlessOpen() {
    if (this.#state === "open") return;
    const cause = this.#state === "ended" ? "it has ended" : "a statement in it failed";
    throw new DriverAdapterError({
      kind: "TransactionAlreadyClosed",
      cause: `The transaction is closed: ${cause}`,
    });
  }

  #end() {
    if (this.#state === "ended") return; // the connection may be in someone else's transaction by now
    this.#state = "ended";
    try {
      if (this.writer.client.inTransaction) this.writer.client.exec("ROLLBACK");
    } finally {
      this.release();
    }
  }
}

/** First come, first served. */
class Lock {
  #last: Promise<void> = Promise.resolve();

  async acquire(): Promise<Release> {
    const before = this.#last;
    let release: Release = () => {};
    this.#last = new Promise((resolve) => {
      release = resolve;
    });
    await before;
    return release;
  }
}

/** Only for a statement on its own and for BEGIN: when they meet a lock, nothing has happened yet. */
async function whenNotBusy<Answer>(work: () => Promise<Answer>): Promise<Answer> {
  const giveUpAt = performance.now() + WAIT_FOR_OTHER_PROCESS_MS;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isBusy(error) || performance.now() > giveUpAt) throw error;
    }
    await sleep(RETRY_EVERY_MS);
  }
}

/** The stock adapter translates only the plain SQLITE_BUSY; its variants arrive as the driver threw them. */
function isBusy(error: unknown): boolean {
  const code =
    error instanceof DriverAdapterError ? error.cause.originalCode : (error as { code?: unknown }).code;
  return typeof code === "string" && code.startsWith("SQLITE_BUSY");
}

const statement = (sql: string): SqlQuery => ({ sql, args: [], argTypes: [] });
