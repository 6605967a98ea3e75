import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { DidDocument } from "./did-document.ts";
import { exitCodeOf } from "./verdict.ts";
import { Snapshot } from "./verify-credential.ts";
import type { FileTrust } from "./verify-file.ts";
import { verifyFile } from "./verify-file.server.ts";

/*
 * The check from the command line (scripts/verify.ts): a credential (JSON, JWT) or a file with one inside (a signed PDF; a
 * badge as PNG or SVG), without the network. It says in JSON what each step found, and ends with 0 it holds, 1 it does
 * not, 2 asked wrongly, 3 cannot say.
 */

const USAGE = "Usage: npm run -s verify -- FILE [--keys did.json | --snapshot snapshot.json]";

class Wrong extends Error {}

export type CommandAnswer = { said: object; exitCode: number };

/** @param args what stands behind the command */
export async function verifyCommand(args: readonly string[], now: Date): Promise<CommandAnswer> {
  try {
    const { file, keys, snapshot } = readCommand(args);
    const checked = await verifyFile(await read(file), await trustIn(keys, snapshot), now);
    return { said: checked, exitCode: exitCodeOf(checked.verdict) };
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

async function read(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch {
    throw new Wrong(`${file} cannot be read`);
  }
}

async function trustIn(keys: string | undefined, snapshot: string | undefined): Promise<FileTrust> {
  const nobody: FileTrust = { issuers: [], statusLists: [], certificates: [], timeServices: [] };
  if (keys) return { ...nobody, issuers: [parse(DidDocument, await read(keys), keys)] };
  if (!snapshot) return nobody;
  const { didDocument, ...more } = parse(Snapshot, await read(snapshot), snapshot);
  return { issuers: [didDocument], ...more };
}

function parse<Value>(schema: { parse: (value: unknown) => Value }, bytes: Buffer, file: string): Value {
  try {
    return schema.parse(JSON.parse(bytes.toString("utf8")));
  } catch {
    throw new Wrong(`${file} is not what was asked for`);
  }
}
