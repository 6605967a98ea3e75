import { createPrivateKey, X509Certificate } from "node:crypto";
import { link, mkdir, readdir, readFile, unlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { makeCertificate, type KeyPair } from "#app/infra/certificate-authority.server.ts";
import { now } from "#app/infra/clock.server.ts";
import { db, isUniqueViolation } from "#app/infra/db.server.ts";
import { env } from "#app/infra/env.server.ts";
import { newId, sha256 } from "#app/infra/ids.server.ts";
import type { SealingKey } from "#app/infra/sealed-pdf.server.ts";

/*
 * What PDF files are signed with: a key under an authority of our own, both made on the first start beside the keys of
 * credentials, or one that was given. A key is used for a year. Its certificate holds longer, since a reader without
 * a time stamp asks whether it holds today. Certificates stay in the database: what they vouch for is checked for ever.
 */

const DAY = 24 * 3600 * 1000;
const KEY_DAYS = 365;
const YEARS = { authority: 30, key: 20 };

let kept: { key: Promise<SealingKey>; until: number } | null = null;

export function sealingKey(): Promise<SealingKey> {
  if (!kept || kept.until < now().getTime())
    kept = {
      key: loadKey().catch((error: unknown) => {
        kept = null;
        throw error;
      }),
      until: now().getTime() + DAY,
    };
  return kept.key;
}

/** Read anew when next asked for. */
export const forgetSealingKey = (): void => void (kept = null);

async function loadKey(): Promise<SealingKey> {
  const given = env.SEAL_FILE;
  if (given) {
    const key = await readGiven(given);
    refuseUnfit(key.chain[0]!, given);
    // Only its own: who else its authority vouches for is none of ours.
    await publish(key.chain[0]!);
    return key;
  }
  const folder = path.join(env.DATA_DIR, "keys", "seal");
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const authority =
    (await readPair(path.join(folder, AUTHORITY))) ??
    (await makePair(folder, AUTHORITY, YEARS.authority, null));
  const own = (await newestPair(folder)) ?? (await makePair(folder, `${newId()}.pem`, YEARS.key, authority));
  await publish(authority.certificate);
  // A reader has to be told of our authority anyway; in each file it would only take room.
  return { key: own.key, chain: [own.certificate] };
}

const AUTHORITY = "authority.pem";

/** One that has been used for less than a year. */
async function newestPair(folder: string): Promise<KeyPair | null> {
  const oldest = now().getTime() - KEY_DAYS * DAY;
  const names = (await readdir(folder)).filter((name) => name.endsWith(".pem") && name !== AUTHORITY);
  const pairs = await Promise.all(names.map((name) => readPair(path.join(folder, name))));
  const since = (pair: KeyPair) => Date.parse(new X509Certificate(pair.certificate).validFrom);
  return (
    pairs
      .flatMap((pair) => (pair && since(pair) > oldest ? [pair] : []))
      .sort((one, other) => since(other) - since(one))[0] ?? null
  );
}

/** Made by two processes at once, the one that is there first is everybody's. */
async function makePair(
  folder: string,
  name: string,
  years: number,
  authority: KeyPair | null,
): Promise<KeyPair> {
  const { host } = new URL(env.PUBLIC_ORIGIN);
  const pair = await makeCertificate(
    {
      name: authority ? `Passbook certificates of ${host}` : `Passbook authority of ${host}`,
      from: now(),
      years,
    },
    authority,
  );
  const file = path.join(folder, name);
  const unfinished = `${file}.${newId()}`;
  await writeFile(unfinished, pemOf(pair), { mode: 0o600, flag: "wx", flush: true });
  try {
    await link(unfinished, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    await unlink(unfinished);
  }
  return (await readPair(file))!;
}

function pemOf({ key, certificate }: KeyPair): string {
  const own = createPrivateKey({ key: Buffer.from(key), format: "der", type: "pkcs8" });
  return (
    own.export({ format: "pem", type: "pkcs8" }).toString() + new X509Certificate(certificate).toString()
  );
}

async function readPair(file: string): Promise<KeyPair | null> {
  const pem = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
  if (pem === null) return null;
  const { key, chain } = readPem(pem, file);
  return { key, certificate: chain[0]! };
}

/** What a check of ours would not believe is not signed with: it says so now, and not to whoever shows the file. */
function refuseUnfit(certificate: Uint8Array, file: string): void {
  const { publicKey, validTo } = new X509Certificate(certificate);
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = publicKey;
  if (type !== "rsa" && !(type === "ec" && details?.namedCurve === "prime256v1"))
    throw new Error(`${file} holds a key that is neither RSA nor P-256`);
  if (Date.parse(validTo) < now().getTime())
    throw new Error(`${file}: its certificate has ended on ${validTo}; nothing can be signed with it`);
}

/** Names the file and never what stands in it. */
function readPem(pem: string, file: string): SealingKey {
  try {
    const key = createPrivateKey(pem);
    const certificates = [...pem.matchAll(PEM_CERTIFICATE)].map(([text]) => new X509Certificate(text));
    const own = certificates.find((certificate) => certificate.checkPrivateKey(key));
    if (own)
      return {
        key: key.export({ format: "der", type: "pkcs8" }),
        // Whoever checks knows the root, or does not believe it.
        chain: [own, ...certificates.filter((one) => one !== own && one.subject !== one.issuer)].map(
          ({ raw }) => raw,
        ),
      };
  } catch {
    // said below
  }
  throw new Error(`${file} holds no private key in PKCS #8 with its certificate`);
}

const PEM_CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** A PEM file, or what else a certification authority hands out. */
async function readGiven(file: string): Promise<SealingKey> {
  const bytes = await readFile(file);
  if (bytes.includes("-----BEGIN")) return readPem(bytes.toString("latin1"), file);
  const { readPkcs12 } = await import("#app/infra/pkcs12.server.ts");
  return readPem(await readPkcs12(bytes, env.SEAL_PASSPHRASE, file), file);
}

/** Who is believed to say when a file was signed, in PEM: as whoever runs the site has named them. */
export async function timeServiceRoots(): Promise<string[]> {
  const file = env.TSA_ROOTS;
  if (!file) return [];
  const certificates = (await readFile(file, "utf8")).match(PEM_CERTIFICATE);
  if (!certificates) throw new Error(`${file} holds no certificate in PEM`);
  return certificates.map((text) => new X509Certificate(text).toString());
}

async function publish(certificate: Uint8Array): Promise<void> {
  const id = sha256(certificate);
  if (await db.sealingCertificate.findUnique({ where: { id } })) return;
  const pem = new X509Certificate(certificate).toString();
  try {
    await db.sealingCertificate.create({ data: { id, pem, createdAt: now() } });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error; // another process has read the same file
  }
}

/** All that ever vouched for a file of ours, in PEM, the newest first: what a check may believe. */
export async function sealingCertificates(): Promise<string[]> {
  await sealingKey();
  const rows = await db.sealingCertificate.findMany({ orderBy: [{ createdAt: "desc" }, { id: "asc" }] });
  return rows.map(({ pem }) => pem);
}
