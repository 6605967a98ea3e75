import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { checkDatabase } from "#app/infra/database-check.server.ts";
import { databaseKind, db, inTransaction, isUniqueViolation, sql, type Tx } from "#app/infra/db.server.ts";
import { elapsed, inParallel, signal } from "#tests/support/concurrency.ts";
import { connectPostgresql, lockElsewhere, stockSqliteClient } from "#tests/support/weak-database.ts";

/* What every feature may rely on, whichever database is behind `db`. The two adapters get there by different
 * means, so what breaks them differs (`onThisDatabase`); what is promised does not. */

const onThisDatabase = <Way>(ways: { sqlite: Way; postgresql: Way }): Way => ways[databaseKind];

// Prisma's own promises start only when they are awaited; these start at once.
const write = async (key: string, value = "", on: Tx = db) => on.setting.create({ data: { key, value } });
const change = async (key: string, value: string) => db.setting.update({ where: { key }, data: { value } });
const read = async (key: string, on: Tx = db) => on.setting.findUnique({ where: { key } });
const addOne = (year: string, on: Tx = db) =>
  on.certificateCounter.update({ where: { year }, data: { last: { increment: 1 } } });
const counted = async (year: string) =>
  (await db.certificateCounter.findUniqueOrThrow({ where: { year } })).last;

const refused = (what: string) => new Error(`refused: ${what}`);

beforeEach(async () => {
  await db.setting.deleteMany();
  await db.certificateCounter.deleteMany();
  await db.certificateCounter.create({ data: { year: "2026", last: 0 } });
});

describe("a transaction that is rolled back", () => {
  test("takes nothing of another request with it", async () => {
    const opened = signal();
    const goOn = signal();
    const failing = inTransaction(async (tx) => {
      await write("mine", "", tx);
      opened.send();
      await goOn.sent;
      throw refused("mine");
    });
    await opened.sent;
    const others = write("theirs"); // SQLite lets it wait, PostgreSQL does not; neither may lose it
    setTimeout(goOn.send, 50);
    await expect(failing).rejects.toThrow("refused: mine");
    await others;
    expect(await read("theirs")).not.toBeNull();
    expect(await read("mine")).toBeNull();
  });

  test("control: done the plain way, an acknowledged write is lost", async () => {
    await onThisDatabase({ sqlite: loseByStockAdapter, postgresql: loseByWritingBackWhatWasRead })();
  });

  /** The stock adapter runs the second request's write inside the first one's transaction. */
  async function loseByStockAdapter() {
    const stock = await stockSqliteClient();
    const failing = stock.$transaction(async (tx) => {
      await write("mine", "", tx);
      await write("theirs", "", stock); // what another request does meanwhile: acknowledged
      throw refused("mine");
    });
    await expect(failing).rejects.toThrow("refused: mine");
    expect(await read("theirs", stock)).toBeNull();
    await stock.$disconnect();
  }

  /** Two transactions read 0 and both write 1: read committed does not stop them. */
  async function loseByWritingBackWhatWasRead() {
    const bothHaveRead = [signal(), signal()] as const;
    const addByHand = (mine: 0 | 1) =>
      inTransaction(async (tx) => {
        const { last } = await tx.certificateCounter.findUniqueOrThrow({ where: { year: "2026" } });
        bothHaveRead[mine].send();
        await Promise.all(bothHaveRead.map(({ sent }) => sent));
        await tx.certificateCounter.update({ where: { year: "2026" }, data: { last: last + 1 } });
      });
    await Promise.all([addByHand(0), addByHand(1)]);
    expect(await counted("2026")).toBe(1);
  }
});

describe("while a transaction is open", () => {
  test("nobody else sees what it has not committed, and no reader waits for it", async () => {
    const opened = signal();
    const goOn = signal();
    const writing = inTransaction(async (tx) => {
      await write("draft", "", tx);
      expect(await read("draft", tx)).not.toBeNull();
      opened.send();
      await goOn.sent;
    });
    await opened.sent;
    const waited = await elapsed(async () => {
      expect(await read("draft")).toBeNull();
      expect(await db.$queryRaw`WITH "all" AS (SELECT * FROM "Setting") SELECT * FROM "all"`).toEqual([]);
    });
    expect(waited).toBeLessThan(1_000); // it is open until goOn: whoever waited would wait for ever
    goOn.send();
    await writing;
    expect(await read("draft")).not.toBeNull();
  });

  test("its own code may not step outside it", async () => {
    await expect(inTransaction(() => write("outside"))).rejects.toThrow("use its tx");
    await expect(inTransaction(() => read("outside"))).rejects.toThrow("use its tx");
    await expect(inTransaction(() => inTransaction(async () => 0))).rejects.toThrow("use its tx");
    const afterwards: Promise<unknown>[] = [];
    await inTransaction(async () => {
      afterwards.push(sleep(50).then(() => write("afterwards")));
    });
    await Promise.all(afterwards);
    expect(await read("afterwards")).not.toBeNull();
  });

  test("it ends when its time is up, and everyone else goes on", async () => {
    const late = inTransaction(
      async (tx) => {
        await write("slow", "", tx);
        await sleep(400);
        await write("too late", "", tx);
      },
      { timeoutMs: 100 },
    );
    const others = write("others");
    await expect(late).rejects.toThrow(/expired transaction|closed/i);
    await others;
    expect((await db.setting.findMany()).map(({ key }) => key)).toEqual(["others"]);
  });
});

