import { access, readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { DidDocument } from "./did-document.ts";
import { exitCodeOf } from "./verdict.ts";
import { KEPT_SNAPSHOT } from "./keep-snapshot.server.ts";
import { Snapshot, trustIn } from "./verify-credential.ts";
import type { FileTrust } from "./verify-file.ts";
import { verifyFile } from "./verify-file.server.ts";

/*
 * The check from the command line (scripts/verify.ts): a credential (JSON, JWT) or a file with one inside (a signed PDF; a
 * badge as PNG or SVG), without the network. It says in JSON what each step found, and ends with 0 it holds, 1 it does
 * not, 2 asked wrongly, 3 cannot say. Told nothing else, it goes by what the platform here has kept (keep-snapshot.server.ts).
 */

const USAGE = "Usage: npm run -s verify -- FILE [--keys did.json | --snapshot snapshot.json]";

class Wrong extends Error {}

export type CommandAnswer = { said: object; exitCode: number };

/** @param args what stands behind the command */
export async function verifyCommand(args: readonly string[], now: Date): Promise<CommandAnswer> {
  try {
    const { file, keys, snapshot = await ownSnapshot(keys) } = readCommand(args);
    const checked = await verifyFile(await read(file), await trusted(keys, snapshot), now);
    return { said: { ...checked, against: keys ?? snapshot ?? null }, exitCode: exitCodeOf(checked.verdict) };
  } catch (error) {
    if (!(error instanceof Wrong)) throw error;
    return { said: { error: error.message }, exitCode: 2 };
  }
}

function readCommand(args: readonly string[]) {
  try {
    const options = { keys: { type: "string" }, snapshot: { type: "string" } } as const;
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const [file, ...more] = positionals;
    if (file && more.length === 0 && !(values.keys && values.snapshot)) return { file, ...values };
  } catch {
    // an option that there is not
  }
  throw new Wrong(USAGE);
}

/** Where there is one, and no keys were named. */
async function ownSnapshot(keys: string | undefined): Promise<string | undefined> {
  if (keys) return undefined;
  return access(KEPT_SNAPSHOT).then(
    () => KEPT_SNAPSHOT,
    () => undefined,
  );
}

async function read(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch {
    throw new Wrong(`${file} cannot be read`);
  }
}

async function trusted(keys: string | undefined, snapshot: string | undefined): Promise<FileTrust> {
  const nobody: FileTrust = {
    issuers: [],
    statusLists: [],
    certificates: [],
    unsafeSeals: [],
    timeServices: [],
  };
  if (keys) return { ...nobody, issuers: [parse(DidDocument, await read(keys), keys)] };
  if (!snapshot) return nobody;
  return trustIn(parse(Snapshot, await read(snapshot), snapshot));
}

function parse<Value>(schema: { parse: (value: unknown) => Value }, bytes: Buffer, file: string): Value {
  try {
    return schema.parse(JSON.parse(bytes.toString("utf8")));
  } catch {
    throw new Wrong(`${file} is not what was asked for`);
  }
}
