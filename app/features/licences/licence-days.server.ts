import type { FeedDay, FeedHolder } from "#app/features/cohorts/session-feed.server.ts";
import { datesOf } from "#app/features/trainers/certifications/certification-status.ts";
import { needsReminding } from "#app/features/trainers/renewal/reminder-ladder.ts";
import { loadSchemes } from "#app/features/trainers/schemes/scheme-versions.server.ts";
import type { LicenceSchemeId } from "#app/features/trainers/schemes/schemes.ts";
import { today } from "#app/infra/clock.server.ts";
import { db } from "#app/infra/db.server.ts";
import { wordsFor } from "#app/infra/words.server.ts";
import { paths } from "#app/lib/paths.ts";
import { readLicence, WITH_LICENCE_FACTS } from "./licences.server.ts";

/** The days of the licences of the organisations whose training one heads: of those about which there is something to do. */
export async function licenceDays({ personId, locale }: FeedHolder): Promise<FeedDay[]> {
  const heads = await db.roleAssignment.findMany({
    where: { personId, role: "training-head", scopeKind: "organisation", endedAt: null },
    select: { scopeId: true },
  });
  if (heads.length === 0) return [];
  const { t } = wordsFor(locale, "UTC");
  const [book, rows] = await Promise.all([
    loadSchemes(),
    db.licence.findMany({
      where: { organisationId: { in: heads.map(({ scopeId }) => scopeId) } },
      orderBy: { validUntil: "asc" },
      include: { ...WITH_LICENCE_FACTS, organisation: { select: { name: true } } },
    }),
  ]);
  return rows.flatMap((row) => {
    const day = today(book.current(row.schemeId).timeZone);
    const { validity } = book.judging(row, day);
    const licence = readLicence(row);
    if (!needsReminding(licence, validity, day)) return [];
    const { windowOpens, validUntil, graceEnds } = datesOf(licence, validity);
    const days = [
      ["window", windowOpens],
      ["until", validUntil],
      ["grace", graceEnds],
    ] as const;
    return days.map(([what, date]) => ({
      id: `licence-${row.id}-${what}`,
      date,
      summary: t(`licences.calendar.${what}`, { organisation: row.organisation.name, number: row.number }),
      path: paths.licence(row.organisationId, row.schemeId as LicenceSchemeId),
    }));
  });
}
