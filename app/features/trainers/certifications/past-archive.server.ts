import { kindOfFile } from "#app/features/cohorts/session-file.ts";
import { MOST_FILE_BYTES } from "#app/features/cohorts/session-file.ts";
import { listText } from "#app/features/identity/people-csv.server.ts";
import { unzip } from "#app/infra/unzip.server.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import { baseName } from "#app/lib/zip.ts";
import { MOST_LIST_BYTES } from "./past-forms.ts";
import { fileKey } from "./past-records.ts";

/* A list of past records: by itself, or packed with the papers its rows name. */

export type PastFiles = ReadonlyMap<string, { name: string; bytes: Uint8Array }>;
export type PastSource = { text: string; files: PastFiles | null };

const LIMITS = { files: 1001, fileBytes: MOST_FILE_BYTES, allBytes: 60_000_000 };
const isList = (name: string) => /\.(csv|tsv|txt)$/i.test(name);

/** Office files are archives too: what the bytes are says which. */
const isArchive = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && kindOfFile(bytes) !== "xlsx";

export async function readPastSource(bytes: Uint8Array): Promise<Result<PastSource>> {
  if (!isArchive(bytes)) {
    if (bytes.length > MOST_LIST_BYTES) return refuse("past.list-too-large");
    const text = await listText(bytes);
    return text.ok ? ok({ text: text.value, files: null }) : text;
  }
  const unpacked = await unzip(bytes, LIMITS);
  if (!unpacked.ok) return unpacked;
  const lists = [...unpacked.value].filter(([name]) => isList(name));
  const [list] = lists;
  if (!list || lists.length > 1) return refuse("past.one-list", { count: lists.length });
  if (list[1].length > MOST_LIST_BYTES) return refuse("past.list-too-large");
  const text = await listText(list[1]);
  if (!text.ok) return text;
  const files = new Map<string, { name: string; bytes: Uint8Array }>();
  for (const [path, content] of unpacked.value) {
    if (path === list[0]) continue;
    const name = baseName(path);
    if (files.has(fileKey(name))) return refuse("zip.twice", { name: name.slice(0, 120) });
    files.set(fileKey(name), { name, bytes: content });
  }
  return ok({ text: text.value, files });
}
