import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { access, copyFile, mkdir, rename, rm } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { vi } from "vitest";
import { startApp, type App } from "./app.ts";
import { carryOver } from "./carry-over.ts";
import { createDatabase, dataFolder, type Template, type TestDatabase } from "./database.ts";
import { ownPostgresql } from "./stage.ts";

/** The demonstration as a newcomer finds it: filled by the script that `npm run demo` runs, and the built app on it. */
export type Demo = { app: App; databaseUrl: string; dataDir: string; close: () => Promise<void> };

/** The app runs in test mode, where the right-to-left test language can be chosen. */
export async function startDemo(template: Template): Promise<Demo> {
  const filled = await demoTemplate(template);
  return open(await createDatabase(filled), filled);
}

/** The same on a PostgreSQL of its own: told once, on SQLite, and carried over. */
export async function startPostgresqlDemo(template: Template): Promise<Demo> {
  const [filled, postgresql] = await Promise.all([demoTemplate(template), ownPostgresql()]);
  const database = await createDatabase(postgresql.template);
  await carryOver(filled.file, database.url);
  const demo = await open(database, filled);
  return { ...demo, close: () => demo.close().then(postgresql.stop) };
}

async function open(database: TestDatabase, filled: Template): Promise<Demo> {
  const dataDir = await dataFolder(filled);
  const app = await startApp({ databaseUrl: database.url, dataDir });
  const close = async () => {
    await app.stop();
    await database.drop();
    await rm(dataDir, { recursive: true });
  };
  return { app, databaseUrl: database.url, dataDir, close };
}

/**
 * The demonstration with every course of content/, made once a run beside the empty template and gone with it. Files of
 * journeys run beside each other: the first to ask makes it, the others wait.
 */
export async function demoTemplate(template: Template): Promise<Template & { kind: "sqlite" }> {
  if (template.kind !== "sqlite") throw new Error("the demonstration of the tests stands on SQLite");
  const folder = path.join(path.dirname(template.file), "demo");
  if (!existsSync(folder))
    await ((await isFirstToAsk(folder)) ? fillDemo(template.file, folder) : made(folder));
  return { kind: "sqlite", file: path.join(folder, "demo.db"), dataDir: path.join(folder, "data") };
}

const isFirstToAsk = (folder: string): Promise<boolean> =>
  mkdir(`${folder}.unfinished`).then(
    () => true,
    () => false,
  );

const made = (folder: string): Promise<void> =>
  vi.waitFor(() => access(folder), { timeout: 300_000, interval: 200 });

async function fillDemo(empty: string, folder: string): Promise<void> {
  const unfinished = `${folder}.unfinished`;
  const dataDir = path.join(unfinished, "data");
  await mkdir(dataDir, { recursive: true });
  const file = path.join(unfinished, "demo.db");
  await copyFile(empty, file);
  const settings = { DATABASE_URL: `file:${file}`, DATA_DIR: dataDir, LOG_LEVEL: "error" };
  const env: NodeJS.ProcessEnv = { ...process.env, NODE_ENV: "production", APP_MODE: "demo", ...settings };
  await promisify(execFile)(process.execPath, ["--import", "tsx", "scripts/demo.ts"], { env });
  await rename(unfinished, folder);
}
