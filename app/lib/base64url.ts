/* Base 64 for addresses (RFC 4648), without padding. One text for one value: another spelling of the same is refused. */

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

export function toBase64url(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 3) {
    const [first = 0, second = 0, third = 0] = bytes.subarray(at, at + 3);
    const group = (first << 16) | (second << 8) | third;
    for (let digit = 0; digit <= Math.min(3, bytes.length - at); digit += 1)
      text += ALPHABET[(group >> (18 - 6 * digit)) & 63]!;
  }
  return text;
}

export function fromBase64url(text: string): Uint8Array | null {
  if (!/^[\w-]*$/.test(text) || text.length % 4 === 1) return null;
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let [group, bits, at] = [0, 0, 0];
  for (const letter of text) {
    group = ((group << 6) | ALPHABET.indexOf(letter)) & 0xffffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[at] = (group >> bits) & 0xff;
    at += 1;
  }
  return (group & ((1 << bits) - 1)) === 0 ? bytes : null;
}

/** The older alphabet, padded, as PEM has it. */
export const fromBase64 = (text: string): Uint8Array =>
  fromBase64url(text.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "")) ?? new Uint8Array();
