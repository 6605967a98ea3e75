import { ok, refuse, type Result } from "./result.ts";

/*
 * What an archive from outside says it holds, before anything of it is unpacked. Nothing in it is believed: a name that
 * leads elsewhere, a size that is too large, files that lie in one another (a small archive that unpacks to a huge one) and
 * what we cannot read are refused, each with its sentence.
 */

export type ZipEntry = {
  /** As it is written in the archive, with its folders. */
  name: string;
  packed: Uint8Array;
  /** Unpacked. */
  size: number;
  crc: number;
  deflated: boolean;
};

export type ZipLimits = { files: number; fileBytes: number; allBytes: number };

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const END_BYTES = 22;
const LONGEST_COMMENT = 0xffff;
const ENCRYPTED = 0x1;
const UTF8 = 0x800;
const SYMBOLIC_LINK = 0o120000;
const FILE_TYPE = 0o170000;

/** The files of an archive; folders, and what a Mac adds beside them, are left out. */
export function readZip(bytes: Uint8Array, limits: ZipLimits): Result<ZipEntry[]> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endOf(view);
  if (end === null) return refuse("zip.unreadable");
  const count = view.getUint16(end + 10, true);
  if (count > limits.files * 2) return refuse("zip.too-many", { max: limits.files });
  const entries: ZipEntry[] = [];
  const taken: { from: number; to: number }[] = [];
  const names = new Set<string>();
  let at = view.getUint32(end + 16, true);
  let all = 0;
  for (let left = count; left > 0; left -= 1) {
    if (at + 46 > end || view.getUint32(at, true) !== CENTRAL) return refuse("zip.unreadable");
    const [nameLength, extra, comment] = [28, 30, 32].map((place) => view.getUint16(at + place, true));
    const head = at;
    at += 46 + nameLength! + extra! + comment!;
    if (at > end) return refuse("zip.unreadable");
    const flags = view.getUint16(head + 8, true);
    const name = nameOf(bytes.subarray(head + 46, head + 46 + nameLength!), flags);
    if (leadsElsewhere(name)) return refuse("zip.leads-elsewhere", { name: shown(name) });
    if (name.endsWith("/") || isMacs(name)) continue;
    const entry = entryAt(bytes, view, { head, end, name, flags });
    if (!entry) return refuse("zip.file-unreadable", { name: shown(name) });
    if (names.has(name.toLowerCase())) return refuse("zip.twice", { name: shown(name) });
    names.add(name.toLowerCase());
    all += entry.size;
    if (entry.size > limits.fileBytes || all > limits.allBytes)
      return refuse("zip.too-large", { name: shown(name), max: Math.round(limits.allBytes / 1_000_000) });
    taken.push({ from: entry.packed.byteOffset, to: entry.packed.byteOffset + entry.packed.byteLength });
    entries.push(entry);
    if (entries.length > limits.files) return refuse("zip.too-many", { max: limits.files });
  }
  return overlap(taken) ? refuse("zip.unreadable") : ok(entries);
}

/** The last record that says it is the end, with a comment that reaches the end of the file. */
function endOf(view: DataView): number | null {
  const last = view.byteLength - END_BYTES;
  for (let at = last; at >= Math.max(0, last - LONGEST_COMMENT); at -= 1)
    if (view.getUint32(at, true) === END && view.getUint16(at + 20, true) === last - at) return at;
  return null;
}

type At = { head: number; end: number; name: string; flags: number };

/** Null: with a password, a link to elsewhere, packed in a way we do not read, or not where it should be. */
function entryAt(bytes: Uint8Array, view: DataView, { head, end, name, flags }: At): ZipEntry | null {
  const method = view.getUint16(head + 10, true);
  const [crc, length, size] = [16, 20, 24].map((place) => view.getUint32(head + place, true));
  const local = view.getUint32(head + 42, true);
  const kind = (view.getUint32(head + 38, true) >>> 16) & FILE_TYPE;
  if ((flags & ENCRYPTED) !== 0 || kind === SYMBOLIC_LINK || (method !== 0 && method !== 8)) return null;
  if (local + 30 > end || view.getUint32(local, true) !== LOCAL) return null;
  const from = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
  if (from + length! > end || (method === 0 && length !== size)) return null;
  const packed = bytes.subarray(from, from + length!);
  return { name, packed, size: size!, crc: crc!, deflated: method === 8 };
}

const nameOf = (bytes: Uint8Array, flags: number): string => {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes).normalize("NFC");
  } catch {
    return new TextDecoder((flags & UTF8) === 0 ? "windows-1252" : "utf-8").decode(bytes);
  }
};

/** Out of the archive: an absolute name, a drive, a way upwards, or a letter no file name has. */
const leadsElsewhere = (name: string): boolean =>
  name === "" ||
  /^[/\\]|^[a-z]:|\\|\p{Cc}/iu.test(name) ||
  name.split("/").some((part) => part === ".." || part === ".");

const isMacs = (name: string): boolean => name.startsWith("__MACOSX/") || /(^|\/)\.DS_Store$/.test(name);

const overlap = (taken: { from: number; to: number }[]): boolean =>
  [...taken]
    .sort((one, other) => one.from - other.from)
    .some(({ from }, index, sorted) => index > 0 && from < sorted[index - 1]!.to);

const shown = (name: string): string => name.replace(/\p{C}/gu, "�").slice(0, 120);

/** The last part of a name: whoever packs a folder names its files without it. */
export const baseName = (name: string): string => name.slice(name.lastIndexOf("/") + 1);
