import { promisify } from "node:util";
import { crc32, inflateRaw } from "node:zlib";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import { readZip, type ZipEntry, type ZipLimits } from "#app/lib/zip.ts";

const inflate = promisify(inflateRaw);

/** The files of an archive by their names, unpacked one after the other and never beyond what each said it is. */
export async function unzip(bytes: Uint8Array, limits: ZipLimits): Promise<Result<Map<string, Uint8Array>>> {
  const entries = readZip(bytes, limits);
  if (!entries.ok) return entries;
  const files = new Map<string, Uint8Array>();
  for (const entry of entries.value) {
    const content = await unpacked(entry);
    if (!content) return refuse("zip.file-unreadable", { name: entry.name.slice(0, 120) });
    files.set(entry.name, content);
  }
  return ok(files);
}

async function unpacked({ packed, size, crc, deflated }: ZipEntry): Promise<Uint8Array | null> {
  try {
    const content = deflated ? await inflate(packed, { maxOutputLength: Math.max(1, size) }) : packed;
    return content.length === size && crc32(content) === crc ? content : null;
  } catch {
    return null;
  }
}
