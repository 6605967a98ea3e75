import { decode, encode } from "base58-universal";
import { fromBase64url, toBase64url } from "#app/lib/base64url.ts";
import type { PublicJwk } from "./did-document.ts";

/* Multikey: "z" for base 58, two bytes that say Ed25519, and the thirty-two of the public key. */

const ED25519 = Uint8Array.of(0xed, 0x01);
const LENGTH = 32;

/** Null for a key that is no Ed25519. */
export const multibaseOf = (jwk: PublicJwk): string | null =>
  jwk.kty === "OKP" ? base58(Uint8Array.of(...ED25519, ...fromBase64url(jwk.x)!)) : null;

export function readMultikey(multibase: string): PublicJwk | null {
  const bytes = readBase58(multibase, ED25519.length + LENGTH);
  if (!bytes || !ED25519.every((byte, index) => bytes[index] === byte)) return null;
  return { kty: "OKP", crv: "Ed25519", x: toBase64url(bytes.subarray(ED25519.length)) };
}

export const base58 = (bytes: Uint8Array): string => `z${encode(bytes)}`;

/** Exactly so many bytes, or null: what is too long is not even looked at. */
export function readBase58(text: string, bytes: number): Uint8Array | null {
  if (!/^z[1-9A-HJ-NP-Za-km-z]+$/.test(text) || text.length > bytes * 1.5 + 2) return null;
  const read = decode(text.slice(1));
  return read.length === bytes ? read : null;
}
