import { now } from "#app/infra/clock.server.ts";
import type { Prisma } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";

/** A certification as a trainer, recorded from paper; valid through 2028 unless the test says otherwise. */
export function certificationRow(
  personId: string,
  own: Partial<Prisma.CertificationUncheckedCreateInput> = {},
): Prisma.CertificationUncheckedCreateInput {
  const id = newId();
  return {
    id,
    number: id,
    personId,
    programme: "management",
    schemeId: "mmw-volume-1-trainer",
    schemeVersion: "1.0",
    language: "en",
    validFrom: "2026-01-01",
    validUntil: "2028-12-31",
    origin: "recorded",
    basis: "Paper",
    recordedAt: now(),
    recordedBy: "test",
    ...own,
  };
}