describe("900 increments at once", () => {
  test("are 900, as statements of their own and in transactions", async () => {
    await inParallel(900, 30, (index) =>
      index % 3 === 0 ? inTransaction((tx) => addOne("2026", tx)) : addOne("2026"),
    );
    expect(await counted("2026")).toBe(900);
  }, 60_000);
});

describe("what fails inside a transaction", () => {
  /** More than the pool of PostgreSQL has connections: one that is not given back is missed in the end. */
  const TIMES = 12;

  test("a COMMIT that fails keeps nothing and blocks nobody", async () => {
    await onThisDatabase({ sqlite: async () => {}, postgresql: makeConstraintDeferrable })();
    for (let time = 0; time < TIMES; time++) {
      await expect(inTransaction(breakAtCommit)).rejects.toThrow();
    }
    expect(await elapsed(() => write("afterwards"))).toBeLessThan(1_000);
    expect(await db.session.count()).toBe(0);
  });

  /** A foreign key that is looked at only by COMMIT, and points nowhere. */
  async function breakAtCommit(tx: Tx) {
    await tx.$executeRawUnsafe(
      onThisDatabase({
        sqlite: "PRAGMA defer_foreign_keys = ON",
        postgresql: "SET CONSTRAINTS ALL DEFERRED",
      }),
    );
    const at = new Date();
    const times = { createdAt: at, expiresAt: at, absoluteExpiresAt: at, lastSeenAt: at };
    await tx.session.create({ data: { id: "orphan", personId: "nobody", device: "", ...times } });
  }

  async function makeConstraintDeferrable() {
    await db.$executeRaw`ALTER TABLE "Session" ALTER CONSTRAINT "Session_personId_fkey" DEFERRABLE`;
  }

  test("a transaction that the database ends by itself keeps nothing and blocks nobody", async () => {
    const breakIt = onThisDatabase({ sqlite: fillTheDisk, postgresql: closeItsConnection });
    for (let time = 0; time < TIMES; time++) {
      await expect(inTransaction(breakIt)).rejects.toThrow();
    }
    await onThisDatabase({ sqlite: emptyTheDisk, postgresql: async () => {} })();
    expect(await elapsed(() => write("afterwards"))).toBeLessThan(1_000);
    expect((await db.setting.findMany()).map(({ key }) => key)).toEqual(["afterwards"]);
  });

  async function fillTheDisk(tx: Tx) {
    await write("first", "", tx);
    const [pages] = await tx.$queryRaw<{ page_count: bigint }[]>`PRAGMA page_count`;
    await tx.$queryRawUnsafe(`PRAGMA max_page_count = ${pages?.page_count}`);
    await write("too large", "x".repeat(4 * 1024 * 1024), tx);
  }

  async function emptyTheDisk() {
    await db.$queryRaw`PRAGMA max_page_count = 1073741823`;
  }

  async function closeItsConnection(tx: Tx) {
    await write("first", "", tx);
    const [mine] = await tx.$queryRaw<{ pid: number }[]>`SELECT pg_backend_pid() AS "pid"`;
    const administrator = await connectPostgresql();
    await administrator.query("SELECT pg_terminate_backend($1)", [mine?.pid]);
    await administrator.end();
    await write("second", "", tx);
  }

  test("a statement that fails spoils the rest, even when its error is caught", async () => {
    await write("taken");
    const caught = inTransaction(async (tx) => {
      await write("first", "", tx);
      await write("taken", "", tx).catch(() => {});
    });
    await expect(caught).rejects.toThrow();
    const continued = inTransaction(async (tx) => {
      await write("taken", "", tx).catch(() => {});
      await write("second", "", tx);
    });
    await expect(continued).rejects.toThrow();
    expect((await db.setting.findMany()).map(({ key }) => key)).toEqual(["taken"]);
  });
});

