import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { copyFile, cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import pg from "pg";

/* A database per test file: a copy of one that was migrated once for the whole run, by the same command as in
 * production. SQLite copies a file, PostgreSQL a database. */

/** What is handed from the run to its test files: plain data. */
/** With the files that belong to it, where there are any. */
export type Template =
  { kind: "sqlite"; file: string; dataDir?: string } | { kind: "postgresql"; server: string };
export type TestDatabase = { url: string; drop: () => Promise<void> };

declare module "vitest" {
  export interface ProvidedContext {
    template: Template;
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
  await migrate(databaseUrl(server, TEMPLATE));
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
  const folder = await temporaryFolder();
  const file = path.join(folder, "test.db");
  await copyFile(template, file);
  return { url: `file:${file}`, drop: () => rm(folder, { recursive: true }) };
}

async function copyPostgresql(server: string): Promise<TestDatabase> {
  const name = `passbook_test_${randomBytes(6).toString("hex")}`;
  await onServer(server, `CREATE DATABASE "${name}" TEMPLATE "${TEMPLATE}"`);
  return { url: databaseUrl(server, name), drop: () => dropOnServer(server, name) };
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
