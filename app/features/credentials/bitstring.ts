import { fromBase64url } from "#app/lib/base64url.ts";
import type { Machine } from "./machine.ts";

/* Bitstring Status List 1.0: one bit a credential, the first the leftmost; packed, base64url, behind a "u". */

export const LIST_LENGTH = 131_072;

/** Whether the bit is set; null where there is no such bit, or no list at all. */
export async function readBit(encoded: string, place: number, { unpack }: Machine): Promise<boolean | null> {
  const packed = encoded.startsWith("u") ? fromBase64url(encoded.slice(1)) : null;
  if (!packed) return null;
  try {
    const byte = (await unpack(packed))[place >> 3];
    return byte === undefined ? null : (byte & (0x80 >> (place & 7))) !== 0;
  } catch {
    return null;
  }
}
