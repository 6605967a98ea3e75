import { holdsToday } from "#app/features/identity/current-affiliation.server.ts";
import { db, type Prisma, type Tx } from "#app/infra/db.server.ts";
import { today } from "#app/infra/clock.server.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import {
  datesOf,
  standingOn,
  type Certification,
  type Standing,
} from "#app/features/trainers/certifications/certification-status.ts";
import {
  readCertification,
  withHolder,
} from "#app/features/trainers/certifications/certifications.server.ts";
import { loadSchemes } from "#app/features/trainers/schemes/scheme-versions.server.ts";
import type { SchemeId } from "#app/features/trainers/schemes/schemes.ts";

/* Attestations of facilitators as the pages of employers read them. */

export const SCHEME_ID = "fe-facilitator" satisfies SchemeId;

/** Which day it is for everybody attested. */
export const schemeDay = async (tx: Tx = db): Promise<CalendarDay> =>
  today((await loadSchemes(tx)).current(SCHEME_ID).timeZone);

/**
 * What counts at an employer: what it stands behind, and what nobody does, as of the days before employers did. What
 * another one stands behind it has to recognise first. A plan, a day and the coverage ask this.
 */
export const heldAt = (organisationId: string): Prisma.CertificationWhereInput => ({
  schemeId: SCHEME_ID,
  OR: [{ attestation: null }, { attestation: { organisationId } }],
});

/** The same, of what was read. */
export const isHeldAt =
  (organisationId: string) =>
  ({ attestation }: { attestation: { organisationId: string } | null }): boolean =>
    attestation === null || attestation.organisationId === organisationId;

export type Attested = {
  row: Awaited<ReturnType<typeof load>>[number];
  certification: Certification;
  standing: Standing;
  validUntil: CalendarDay;
};

type At = { id: string; places: Prisma.AffiliationWhereInput };

/** What an employer stands behind of who works there now, as far as reached, on a day; nothing replaced or taken back. */
export async function attestedBy(tx: Tx, employer: At, day: CalendarDay): Promise<Attested[]> {
  const book = await loadSchemes(tx);
  const rows = await load(tx, employer);
  return rows.flatMap((row) => {
    const certification = readCertification(row);
    const { validity } = book.judging(row, day);
    const standing = standingOn(certification, validity, day);
    if (["superseded", "surrendered", "revoked", "in-error"].includes(standing.status)) return [];
    return [{ row, certification, standing, validUntil: datesOf(certification, validity).validUntil }];
  });
}

const load = (tx: Tx, { id: organisationId, places }: At) =>
  tx.certification.findMany({
    where: {
      schemeId: SCHEME_ID,
      attestation: { organisationId },
      person: { affiliations: { some: { ...places, ...holdsToday() } } },
    },
    orderBy: [{ person: { name: "asc" } }, { id: "asc" }],
    include: withHolder({ id: true, name: true }),
  });
