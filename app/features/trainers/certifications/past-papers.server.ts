import { reachOf } from "#app/features/identity/permissions.ts";
import { db, type Prisma } from "#app/infra/db.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { certificationsInReach } from "./certifications.server.ts";

export type PastPaper = { id: string; name: string; bytes: number };

/** What a certification from before this platform rests on. */
export async function pastPapers(certificationId: string): Promise<PastPaper[]> {
  return db.certificationPaper.findMany({
    where: { certificationId, id: { notIn: await lettersOf({ certificationId }) } },
    orderBy: { id: "asc" },
    select: { id: true, name: true, bytes: true },
  });
}

/** Letters by which something was handed back: among staff, who read them beside the act. */
async function lettersOf(where: Prisma.CertificationFactWhereInput): Promise<string[]> {
  const entered = await db.certificationFact.findMany({
    where: { AND: [where, { kind: "surrender-entered" }] },
    select: { about: true },
  });
  return entered.flatMap(({ about }) => about ?? []);
}

/** Of one's own certification, or of one the actor may see. */
export async function pastPaperToOpen(
  { personId, grants }: Pick<Actor, "personId" | "grants">,
  paperId: string,
) {
  const staff = { personId, reach: reachOf(grants, "see:certifications") };
  return db.certificationPaper.findFirst({
    where: {
      AND: [
        { id: paperId },
        {
          // Prisma takes an empty filter inside OR for false; whoever reaches all gets one that is true.
          OR: [
            { certification: { personId }, id: { notIn: await lettersOf({ certification: { personId } }) } },
            ...(staff.reach.length > 0
              ? [{ certification: { AND: [{ id: { not: "" } }, certificationsInReach(staff)] } }]
              : []),
          ],
        },
      ],
    },
    select: { name: true, sha256: true, mediaType: true },
  });
}
