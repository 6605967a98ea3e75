import { childrenOf, contentOf, NotDer, readDer, readOid, sameBytes, TAG, type Der } from "#app/lib/der.ts";
import type { Finding, Step } from "./check-steps.ts";
import { checkTimeStamp } from "./time-stamp.ts";
import { attachedCredential, openEnvelope } from "./pdf-envelope.ts";
import { readAlgorithm, readCertificate, type Certificate } from "./x509.ts";

/*
 * Checks the signature of a PDF (CMS, as PAdES wants it) against certificates that are at hand. It believes the one form
 * in which we sign: each byte of a signature is either signed itself, named by its hash, or the only one it can be. So
 * whoever changes a byte is found out, also where a reader would not look.
 */

/** Of the machine it runs on: a server's, or a browser's. */
export type Crypto = {
  digestOf(hash: Hash, bytes: Uint8Array): Promise<Uint8Array>;
  /** With a public key as certificates bear it. */
  holds(
    publicKey: Uint8Array,
    algorithm: SignatureAlgorithm,
    signature: Uint8Array,
    signed: Uint8Array,
  ): Promise<boolean>;
};
/** The oldest only where a time stamp names a certificate by it. */
export type Hash = "sha1" | "sha256" | "sha384" | "sha512";
export type SignatureAlgorithm = `${"ecdsa" | "rsa"}-${Exclude<Hash, "sha1">}`;

/** Certificates in DER: of who signs files, believed for what is older where it is unsafe; and of who says when. */
export type Believed = { signers: Signer[]; timeServices: Uint8Array[] };
export type Signer = { certificate: Uint8Array; unsafeSince: string | null };

export type CheckedPdf = {
  steps: Step[];
  /** A token, and only of a file that is as it was signed by who we believe. */
  credential: Uint8Array | null;
  /** As a service says that is believed, or as the file says itself. */
  signedAt: string | null;
};

const MOST_BYTES = 5 * 1024 * 1024;

/** Whatever the bytes are, it answers in steps and does not throw. */
export async function checkPdf(bytes: Uint8Array, believed: Believed, crypto: Crypto): Promise<CheckedPdf> {
  const steps: Step[] = [];
  const answer = (credential: Uint8Array | null, signedAt: string | null) => ({
    steps,
    credential,
    signedAt,
  });

  const envelope = bytes.length > MOST_BYTES ? ({ found: "unreadable" } as const) : openEnvelope(bytes);
  for (const step of ENVELOPE_STEPS) {
    const ownFault = ENVELOPE_STEP[envelope.found] === step;
    steps.push({ step, found: ownFault ? envelope.found : "ok" });
    if (ownFault) return answer(null, null);
  }
  if (envelope.found !== "ok") return answer(null, null);
  const { signed, signature, signedAt } = envelope;

  const cms = readSafely(() => readCms(signature));
  const holds = cms !== null && (await cmsHolds(cms, joined(signed), crypto));
  steps.push({ step: "file-signature", found: holds ? "ok" : "altered" });
  if (!holds) return answer(null, null);

  const behind = await whoVouches(cms.signer, believed.signers, signedAt, crypto);
  const stamp =
    behind.length > 0 && cms.timeStamp
      ? await checkTimeStamp(cms.timeStamp, cms.signature, believed.timeServices, crypto)
      : null;
  const at = stamp?.at ?? signedAt;
  const signer = signerFinding(behind, at);
  steps.push({ step: "signer", found: signer });
  if (signer === "unknown-signer") return answer(null, null);
  if (stamp) steps.push({ step: "time-stamp", found: stamp.found });
  if (stamp?.found === "altered") return answer(null, signedAt);
  if (signer === "compromised") return answer(null, at);
  const credential = attachedCredential(bytes);
  steps.push({ step: "attachment", found: credential ? "ok" : "no-credential" });
  return answer(credential, at);
}

