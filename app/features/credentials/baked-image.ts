/*
 * Open Badges 3.0 in a picture: in a PNG as a text chunk, in an SVG as an element, each there exactly once. What is baked
 * in is the token, which both a server and a browser can check. Whatever the bytes are, reading answers and does not throw.
 */

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const KEYWORD = "openbadgecredential";
const NAMESPACE = "https://purl.imsglobal.org/ob/v3p0";

export type ImageKind = "png" | "svg";

/** By its first bytes; a name or a type that somebody gave it says nothing. */
export function imageKindOf(bytes: Uint8Array): ImageKind | null {
  if (SIGNATURE.every((byte, index) => bytes[index] === byte)) return "png";
  return isSvg(latin1(bytes.subarray(0, 1000))) ? "svg" : null;
}

/** Its root, behind a byte order mark, a declaration and comments. By hand: strangers' bytes are no food for patterns. */
function isSvg(beginning: string): boolean {
  let rest = beginning.replace(/^\xef\xbb\xbf/, "").trimStart();
  if (rest.startsWith("<?xml")) rest = behind(rest, "?>");
  while (rest.startsWith("<!--")) rest = behind(rest, "-->");
  return /^<svg[\s>]/.test(rest);
}

function behind(text: string, end: string): string {
  const at = text.indexOf(end);
  return at < 0 ? "" : text.slice(at + end.length).trimStart();
}

/** The credential in a picture. Two would be two answers: there must be one. */
export const readBaked = (bytes: Uint8Array): string | null =>
  imageKindOf(bytes) === "png" ? readBakedPng(bytes) : readBakedSvg(bytes);

// ── PNG ─────────────────────────────────────────────────────────────────────────────────────────────

/** Behind the header, as an uncompressed iTXt chunk. */
export function bakePng(png: Uint8Array, credential: string): Uint8Array {
  const [header] = chunksOf(png) ?? [];
  if (header?.type !== "IHDR") throw new Error("not a PNG");
  const text = ascii(`${KEYWORD}\0\0\0\0\0${credential}`);
  const chunk = new Uint8Array(12 + text.length);
  const view = new DataView(chunk.buffer);
  view.setUint32(0, text.length);
  chunk.set(ascii("iTXt"), 4);
  chunk.set(text, 8);
  view.setUint32(8 + text.length, crc32(chunk.subarray(4, 8 + text.length)));
  const baked = new Uint8Array(png.length + chunk.length);
  baked.set(png.subarray(0, header.end));
  baked.set(chunk, header.end);
  baked.set(png.subarray(header.end), header.end + chunk.length);
  return baked;
}

function readBakedPng(bytes: Uint8Array): string | null {
  const baked = chunksOf(bytes)?.filter(({ type, data }) => {
    return type === "iTXt" && latin1(data.subarray(0, KEYWORD.length + 1)) === `${KEYWORD}\0`;
  });
  if (baked?.length !== 1) return null;
  const rest = baked[0]!.data.subarray(KEYWORD.length + 1);
  if (rest[0] !== 0 || rest[1] !== 0) return null; // compressed: the standard forbids it
  const language = rest.indexOf(0, 2);
  const translated = language < 0 ? -1 : rest.indexOf(0, language + 1);
  return translated < 0 ? null : latin1(rest.subarray(translated + 1));
}

type Chunk = { type: string; data: Uint8Array; end: number };

/** Null where a length or a checksum is wrong, or where there is something behind the end. */
function chunksOf(bytes: Uint8Array): Chunk[] | null {
  if (!SIGNATURE.every((byte, index) => bytes[index] === byte)) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const chunks: Chunk[] = [];
  let at = SIGNATURE.length;
  while (at + 12 <= bytes.length) {
    const length = view.getUint32(at);
    const end = at + 12 + length;
    if (end > bytes.length || crc32(bytes.subarray(at + 4, end - 4)) !== view.getUint32(end - 4)) return null;
    const type = latin1(bytes.subarray(at + 4, at + 8));
    chunks.push({ type, data: bytes.subarray(at + 8, end - 4), end });
    if (type === "IEND") return end === bytes.length ? chunks : null;
    at = end;
  }
  return null;
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = CRC_TABLE[(crc ^ byte) & 0xff]! ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

// ── SVG ─────────────────────────────────────────────────────────────────────────────────────────────

/** As the first child of the root. A token has no letter that XML would want escaped. */
export function bakeSvg(svg: string, token: string): string {
  const root = /<svg\b[^>]*>/.exec(svg);
  if (!root || !/^[\w.-]+$/.test(token)) throw new Error("not a drawing, or not a token");
  const start = root.index + "<svg".length;
  const end = root.index + root[0].length;
  const element = `<openbadges:credential verify="${token}"/>`;
  return `${svg.slice(0, start)} xmlns:openbadges="${NAMESPACE}"${svg.slice(start, end)}${element}${svg.slice(end)}`;
}

const OPENS = "<openbadges:credential";
const CLOSES = "</openbadges:credential";

/** With the token as an attribute, or a credential in JSON as what stands in the element. */
function readBakedSvg(bytes: Uint8Array): string | null {
  const text = utf8(bytes);
  const start = text.indexOf(OPENS);
  const end = text.indexOf(">", start);
  if (start < 0 || end < 0 || text.indexOf(OPENS, start + 1) >= 0) return null;
  if (!text.includes(`xmlns:openbadges="${NAMESPACE}"`)) return null;
  const token = /\bverify="([^"]*)"/.exec(text.slice(start, end))?.[1];
  if (token !== undefined) return token;
  const close = text.indexOf(CLOSES, end);
  const content = close < 0 ? "" : text.slice(end + 1, close).trim();
  const isData = content.startsWith("<![CDATA[") && content.endsWith("]]>");
  return (isData ? content.slice(9, -3) : content) || null;
}

const utf8 = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const ascii = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0) & 0x7f);

function latin1(bytes: Uint8Array): string {
  const pieces: string[] = [];
  for (let at = 0; at < bytes.length; at += 8192)
    pieces.push(String.fromCharCode(...bytes.subarray(at, at + 8192)));
  return pieces.join("");
}
