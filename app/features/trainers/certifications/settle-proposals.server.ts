import { now } from "#app/infra/clock.server.ts";
import type { Prisma, Tx } from "#app/infra/db.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { tellProposer } from "./certification-mail.server.ts";

/** Decides on those that still wait, and tells who proposed each. How many there were: of two who decide at once one finds none. */
export async function settleProposals(
  tx: Tx,
  { personId: decidedBy }: Pick<Actor, "personId">,
  which: Prisma.SuspensionProposalWhereInput,
  outcome: "suspended" | "declined",
  answer: string,
): Promise<number> {
  const waiting = await tx.suspensionProposal.findMany({
    where: { AND: [which, { decidedAt: null }] },
    include: { certification: { select: { number: true } } },
    orderBy: { id: "asc" },
  });
  let settled = 0;
  for (const { id, proposedBy, proposedOn, certification } of waiting) {
    const { count } = await tx.suspensionProposal.updateMany({
      where: { id, decidedAt: null },
      data: { decidedAt: now(), decidedBy, outcome, answer },
    });
    if (count === 0) continue;
    settled += 1;
    await tellProposer(tx, { id, number: certification.number, proposedBy, proposedOn }, outcome);
  }
  return settled;
}