const ENVELOPE_STEPS = ["file", "single-signature", "whole-file"] as const;
const ENVELOPE_STEP: Partial<Record<Finding, (typeof ENVELOPE_STEPS)[number]>> = {
  unreadable: "file",
  unsigned: "single-signature",
  "several-signatures": "single-signature",
  "not-whole": "whole-file",
};

// ── A signature, as we write it ─────────────────────────────────────────────────────────────────────

const OID = {
  data: "1.2.840.113549.1.7.1",
  signedData: "1.2.840.113549.1.7.2",
  contentType: "1.2.840.113549.1.9.3",
  messageDigest: "1.2.840.113549.1.9.4",
  signingCertificateV2: "1.2.840.113549.1.9.16.2.47",
  timeStampToken: "1.2.840.113549.1.9.16.2.14",
  sha256: "2.16.840.1.101.3.4.2.1",
};
type OwnAlgorithm = "ecdsa-sha256" | "rsa-sha256";
const ALGORITHMS: Record<string, OwnAlgorithm> = {
  "1.2.840.10045.4.3.2": "ecdsa-sha256",
  "1.2.840.113549.1.1.1": "rsa-sha256",
  "1.2.840.113549.1.1.11": "rsa-sha256",
};
/** Whose keys sign how. */
const KEYS: Record<OwnAlgorithm, string> = {
  "ecdsa-sha256": "1.2.840.10045.2.1",
  "rsa-sha256": "1.2.840.113549.1.1.1",
};

type Cms = {
  signer: Certificate;
  /** Of all certificates in it, as the signed part names them. */
  certificates: Uint8Array[];
  named: Uint8Array[];
  digest: Uint8Array;
  signedAttributes: Uint8Array;
  algorithm: SignatureAlgorithm;
  signature: Uint8Array;
  timeStamp: Uint8Array | null;
};

/** @throws NotDer where anything is otherwise than we write it */
function readCms(bytes: Uint8Array): Cms {
  const [type, content, ...none] = childrenOf(readDer(bytes), TAG.sequence);
  expect(readOid(type) === OID.signedData && none.length === 0);
  const [version, digests, encapsulated, bundle, signers, ...more] = childrenOf(
    only(content, TAG.context(0)),
    TAG.sequence,
  );
  expect(isOne(version) && more.length === 0);
  expect(isSha256(only(digests, TAG.set)));
  expect(readOid(only(encapsulated, TAG.sequence)) === OID.data);
  const certificates = childrenOf(bundle, TAG.context(0)).map(({ whole }) => whole);
  const signer = readCertificate(certificates[0] ?? new Uint8Array());

  const [signerVersion, sid, digest, attributes, algorithm, signature, unsigned, ...rest] = childrenOf(
    only(signers, TAG.set),
    TAG.sequence,
  );
  expect(isOne(signerVersion) && isSha256(digest) && rest.length === 0);
  const [issuer, serial, ...noMore] = childrenOf(sid, TAG.sequence);
  expect(issuer !== undefined && sameBytes(issuer.whole, signer.issuer) && noMore.length === 0);
  expect(sameBytes(contentOf(serial, TAG.integer), signer.serialNumber));

  const [contentType, messageDigest, signingCertificate, ...others] = childrenOf(attributes, TAG.context(0));
  expect(others.length === 0);
  expect(readOid(attribute(contentType, OID.contentType)) === OID.data);
  const list = only(attribute(signingCertificate, OID.signingCertificateV2), TAG.sequence);
  const named = childrenOf(list, TAG.sequence).map((one) => contentOf(only(one, TAG.sequence), TAG.octets));
  const signAlgorithm = ALGORITHMS[readAlgorithm(algorithm)];
  expect(signAlgorithm !== undefined && KEYS[signAlgorithm] === signer.publicKeyAlgorithm);
  expect(hasNoParameters(algorithm));
  return {
    signer,
    certificates,
    named,
    digest: contentOf(attribute(messageDigest, OID.messageDigest), TAG.octets),
    // In the signature they stand as a part of something; what is signed is the set of them.
    signedAttributes: Uint8Array.of(TAG.set, ...attributes!.whole.subarray(1)),
    algorithm: signAlgorithm!,
    signature: contentOf(signature, TAG.octets),
    timeStamp: unsigned ? attribute(only(unsigned, TAG.context(1)), OID.timeStampToken).whole : null,
  };
}

