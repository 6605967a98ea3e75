import type { NamedUpload } from "#app/lib/upload.ts";
import { reachOf } from "#app/features/identity/permissions.ts";
import { now } from "#app/infra/clock.server.ts";
import { db } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { ok, refuse, type Refusal, type Result } from "#app/lib/result.ts";
import { actOnCandidacy, recordOnCandidacy, type NotTaken, type Taken } from "./add-to-candidacy.server.ts";
import { keepDocument } from "./keep-document.server.ts";
import type { DocumentKind, FilePurpose } from "./candidacy-records.ts";
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
  if ((await partsIn(actor, candidacyId)).length === 0) return null;
  const kept = upload ? await keepFile(actor, candidacyId, document, upload) : ok(null);
  if (!kept.ok) return notKept(kept.reason);
  return recordOnCandidacy(actor, candidacyId, {
    id,
    reason: "",
    kind: "document",
    body: { document, fileId: kept.value, words },
  });
}

export type Appealing = { id: string; seen: number; reason: string; papers: readonly NamedUpload[] };

/** The candidate's appeal against what was decided last, with what they bring for it. Null: not their own. */
export async function appealOnCandidacy(
  actor: Actor,
  candidacyId: string,
  { papers, ...asked }: Appealing,
): Promise<Taken | NotTaken | null> {
  if (!(await partsIn(actor, candidacyId)).includes("candidate")) return null;
  const fileIds: string[] = [];
  for (const upload of papers) {
    const kept = await keepFile(actor, candidacyId, "appeal", upload);
    if (!kept.ok) return notKept(kept.reason);
    fileIds.push(kept.value);
  }
  return actOnCandidacy(actor, candidacyId, { ...asked, kind: "appeal", papers: fileIds });
}

const notKept = (reason: Refusal): NotTaken => ({ ok: false, reason, unmet: [], bars: [] });

/** The same bytes for the same purpose are kept once. */
async function keepFile(
  { personId }: Actor,
  candidacyId: string,
  document: FilePurpose,
  upload: NamedUpload,
): Promise<Result<string>> {
  const kept = await keepDocument(upload);
  if (!kept.ok) return kept;
  const { sha256 } = kept.value;
  const same = await db.candidacyFile.findFirst({ where: { candidacyId, document, sha256 } });
  if (same) return ok(same.id);
  if ((await db.candidacyFile.count({ where: { candidacyId } })) >= MOST_FILES)
    return refuse("session-file.too-many", { count: MOST_FILES });
  const id = newId();
  await db.candidacyFile.create({
    data: { id, candidacyId, document, ...kept.value, addedBy: personId, addedAt: now() },
  });
  return ok(id);
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
