import { gzipSync } from "node:zlib";
import { LIST_LENGTH } from "./bitstring.ts";

/** The list with these bits set; bitstring.ts reads it. */
export function encodeBits(places: Iterable<number>): string {
  const bits = Buffer.alloc(LIST_LENGTH / 8);
  for (const place of places) bits[place >> 3]! |= 0x80 >> (place & 7);
  return `u${gzipSync(bits, { level: 9 }).toString("base64url")}`;
}
