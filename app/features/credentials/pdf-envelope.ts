/*
 * What a signed PDF of ours looks like from outside: one signature over everything but the place it stands in, and in
 * that place its one spelling. Readers are content with less ("valid", with something of somebody else's after it), so
 * nothing here asks what a reader would show.
 */

export type Envelope =
  | { found: "unreadable" | "unsigned" | "several-signatures" | "not-whole" }
  | {
      found: "ok";
      /** What is signed, before and after the place of the signature. */
      signed: [Uint8Array, Uint8Array];
      signature: Uint8Array;
      /** The day and time it says it was signed, in ISO 8601. */
      signedAt: string;
    };

const HEADER = "%PDF-";
const RANGE = "/ByteRange";
const END = "%%EOF";

export const isPdf = (bytes: Uint8Array): boolean => readText(bytes, 0, HEADER.length) === HEADER;

export function openEnvelope(bytes: Uint8Array): Envelope {
  if (!isPdf(bytes)) return { found: "unreadable" };
  const [at, ...others] = placesOf(bytes, RANGE);
  if (at === undefined) return { found: "unsigned" };
  if (others.length > 0) return { found: "several-signatures" };

  const written = readText(bytes, at, at + 120);
  const range = /^\/ByteRange \[0 (\d{1,8}) (\d{1,8}) (\d{1,8})\] *\n\/Contents </.exec(written);
  if (!range) return { found: "not-whole" };
  const [start, end, rest] = range.slice(1).map(Number) as [number, number, number];
  const inPlace = at + range[0].length - 1 === start && start < end;
  if (!inPlace || end + rest !== bytes.length || !endsWith(bytes, END)) return { found: "not-whole" };

  const signature = readHole(bytes.subarray(start, end));
  const day = /\/M \(D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z\)/.exec(readText(bytes, end, end + 2000));
  if (!signature || !day) return { found: "not-whole" };
  const [, year, month, date, hour, minute, second] = day;
  return {
    found: "ok",
    signed: [bytes.subarray(0, start), bytes.subarray(end)],
    signature,
    signedAt: `${year}-${month}-${date}T${hour}:${minute}:${second}Z`,
  };
}

const LONGEST_HOLE = 2 * (4 + 0xffff) + 2;

/** "<", the signature in small letters, nothing but noughts, ">": upper-case letters would be another file. */
function readHole(hole: Uint8Array): Uint8Array | null {
  // Longer than two bytes can say that a signature is: nothing of that is read.
  if (hole.length > LONGEST_HOLE) return null;
  const match = /^<((?:[0-9a-f]{2})+)>$/.exec(readText(hole, 0, hole.length));
  if (!match) return null;
  const hex = match[1]!;
  const all = Uint8Array.from({ length: hex.length / 2 }, (_, index) =>
    Number.parseInt(hex.slice(2 * index, 2 * index + 2), 16),
  );
  const length = lengthOfDer(all);
  return length !== null && all.subarray(length).every((byte) => byte === 0) ? all.subarray(0, length) : null;
}

/** A signature is never so short that its length fits one byte. */
function lengthOfDer([tag, lead, high = 0, low = 0]: Uint8Array): number | null {
  if (tag !== 0x30) return null;
  if (lead === 0x81) return 3 + high;
  return lead === 0x82 ? 4 + high * 256 + low : null;
}

const ATTACHMENT =
  /^\/Type \/EmbeddedFile\n\/Subtype \/application#2Fvc\+jwt\n[^]*?\/Length (\d{1,6})\n>>\nstream\n/;

/** The credential inside: only of a file whose signature was found good, since what is signed is where we put it. */
export function attachedCredential(bytes: Uint8Array): Uint8Array | null {
  const [at, ...others] = placesOf(bytes, "/Type /EmbeddedFile");
  if (at === undefined || others.length > 0) return null;
  const head = ATTACHMENT.exec(readText(bytes, at, at + 600));
  if (!head) return null;
  const start = at + head[0].length;
  const credential = bytes.subarray(start, start + Number(head[1]));
  return readText(bytes, start + credential.length, start + credential.length + 10) === "\nendstream"
    ? credential
    : null;
}

/** Byte for byte, as a PDF's own words are written. */
function readText(bytes: Uint8Array, start: number, end: number): string {
  let text = "";
  for (const byte of bytes.subarray(start, end)) text += String.fromCharCode(byte);
  return text;
}

function placesOf(bytes: Uint8Array, word: string): number[] {
  const [first = 0, ...rest] = Array.from(word, (letter) => letter.charCodeAt(0));
  const places: number[] = [];
  for (let at = bytes.indexOf(first); at !== -1; at = bytes.indexOf(first, at + 1))
    if (rest.every((code, index) => bytes[at + 1 + index] === code)) places.push(at);
  return places;
}

const endsWith = (bytes: Uint8Array, word: string): boolean =>
  readText(bytes, bytes.length - word.length, bytes.length) === word;