async function cmsHolds(cms: Cms, signed: Uint8Array, { digestOf, holds }: Crypto): Promise<boolean> {
  if (!sameBytes(cms.digest, await digestOf("sha256", signed))) return false;
  if (cms.named.length !== cms.certificates.length) return false;
  for (const [index, certificate] of cms.certificates.entries())
    if (!sameBytes(cms.named[index]!, await digestOf("sha256", certificate))) return false;
  return holds(cms.signer.publicKey, cms.algorithm, cms.signature, cms.signedAttributes);
}

/** Itself, and who signed its certificate, as far as they are believed; nobody where it was not good on the day the file says. */
async function whoVouches(
  signer: Certificate,
  believed: readonly Signer[],
  signedAt: string,
  crypto: Crypto,
): Promise<Signer[]> {
  if (signedAt < signer.notBefore || signedAt > signer.notAfter) return [];
  const behind: Signer[] = [];
  for (const known of believed)
    if (sameBytes(known.certificate, signer.whole) || (await hasSigned(known.certificate, signer, crypto)))
      behind.push(known);
  return behind;
}

/** Where one of them is unsafe since a day, what was signed before is believed, and that is said. */
function signerFinding(behind: readonly Signer[], signedAt: string): Finding {
  if (behind.length === 0) return "unknown-signer";
  const unsafe = behind.flatMap(({ unsafeSince }) => unsafeSince ?? []);
  if (unsafe.length === 0) return "ok";
  return unsafe.some((since) => signedAt >= since) ? "compromised" : "compromised-later";
}

async function hasSigned(known: Uint8Array, signer: Certificate, { holds }: Crypto): Promise<boolean> {
  const algorithm = ALGORITHMS[signer.signatureAlgorithm];
  const authority = readSafely(() => readCertificate(known));
  if (!authority || !algorithm || KEYS[algorithm] !== authority.publicKeyAlgorithm) return false;
  if (!sameBytes(authority.subject, signer.issuer)) return false;
  return holds(authority.publicKey, algorithm, signer.signature, signer.signed);
}

// ── Small things ────────────────────────────────────────────────────────────────────────────────────

function expect(holds: boolean): void {
  if (!holds) throw new NotDer("not as we write it");
}

/** The one value in a value. @throws NotDer where there are none or more */
function only(value: Der | undefined, tag: number): Der {
  const children = childrenOf(value, tag);
  expect(children.length === 1);
  return children[0]!;
}

/** The one value of an attribute of that type. */
function attribute(value: Der | undefined, type: string): Der {
  const [name, values, ...none] = childrenOf(value, TAG.sequence);
  expect(readOid(name) === type && none.length === 0);
  return only(values, TAG.set);
}

const isOne = (value: Der | undefined): boolean => sameBytes(contentOf(value, TAG.integer), Uint8Array.of(1));

const isSha256 = (value: Der | undefined): boolean =>
  readAlgorithm(value) === OID.sha256 && hasNoParameters(value);

/** Or nothing for them, which some write out. */
function hasNoParameters(value: Der | undefined): boolean {
  const [, parameters, ...none] = childrenOf(value, TAG.sequence);
  return (
    none.length === 0 && (parameters === undefined || sameBytes(parameters.whole, Uint8Array.of(0x05, 0x00)))
  );
}

function readSafely<Value>(read: () => Value): Value | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof NotDer) return null;
    throw error;
  }
}

function joined([before, after]: [Uint8Array, Uint8Array]): Uint8Array {
  const all = new Uint8Array(before.length + after.length);
  all.set(before);
  all.set(after, before.length);
  return all;
}
