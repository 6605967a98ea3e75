import { gzipSync } from "node:zlib";
import { LIST_LENGTH } from "./bitstring.ts";

/** The list with these values, of so many bits each, at their places; bitstring.ts reads it. */
export function encodeBits(values: Iterable<readonly [place: number, value: number]>, size = 1): string {
  const bits = Buffer.alloc((LIST_LENGTH * size) / 8);
  for (const [place, value] of values)
    for (let bit = 0; bit < size; bit += 1) {
      const at = place * size + bit;
      if ((value >> (size - 1 - bit)) & 1) bits[at >> 3]! |= 0x80 >> (at & 7);
    }
  return `u${gzipSync(bits, { level: 9 }).toString("base64url")}`;
}
