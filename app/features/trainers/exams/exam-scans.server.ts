import { recordAudit } from "#app/features/audit/record.server.ts";
import { MEDIA_TYPES, type FileKind } from "#app/features/cohorts/session-file.ts";
import { prepareFile } from "#app/features/cohorts/session-files.server.ts";
import { shrinkPicture } from "#app/features/cohorts/shrink-picture.server.ts";
import { barePdf } from "#app/infra/bare-pdf.server.ts";
import { now } from "#app/infra/clock.server.ts";
import { db, inTransaction, type Prisma, type Tx } from "#app/infra/db.server.ts";
import { eraseUnused, putFile } from "#app/infra/files.server.ts";
import { scannedPictures } from "#app/infra/scanned-pages.server.ts";
import { newId, sha256 } from "#app/infra/ids.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import type { NamedUpload } from "#app/lib/upload.ts";
import { KEPT_SCANS } from "./exam-scripts.server.ts";
import { pagesFrozen } from "./exam-sitting.ts";
import { roomsOf } from "./exam-sittings.server.ts";
import { isTypingIn } from "./key-exam.server.ts";
import { scriptFor } from "./mark-exam.server.ts";

/*
 * The pages of a script that was written on paper, kept as evidence: whoever supervised brings them and does not open them
 * again, whoever types it in or marks it sees them by number while they do. Names of files, and what stands in a file beside its pages, may say whose they
 * are, and are not kept.
 */

/** In all of one script. */
const MOST_PAGES = 30;

const WITH_PAGES = {
  scans: KEPT_SCANS,
  marks: { select: { round: true } },
} satisfies Prisma.ExamScriptInclude;
type PagedScript = Prisma.ExamScriptGetPayload<{ include: typeof WITH_PAGES }>;

/** Of one's own room, once it was written and until its result is out. */
const brought = async (
  actor: Actor,
  scriptId: string,
  tx: Tx = db,
): Promise<Prisma.ExamScriptWhereInput> => ({
  id: scriptId,
  onPaper: true,
  startedAt: { not: null },
  releasedAt: null,
  sitting: { AND: [{ cancelledAt: null }, await roomsOf(tx, actor.personId)] },
});

/** Null: not the actor's room. */
export async function scansOf(actor: Actor, scriptId: string) {
  const script = await db.examScript.findFirst({
    where: await brought(actor, scriptId),
    include: {
      scans: { orderBy: { id: "asc" } },
      marks: { select: { round: true } },
      sitting: { select: { day: true, startsAt: true } },
    },
  });
  if (!script) return null;
  const { id, number, sittingId, sitting, scans, marks } = script;
  const frozen = pagesFrozen({ marks, scans: scans.filter(({ removedAt }) => removedAt === null) });
  const page = ({
    id: scanId,
    bytes,
    mediaType,
    addedAt,
    removedAt,
    removedReason,
  }: (typeof scans)[number]) => ({
    id: scanId,
    bytes,
    pdf: mediaType === MEDIA_TYPES.pdf,
    addedAt: addedAt.getTime(),
    removed: removedAt === null ? null : { at: removedAt.getTime(), reason: removedReason },
  });
  return { id, number, sittingId, ...sitting, frozen, pages: scans.map(page) };
}

type Page = { sha256: string; bytes: Uint8Array; mediaType: string };

/** All of them or none; a photo sent twice is kept once. Null: not the actor's room. */
export async function addScans(
  actor: Actor,
  scriptId: string,
  uploads: readonly NamedUpload[],
): Promise<Result<number> | null> {
  const script = await db.examScript.findFirst({
    where: await brought(actor, scriptId),
    include: WITH_PAGES,
  });
  if (!script) return null;
  const pages: Page[] = [];
  for (const upload of uploads) {
    const read = await pagesIn(upload);
    if (!read.ok) return read;
    pages.push(...read.value);
  }
  const may = freshAmong(script, pages);
  if (!may.ok) return may;
  for (const { bytes } of may.value) await putFile(bytes);
  const added = await inTransaction((tx) => keepPages(tx, actor, scriptId, pages));
  // The bytes of what was refused meanwhile are nobody's.
  if (!added?.ok) await Promise.all(pages.map((page) => eraseUnused(page.sha256)));
  return added;
}

