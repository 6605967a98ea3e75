import type { NamedUpload } from "#app/lib/upload.ts";
import { reachOf } from "#app/features/identity/permissions.ts";
import { db, inTransaction } from "#app/infra/db.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { ok, type Refusal, type Result } from "#app/lib/result.ts";
import { actOnCandidacy, recordOnCandidacy, type NotTaken, type Taken } from "./add-to-candidacy.server.ts";
import { readsAppeals } from "./candidacy-panel.server.ts";
import { fileDocuments, keepDocument, type KeptDocument } from "./keep-document.server.ts";
import type { DocumentKind, FilePurpose } from "./candidacy-records.ts";
import type { CandidacySheet } from "./candidacy-view.ts";
import { candidaciesInReach, partsIn } from "./candidacy-scope.server.ts";

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
  const documents: KeptDocument[] = [];
  for (const upload of papers) {
    const kept = await keepDocument(upload);
    if (!kept.ok) return notKept(kept.reason);
    documents.push(kept.value);
  }
  return actOnCandidacy(actor, candidacyId, { ...asked, kind: "appeal", papers: documents });
}

const notKept = (reason: Refusal): NotTaken => ({ ok: false, reason, unmet: [], bars: [] });

async function keepFile(
  actor: Actor,
  candidacyId: string,
  document: FilePurpose,
  upload: NamedUpload,
): Promise<Result<string>> {
  const kept = await keepDocument(upload);
  if (!kept.ok) return kept;
  const filed = await inTransaction((tx) => fileDocuments(tx, actor, candidacyId, document, [kept.value]));
  return filed.ok ? ok(filed.value[0]!) : filed;
}

/** Of what was handed in, what staff who see the candidacy may open. */
export async function filesForStaff(
  actor: Actor,
  { id, files }: Pick<CandidacySheet, "id" | "files">,
): Promise<CandidacySheet["files"]> {
  const guarded = files.some(isOfAppeal) && !(await readsAppeals(actor, id));
  return guarded ? files.filter((file) => !isOfAppeal(file)) : files;
}

const isOfAppeal = ({ document }: { document: string }) => document === ("appeal" satisfies FilePurpose);

/** One's own, or one of a candidacy that the actor may see; what came with an appeal not by whom it may be against. */
export async function candidacyFileToOpen(actor: Actor, fileId: string) {
  const staff = { personId: actor.personId, reach: reachOf(actor.grants, "see:candidacies") };
  const file = await db.candidacyFile.findFirst({
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
    select: {
      name: true,
      sha256: true,
      mediaType: true,
      document: true,
      candidacyId: true,
      candidacy: { select: { personId: true } },
    },
  });
  if (!file) return null;
  const { document, candidacyId, candidacy, ...kept } = file;
  const open = !isOfAppeal({ document }) || candidacy.personId === actor.personId;
  return open || (await readsAppeals(actor, candidacyId)) ? kept : null;
}
