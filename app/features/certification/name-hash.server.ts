import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { link, mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { env } from "#app/infra/env.server.ts";
import { newId, sha256 } from "#app/infra/ids.server.ts";
import { readPrivateFile } from "#app/infra/private-file.server.ts";
import { fold } from "#app/lib/fold.ts";
import { isNameless } from "./certificate-facts.ts";
import type { PrintedFacts } from "./licence-facts.ts";
import { shortName } from "./short-name.ts";

/*
 * What is left of a name that was erased: not the name, but whether another is the same (docs/decisions/0057). Without the
 * key, which lies beside our own of the issuer and never in the database, nobody can try names out.
 */

type Holder = PrintedFacts["holder"];
/** What a name is compared with. */
export type Named = { facts: { holder: Holder }; nameHash: string | null };

/** In both its spellings, and as a mark has a long one, behind the beginning of the key's own hash. */
export function hashName(key: NameKey, { name, nameLocal }: Holder): string {
  const names = new Set([name, nameLocal, shortName(name)].filter((one) => one !== undefined));
  return [idOf(key), ...[...names].map((one) => hmac(key, one))].join(".");
}

/**
 * Whether this is a name that a certificate was issued to, in either spelling, whatever its accents and capitals. Null: the
 * name was erased, and with it, or with the key, what it could be compared with.
 */
export async function nameMatches(
  { facts: { holder }, nameHash }: Named,
  asked: string,
): Promise<boolean | null> {
  if (!isNameless({ holder }))
    return [holder.name, holder.nameLocal].some((name) => name && fold(name) === fold(asked));
  const [keyId, ...hashes] = nameHash?.split(".") ?? [];
  const key = await readKey(PLACE);
  if (!key || keyId !== idOf(key)) return null;
  const wanted = Buffer.from(hmac(key, asked));
  return hashes.some((one) => one.length === wanted.length && timingSafeEqual(Buffer.from(one), wanted));
}

const hmac = (key: NameKey, name: string): string =>
  createHmac("sha256", key).update(fold(name)).digest("base64url");

const idOf = (key: NameKey): string => sha256(key).slice(0, 8);

// ── The key ─────────────────────────────────────────────────────────────────────────────────────────

export type NameKey = Buffer;
const KEY_BYTES = 32;
const FOLDER = path.join(env.DATA_DIR, "keys");
const PLACE = path.join(FOLDER, "names.key");

/**
 * Made when first needed, and before the transaction that needs it: no lock waits for a disk. It is never followed by
 * another, since what it hashed cannot be hashed again.
 */
export async function nameKey(): Promise<NameKey> {
  const there = await readKey(PLACE);
  if (there) return there;
  await mkdir(FOLDER, { recursive: true, mode: 0o700 });
  const made = path.join(FOLDER, `.${newId()}`);
  await writeFile(made, randomBytes(KEY_BYTES).toString("base64url"), { mode: 0o600, flush: true });
  try {
    await link(made, PLACE); // whole or not at all, and only where no other process was first
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    await rm(made, { force: true });
  }
  return (await readKey(PLACE))!;
}

async function readKey(place: string): Promise<NameKey | null> {
  try {
    const key = Buffer.from((await readPrivateFile(place)).toString("utf8").trim(), "base64url");
    if (key.length !== KEY_BYTES) throw new Error(`${place} is not a key of ${KEY_BYTES} bytes`);
    return key;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}
