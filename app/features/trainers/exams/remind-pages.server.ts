import { now } from "#app/infra/clock.server.ts";
import { db, inTransaction, type Prisma } from "#app/infra/db.server.ts";
import { tellPagesMissing } from "./exam-mail.server.ts";

/* Without its pages no result on paper is released: whoever brings them, and the officers, are reminded once. */

const DAY = 24 * 3_600_000;

/** After so many days a page that was not brought has been forgotten. */
export const PAGES_AFTER_DAYS = 3;

/** Once for each sitting and each who is told, whenever it runs and however long it did not. */
export async function remindOfPages(at: Date = now()): Promise<void> {
  const pageless = {
    onPaper: true,
    submittedAt: { lt: new Date(at.getTime() - PAGES_AFTER_DAYS * DAY) },
    voidedAt: null,
    releasedAt: null,
    scans: { none: { removedAt: null } },
  } satisfies Prisma.ExamScriptWhereInput;
  const sittings = await db.examSitting.findMany({
    where: { cancelledAt: null, closedAt: { not: null }, scripts: { some: pageless } },
    orderBy: { id: "asc" },
    include: { scripts: { where: pageless, select: { number: true }, orderBy: { number: "asc" } } },
  });
  for (const { scripts, ...sitting } of sittings)
    await inTransaction((tx) =>
      tellPagesMissing(
        tx,
        sitting,
        scripts.map(({ number }) => number),
      ),
    );
}
