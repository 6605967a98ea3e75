import { rm } from "node:fs/promises";
import type { TestProject } from "vitest/node";
import { startPostgres } from "../../scripts/embedded-postgres.mjs";
import { dropTemplate, makePostgresqlTemplate, makeSqliteTemplate, temporaryFolder } from "./database.ts";

/** Once per run: a migrated database that every test file copies. TEST_POSTGRES_URL names a server of your own. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await temporaryFolder();
  project.provide("runFolder", folder);
  const postgresql = process.env.TEST_DATABASE === "postgresql" && project.name === "server";
  const tearDown = await (postgresql ? setupPostgresql : setupSqlite)(project);
  return async () => {
    await tearDown();
    await rm(folder, { recursive: true });
  };
}

async function setupSqlite(project: TestProject): Promise<() => Promise<void>> {
  const template = await makeSqliteTemplate();
  project.provide("template", template);
  return () => dropTemplate(template);
}

async function setupPostgresql(project: TestProject): Promise<() => Promise<void>> {
  const own = process.env.TEST_POSTGRES_URL;
  const server = own ? { url: own, stop: async () => {} } : await startPostgres({ durable: false });
  const template = await makePostgresqlTemplate(server.url);
  project.provide("template", template);
  return async () => {
    await dropTemplate(template);
    await server.stop();
  };
}
