import { rm } from "node:fs/promises";
import { afterAll, inject } from "vitest";
import { createDatabase, temporaryFolder } from "./database.ts";

/* Before each test file of the server project is loaded: its own database and data folder, named where the app
 * looks. `today()` stands still; `now()` does not. */

export const TODAY = "2026-11-02";

const database = await createDatabase(inject("template"));
const dataDir = await temporaryFolder();

Object.assign(process.env, {
  APP_MODE: "test",
  DATABASE_URL: database.url,
  DATA_DIR: dataDir,
  FIXED_TODAY: TODAY,
  LOG_LEVEL: "silent",
});

afterAll(async () => {
  const { db } = await import("#app/infra/db.server.ts");
  await db.$disconnect();
  await database.drop();
  await rm(dataDir, { recursive: true });
});
