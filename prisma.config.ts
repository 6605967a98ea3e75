import { defineConfig } from "prisma/config";
import { cliAdapter, databaseFolder } from "./scripts/prisma-cli-adapters.ts";

/* For the command line only (generate, migrate). `engine: "js"` works without the engine binaries that Prisma
 * would otherwise download; the schema's own `url` is required by the parser and ignored. */
const url = process.env.DATABASE_URL ?? "file:./data/passbook.db";
const folder = databaseFolder(url);

export default defineConfig({
  experimental: { adapter: true },
  engine: "js",
  schema: `${folder}/schema.prisma`,
  migrations: { path: `${folder}/migrations` },
  adapter: async () => cliAdapter(url),
});