/** A photo is a page; so is each of a scanned PDF that is nothing else; any other PDF stays one. */
async function pagesIn(upload: NamedUpload): Promise<Result<Page[]>> {
  const prepared = await prepareFile("signed-sheet", upload);
  if (!prepared.ok) return prepared;
  const { kind, name, bytes } = prepared.value;
  const page = (of: Uint8Array, as: FileKind) => ({
    sha256: sha256(of),
    bytes: of,
    mediaType: MEDIA_TYPES[as],
  });
  if (kind !== "pdf") return ok([page(bytes, kind)]);
  const bare = await barePdf(bytes);
  if (!bare) return refuse("session-file.unreadable", { name });
  const scanned = (await scannedPictures(bare)) ?? [];
  if (scanned.length > MOST_PAGES) return refuse("session-file.too-many", { count: MOST_PAGES });
  const small: Buffer[] = [];
  for (const picture of scanned) {
    const shrunk = await shrinkPicture(picture);
    if (!shrunk) return ok([page(bare, kind)]);
    small.push(shrunk);
  }
  return ok(small.length > 0 ? small.map((picture) => page(picture, "jpeg")) : [page(bare, kind)]);
}

/** What is not kept yet, or why nothing more is. */
function freshAmong(script: PagedScript, pages: readonly Page[]): Result<Page[]> {
  if (pagesFrozen(script)) return refuse("exam.pagesFrozen");
  const kept = new Set(script.scans.map((scan) => scan.sha256));
  const fresh = pages.filter((page) => !kept.has(page.sha256) && kept.add(page.sha256));
  return script.scans.length + fresh.length > MOST_PAGES
    ? refuse("session-file.too-many", { count: MOST_PAGES })
    : ok(fresh);
}

async function keepPages(
  tx: Tx,
  actor: Actor,
  scriptId: string,
  pages: readonly Page[],
): Promise<Result<number> | null> {
  const script = await holdScript(tx, actor, scriptId);
  if (!script) return null;
  const fresh = freshAmong(script, pages);
  if (!fresh.ok) return fresh;
  const common = { scriptId, addedBy: actor.personId, addedAt: now() };
  const rows = fresh.value.map(({ bytes, ...page }) => ({
    id: newId(),
    ...page,
    bytes: bytes.length,
    ...common,
  }));
  await tx.examScan.createMany({ data: rows });
  const about = { kind: "exam-sitting", id: script.sittingId } as const;
  if (rows.length > 0)
    await recordAudit(tx, actor, "exam-sitting.scanned", about, { script: scriptId, pages: rows.length });
  return ok(rows.length);
}

/** The page stays as evidence with the reason, and is shown to nobody any more. Null: not the actor's room. */
export const removeScan = (
  actor: Actor,
  scriptId: string,
  { fileId, reason }: { fileId: string; reason: string },
): Promise<Result<null> | null> =>
  inTransaction(async (tx) => {
    const script = await holdScript(tx, actor, scriptId);
    if (!script) return null;
    if (pagesFrozen(script)) return refuse("exam.pagesFrozen");
    const { count } = await tx.examScan.updateMany({
      where: { id: fileId, scriptId, removedAt: null },
      data: { removedAt: now(), removedBy: actor.personId, removedReason: reason },
    });
    if (count === 0) return refuse("session-file.gone");
    const about = { kind: "exam-sitting", id: script.sittingId } as const;
    await recordAudit(tx, actor, "exam-sitting.scan-removed", about, {
      script: scriptId,
      scan: fileId,
      reason,
    });
    return ok(null);
  });

/** Of two who bring pages at once one waits. */
async function holdScript(tx: Tx, actor: Actor, scriptId: string) {
  const where = await brought(actor, scriptId, tx);
  const { count } = await tx.examScript.updateMany({ where, data: { pass: { increment: 0 } } });
  if (count === 0) return null;
  return tx.examScript.findUniqueOrThrow({ where: { id: scriptId }, include: WITH_PAGES });
}

type Opening = (tx: Tx, actor: Actor, scriptId: string) => Promise<boolean>;

const marksIt: Opening = async (tx, actor, scriptId) => (await scriptFor(tx, actor, scriptId))?.ok === true;

/** A page for who is marking its script; null: not theirs. */
export const scanToMark = (actor: Actor, scanId: string) => scanFor(marksIt, actor, scanId);

/** A page for who is typing its script in; null: not theirs. */
export const scanToKey = (actor: Actor, scanId: string) => scanFor(isTypingIn, actor, scanId);

const scanFor = (mayOpen: Opening, actor: Actor, scanId: string) =>
  inTransaction(async (tx) => {
    const scan = await tx.examScan.findFirst({
      where: { id: scanId, removedAt: null },
      include: { script: { select: { number: true } } },
    });
    if (!scan || !(await mayOpen(tx, actor, scan.scriptId))) return null;
    const { sha256, mediaType, script } = scan;
    const kind = mediaType === MEDIA_TYPES.pdf ? "pdf" : "jpg";
    return { name: `${script.number}.${kind}`, sha256, mediaType };
  });
