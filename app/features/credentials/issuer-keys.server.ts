import { createPrivateKey, generateKeyPairSync, type KeyObject } from "node:crypto";
import { mkdir, readdir, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { calculateJwkThumbprint, exportJWK } from "jose";
import { now } from "#app/infra/clock.server.ts";
import { db, isUniqueViolation, type IssuerKey } from "#app/infra/db.server.ts";
import { env } from "#app/infra/env.server.ts";
import { readPrivateFile } from "#app/infra/private-file.server.ts";
import { didDocument, didOf, PublicJwk, type DidDocument, type PublishedKey } from "./did-document.ts";
import { multibaseOf } from "./multikey.ts";

/*
 * What credentials are signed with. Private halves lie in files that only we may read, never in the database: a copy of
 * it signs nothing. Public halves stand in the database, and stay there when the private one is long gone.
 */

const ALGORITHMS = { EdDSA: "Ed25519", ES256: "P-256" } as const;
export type Algorithm = keyof typeof ALGORITHMS;
export type SigningKey = { thumbprint: string; key: KeyObject };
export type SigningKeys = Record<Algorithm, SigningKey>;

const YEAR = 365 * 24 * 3600 * 1000;
/** A key that another process has declared unsafe is signed with no longer than this. */
const KEPT_MS = 60_000;

let kept: { keys: Promise<SigningKeys>; until: number } | null = null;

/** The newest of each kind. What we made ourselves is followed by another after a year; what it signed stays good. */
export function signingKeys(): Promise<SigningKeys> {
  if (!kept || kept.until < now().getTime())
    kept = {
      keys: loadKeys().catch((error: unknown) => {
        kept = null;
        throw error;
      }),
      until: now().getTime() + KEPT_MS,
    };
  return kept.keys;
}

/** Read anew from the folder when next asked for. */
export const forgetSigningKeys = (): void => void (kept = null);

async function loadKeys(): Promise<SigningKeys> {
  const folder = env.ISSUER_KEYS ?? path.join(env.DATA_DIR, "keys");
  const found = await readKeys(folder);
  const newest = async (algorithm: Algorithm): Promise<SigningKey> => {
    const [latest] = found
      .filter((key) => key.algorithm === algorithm && !key.compromised)
      .sort((one, other) => other.createdAt - one.createdAt || (one.thumbprint < other.thumbprint ? 1 : -1));
    if (latest && (env.ISSUER_KEYS || now().getTime() - latest.createdAt < YEAR)) return latest;
    if (env.ISSUER_KEYS) throw new Error(`ISSUER_KEYS: there is no ${ALGORITHMS[algorithm]} key in it`);
    return makeKey(folder, algorithm);
  };
  return { EdDSA: await newest("EdDSA"), ES256: await newest("ES256") };
}

type KeyOnDisk = SigningKey & { algorithm: Algorithm; createdAt: number; compromised: boolean };

async function readKeys(folder: string): Promise<KeyOnDisk[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT" && !env.ISSUER_KEYS) return [];
    throw error;
  });
  const keys: KeyOnDisk[] = [];
  for (const name of names.filter((one) => one.endsWith(".pem")))
    keys.push(
      await register(readPrivate(name, (await readPrivateFile(path.join(folder, name))).toString("utf8"))),
    );
  return keys;
}

/** Names the file and never what stands in it. */
function readPrivate(name: string, pem: string): KeyObject {
  try {
    return createPrivateKey(pem);
  } catch {
    throw new Error(`${name} holds no private key in PKCS #8`);
  }
}

async function makeKey(folder: string, algorithm: Algorithm): Promise<SigningKey> {
  const { privateKey } =
    algorithm === "EdDSA"
      ? generateKeyPairSync("ed25519")
      : generateKeyPairSync("ec", { namedCurve: "P-256" });
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const pem = privateKey.export({ format: "pem", type: "pkcs8" });
  const { thumbprint } = await describe(privateKey);
  const file = path.join(folder, `${thumbprint}.pem`);
  // Half a file would stop every credential: it gets its name when all of it is there.
  await writeFile(`${file}.tmp`, pem, { mode: 0o600, flag: "wx", flush: true });
  await rename(`${file}.tmp`, file);
  return register(privateKey);
}

/** Its public half is published from now on. */
async function register(key: KeyObject): Promise<KeyOnDisk> {
  const { thumbprint, algorithm, jwk } = await describe(key);
  const row = await db.issuerKey.findUnique({ where: { thumbprint } });
  const compromised = Boolean(row?.confirmedAt);
  if (row) return { thumbprint, key, algorithm, createdAt: row.createdAt.getTime(), compromised };
  const createdAt = now();
  try {
    await db.issuerKey.create({ data: { thumbprint, publicJwk: JSON.stringify(jwk), createdAt } });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error; // another process has read the same file
  }
  return { thumbprint, key, algorithm, createdAt: createdAt.getTime(), compromised };
}

async function describe(
  key: KeyObject,
): Promise<{ thumbprint: string; algorithm: Algorithm; jwk: PublicJwk }> {
  const parsed = PublicJwk.safeParse(await exportJWK(key).catch(() => null));
  if (!parsed.success) throw new Error("a key that is neither Ed25519 nor P-256");
  const jwk = parsed.data;
  return {
    thumbprint: await calculateJwkThumbprint(jwk),
    algorithm: jwk.kty === "OKP" ? "EdDSA" : "ES256",
    jwk,
  };
}

// ── What anybody may read ───────────────────────────────────────────────────────────────────────────

function asPublished({ thumbprint, publicJwk, ...row }: IssuerKey): PublishedKey {
  const jwk = PublicJwk.parse(JSON.parse(publicJwk));
  const compromisedSince = row.confirmedAt && row.compromisedSince;
  return { thumbprint, jwk, multibase: multibaseOf(jwk), compromisedSince };
}

export const issuerDid = (origin = env.PUBLIC_ORIGIN): string => didOf(origin);

/** Where we are open, and where we were. */
export const ourOrigins = (): string[] => [env.PUBLIC_ORIGIN, ...env.FORMER_ORIGINS];

/** Every key there ever was, the newest first; under the name of the address it is asked at. */
export async function ourDidDocument(origin = env.PUBLIC_ORIGIN): Promise<DidDocument> {
  await signingKeys();
  const rows = await db.issuerKey.findMany({ orderBy: [{ createdAt: "desc" }, { thumbprint: "asc" }] });
  const others = new Set(ourOrigins().map(didOf));
  others.delete(didOf(origin));
  return didDocument(didOf(origin), rows.map(asPublished), [...others]);
}

/** One JSON Web Key, as a validator looks it up from the head of a token. */
export async function publishedKey(thumbprint: string) {
  const row = await db.issuerKey.findUnique({ where: { thumbprint } });
  if (!row) return null;
  const { jwk } = asPublished(row);
  return { ...jwk, kid: thumbprint, alg: jwk.kty === "OKP" ? "EdDSA" : "ES256", use: "sig" };
}
