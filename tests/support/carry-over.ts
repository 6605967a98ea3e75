import Sqlite from "better-sqlite3";
import pg from "pg";

/**
 * Every row of a SQLite file into a migrated, empty PostgreSQL of the same models: what was told once need not be told
 * again. PostgreSQL reads each value from JSON by the type of its column; keys are not checked until all have come.
 */
export async function carryOver(file: string, url: string): Promise<void> {
  const from = new Sqlite(file, { readonly: true });
  const to = new pg.Client(url);
  await to.connect();
  try {
    await to.query("SET session_replication_role = replica");
    for (const table of tablesOf(from)) {
      const rows = from.prepare(`SELECT * FROM "${table}"`).all();
      const insert = `INSERT INTO "${table}" SELECT * FROM json_populate_recordset(NULL::"${table}", $1)`;
      if (rows.length > 0) await to.query(insert, [JSON.stringify(rows, bytesAsHex)]);
    }
  } finally {
    from.close();
    await to.end();
  }
}

const tablesOf = (database: Sqlite.Database) =>
  database
    .prepare<[], string>("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB '_prisma*'")
    .pluck()
    .all();

/** `toJSON` of a Buffer has already run when a replacer sees it: what is replaced is its holder's own value. */
function bytesAsHex(this: Record<string, unknown>, key: string, value: unknown): unknown {
  const own = this[key];
  return Buffer.isBuffer(own) ? `\\x${own.toString("hex")}` : value;
}
