import type { NamedUpload } from "#app/lib/upload.ts";
import { reachOf } from "#app/features/identity/permissions.ts";
import { now } from "#app/infra/clock.server.ts";
import { db } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { refuse } from "#app/lib/result.ts";
import { recordOnCandidacy, type NotTaken, type Taken } from "./add-to-candidacy.server.ts";
import { keepDocument } from "./keep-document.server.ts";
import type { DocumentKind } from "./candidacy-records.ts";
import { candidaciesInReach, partsIn } from "./candidacy-scope.server.ts";

/** In all of one candidacy. */
const MOST_FILES = 60;

export type HandedIn = { id: string; document: DocumentKind; upload: NamedUpload | null; words: string };

/** A document as a file, as words, or both; what a file is is read from its bytes. The file is kept before its event. */
export async function handIn(
  actor: Actor,
  candidacyId: string,
  { id, document, upload, words }: HandedIn,
): Promise<Taken | NotTaken | null> {
  const refused = (key: string, params?: Record<string, string | number>): NotTaken => ({
    ...refuse(key, params),
    unmet: [],
    bars: [],
  });
  if ((await partsIn(actor, candidacyId)).length === 0) return null;
  let fileId: string | null = null;
  if (upload) {
    const kept = await keepDocument(upload);
    if (!kept.ok) return refused(kept.reason.key, kept.reason.params);
    if ((await db.candidacyFile.count({ where: { candidacyId } })) >= MOST_FILES)
      return refused("session-file.too-many", { count: MOST_FILES });
    const { sha256 } = kept.value;
    const same = await db.candidacyFile.findFirst({ where: { candidacyId, document, sha256 } });
    fileId = same?.id ?? newId();
    if (!same)
      await db.candidacyFile.create({
        data: {
          id: fileId,
          candidacyId,
          document,
          ...kept.value,
          addedBy: actor.personId,
          addedAt: now(),
        },
      });
  }
  return recordOnCandidacy(actor, candidacyId, {
    id,
    reason: "",
    kind: "document",
    body: { document, fileId, words },
  });
}

/** One's own, or one of a candidacy that the actor may see. */
export async function candidacyFileToOpen(actor: Pick<Actor, "personId" | "grants">, fileId: string) {
  const staff = { personId: actor.personId, reach: reachOf(actor.grants, "see:candidacies") };
  return db.candidacyFile.findFirst({
    where: {
      id: fileId,
      candidacy: {
        // Prisma takes an empty filter inside OR for false; whoever reaches all gets one that is true.
        OR: [
          { personId: actor.personId },
          ...(staff.reach.length > 0 ? [{ AND: [{ id: { not: "" } }, candidaciesInReach(staff)] }] : []),
        ],
      },
    },
    select: { name: true, sha256: true, mediaType: true },
  });
}
