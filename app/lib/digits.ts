/* Bytes as one number, written in tens: what a QR mark packs closest. The first byte is not nought. */

export const toDigits = (bytes: Uint8Array): string =>
  BigInt(`0x${Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")}`).toString();

/** One text for one value; null where it is none. */
export function fromDigits(text: string): Uint8Array | null {
  if (!/^[1-9]\d*$/.test(text)) return null;
  const hex = BigInt(text).toString(16);
  const even = hex.padStart(hex.length + (hex.length % 2), "0");
  return Uint8Array.from(even.match(/../g)!, (byte) => Number.parseInt(byte, 16));
}
