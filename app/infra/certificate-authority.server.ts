import { randomBytes, webcrypto } from "node:crypto";
import { wholeBuffer } from "./sealed-pdf.server.ts";

/* X.509 certificates of our own: an authority that vouches for itself, and those it vouches for (P-256, SHA-256). */

export type KeyPair = {
  /** PKCS #8. */
  key: Uint8Array;
  certificate: Uint8Array;
};

export type Wanted = { name: string; from: Date; years: number };

const P256 = { name: "ECDSA", namedCurve: "P-256" } as const;

/** Vouched for by `authority`, or, where there is none, by itself for others. */
export async function makeCertificate(wanted: Wanted, authority: KeyPair | null): Promise<KeyPair> {
  const [asn1js, pkijs] = await Promise.all([import("asn1js"), import("pkijs")]);
  pkijs.setEngine("node", new pkijs.CryptoEngine({ name: "node", crypto: webcrypto as Crypto }));
  const pair = await webcrypto.subtle.generateKey(P256, true, ["sign", "verify"]);
  const issuer = authority && pkijs.Certificate.fromBER(wholeBuffer(authority.certificate));

  const certificate = new pkijs.Certificate({ version: 2, serialNumber: serialNumber(asn1js) });
  certificate.subject.typesAndValues = [
    new pkijs.AttributeTypeAndValue({
      type: COMMON_NAME,
      value: new asn1js.Utf8String({ value: wanted.name }),
    }),
  ];
  certificate.issuer = issuer?.subject ?? certificate.subject;
  const from = wholeSeconds(wanted.from);
  certificate.notBefore = time(from);
  certificate.notAfter = time(yearsAfter(from, wanted.years));
  await certificate.subjectPublicKeyInfo.importKey(pair.publicKey);
  const { parsedKey } = certificate.subjectPublicKeyInfo;
  const ownId = await keyId(certificate);
  certificate.extensions = [
    extension(BASIC_CONSTRAINTS, true, new pkijs.BasicConstraints({ cA: issuer === null }).toSchema()),
    // Of an authority: to vouch for others and to withdraw that. Of who signs: signatures that are meant.
    extension(KEY_USAGE, true, usage(issuer ? 0b1100_0000 : 0b0000_0110, issuer ? 6 : 1)),
    extension(SUBJECT_KEY_ID, false, new asn1js.OctetString({ valueHex: ownId })),
    extension(
      AUTHORITY_KEY_ID,
      false,
      new pkijs.AuthorityKeyIdentifier({
        keyIdentifier: new asn1js.OctetString({ valueHex: issuer ? await keyId(issuer) : ownId }),
      }).toSchema(),
    ),
  ];
  if (!parsedKey) throw new Error("a key that nobody can read");
  const signWith = authority
    ? await webcrypto.subtle.importKey("pkcs8", authority.key, P256, false, ["sign"])
    : pair.privateKey;
  await certificate.sign(signWith, "SHA-256");
  return {
    key: new Uint8Array(await webcrypto.subtle.exportKey("pkcs8", pair.privateKey)),
    certificate: new Uint8Array(certificate.toSchema(true).toBER(false)),
  };

  /** The old way of writing ends with 2049. */
  function time(value: Date) {
    return new pkijs.Time({ type: value.getUTCFullYear() < 2050 ? 0 : 1, value });
  }
  function extension(extnID: string, critical: boolean, value: { toBER(sizeOnly: boolean): ArrayBuffer }) {
    return new pkijs.Extension({ extnID, critical, extnValue: value.toBER(false) });
  }
  function usage(bits: number, unusedBits: number) {
    return new asn1js.BitString({ valueHex: wholeBuffer(Uint8Array.of(bits)), unusedBits });
  }
}

const COMMON_NAME = "2.5.4.3";
const SUBJECT_KEY_ID = "2.5.29.14";
const KEY_USAGE = "2.5.29.15";
const BASIC_CONSTRAINTS = "2.5.29.19";
const AUTHORITY_KEY_ID = "2.5.29.35";

/** The SHA-1 of the public key, as everybody names it (RFC 5280, 4.2.1.2); nothing rests on that hash. */
const keyId = (certificate: import("pkijs").Certificate): Promise<ArrayBuffer> =>
  webcrypto.subtle.digest("SHA-1", certificate.subjectPublicKeyInfo.subjectPublicKey.valueBlock.valueHexView);

/** 127 bits at random, and positive. */
function serialNumber(asn1js: typeof import("asn1js")) {
  const bytes = randomBytes(16);
  bytes[0] = (bytes[0]! & 0x7f) | 0x40;
  return new asn1js.Integer({ valueHex: wholeBuffer(bytes) });
}

const wholeSeconds = (date: Date): Date => new Date(Math.floor(date.getTime() / 1000) * 1000);

function yearsAfter(date: Date, years: number): Date {
  const later = new Date(date);
  later.setUTCFullYear(later.getUTCFullYear() + years);
  return later;
}
