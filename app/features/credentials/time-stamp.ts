import { childrenOf, contentOf, NotDer, readDer, readOid, sameBytes, TAG, type Der } from "#app/lib/der.ts";
import type { Crypto, Hash, SignatureAlgorithm } from "./check-pdf.ts";
import type { Finding } from "./check-steps.ts";
import { extensionOf, readAlgorithm, readCertificate, type Certificate } from "./x509.ts";

/*
 * What a time-stamp service (RFC 3161) has said of a signature: that it saw these bytes, when, and in its own signature. It is
 * believed where its certificate is for that and nothing else, and leads to one that whoever runs the site has named.
 */

export type Stamped = {
  found: Extract<Finding, "ok" | "altered" | "unknown-time-service">;
  at: string | null;
};

const ALTERED: Stamped = { found: "altered", at: null };
const UNKNOWN: Stamped = { found: "unknown-time-service", at: null };

/** `roots`: who is believed, in DER. Whatever the bytes are, it does not throw. */
export async function checkTimeStamp(
  token: Uint8Array,
  signature: Uint8Array,
  roots: Uint8Array[],
  crypto: Crypto,
): Promise<Stamped> {
  const stamp = readSafely(() => readStamp(token));
  const [known, bag] = [roots, stamp?.certificates ?? []].map((all) =>
    all.flatMap((one) => readSafely(() => readCertificate(one)) ?? []),
  ) as [Certificate[], Certificate[]];
  if (!stamp || !(await isOf(stamp, signature, crypto))) return ALTERED;
  const signer = await signerOf(stamp, [...bag, ...known], crypto);
  const { algorithm } = stamp;
  if (!signer || !algorithm || !isKnownKey(signer, algorithm)) return UNKNOWN;
  if (!(await crypto.holds(signer.publicKey, algorithm, stamp.signature, stamp.signedAttributes)))
    return ALTERED;
  const believed = isForTimeStamps(signer) && (await leadsTo(signer, known, bag, stamp.at, crypto));
  return believed ? { found: "ok", at: stamp.at } : UNKNOWN;
}

const isOf = async ({ info, imprint, digest }: Stamp, signature: Uint8Array, { digestOf }: Crypto) =>
  sameBytes(imprint.value, await digestOf(imprint.hash, signature)) &&
  sameBytes(digest.value, await digestOf(digest.hash, info));

/** The one that the signed part names by its hash. */
async function signerOf({ named }: Stamp, certificates: Certificate[], { digestOf }: Crypto) {
  for (const certificate of certificates)
    if (sameBytes(named.value, await digestOf(named.hash, certificate.whole))) return certificate;
  return null;
}

// ── Who is believed ─────────────────────────────────────────────────────────────────────────────────

const EXTENDED_KEY_USAGE = "2.5.29.37";
const BASIC_CONSTRAINTS = "2.5.29.19";
const FOR_TIME_STAMPS = "1.3.6.1.5.5.7.3.8";
const MOST_STEPS = 4;

/** RFC 3161, 2.3: for this, for nothing else, and said so that nobody may pass over it. */
function isForTimeStamps(certificate: Certificate): boolean {
  const usage = readSafely(() => extensionOf(certificate, EXTENDED_KEY_USAGE));
  if (!usage?.critical) return false;
  const purposes = readSafely(() => childrenOf(readDer(usage.value), TAG.sequence).map(readOid));
  return purposes?.length === 1 && purposes[0] === FOR_TIME_STAMPS;
}

function mayVouch(certificate: Certificate): boolean {
  const constraints = readSafely(() => extensionOf(certificate, BASIC_CONSTRAINTS));
  const [authority] =
    (constraints && readSafely(() => childrenOf(readDer(constraints.value), TAG.sequence))) ?? [];
  return authority?.tag === TAG.boolean && authority.content[0] === 0xff;
}

/** Itself one of the known, or vouched for by one, over those that came along; each within its days when it was stamped. */
async function leadsTo(
  certificate: Certificate,
  known: Certificate[],
  bag: Certificate[],
  at: string,
  crypto: Crypto,
  steps = MOST_STEPS,
): Promise<boolean> {
  if (at < certificate.notBefore || at > certificate.notAfter) return false;
  if (known.some(({ whole }) => sameBytes(whole, certificate.whole))) return true;
  if (steps === 0) return false;
  for (const other of [...known, ...bag])
    if (
      sameBytes(other.subject, certificate.issuer) &&
      mayVouch(other) &&
      (await hasSigned(other, certificate, crypto)) &&
      (await leadsTo(other, known, bag, at, crypto, steps - 1))
    )
      return true;
  return false;
}

const hasSigned = async (
  issuer: Certificate,
  { signatureAlgorithm, signature, signed }: Certificate,
  crypto: Crypto,
) => {
  const algorithm = ALGORITHMS[signatureAlgorithm];
  return algorithm !== undefined && crypto.holds(issuer.publicKey, algorithm, signature, signed);
};

// ── A stamp, as services write it ───────────────────────────────────────────────────────────────────

const OID = {
  signedData: "1.2.840.113549.1.7.2",
  timeStampInfo: "1.2.840.113549.1.9.16.1.4",
  contentType: "1.2.840.113549.1.9.3",
  messageDigest: "1.2.840.113549.1.9.4",
  signingCertificate: "1.2.840.113549.1.9.16.2.12",
  signingCertificateV2: "1.2.840.113549.1.9.16.2.47",
  rsa: "1.2.840.113549.1.1.1",
};
const HASHES: Record<string, Hash> = {
  "2.16.840.1.101.3.4.2.1": "sha256",
  "2.16.840.1.101.3.4.2.2": "sha384",
  "2.16.840.1.101.3.4.2.3": "sha512",
};
const ALGORITHMS: Record<string, SignatureAlgorithm> = {
  "1.2.840.113549.1.1.11": "rsa-sha256",
  "1.2.840.113549.1.1.12": "rsa-sha384",
  "1.2.840.113549.1.1.13": "rsa-sha512",
  "1.2.840.10045.4.3.2": "ecdsa-sha256",
  "1.2.840.10045.4.3.3": "ecdsa-sha384",
  "1.2.840.10045.4.3.4": "ecdsa-sha512",
};

