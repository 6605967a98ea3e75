import { fileName, isPicture, kindOfFile, MEDIA_TYPES } from "#app/features/cohorts/session-file.ts";
import { shrinkPicture } from "#app/features/cohorts/shrink-picture.server.ts";
import { now } from "#app/infra/clock.server.ts";
import type { Tx } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { putFile } from "#app/infra/files.server.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import type { NamedUpload } from "#app/lib/upload.ts";

import type { FilePurpose } from "./candidacy-records.ts";

export type KeptDocument = { name: string; sha256: string; bytes: number; mediaType: string };

/** In all of one candidacy. */
const MOST_FILES = 60;

/** Files kept documents in a candidacy, all or none; the same bytes for the same purpose once. Answers their ids. */
export async function fileDocuments(
  tx: Tx,
  { personId }: Actor,
  candidacyId: string,
  document: FilePurpose,
  documents: readonly KeptDocument[],
): Promise<Result<string[]>> {
  const filed = await tx.candidacyFile.findMany({
    where: { candidacyId },
    select: { id: true, document: true, sha256: true },
  });
  const idOf = new Map(filed.flatMap((one) => (one.document === document ? [[one.sha256, one.id]] : [])));
  const fresh = new Map(documents.flatMap((one) => (idOf.has(one.sha256) ? [] : [[one.sha256, one]])));
  if (fresh.size > 0 && filed.length + fresh.size > MOST_FILES)
    return refuse("session-file.too-many", { count: MOST_FILES });
  for (const kept of fresh.values()) {
    const id = newId();
    idOf.set(kept.sha256, id);
    await tx.candidacyFile.create({
      data: { id, candidacyId, document, ...kept, addedBy: personId, addedAt: now() },
    });
  }
  return ok([...new Set(documents.map(({ sha256 }) => idOf.get(sha256)!))]);
}

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
