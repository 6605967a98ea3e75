import { createPrivateKey, X509Certificate } from "node:crypto";
import { link, mkdir, readdir, readFile, unlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { makeCertificate, type KeyPair } from "#app/infra/certificate-authority.server.ts";
import { now } from "#app/infra/clock.server.ts";
import { db, isUniqueViolation } from "#app/infra/db.server.ts";
import { env } from "#app/infra/env.server.ts";
import { readPrivateFile } from "#app/infra/private-file.server.ts";
import { newId, sha256 } from "#app/infra/ids.server.ts";
import type { UnsafeSeal } from "./verify-file.ts";
import type { SealingKey } from "#app/infra/sealed-pdf.server.ts";

/*
 * What PDF files are signed with: a key under an authority of our own, both made on the first start beside the keys of
 * credentials, or one that was given. A key is used for a year. Its certificate holds longer, since a reader without
 * a time stamp asks whether it holds today. Certificates stay in the database: what they vouch for is checked for ever.
 */

const DAY = 24 * 3600 * 1000;
/** A key that another process has declared unsafe is signed with no longer than this. */
const KEPT_MS = 60_000;
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
      until: now().getTime() + KEPT_MS,
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
    const { isUnsafe } = await publish(key.chain[0]!);
    if (isUnsafe)
      throw new Error(`${given}: its key was declared unsafe; nothing is signed with it any more`);
    return key;
  }
  const folder = path.join(env.DATA_DIR, "keys", "seal");
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const pairs = await pairsIn(folder);
  const authority =
    newestOf(pairs.filter(({ name }) => isAuthority(name))) ??
    (await makePair(folder, await authorityName(folder), YEARS.authority, null));
  const vouchedFor = pairs.filter(
    ({ name, certificate }) => !isAuthority(name) && isUnder(certificate, authority.certificate),
  );
  const oldest = now().getTime() - KEY_DAYS * DAY;
  const own =
    newestOf(vouchedFor.filter(({ from }) => from > oldest)) ??
    (await makePair(folder, `${newId()}.pem`, YEARS.key, authority));
  for (const { certificate } of [authority, own]) await publish(certificate);
  // A reader has to be told of our authority anyway; in each file it would only take room.
  return { key: own.key, chain: [own.certificate] };
}

/** The first has a plain name: of two processes that start at once, one makes it. */
const AUTHORITY = "authority.pem";
const isAuthority = (name: string): boolean => name.startsWith("authority");
const authorityName = async (folder: string): Promise<string> =>
  (await readPair(path.join(folder, AUTHORITY))) ? `authority-${newId()}.pem` : AUTHORITY;

const isUnder = (certificate: Uint8Array, authority: Uint8Array): boolean =>
  new X509Certificate(certificate).checkIssued(new X509Certificate(authority));

type PairOnDisk = KeyPair & { name: string; from: number; isUnsafe: boolean };

/** All there are. Their public halves are published, also of those that are not used any more. */
async function pairsIn(folder: string): Promise<PairOnDisk[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".pem"));
  const found: PairOnDisk[] = [];
  for (const name of names) {
    const pair = await readPair(path.join(folder, name));
    if (!pair) continue;
    const from = Date.parse(new X509Certificate(pair.certificate).validFrom);
    found.push({ ...pair, name, from, ...(await publish(pair.certificate, new Date(from))) });
  }
  return found;
}

const newestOf = (pairs: readonly PairOnDisk[]): KeyPair | null =>
  pairs.filter(({ isUnsafe }) => !isUnsafe).sort((one, other) => other.from - one.from)[0] ?? null;

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
  const pem = await readPrivateFile(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
  if (pem === null) return null;
  const { key, chain } = readPem(pem.toString("utf8"), file);
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
  const bytes = await readPrivateFile(file);
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

async function publish(certificate: Uint8Array, createdAt = now()): Promise<{ isUnsafe: boolean }> {
  const id = sha256(certificate);
  const row = await db.sealingCertificate.findUnique({ where: { id } });
  if (row) return { isUnsafe: row.confirmedAt !== null };
  const pem = new X509Certificate(certificate).toString();
  try {
    await db.sealingCertificate.create({ data: { id, pem, createdAt } });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error; // another process has read the same file
  }
  return { isUnsafe: false };
}

/** All that ever vouched for a file of ours, the newest first. Files are checked also while there is no key to sign with. */
export async function sealingRows() {
  await sealingKey().catch(() => null);
  return db.sealingCertificate.findMany({ orderBy: [{ createdAt: "desc" }, { id: "asc" }] });
}

/** In PEM: what a check believes, with the keys under it that are not believed any more since a day. */
export async function believedSeals(): Promise<{ certificates: string[]; unsafeSeals: UnsafeSeal[] }> {
  const rows = await sealingRows();
  const unsafeSeals = rows.flatMap(({ pem, confirmedAt, compromisedSince }) =>
    confirmedAt && compromisedSince ? [{ certificate: pem, since: compromisedSince }] : [],
  );
  const unsafe = unsafeSeals.map(({ certificate }) => certificate);
  return { certificates: [...new Set([...anchorsAmong(rows), ...unsafe])], unsafeSeals };
}

/** In PEM: all that ever vouched for a file of ours, for readers that are to be told whom to trust. */
export const sealingCertificates = async (): Promise<string[]> => anchorsAmong(await sealingRows());

/** Those that no other of them vouches for. */
function anchorsAmong(rows: readonly { pem: string }[]): string[] {
  const all = rows.map(({ pem }) => ({ pem, x509: new X509Certificate(pem) }));
  const isVouchedFor = (one: (typeof all)[number]) =>
    all.some((other) => other !== one && one.x509.checkIssued(other.x509));
  return all.filter((one) => !isVouchedFor(one)).map(({ pem }) => pem);
}
