import { now, today } from "#app/infra/clock.server.ts";
import type { Prisma } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import { addDays } from "#app/lib/calendar-day.ts";

/** A suspension that somebody has proposed and nobody has decided on. */
export const proposalRow = (
  certificationId: string,
  own: Partial<Prisma.SuspensionProposalUncheckedCreateInput> = {},
): Prisma.SuspensionProposalUncheckedCreateInput & { id: string } => ({
  id: newId(),
  certificationId,
  ground: "quality",
  reason: "Twice he read the slides aloud for three hours",
  evidence: "The sheets of both days, folder 4",
  proposedBy: "test",
  proposedOn: today(),
  proposedAt: now(),
  decideBy: addDays(today(), 10),
  ...own,
});
