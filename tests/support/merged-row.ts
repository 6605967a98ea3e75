import { db, type Prisma } from "#app/infra/db.server.ts";
import { now } from "#app/infra/clock.server.ts";
import { newId } from "#app/infra/ids.server.ts";

/** That one account went into another, without moving a row: what was decided, or kept apart, stays where it stood (0021). */
export const mergedInto = (keptId: string, goneId: string) => {
  const said = { choices: "{}", words: "", proposedBy: "test", proposedAt: now() };
  const data: Prisma.PersonMergeUncheckedCreateInput = {
    id: newId(),
    keptId,
    goneId,
    state: "merged",
    ...said,
  };
  return db.personMerge.create({ data });
};
