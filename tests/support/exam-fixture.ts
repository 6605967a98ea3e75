import { now } from "#app/infra/clock.server.ts";
import type { Prisma } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";

export const bankRow = (
  own: Partial<Prisma.ExamBankUncheckedCreateInput> = {},
): Prisma.ExamBankUncheckedCreateInput & { id: string } => {
  const id = newId();
  return {
    schemeId: "mmw-volume-1-trainer",
    programme: "management",
    language: "en",
    version: 1,
    uploadedAt: now(),
    uploadedBy: newId(),
    items: {
      create: {
        itemId: "first",
        objective: "time-use",
        level: "recall",
        difficulty: 1,
        points: 100,
        body: JSON.stringify({ kind: "true-false", key: true }),
        words: JSON.stringify({ prompt: "Is it so?" }),
      },
    },
    ...own,
    id,
  };
};
