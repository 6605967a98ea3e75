import { gunzipSync, gzipSync } from "node:zlib";

/* Bitstring Status List 1.0: one bit a credential, the first the leftmost; packed, base64url, behind a "u". */

export const LIST_LENGTH = 131_072;
const MOST_BYTES = 1024 * 1024;

export function encodeBits(places: Iterable<number>): string {
  const bits = Buffer.alloc(LIST_LENGTH / 8);
  for (const place of places) bits[place >> 3]! |= 0x80 >> (place & 7);
  return `u${gzipSync(bits, { level: 9 }).toString("base64url")}`;
}

/** Whether the bit is set; null where there is no such bit, or no list at all. */
export function readBit(encoded: string, place: number): boolean | null {
  if (!/^u[\w-]+$/.test(encoded)) return null;
  try {
    const bits = gunzipSync(Buffer.from(encoded.slice(1), "base64url"), { maxOutputLength: MOST_BYTES });
    const byte = bits[place >> 3];
    return byte === undefined ? null : (byte & (0x80 >> (place & 7))) !== 0;
  } catch {
    return null;
  }
}
