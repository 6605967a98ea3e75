import { fromBase64url } from "#app/lib/base64url.ts";
import type { Machine } from "./machine.ts";

/* Bitstring Status List 1.0: so many bits a credential, the first the leftmost; packed, base64url, behind a "u". */

export const LIST_LENGTH = 131_072;

/** The value at a place; null where there is no such place, or no list at all. */
export async function readValue(
  encoded: string,
  place: number,
  { unpack }: Machine,
  size = 1,
): Promise<number | null> {
  const packed = encoded.startsWith("u") ? fromBase64url(encoded.slice(1)) : null;
  if (!packed) return null;
  try {
    const bytes = await unpack(packed);
    let value = 0;
    for (let at = place * size; at < (place + 1) * size; at += 1) {
      const byte = bytes[at >> 3];
      if (byte === undefined) return null;
      value = value * 2 + ((byte >> (7 - (at & 7))) & 1);
    }
    return value;
  } catch {
    return null;
  }
}
