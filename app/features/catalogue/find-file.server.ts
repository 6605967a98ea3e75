import { requirePermission } from "#app/features/identity/guards.server.ts";
import { reachOf } from "#app/features/identity/permissions.ts";
import { db, type Prisma } from "#app/infra/db.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { previewScope } from "./course-pages.server.ts";
import { fileFacts, type FileFacts } from "./courses.server.ts";
import { sheetFile } from "./sheet-files.server.ts";

/** Nobody in particular for the pictures, which show nothing that the public outline would not. */
export type FileReader = Actor | null;

/**
 * Who may fetch a file of a course: its pictures anyone; its downloads those who learn from that version, and
 * staff who may preview it.
 */
export async function requireFileReader(args: Parameters<typeof requirePermission>[0]): Promise<FileReader> {
  const isPicture = args.params["*"]?.startsWith("figures/") ?? false;
  return isPicture ? null : requirePermission(args, "learn:own-courses");
}

/** Null for an unknown file and for one that is not this reader's to fetch. */
export async function findFile(
  reader: FileReader,
  at: { versionId: string; moduleId: string; path: string },
): Promise<FileFacts | null> {
  const { versionId, moduleId, path } = at;
  if (!reader) return path.startsWith("figures/") ? fileFacts(versionId, moduleId, path, "") : null;
  if (path.startsWith("sheets/")) {
    const where = { AND: [{ id: versionId }, readableBy(reader)] };
    const version = await db.courseVersion.findFirst({ where, select: { id: true } });
    return version && sheetFile(versionId, moduleId, path);
  }
  return db.courseFile.findFirst({
    where: { versionId, moduleId, path, version: readableBy(reader) },
    select: { path: true, sha256: true, bytes: true, mediaType: true },
  });
}

/** Who left or never came reads no more (as learning's own pages). */
function readableBy(reader: Actor): Prisma.CourseVersionWhereInput {
  const learning = {
    enrolments: { some: { personId: reader.personId, status: { notIn: ["withdrawn", "no-show"] } } },
  };
  const reach = reachOf(reader.grants, "preview:courses");
  return reach.length === 0 ? learning : { OR: [learning, previewScope({ reach })] };
}