describe("a lock held by another process", () => {
  test("is waited for, and our own readers do not wait", async () => {
    await write("shared", "before");
    const lock = await lockElsewhere("shared");
    const changed = change("shared", "after");
    await sleep(100);
    expect(await elapsed(() => read("shared"))).toBeLessThan(500);
    await lock.free();
    await changed;
    expect(await read("shared")).toMatchObject({ value: "after" });
  });
});

describe("raw SQL, the same on both", () => {
  test("RETURNING changes what it says it changed", async () => {
    const added = sql`INSERT INTO "Setting" ("key", "value") VALUES (${"raw"}, ${"1"}) RETURNING "value"`;
    expect(await db.$queryRaw(added)).toEqual([{ value: "1" }]);
    const changed = await db.$queryRaw`
      WITH "found" AS (SELECT "key" FROM "Setting" WHERE "key" = ${"raw"})
      UPDATE "Setting" SET "value" = ${"2"} WHERE "key" IN (SELECT "key" FROM "found") RETURNING "value"`;
    expect(changed).toEqual([{ value: "2" }]);
    expect(await read("raw")).toEqual({ key: "raw", value: "2" });
    expect(await db.$executeRaw`DELETE FROM "Setting" WHERE "key" = ${"raw"}`).toBe(1);
  });

  test("dates, numbers and truth values come back as what they are", async () => {
    const at = new Date("2026-11-02T08:00:00.123Z");
    const data = { id: "typed", at, action: "", subjectKind: "", subjectId: "", detail: "", requestId: "" };
    await db.auditEntry.create({ data });
    const found =
      await db.$queryRaw`SELECT "at", COUNT(*) AS "number" FROM "AuditEntry" WHERE "at" = ${at} GROUP BY "at"`;
    expect(found).toEqual([{ at, number: 1n }]);
    expect(await db.$queryRaw`SELECT "last" FROM "CertificateCounter"`).toEqual([{ last: 0 }]);
    expect(await db.auditEntry.count({ where: { at: { gte: at, lt: new Date(at.getTime() + 1) } } })).toBe(1);
  });

  test("a unique key that refuses is told apart from other errors", async () => {
    await write("only once");
    const again = await write("only once").catch((error: unknown) => error);
    const raw = await db.$executeRaw`INSERT INTO "Setting" VALUES ('only once', '')`.catch(
      (error: unknown) => error,
    );
    for (const error of [again, raw]) {
      expect(isUniqueViolation(error)).toBe(true);
      expect(isUniqueViolation(error, "key")).toBe(true);
      expect(isUniqueViolation(error, "value")).toBe(false);
    }
    const other = await db.$executeRaw`INSERT INTO "Nowhere" VALUES (1)`.catch((error: unknown) => error);
    expect(isUniqueViolation(other)).toBe(false);
    expect(isUniqueViolation("text")).toBe(false);
  });
});

describe("checkDatabase", () => {
  // Elsewhere in these tests PostgreSQL waits for no disk, which a database that serves may not.
  beforeAll(() =>
    onThisDatabase({ sqlite: async () => {}, postgresql: () => setOnServer("SET fsync = on") })(),
  );
  afterAll(() => onThisDatabase({ sqlite: async () => {}, postgresql: () => setOnServer("RESET fsync") })());

  test("is content with the database as we open it", async () => {
    await checkDatabase();
    expect(await read("heartbeat")).not.toBeNull();
  });

  test("is content when asked many times at once", async () => {
    await inParallel(40, 20, () => checkDatabase());
  });

  test("refuses a database that may forget what it acknowledged", async () => {
    const { weaken, restore } = onThisDatabase({ sqlite: lazySqlite, postgresql: lazyPostgresql });
    await weaken();
    await expect(checkDatabase()).rejects.toThrow(/synchronous/);
    await restore();
    await checkDatabase();
  });

  const lazySqlite = {
    weaken: async () => void (await db.$queryRaw`PRAGMA synchronous = NORMAL`),
    restore: async () => void (await db.$queryRaw`PRAGMA synchronous = FULL`),
  };

  const lazyPostgresql = {
    weaken: () => setOnNewConnections("off"),
    restore: () => setOnNewConnections("on"),
  };

  async function setOnServer(fsync: "SET fsync = on" | "RESET fsync") {
    const administrator = await connectPostgresql();
    await administrator.query(`ALTER SYSTEM ${fsync}`);
    await administrator.query(`ALTER SYSTEM ${fsync.replace("fsync", "full_page_writes")}`);
    await administrator.query("SELECT pg_reload_conf()");
    await administrator.end();
    await db.$disconnect(); // a new connection has read the settings
  }

  async function setOnNewConnections(value: "on" | "off") {
    const administrator = await connectPostgresql();
    await administrator.query(`ALTER DATABASE "${administrator.database}" SET synchronous_commit = ${value}`);
    await administrator.end();
    await db.$disconnect(); // it opens new connections when next used
  }
});
