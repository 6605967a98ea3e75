/* Reads DER (X.690) strictly: each value has one spelling, so no byte of one can be changed without being another. */

export type Der = {
  tag: number;
  /** All of it, and what it holds. */
  whole: Uint8Array;
  content: Uint8Array;
};

export const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bits: 0x03,
  octets: 0x04,
  oid: 0x06,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
  /** Constructed, of the context. */
  context: (number: number) => 0xa0 + number,
} as const;

export class NotDer extends Error {}

/** One value, with nothing after it. @throws NotDer */
export function readDer(bytes: Uint8Array): Der {
  const value = readFirst(bytes);
  if (value.whole.length !== bytes.length) throw new NotDer("something follows");
  return value;
}

/** The value that stands first. @throws NotDer */
export function readFirst(bytes: Uint8Array): Der {
  const [tag, first] = bytes;
  if (tag === undefined || first === undefined || (tag & 0x1f) === 0x1f) throw new NotDer("no tag");
  const { length, start } = first < 0x80 ? { length: first, start: 2 } : readLongLength(bytes, first & 0x7f);
  const end = start + length;
  if (end > bytes.length) throw new NotDer("cut off");
  return { tag, whole: bytes.subarray(0, end), content: bytes.subarray(start, end) };
}

function readLongLength(bytes: Uint8Array, digits: number) {
  if (digits === 0 || digits > 3) throw new NotDer("no length");
  const start = 2 + digits;
  const length = bytes.subarray(2, start).reduce((sum, byte) => sum * 256 + byte, 0);
  const shortest = length < 0x80 ? 0 : Math.ceil(Math.log2(length + 1) / 8);
  if (start > bytes.length || digits !== shortest) throw new NotDer("not the shortest length");
  return { length, start };
}

/** What stands in it, one after the other. @throws NotDer where it is something else */
export function childrenOf(value: Der | undefined, tag: number): Der[] {
  let rest = contentOf(value, tag);
  const children: Der[] = [];
  while (rest.length > 0) {
    const child = readFirst(rest);
    children.push(child);
    rest = rest.subarray(child.whole.length);
  }
  return children;
}

/** @throws NotDer where it is something else */
export function contentOf(value: Der | undefined, tag: number): Uint8Array {
  if (value?.tag !== tag) throw new NotDer("another value");
  return value.content;
}

export const sameBytes = (one: Uint8Array, other: Uint8Array): boolean =>
  one.length === other.length && one.every((byte, index) => byte === other[index]);

/** "1.2.840.10045.2.1" */
export function readOid(value: Der | undefined): string {
  const numbers: number[] = [];
  let number = 0;
  for (const byte of contentOf(value, TAG.oid)) {
    number = number * 128 + (byte & 0x7f);
    if (byte & 0x80) continue;
    numbers.push(number);
    number = 0;
  }
  const [first = 0, ...rest] = numbers;
  const root = Math.min(Math.floor(first / 40), 2);
  return [root, first - 40 * root, ...rest].join(".");
}
