import { now } from "#app/infra/clock.server.ts";
import type { Prisma } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";

/** An application of a day, with the event that opened it. */
export const candidacyRow = (
  id: string,
  personId: string,
  own: Partial<Prisma.CandidacyUncheckedCreateInput> = {},
): Prisma.CandidacyUncheckedCreateInput => ({
  id,
  personId,
  programme: "elsewhere",
  schemeId: "mmw-volume-1-trainer",
  schemeVersion: "1.0",
  language: "km",
  openKey: "open",
  state: "applied",
  enteredOn: "2026-10-01",
  waitsFor: "file",
  openedOn: "2026-10-01",
  events: {
    create: {
      id: newId(),
      number: 1,
      kind: "opened",
      day: "2026-10-01",
      actingAs: "candidate",
      body: JSON.stringify({ at: "applied" }),
      reason: "",
      recordedAt: now(),
      recordedBy: personId,
    },
  },
  ...own,
});
