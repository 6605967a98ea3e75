/*
 * What may be kept with a session: photographed pages of the signed sheet as evidence, and what a trainer hands out. What a
 * file is is read from its bytes, never from its name.
 */

export const PURPOSES = ["signed-sheet", "handout"] as const;
export type Purpose = (typeof PURPOSES)[number];

export const FILE_KINDS = [
  "jpeg",
  "png",
  "webp",
  "pdf",
  "pptx",
  "docx",
  "xlsx",
  "odp",
  "odt",
  "ods",
] as const;
export type FileKind = (typeof FILE_KINDS)[number];

const OFFICE = "application/vnd.openxmlformats-officedocument";
const OPEN = "application/vnd.oasis.opendocument";
export const MEDIA_TYPES: Record<FileKind, string> = {
  jpeg: "image/jpeg",
  png: "image/png",
  webp: "image/webp",
  pdf: "application/pdf",
  pptx: `${OFFICE}.presentationml.presentation`,
  docx: `${OFFICE}.wordprocessingml.document`,
  xlsx: `${OFFICE}.spreadsheetml.sheet`,
  odp: `${OPEN}.presentation`,
  odt: `${OPEN}.text`,
  ods: `${OPEN}.spreadsheet`,
};

export const isPicture = (kind: FileKind): boolean => ["jpeg", "png", "webp"].includes(kind);

/** A signed sheet is a photo or a scan. */
export const takes = (purpose: Purpose, kind: FileKind): boolean =>
  purpose === "handout" || kind === "pdf" || isPicture(kind);

export const MOST_FILE_BYTES = 10_000_000;
/** In one go; the door (server.ts) lets no more through. */
export const MOST_AT_ONCE = 20_000_000;
/** In all of one session and purpose: a sheet has few pages, and a phone has to load them. */
export const MOST_FILES = 30;

const text = (bytes: Uint8Array, from: number, to: number): string =>
  String.fromCharCode(...bytes.subarray(from, to));

/** Names of a zip stand uncompressed in its directory at the end. */
const DIRECTORY_BYTES = 100_000;
const PARTS = {
  pptx: "ppt/presentation.xml",
  docx: "word/document.xml",
  xlsx: "xl/workbook.xml",
} as const;

function kindOfZip(bytes: Uint8Array): FileKind | null {
  const declared = text(bytes, 30, 100);
  for (const kind of ["odp", "odt", "ods"] as const)
    if (declared.startsWith(`mimetype${MEDIA_TYPES[kind]}`)) return kind;
  const directory = new TextDecoder("latin1").decode(bytes.subarray(-DIRECTORY_BYTES));
  if (directory.includes("vbaProject.bin")) return null; // a macro is a program
  for (const kind of ["pptx", "docx", "xlsx"] as const) if (directory.includes(PARTS[kind])) return kind;
  return null;
}

/** Null for what is none of these. */
export function kindOfFile(bytes: Uint8Array): FileKind | null {
  if (text(bytes, 0, 3) === "\u00ff\u00d8\u00ff") return "jpeg";
  if (text(bytes, 0, 8) === "\u0089PNG\r\n\u001a\n") return "png";
  if (text(bytes, 0, 4) === "RIFF" && text(bytes, 8, 12) === "WEBP") return "webp";
  if (text(bytes, 0, 5) === "%PDF-") return "pdf";
  if (text(bytes, 0, 4) === "PK\u0003\u0004") return kindOfZip(bytes);
  return null;
}

/** The name as given, without folders and control characters, ending as its kind does. */
export function fileName(given: string, kind: FileKind): string {
  const last = given.slice(Math.max(given.lastIndexOf("/"), given.lastIndexOf("\\")) + 1);
  // eslint-disable-next-line no-control-regex
  const stem = last
    .replace(/\.[a-z0-9]{1,5}$/i, "")
    .replace(/[\p{C}"<>|:*?]/gu, "")
    .trim();
  return `${[...(stem || "file")].slice(0, 120).join("")}.${kind === "jpeg" ? "jpg" : kind}`;
}

/** As RFC 6266 wants it: once for everybody, once in full. */
export function disposition(kind: "inline" | "attachment", name: string): string {
  const plain =
    name
      .normalize("NFKD")
      .replace(/[^\x20-\x7e]/g, "")
      .replaceAll(/["\\%;]/g, "") || "file";
  const full = encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16)}`);
  return `${kind}; filename="${plain}"; filename*=UTF-8''${full}`;
}
