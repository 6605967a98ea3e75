import { PrismaBetterSQLite3 } from "@prisma/adapter-better-sqlite3";
import Sqlite from "better-sqlite3";
import pg from "pg";
import type { PrismaClient } from "#app/infra/db.server.ts";

/* The database under test reached past our own layer: with the stock adapter, for controls that must fail, and
 * as another process would reach it. Not for tests of features. */

const url = () => process.env.DATABASE_URL ?? "";
const file = () => url().replace(/^file:/, "");

/** SQLite through the adapter as Prisma ships it. */
export async function stockSqliteClient(): Promise<PrismaClient> {
  const { PrismaClient } = await import("#prisma/sqlite/client/client.ts");
  return new PrismaClient({ adapter: new PrismaBetterSQLite3({ url: url() }) });
}

/** Another process that keeps the settings row `key` (on SQLite: the whole file) locked until `free`. */
export function lockElsewhere(key: string): Promise<{ free: () => Promise<void> }> {
  return url().startsWith("file:") ? lockSqlite() : lockPostgresql(key);
}

async function lockSqlite() {
  const connection = new Sqlite(file());
  connection.exec("BEGIN IMMEDIATE");
  return {
    free: async () => {
      connection.exec("COMMIT");
      connection.close();
    },
  };
}

async function lockPostgresql(key: string) {
  const connection = await connectPostgresql();
  await connection.query("BEGIN");
  await connection.query(`SELECT * FROM "Setting" WHERE "key" = $1 FOR UPDATE`, [key]);
  return {
    free: async () => {
      await connection.query("COMMIT");
      await connection.end();
    },
  };
}

export async function connectPostgresql(): Promise<pg.Client> {
  const connection = new pg.Client(url());
  await connection.connect();
  return connection;
}
