import { mkdtemp, readdir, rm } from "node:fs/promises";
import path from "node:path";
import { afterAll, inject } from "vitest";
import { createDatabase } from "./database.ts";

/* Before each test file of the server project is loaded: an empty database and an empty data folder, named where the
 * app looks. A worker keeps both, and the app it has loaded, from file to file: loading it costs more than most files
 * do. `today()` stands still; `now()` does not. */

export const TODAY = "2026-11-02";

const worker = globalThis as { [key: symbol]: ReturnType<typeof begin> | undefined };
const KEY = Symbol.for("passbook.test-worker");

const { database, dataDir } = await (worker[KEY] ??= begin());

async function begin() {
  const database = await createDatabase(inject("template"));
  const dataDir = await mkdtemp(path.join(inject("runFolder"), "data-"));
  Object.assign(process.env, {
    APP_MODE: "test",
    DATABASE_URL: database.url,
    DATA_DIR: dataDir,
    FIXED_TODAY: TODAY,
    LOG_LEVEL: "silent",
  });
  return { database, dataDir };
}

afterAll(async () => {
  const { db } = await import("#app/infra/db.server.ts");
  const { forgetMade } = await import("./fresh.ts");
  await db.$disconnect();
  await database.renew();
  await db.$disconnect(); // work that was still going on may have connected meanwhile
  await db.$connect(); // what reads past the client asks it for its connection
  forgetMade();
  await forgetKeys();
  for (const name of await readdir(dataDir)) await rm(path.join(dataDir, name), { recursive: true });
});

/** They lie in the data folder, which goes. */
async function forgetKeys() {
  const { forgetSigningKeys } = await import("#app/features/credentials/issuer-keys.server.ts");
  const { forgetSealingKey } = await import("#app/features/credentials/sealing-keys.server.ts");
  const { forgetStatusLists } = await import("#app/features/credentials/status-lists.server.ts");
  forgetSigningKeys();
  forgetSealingKey();
  forgetStatusLists();
}
