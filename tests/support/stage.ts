import { rm } from "node:fs/promises";
import { startPostgres } from "../../scripts/embedded-postgres.mjs";
import { startApp, type App } from "./app.ts";
import {
  createDatabase,
  dataFolder,
  dropTemplate,
  makePostgresqlTemplate,
  type Template,
} from "./database.ts";

/** What a journey stands on: a database and a data folder of its own, and the built app started on them. */
export type Stage = {
  databaseUrl: string;
  dataDir: string;
  start: (env?: Record<string, string>) => Promise<App>;
  close: () => Promise<void>;
};

/** Names them where the app's modules look; call it before any of those is imported. */
export async function openStage(template: Template, env: Record<string, string> = {}): Promise<Stage> {
  const database = await createDatabase(template);
  const dataDir = await dataFolder(template);
  Object.assign(process.env, {
    APP_MODE: "test",
    DATABASE_URL: database.url,
    DATA_DIR: dataDir,
    LOG_LEVEL: "silent",
    ...env,
  });
  const apps: App[] = [];
  return {
    databaseUrl: database.url,
    dataDir,
    async start(more = {}) {
      const app = await startApp({ databaseUrl: database.url, dataDir, env: { ...env, ...more } });
      apps.push(app);
      return app;
    },
    async close() {
      await Promise.all(apps.map((app) => app.stop()));
      const { db } = await import("#app/infra/db.server.ts");
      await db.$disconnect();
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** The same on a PostgreSQL of its own. */
export async function openPostgresqlStage(env: Record<string, string> = {}): Promise<Stage> {
  const { template, stop } = await ownPostgresql();
  const stage = await openStage(template, env);
  return { ...stage, close: () => stage.close().then(stop) };
}

/** A migrated template on a server of its own; TEST_POSTGRES_URL names yours. */
export async function ownPostgresql(): Promise<{ template: Template; stop: () => Promise<void> }> {
  const own = process.env["TEST_POSTGRES_URL"];
  const server = own ? { url: own, stop: async () => {} } : await startPostgres();
  const template = await makePostgresqlTemplate(server.url);
  const stop = async () => {
    await dropTemplate(template);
    await server.stop();
  };
  return { template, stop };
}