const RSA_KEY = OID.rsa;
const CURVE_KEY = "1.2.840.10045.2.1";
/** A key on P-384; those on larger curves browsers do not all know. */
const LONGEST_CURVE_KEY = 120;

const isKnownKey = (
  { publicKeyAlgorithm, publicKey }: Certificate,
  algorithm: SignatureAlgorithm,
): boolean =>
  algorithm.startsWith("rsa")
    ? publicKeyAlgorithm === RSA_KEY
    : publicKeyAlgorithm === CURVE_KEY && publicKey.length <= LONGEST_CURVE_KEY;

type Hashed = { hash: Hash; value: Uint8Array };
type Stamp = {
  certificates: Uint8Array[];
  /** What is said, and when: ISO 8601. */
  info: Uint8Array;
  at: string;
  imprint: Hashed;
  digest: Hashed;
  named: Hashed;
  signedAttributes: Uint8Array;
  /** Null: of a kind we do not know. */
  algorithm: SignatureAlgorithm | null;
  signature: Uint8Array;
};

/** @throws NotDer */
function readStamp(token: Uint8Array): Stamp {
  const [type, content] = childrenOf(readDer(token), TAG.sequence);
  expect(readOid(type) === OID.signedData);
  const [, , encapsulated, ...parts] = childrenOf(only(content, TAG.context(0)), TAG.sequence);
  const [infoType, infoBox] = childrenOf(encapsulated, TAG.sequence);
  expect(readOid(infoType) === OID.timeStampInfo);
  const info = contentOf(only(infoBox, TAG.context(0)), TAG.octets);
  const bundle = parts.find(({ tag }) => tag === TAG.context(0));

  const [, , digestAlgorithm, attributes, algorithm, signature] = childrenOf(
    only(parts.at(-1), TAG.set),
    TAG.sequence,
  );
  const values = readAttributes(attributes);
  expect(readOid(values.get(OID.contentType)) === OID.timeStampInfo);
  const hash = hashOf(digestAlgorithm);
  return {
    ...readInfo(info),
    info,
    certificates: bundle ? childrenOf(bundle, TAG.context(0)).map(({ whole }) => whole) : [],
    digest: { hash, value: contentOf(values.get(OID.messageDigest), TAG.octets) },
    named: readNamed(values),
    // In the signature they stand as a part of something; what is signed is the set of them.
    signedAttributes: Uint8Array.of(TAG.set, ...attributes!.whole.subarray(1)),
    algorithm:
      readAlgorithm(algorithm) === OID.rsa ? `rsa-${hash}` : (ALGORITHMS[readAlgorithm(algorithm)] ?? null),
    signature: contentOf(signature, TAG.octets),
  };
}

/** @throws NotDer */
function readInfo(info: Uint8Array): Pick<Stamp, "imprint" | "at"> {
  const [, , imprint, , time] = childrenOf(readDer(info), TAG.sequence);
  const [hash, hashed] = childrenOf(imprint, TAG.sequence);
  const written = String.fromCharCode(...contentOf(time, TAG.generalizedTime));
  const [, year, month, day, hour, minute, second] =
    /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\.\d+)?Z$/.exec(written) ?? [];
  expect(year !== undefined);
  return {
    imprint: { hash: hashOf(hash), value: contentOf(hashed, TAG.octets) },
    at: `${year}-${month}-${day}T${hour}:${minute}:${second}Z`,
  };
}

/** The one value of each. */
function readAttributes(attributes: Der | undefined): Map<string, Der> {
  return new Map(
    childrenOf(attributes, TAG.context(0)).map((attribute) => {
      const [type, values] = childrenOf(attribute, TAG.sequence);
      return [readOid(type), only(values, TAG.set)];
    }),
  );
}

/** The hash of the certificate that signed; SHA-1 in the older way of saying it. */
function readNamed(values: Map<string, Der>): Hashed {
  const newer = values.get(OID.signingCertificateV2);
  const [list] = childrenOf(newer ?? values.get(OID.signingCertificate), TAG.sequence);
  const [named] = childrenOf(list, TAG.sequence);
  const [first, second] = childrenOf(named, TAG.sequence);
  if (!newer) return { hash: "sha1", value: contentOf(first, TAG.octets) };
  return first?.tag === TAG.sequence
    ? { hash: hashOf(first), value: contentOf(second, TAG.octets) }
    : { hash: "sha256", value: contentOf(first, TAG.octets) };
}

function hashOf(algorithm: Der | undefined): Exclude<Hash, "sha1"> {
  const hash = HASHES[readAlgorithm(algorithm)];
  if (!hash || hash === "sha1") throw new NotDer("another hash");
  return hash;
}

function only(value: Der | undefined, tag: number): Der {
  const [child, ...none] = childrenOf(value, tag);
  expect(child !== undefined && none.length === 0);
  return child!;
}

function expect(holds: boolean): void {
  if (!holds) throw new NotDer("not a time stamp");
}

function readSafely<Value>(read: () => Value): Value | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof NotDer) return null;
    throw error;
  }
}
