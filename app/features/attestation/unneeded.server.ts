import { topicsHeld } from "#app/features/trainers/schemes/topics.ts";
import { db } from "#app/infra/db.server.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { isUnneeded } from "./needs.ts";

/** Of these certifications, the attestations that the work of their holders there does not ask for on the day. */
export async function unneededOf(
  certificationIds: readonly string[],
  day: CalendarDay,
): Promise<ReadonlySet<string>> {
  const rows = await db.certification.findMany({
    where: { id: { in: [...certificationIds] }, attestation: { isNot: null } },
    select: {
      id: true,
      schemeId: true,
      topics: true,
      facts: { select: { kind: true, day: true, word: true } },
      attestation: { select: { organisation: { select: { id: true, topicNeeds: true } } } },
      person: {
        select: {
          affiliations: {
            where: { from: { lte: day }, OR: [{ until: null }, { until: { gte: day } }] },
            orderBy: [{ from: "desc" }, { id: "desc" }],
            select: { organisationId: true, position: true },
          },
        },
      },
    },
  });
  const unneeded = rows.filter((row) => {
    const { id, topicNeeds } = row.attestation!.organisation;
    // Of two places at once, the one they came to last: as coverage counts.
    const place = row.person.affiliations.find(({ organisationId }) => organisationId === id);
    return isUnneeded(topicNeeds, place?.position ?? null, topicsHeld(row, day), day);
  });
  return new Set(unneeded.map(({ id }) => id));
}
