import { recordAudit } from "#app/features/audit/record.server.ts";
import { reachOf } from "#app/features/identity/permissions.ts";
import { now } from "#app/infra/clock.server.ts";
import { db, inTransaction, type Prisma } from "#app/infra/db.server.ts";
import { eraseUnused, putFile } from "#app/infra/files.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import { cohortsRunBy } from "./cohort-scope.server.ts";
import {
  fileName,
  isPicture,
  kindOfFile,
  MEDIA_TYPES,
  MOST_FILES,
  takes,
  type FileKind,
  type Purpose,
} from "./session-file.ts";
import type { NamedUpload } from "#app/lib/upload.ts";
import { shrinkPicture } from "./shrink-picture.server.ts";

type Session = { cohortId: string; halfDayId: string };

export type KeptFile = {
  id: string;
  name: string;
  bytes: number;
  mediaType: string;
  addedAt: number;
  by: string;
};
export type RemovedFile = { id: string; name: string; removedAt: number; reason: string; by: string };

type Prepared = { name: string; kind: FileKind; bytes: Uint8Array };

/** Pictures are made small and bare; everything else stays as it is. */
export async function prepareFile(purpose: Purpose, upload: NamedUpload): Promise<Result<Prepared>> {
  const given = upload.name.slice(-300);
  const bytes = new Uint8Array(await upload.arrayBuffer());
  const kind = kindOfFile(bytes);
  if (!kind || !takes(purpose, kind)) return refuse(`session-file.kind-${purpose}`, { name: given });
  if (!isPicture(kind)) return ok({ name: fileName(given, kind), kind, bytes });
  const small = await shrinkPicture(bytes);
  if (!small) return refuse("session-file.unreadable", { name: given });
  return ok({ name: fileName(given, "jpeg"), kind: "jpeg", bytes: small });
}

/** Keeps all of them or none. */
export async function addSessionFiles(
  actor: Actor,
  { cohortId, halfDayId }: Session,
  purpose: Purpose,
  uploads: readonly NamedUpload[],
): Promise<Result<number>> {
  const rows: Omit<Prisma.SessionFileCreateManyInput, "halfDayId" | "purpose" | "addedBy" | "addedAt">[] = [];
  for (const upload of uploads) {
    const prepared = await prepareFile(purpose, upload);
    if (!prepared.ok) return prepared;
    const { name, kind, bytes } = prepared.value;
    const sha256 = await putFile(bytes);
    rows.push({ id: newId(), name, sha256, bytes: bytes.length, mediaType: MEDIA_TYPES[kind] });
  }
  return inTransaction(async (tx) => {
    const halfDay = await tx.halfDay.findFirst({
      where: { id: halfDayId, cohortId, cohort: { closedAt: null, ...cohortsRunBy(actor) } },
      select: { files: { where: { purpose, removedAt: null }, select: { sha256: true } } },
    });
    if (!halfDay) return refuse("session-file.closed");
    // The same photo sent twice, on a line that broke after the first time, is kept once.
    const kept = new Set(halfDay.files.map(({ sha256 }) => sha256));
    const fresh = rows.filter(({ sha256 }) => !kept.has(sha256) && kept.add(sha256));
    if (halfDay.files.length + fresh.length > MOST_FILES)
      return refuse("session-file.too-many", { count: MOST_FILES });
    const common = { halfDayId, purpose, addedBy: actor.personId, addedAt: now() };
    await tx.sessionFile.createMany({ data: fresh.map((row) => ({ ...row, ...common })) });
    if (fresh.length > 0)
      await recordAudit(
        tx,
        actor,
        purpose === "signed-sheet" ? "attendance.page-added" : "calendar.file-added",
        { kind: "half-day", id: halfDayId },
        { files: fresh.map(({ id }) => id) },
      );
    return ok(fresh.length);
  });
}

/** Takes one away: why stays written, its bytes leave the disk unless somebody else keeps the same ones. */
export async function removeSessionFile(
  actor: Actor,
  { cohortId, halfDayId }: Session,
  purpose: Purpose,
  { fileId, reason }: { fileId: string; reason: string },
): Promise<Result<void>> {
  const outcome = await inTransaction(async (tx) => {
    const cohort = { closedAt: null, ...cohortsRunBy(actor) };
    const { count } = await tx.sessionFile.updateMany({
      where: { id: fileId, purpose, removedAt: null, halfDay: { id: halfDayId, cohortId, cohort } },
      data: { removedAt: now(), removedBy: actor.personId, removedReason: reason },
    });
    if (count !== 1) return refuse("session-file.gone");
    await recordAudit(
      tx,
      actor,
      purpose === "signed-sheet" ? "attendance.page-removed" : "calendar.file-removed",
      { kind: "half-day", id: halfDayId },
      { fileId, reason },
    );
    return ok(undefined);
  });
  if (outcome.ok)
    await eraseUnused((await db.sessionFile.findUniqueOrThrow({ where: { id: fileId } })).sha256);
  return outcome;
}

/** What is kept with a half-day the caller has found within reach, and what was taken away again. */
export async function sessionFiles(
  halfDayId: string,
  purpose: Purpose,
): Promise<{ kept: KeptFile[]; removed: RemovedFile[] }> {
  const rows = await db.sessionFile.findMany({
    where: { halfDayId, purpose },
    orderBy: [{ addedAt: "asc" }, { id: "asc" }],
  });
  const ids = rows.flatMap(({ addedBy, removedBy }) => [addedBy, removedBy ?? addedBy]);
  const people = await db.person.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } });
  const nameOf = new Map(people.map(({ id, name }) => [id, name]));
  return {
    kept: rows
      .filter(({ removedAt }) => removedAt === null)
      .map(({ id, name, bytes, mediaType, addedAt, addedBy }) => ({
        id,
        name,
        bytes,
        mediaType,
        addedAt: addedAt.getTime(),
        by: nameOf.get(addedBy) ?? "",
      })),
    removed: rows.flatMap(({ id, name, removedAt, removedBy, removedReason }) =>
      removedAt === null
        ? []
        : [
            {
              id,
              name,
              removedAt: removedAt.getTime(),
              reason: removedReason,
              by: nameOf.get(removedBy ?? "") ?? "",
            },
          ],
    ),
  };
}

export type Handout = { id: string; halfDayId: string; name: string; bytes: number };

/** What was handed out in a cohort, for its people; the caller has found the enrolment to be theirs. */
export const handoutsOf = (cohortId: string): Promise<Handout[]> =>
  db.sessionFile.findMany({
    where: { purpose: "handout", removedAt: null, halfDay: { cohortId } },
    orderBy: [{ addedAt: "asc" }, { id: "asc" }],
    select: { id: true, halfDayId: true, name: true, bytes: true },
  });

/** A file to open: for whoever takes attendance there, and a handout for whoever learns there. */
export async function sessionFileToOpen(actor: Pick<Actor, "personId" | "grants">, fileId: string) {
  const staff = { reach: reachOf(actor.grants, "take:attendance") };
  const learns = {
    enrolments: { some: { personId: actor.personId, status: { notIn: ["withdrawn", "no-show"] } } },
  };
  return db.sessionFile.findFirst({
    where: {
      id: fileId,
      removedAt: null,
      OR: [
        { purpose: "handout", halfDay: { cohort: learns } },
        // Prisma takes an empty filter inside OR for false; whoever reaches all gets one that is true.
        { halfDay: { cohort: { AND: [{ id: { not: "" } }, cohortsRunBy(staff)] } } },
      ],
    },
    select: { name: true, sha256: true, mediaType: true },
  });
}
