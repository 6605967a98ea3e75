import { fileName, isPicture, kindOfFile, MEDIA_TYPES } from "#app/features/cohorts/session-file.ts";
import { shrinkPicture } from "#app/features/cohorts/shrink-picture.server.ts";
import { putFile } from "#app/infra/files.server.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import type { NamedUpload } from "#app/lib/upload.ts";

export type KeptDocument = { name: string; sha256: string; bytes: number; mediaType: string };

/** Keeps the bytes of a document; what it is is read from them, and pictures get smaller. */
export const keepDocument = async (upload: NamedUpload): Promise<Result<KeptDocument>> =>
  keepBytes(upload.name.slice(-300), new Uint8Array(await upload.arrayBuffer()));

export async function keepBytes(name: string, given: Uint8Array): Promise<Result<KeptDocument>> {
  const kind = kindOfFile(given);
  if (!kind) return refuse("session-file.kind-handout", { name });
  const picture = isPicture(kind);
  const bytes = picture ? await shrinkPicture(given) : given;
  if (!bytes) return refuse("session-file.unreadable", { name });
  const kept = picture ? "jpeg" : kind;
  const sha256 = await putFile(bytes);
  return ok({ name: fileName(name, kept), sha256, bytes: bytes.length, mediaType: MEDIA_TYPES[kept] });
}
