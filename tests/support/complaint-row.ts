import { now } from "#app/infra/clock.server.ts";
import type { Prisma } from "#app/infra/db.server.ts";
import { newId, sha256 } from "#app/infra/ids.server.ts";

/** A complaint about a course that came in and nobody has read. */
export function complaintRow(
  own: Partial<Prisma.ComplaintUncheckedCreateInput> = {},
): Prisma.ComplaintUncheckedCreateInput & { id: string } {
  const id = newId();
  return {
    id,
    receiptHash: sha256(id),
    about: "course",
    programme: "",
    whom: "The course in Kampong Cham",
    words: "We were asked for money.",
    contact: "",
    locale: "en",
    receivedAt: now(),
    receivedOn: "2026-11-01",
    acknowledgeBy: "2026-11-06",
    ...own,
  };
}
