import { childrenOf, contentOf, NotDer, readDer, readOid, TAG, type Der } from "#app/lib/der.ts";

/* As much of a certificate as it takes to see who has signed a file. */

export type Certificate = {
  /** All of it in DER, and the part that is signed. */
  whole: Uint8Array;
  signed: Uint8Array;
  signature: Uint8Array;
  signatureAlgorithm: string;
  serialNumber: Uint8Array;
  /** Names as they are written. */
  issuer: Uint8Array;
  subject: Uint8Array;
  /** ISO 8601. */
  notBefore: string;
  notAfter: string;
  publicKey: Uint8Array;
  publicKeyAlgorithm: string;
  extensions: Der | undefined;
};

/** @throws NotDer where it is none */
export function readCertificate(bytes: Uint8Array): Certificate {
  const [tbs, algorithm, signature] = childrenOf(readDer(bytes), TAG.sequence);
  const [version, serial, tbsAlgorithm, issuer, validity, subject, key, ...more] = childrenOf(
    tbs,
    TAG.sequence,
  );
  const [keyAlgorithm] = childrenOf(key, TAG.sequence);
  const [from, until] = childrenOf(validity, TAG.sequence);
  childrenOf(version, TAG.context(0));
  childrenOf(issuer, TAG.sequence);
  childrenOf(subject, TAG.sequence);
  const signatureAlgorithm = readAlgorithm(algorithm);
  if (readAlgorithm(tbsAlgorithm) !== signatureAlgorithm) throw new NotDer("two algorithms");
  return {
    whole: bytes,
    signed: tbs!.whole,
    signature: readBits(signature),
    signatureAlgorithm,
    serialNumber: contentOf(serial, TAG.integer),
    issuer: issuer!.whole,
    subject: subject!.whole,
    notBefore: readTime(from),
    notAfter: readTime(until),
    publicKey: key!.whole,
    publicKeyAlgorithm: readAlgorithm(keyAlgorithm),
    extensions: more.find(({ tag }) => tag === TAG.context(3)),
  };
}

/** What a certificate says besides, and whether nobody may pass over it. @throws NotDer */
export function extensionOf(
  { extensions }: Certificate,
  oid: string,
): { critical: boolean; value: Uint8Array } | null {
  const [list] = extensions ? childrenOf(extensions, TAG.context(3)) : [];
  for (const one of list ? childrenOf(list, TAG.sequence) : []) {
    const [type, ...rest] = childrenOf(one, TAG.sequence);
    if (readOid(type) !== oid) continue;
    return { critical: rest[0]?.tag === TAG.boolean, value: contentOf(rest.at(-1), TAG.octets) };
  }
  return null;
}

export const readAlgorithm = (value: Der | undefined): string => readOid(childrenOf(value, TAG.sequence)[0]);

/** Whole bytes: none of the bits at the end is left over. */
function readBits(value: Der | undefined): Uint8Array {
  const content = contentOf(value, TAG.bits);
  if (content[0] !== 0) throw new NotDer("left-over bits");
  return content.subarray(1);
}

/** "491231235959Z", and from 2050 on "20500101000000Z". */
function readTime(value: Der | undefined): string {
  const short = value?.tag === TAG.utcTime;
  const text = String.fromCharCode(...contentOf(value, short ? TAG.utcTime : TAG.generalizedTime));
  const parts = /^(\d{2}|\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(text);
  if (parts?.[1]?.length !== (short ? 2 : 4)) throw new NotDer("no time");
  const [, year, month, day, hour, minute, second] = parts;
  const century = short ? (Number(year) < 50 ? "20" : "19") : "";
  return `${century}${year}-${month}-${day}T${hour}:${minute}:${second}Z`;
}
