import { expect, test } from "vitest";
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
