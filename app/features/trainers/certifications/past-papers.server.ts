import { reachOf } from "#app/features/identity/permissions.ts";
import { db } from "#app/infra/db.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { certificationsInReach } from "./certifications.server.ts";

export type PastPaper = { id: string; name: string; bytes: number };

/** What a certification from before this platform rests on. */
export const pastPapers = (certificationId: string): Promise<PastPaper[]> =>
  db.certificationPaper.findMany({
    where: { certificationId },
    orderBy: { id: "asc" },
    select: { id: true, name: true, bytes: true },
  });

/** Of one's own certification, or of one the actor may see. */
export function pastPaperToOpen({ personId, grants }: Pick<Actor, "personId" | "grants">, paperId: string) {
  const staff = { personId, reach: reachOf(grants, "see:certifications") };
  return db.certificationPaper.findFirst({
    where: {
      id: paperId,
      certification: {
        // Prisma takes an empty filter inside OR for false; whoever reaches all gets one that is true.
        OR: [
          { personId },
          ...(staff.reach.length > 0 ? [{ AND: [{ id: { not: "" } }, certificationsInReach(staff)] }] : []),
        ],
      },
    },
    select: { name: true, sha256: true, mediaType: true },
  });
}
