import { execFile } from "node:child_process";
import { rm } from "node:fs/promises";
import { promisify } from "node:util";
import { startApp, type App } from "./app.ts";
import { createDatabase, temporaryFolder, type Template } from "./database.ts";

/** The demonstration as a newcomer finds it: filled by the script that `npm run demo` runs, and the built app on it. */
export type Demo = { app: App; databaseUrl: string; dataDir: string; close: () => Promise<void> };

/** The app runs in test mode, where the right-to-left test language can be chosen. */
export async function startDemo(template: Template): Promise<Demo> {
  const database = await createDatabase(template);
  const dataDir = await temporaryFolder();
  const settings = { DATABASE_URL: database.url, DATA_DIR: dataDir, LOG_LEVEL: "error" };
  const env: NodeJS.ProcessEnv = { ...process.env, NODE_ENV: "production", APP_MODE: "demo", ...settings };
  await promisify(execFile)(process.execPath, ["--import", "tsx", "scripts/demo.ts"], { env });
  const app = await startApp({ databaseUrl: database.url, dataDir });
  const close = async () => {
    await app.stop();
    await database.drop();
    await rm(dataDir, { recursive: true });
  };
  return { app, databaseUrl: database.url, dataDir, close };
}
