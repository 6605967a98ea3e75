import type { HostGate } from "#app/features/cohorts/keep-cohort.server.ts";
import type { OrganisationKind } from "#app/features/identity/organisation-forms.ts";
import { loadSchemes } from "#app/features/trainers/schemes/scheme-versions.server.ts";
import { LICENCE_SCHEME_IDS, PROGRAMME_OF } from "#app/features/trainers/schemes/schemes.ts";
import { ok } from "#app/lib/result.ts";
import { answeringOn, licencesOf, shownOn } from "./licences.server.ts";
import { mayHostPublicly } from "./may-host.ts";

/** Whether an organisation may run a course under its own name, by its licence; a programme without licences asks for none. */
export const licensedToHost: HostGate = async (tx, { hostId, programme, audience, startDate }) => {
  const schemeId = LICENCE_SCHEME_IDS.find((id) => PROGRAMME_OF[id] === programme);
  if (!hostId || !schemeId || audience !== "public") return ok(undefined);
  const host = await tx.organisation.findUnique({
    where: { id: hostId },
    select: { name: true, kind: true },
  });
  // One that is not there is refused for that; who owns the programme gives licences and needs none.
  if (!host || host.kind === ("programme-owner" satisfies OrganisationKind)) return ok(undefined);
  const row = answeringOn(await licencesOf(tx, hostId, schemeId), startDate);
  const licence = row && shownOn(await loadSchemes(tx), row, startDate, false);
  return mayHostPublicly(licence, { organisation: host.name, startDate });
};
