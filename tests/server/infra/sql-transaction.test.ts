import pg from "pg";
import { expect, test, vi } from "vitest";
import { db, inSqlTransaction, inTransaction, rowsOf, sql, type SqlTx } from "#app/infra/db.server.ts";
import { signal } from "#tests/support/concurrency.ts";

/* Past Prisma's client, and still all of it or nothing. */

const put = (tx: SqlTx, key: string, value: string) =>
  tx.$executeRaw(sql`INSERT INTO "Setting" ("key", "value") VALUES (${key}, ${value})`);
const valueOf = async (key: string) =>
  (await rowsOf<{ value: string }>(sql`SELECT "value" FROM "Setting" WHERE "key" = ${key}`))[0]?.value ??
  null;

test("what it did is there for everybody once it has ended, and it counts what it changed", async () => {
  const changed = await inSqlTransaction(async (tx) => {
    expect(await put(tx, "sql-kept", "yes")).toBe(1);
    expect(await tx.$queryRaw(sql`SELECT "value" FROM "Setting" WHERE "key" = 'sql-kept'`)).toEqual([
      { value: "yes" },
    ]);
    return tx.$executeRaw(sql`UPDATE "Setting" SET "value" = 'no' WHERE "key" = 'sql-kept'`);
  });
  expect(changed).toBe(1);
  expect(await valueOf("sql-kept")).toBe("no");
});

test("an error takes back what came before it, and the next one begins afresh", async () => {
  const failing = inSqlTransaction(async (tx) => {
    await put(tx, "sql-lost", "yes");
    throw new Error("thought better of it");
  });
  await expect(failing).rejects.toThrow("thought better of it");
  const spoiled = inSqlTransaction(async (tx) => {
    await put(tx, "sql-lost", "yes");
    await put(tx, "sql-lost", "twice").catch(() => {});
  });
  await expect(spoiled).rejects.toThrow();
  expect(await valueOf("sql-lost")).toBeNull();
  await inSqlTransaction((tx) => put(tx, "sql-lost", "afresh"));
  expect(await valueOf("sql-lost")).toBe("afresh");
});

/** How many statements a connection of the driver was asked at most, while it had still to answer. */
async function mostAtOnce(work: () => Promise<unknown>): Promise<number> {
  const waiting = new Map<unknown, number>();
  let most = 0;
  const count = (of: unknown, change: number) => {
    waiting.set(of, (waiting.get(of) ?? 0) + change);
    most = Math.max(most, waiting.get(of)!);
  };
  const { query } = pg.Client.prototype;
  const watched = vi.spyOn(pg.Client.prototype, "query").mockImplementation(function (
    this: pg.Client,
    ...args
  ) {
    const answer: unknown = Reflect.apply(query, this, args);
    if (!(answer instanceof Promise)) return answer;
    count(this, 1);
    return answer.finally(() => count(this, -1));
  });
  await work().finally(() => watched.mockRestore());
  return most;
}

test("what is asked of a transaction all at once waits in line, and nothing of it is kept where one fails", async () => {
  const keys = ["line-1", "line-2", "line-3", "line-4"];
  const putAll = (tx: SqlTx) => Promise.all(keys.map((key) => put(tx, key, "yes")));
  expect(await mostAtOnce(() => inSqlTransaction(putAll))).toBeLessThan(2);
  expect(await Promise.all(keys.map(valueOf))).toEqual(keys.map(() => "yes"));
  const again = inSqlTransaction(async (tx) => {
    await Promise.allSettled([put(tx, "line-1", "twice"), put(tx, "line-5", "yes")]);
  });
  await expect(again).rejects.toThrow();
  expect(await valueOf("line-5")).toBeNull();
});

test("neither db nor another transaction is used inside", async () => {
  await inSqlTransaction(async (tx) => {
    expect(() => db.setting).toThrow("inside a transaction");
    await expect(inTransaction(async () => 1)).rejects.toThrow("inside a transaction");
    await expect(inSqlTransaction(async () => 1)).rejects.toThrow("inside a transaction");
    await put(tx, "sql-still-good", "yes");
  });
  expect(await valueOf("sql-still-good")).toBe("yes");
});

test("what others ask in the same tick is not taken for the transaction's", async () => {
  await db.setting.create({ data: { key: "sql-beside", value: "yes" } });
  const find = { where: { key: "sql-beside" } };
  const begun = signal();
  const asked = signal();
  const one = inTransaction(async (tx) => {
    begun.send();
    await asked.sent;
    return tx.setting.findUniqueOrThrow(find);
  });
  await begun.sent;
  // Prisma runs the findUniques of one tick together, in the context of the first of them.
  const other = asked.sent.then(() => db.setting.findUniqueOrThrow(find));
  asked.send();
  expect((await Promise.all([one, other])).map(({ value }) => value)).toEqual(["yes", "yes"]);
});
