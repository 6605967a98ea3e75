import { PrismaPg } from "@prisma/adapter-pg";
import { DriverAdapterError } from "@prisma/driver-adapter-utils";
import type {
  IsolationLevel,
  SqlDriverAdapter,
  SqlDriverAdapterFactory,
  SqlQuery,
  Transaction,
} from "@prisma/driver-adapter-utils";
import pg from "pg";

/* The stock adapter forgets a connection whenever COMMIT or ROLLBACK fails on it; after ten such failures the pool
 * is empty and every request waits for ever. It also reports a transaction as committed that PostgreSQL rolled
 * back because a statement in it had failed. Here
 *   - every call ends: the server gives up on a statement first, the driver on a silent server soon after;
 *   - a connection whose state is not known is closed, never given back to the pool;
 *   - a statement that fails spoils its transaction, and COMMIT then fails instead of doing nothing;
 *   - what is asked of a transaction all at once, by us or by Prisma, waits in line: the driver is to refuse it. */

const DEADLINES = {
  connectionTimeoutMillis: 3_000, // for a free connection, or a new one
  lock_timeout: 3_000,
  statement_timeout: 5_000,
  query_timeout: 6_000, // on our side, for a server that has stopped answering
  idle_in_transaction_session_timeout: 10_000,
} satisfies pg.PoolConfig;

/** The stock transaction with the connection it holds: one cast, for what its types do not show. */
type StockTransaction = Transaction & { readonly client: pg.PoolClient };

export class PostgresqlAdapter implements SqlDriverAdapterFactory {
  readonly provider = "postgres";
  readonly adapterName = "passbook-postgresql";
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
  }

  async connect(): Promise<SqlDriverAdapter> {
    const pool = new pg.Pool({
      connectionString: this.#url,
      application_name: "passbook",
      max: 10,
      allowExitOnIdle: true, // a script that is done may end
      keepAlive: true,
      ...DEADLINES,
    });
    // The pool drops a connection that breaks while idle; without a listener that would end the process.
    pool.on("error", () => {});
    return new GuardedPool(await new PrismaPg(pool, { disposeExternalPool: true }).connect());
  }
}

class GuardedPool implements SqlDriverAdapter {
  readonly provider = "postgres";
  readonly adapterName = "passbook-postgresql";

  constructor(private readonly stock: Awaited<ReturnType<PrismaPg["connect"]>>) {}

  queryRaw(query: SqlQuery) {
    return this.stock.queryRaw(query);
  }

  executeRaw(query: SqlQuery) {
    return this.stock.executeRaw(query);
  }

  executeScript(script: string) {
    return this.stock.executeScript(script);
  }

  getConnectionInfo() {
    return this.stock.getConnectionInfo();
  }

  async startTransaction(isolationLevel?: IsolationLevel): Promise<Transaction> {
    return new GuardedTransaction((await this.stock.startTransaction(isolationLevel)) as StockTransaction);
  }

  dispose() {
    return this.stock.dispose();
  }
}

class GuardedTransaction implements Transaction {
  readonly provider = "postgres";
  readonly adapterName = "passbook-postgresql";
  /** Prisma then calls commit() and rollback() and sends no COMMIT or ROLLBACK of its own. */
  readonly options = { usePhantomQuery: true };
  #state: "open" | "spoiled" | "lost" | "ended" = "open";
  /** Fulfilled, whatever became of it, once the last that was asked has its answer. */
  #line: Promise<unknown> = Promise.resolve();

  constructor(private readonly stock: StockTransaction) {}

  queryRaw(query: SqlQuery) {
    return this.#run(() => this.stock.queryRaw(query));
  }

  executeRaw(query: SqlQuery) {
    return this.#run(() => this.stock.executeRaw(query));
  }

  async commit() {
    try {
      await this.executeRaw(statement("COMMIT"));
    } catch (error) {
      await this.rollback();
      throw error;
    }
    this.#state = "ended";
    await this.#giveBack();
  }

  /** Never fails: Prisma also calls it from a timer, where nobody would catch the error. */
  async rollback() {
    const before = this.#state;
    this.#state = "ended";
    if (before === "ended") return;
    try {
      if (before === "lost") throw new Error("there is nobody to send ROLLBACK to");
      await this.#inTurn(() => this.stock.executeRaw(statement("ROLLBACK")));
      await this.#giveBack();
    } catch {
      this.stock.client.release(true); // closes it
    }
  }

  #run<Answer>(work: () => Promise<Answer>): Promise<Answer> {
    return this.#inTurn(async () => {
      this.#refuseUnlessOpen();
      try {
        return await work();
      } catch (error) {
        if (this.#state === "open") this.#state = serverAnswered(error) ? "spoiled" : "lost";
        throw error;
      }
    });
  }

  #inTurn<Answer>(work: () => Promise<Answer>): Promise<Answer> {
    const turn = this.#line.then(work);
    this.#line = turn.catch(() => {});
    return turn;
  }

  #refuseUnlessOpen() {
    if (this.#state === "open") return;
    const cause = this.#state === "ended" ? "it has ended" : "a statement in it failed";
    throw new DriverAdapterError({
      kind: "TransactionAlreadyClosed",
      cause: `The transaction is closed: ${cause}`,
    });
  }

  /** All the stock transaction does in `commit` is to hand its connection back to the pool. */
  #giveBack() {
    return this.stock.commit();
  }
}

/** An error with an SQLSTATE came from the server, so the connection is in order. */
const serverAnswered = (error: unknown) =>
  error instanceof DriverAdapterError && error.cause.originalCode !== undefined;

const statement = (sql: string): SqlQuery => ({ sql, args: [], argTypes: [] });
