import { COVERAGE_STATES } from "#app/features/attestation/coverage.ts";
import { coverageOf } from "#app/features/attestation/coverage.server.ts";
import { trainerPeriod } from "#app/features/credentials/credential-status.ts";
import { LICENCE_STATUSES } from "#app/features/licences/licence.ts";
import { shownOn, WITH_LICENCE_FACTS } from "#app/features/licences/licences.server.ts";
import { ENDS } from "#app/features/trainers/candidacies/candidacy.ts";
import {
  CERTIFICATION_STATUSES,
  standingOn,
} from "#app/features/trainers/certifications/certification-status.ts";
import {
  readCertification,
  WITH_FACTS,
} from "#app/features/trainers/certifications/certifications.server.ts";
import { loadSchemes } from "#app/features/trainers/schemes/scheme-versions.server.ts";
import { OPEN_SCHEME_IDS } from "#app/features/trainers/schemes/schemes.ts";
import { today } from "#app/infra/clock.server.ts";
import { db } from "#app/infra/db.server.ts";

/** The states of each kind that nobody of the demonstration is in. */
export async function statesMissing() {
  const book = await loadSchemes();
  const missing = (states: readonly string[], seen: readonly string[]) =>
    states.filter((state) => !seen.includes(state));

  const certifications = (await db.certification.findMany({ include: WITH_FACTS })).map((row) => {
    const { validity, timeZone } = book.judging(row);
    const standing = standingOn(readCertification(row), validity, today(timeZone));
    return trainerPeriod(standing, row.validUntil) === "extended"
      ? [standing.status, "extended"]
      : [standing.status];
  });
  const licences = (await db.licence.findMany({ include: WITH_LICENCE_FACTS })).map(
    (row) => shownOn(book, row, today(book.judging(row).timeZone), false).standing.status,
  );
  const candidacies = await db.candidacy.findMany({ select: { state: true } });
  const stages = OPEN_SCHEME_IDS.flatMap((id) => book.current(id).stages.map((stage) => stage.id));
  const { id: rumdul } = await db.organisation.findFirstOrThrow({ where: { name: "Rumdul Microfinance" } });
  const everywhere = { personId: "", grants: [], reach: [{ kind: "all", id: "" }] } as const;
  const { total } = (await coverageOf({ ...everywhere, reach: [...everywhere.reach] }, rumdul, null))!;

  return {
    certifications: missing([...CERTIFICATION_STATUSES, "extended"], certifications.flat()),
    candidacies: missing(
      [...new Set([...stages, ...ENDS])],
      candidacies.map(({ state }) => state),
    ),
    attestations: COVERAGE_STATES.filter((state) => total.all[state] === 0),
    licences: missing(LICENCE_STATUSES, licences),
  };
}
