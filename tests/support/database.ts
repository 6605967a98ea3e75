import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { copyFile, cp, mkdtemp, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { runMigrations } from "graphile-worker";
import pg from "pg";

/* A database of one's own: a copy of one that was migrated once for the whole run, by the same command as in
 * production. SQLite copies a file, PostgreSQL a database. */

/** What is handed from the run to its test files: plain data; with the files that belong to it, where there are any. */
export type Template =
  { kind: "sqlite"; file: string; dataDir?: string } | { kind: "postgresql"; server: string };
export type TestDatabase = {
  url: string;
  /** As it was on the first day, under the same address; whoever is connected must have let go before. */
  renew: () => Promise<void>;
  drop: () => Promise<void>;
};

declare module "vitest" {
  export interface ProvidedContext {
    template: Template;
    /** Removed at the end of the run, with whatever a worker has left in it. */
    runFolder: string;
  }
}

const TEMPLATE = "passbook_template";

export async function makeSqliteTemplate(): Promise<Template> {
  const file = path.join(await temporaryFolder(), "template.db");
  await migrate(`file:${file}`);
  return { kind: "sqlite", file };
}

export async function makePostgresqlTemplate(server: string): Promise<Template> {
  await dropOnServer(server, TEMPLATE); // left behind by a run that was killed
  await onServer(server, `CREATE DATABASE "${TEMPLATE}"`);
  const url = databaseUrl(server, TEMPLATE);
  await migrate(url);
  await runMigrations({ connectionString: url }); // the runner of jobs makes its tables once a process
  return { kind: "postgresql", server };
}

export async function dropTemplate(template: Template): Promise<void> {
  if (template.kind === "sqlite") await rm(path.dirname(template.file), { recursive: true });
  else await dropOnServer(template.server, TEMPLATE);
}

/** Migrated and empty; in a test file: `createDatabase(inject("template"))`. */
export function createDatabase(template: Template): Promise<TestDatabase> {
  return template.kind === "sqlite" ? copySqlite(template.file) : copyPostgresql(template.server);
}

async function copySqlite(template: string): Promise<TestDatabase> {
  const folder = await mkdtemp(path.join(path.dirname(template), "copy-")); // goes with its template at the latest
  const file = path.join(folder, "test.db");
  const renew = async () => {
    for (const journal of ["-wal", "-shm"]) await rm(file + journal, { force: true });
    await copyFile(template, `${file}.new`);
    await rename(`${file}.new`, file); // at once, for whoever opens it meanwhile
  };
  await renew();
  return { url: `file:${file}`, renew, drop: () => rm(folder, { recursive: true }) };
}

async function copyPostgresql(server: string): Promise<TestDatabase> {
  const name = `passbook_test_${randomBytes(6).toString("hex")}`;
  const drop = () => dropOnServer(server, name);
  const renew = async () => {
    await drop();
    await onServer(server, `CREATE DATABASE "${name}" TEMPLATE "${TEMPLATE}"`);
  };
  await renew();
  return { url: databaseUrl(server, name), renew, drop };
}

const dropOnServer = (server: string, name: string) =>
  onServer(server, `DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);

async function onServer(server: string, statement: string): Promise<void> {
  const client = new pg.Client(server);
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

function databaseUrl(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

async function migrate(url: string): Promise<void> {
  const prisma = path.resolve("node_modules/prisma/build/index.js");
  const env = { ...process.env, DATABASE_URL: url };
  await promisify(execFile)(process.execPath, [prisma, "migrate", "deploy"], { env });
}

/** A data folder of one's own, with the files that belong to the template. */
export async function dataFolder(template: Template): Promise<string> {
  const folder = await temporaryFolder();
  if (template.kind === "sqlite" && template.dataDir) await cp(template.dataDir, folder, { recursive: true });
  return folder;
}

export const temporaryFolder = (): Promise<string> => mkdtemp(path.join(tmpdir(), "passbook-test-"));
