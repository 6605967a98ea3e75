/* Derives prisma/postgresql/schema.prisma from prisma/sqlite/schema.prisma: the provider cannot be an
 * environment value in Prisma, so there are two files, and only the first is written by hand.
 *   node scripts/derive-schema.mjs            writes it
 *   node scripts/derive-schema.mjs --check    fails when it is out of step */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = new URL("../", import.meta.url);
const source = new URL("prisma/sqlite/schema.prisma", root);
const target = new URL("prisma/postgresql/schema.prisma", root);
const BANNER = "// Derived from ../sqlite/schema.prisma by scripts/derive-schema.mjs; do not edit.\n\n";

/** Prisma resolves `output` from the schema's own folder, so it stays; it must only be where the code looks. */
export function derive(schema) {
  if (!/^\s*output\s*=\s*"\.\/client"\s*$/m.test(schema)) throw new Error('no `output = "./client"` found');
  const provider = /^(datasource\s+\w+\s*\{[^}]*?provider\s*=\s*)"sqlite"/m;
  if (!provider.test(schema)) throw new Error('no datasource with `provider = "sqlite"` found');
  return BANNER + schema.replace(provider, '$1"postgresql"');
}

function main() {
  const derived = derive(readFileSync(source, "utf8"));
  if (process.argv.includes("--check")) return check(derived);
  mkdirSync(new URL(".", target), { recursive: true });
  writeFileSync(target, derived);
}

function check(derived) {
  if (currentTarget() === derived) return;
  console.error("prisma/postgresql/schema.prisma is out of step: run node scripts/derive-schema.mjs");
  process.exitCode = 1;
}

function currentTarget() {
  try {
    return readFileSync(target, "utf8");
  } catch {
    return ""; // not written yet: out of step
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main();
