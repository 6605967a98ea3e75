import { requirePermission } from "#app/features/identity/guards.server.ts";
import { reachOf } from "#app/features/identity/permissions.ts";
import { db, type Prisma } from "#app/infra/db.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { previewScope } from "./course-pages.server.ts";
import { fileFacts, type FileFacts } from "./courses.server.ts";
import { packPath } from "./file-paths.ts";
import { packFile } from "./module-pack.server.ts";
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
  if (/^(sheets|packs)\//.test(path)) {
    const where = { AND: [{ id: versionId }, readableBy(reader)] };
    const version = await db.courseVersion.findFirst({ where, select: { id: true } });
    return version && madeFile(versionId, moduleId, path);
  }
  return db.courseFile.findFirst({
    where: { versionId, moduleId, path, version: readableBy(reader) },
    select: { path: true, sha256: true, bytes: true, mediaType: true },
  });
}

/** A file that is made when it is first asked for: of a tool's sheet, or of the whole module. */
function madeFile(versionId: string, moduleId: string, path: string): Promise<FileFacts | null> {
  if (path.startsWith("sheets/")) return sheetFile(versionId, moduleId, path);
  const locale = /\.([a-z]{2,3})\.html$/.exec(path)?.[1] ?? "";
  return path === packPath(moduleId, locale) ? packFile(versionId, moduleId, locale) : Promise.resolve(null);
}

/** Who left or never came reads no more (as learning's own pages). */
function readableBy(reader: Actor): Prisma.CourseVersionWhereInput {
  const learning = {
    enrolments: { some: { personId: reader.personId, status: { notIn: ["withdrawn", "no-show"] } } },
  };
  const reach = reachOf(reader.grants, "preview:courses");
  return reach.length === 0 ? learning : { OR: [learning, previewScope({ reach })] };
}
