import type { FoundPaper } from "#app/features/certification/paper-log.server.ts";
import { mayBePrinted } from "#app/features/trainers/certifications/certification-status.ts";
import { loadSchemes } from "#app/features/trainers/schemes/scheme-versions.server.ts";
import type { LicenceSchemeId } from "#app/features/trainers/schemes/schemes.ts";
import { today } from "#app/infra/clock.server.ts";
import { db, type Tx } from "#app/infra/db.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { licenseeInReach, worksAt } from "./licence-scope.server.ts";
import { shownOn, WITH_LICENCE_FACTS } from "./licences.server.ts";

/** A licence on paper, for its officers: printed is what was given here, and holds or is prepared. Null: not theirs. */
export async function findLicencePaper(
  asking: Actor,
  licenceId: string,
  tx: Tx = db,
): Promise<FoundPaper | null> {
  const row = await tx.licence.findUnique({ where: { id: licenceId }, include: WITH_LICENCE_FACTS });
  if (!row) return null;
  const schemeId = row.schemeId as LicenceSchemeId;
  const found = await licenseeInReach(asking, "keep:licences", row.organisationId, schemeId, tx);
  if (!found) return null;
  const { actor } = found;
  const book = await loadSchemes(tx);
  const { standing } = shownOn(book, row, today(book.current(schemeId).timeZone), false);
  return {
    actor,
    of: { licenceId },
    subject: { kind: "licence", id: licenceId },
    number: row.number,
    holds: row.certificate !== null && mayBePrinted(standing),
    own: await worksAt(tx, actor, row.organisationId),
  };
}
