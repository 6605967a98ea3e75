import { now } from "#app/infra/clock.server.ts";
import type { Prisma } from "#app/infra/db.server.ts";
import { db } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import type { ObservedFor } from "#app/features/trainers/observations/observation.ts";
import { whereFor } from "#app/features/trainers/observations/observed.server.ts";
import { CRITERIA, type Score } from "#app/features/trainers/schemes/criteria.ts";
import { candidacyRow } from "./candidacy-row.ts";

/** A candidate who trains in public, since a day. */
export function practisingRow(id: string, personId: string): Prisma.CandidacyUncheckedCreateInput {
  const row = candidacyRow(id, personId, { programme: "management", state: "phase-3" });
  const opened = row.events!.create as Prisma.CandidacyEventUncheckedCreateWithoutCandidacyInput;
  return { ...row, events: { create: { ...opened, body: JSON.stringify({ at: "phase-3" }) } } };
}

/** Observed on a day by one assessor or two; answers the id of each rating. */
export async function makeObservation(
  of: ObservedFor,
  assessors: readonly { personId: string; scores?: Score; signed?: boolean }[],
): Promise<{ observationId: string; ratings: string[] }> {
  const observationId = newId();
  const where = { id: of.id };
  const { personId } =
    of.kind === "candidacy"
      ? await db.candidacy.findUniqueOrThrow({ where })
      : await db.certification.findUniqueOrThrow({ where });
  const ratings = assessors.map(() => newId());
  await db.observation.create({
    data: {
      id: observationId,
      personId,
      ...whereFor(of),
      day: "2026-10-02",
      place: "Kampong Cham",
      draw: 9999,
      plannedBy: newId(),
      plannedAt: now(),
      ratings: {
        create: assessors.map(({ personId, signed }, index) => ({
          id: ratings[index]!,
          turn: index + 1,
          assessorId: personId,
          source: "live",
          assignedBy: newId(),
          assignedAt: now(),
          signedAt: signed ? now() : null,
        })),
      },
    },
  });
  for (const [index, { scores }] of assessors.entries()) {
    if (!scores) continue;
    const said = {
      ratingId: ratings[index]!,
      text: "",
      replaces: "[]",
      at: now(),
      receivedAt: now(),
      late: false,
    };
    await db.ratingEntry.createMany({
      data: [
        ...CRITERIA.map((about) => ({ ...said, id: newId(), kind: "score", about, value: scores })),
        { ...said, id: newId(), kind: "figure", about: "minutes", value: 200 },
      ],
    });
  }
  return { observationId, ratings };
}
