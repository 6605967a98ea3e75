import type { Step } from "#app/features/credentials/check-steps.ts";
import { standingSteps } from "#app/features/credentials/credential-status.ts";
import type { SchemeBook } from "#app/features/trainers/schemes/scheme-book.ts";
import { loadSchemes } from "#app/features/trainers/schemes/scheme-versions.server.ts";
import { LICENCE_SCHEME_IDS, type LicenceSchemeId } from "#app/features/trainers/schemes/schemes.ts";
import { today } from "#app/infra/clock.server.ts";
import { db, type Prisma } from "#app/infra/db.server.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { PAGE_SIZE } from "#app/lib/paging.ts";
import type { CheckedLicence, LicenceOfNumber, LicensedRow } from "./licence-check.ts";
import { licenceStandingOn } from "./licence.ts";
import { answeringOn, readLicence, shownOn, WITH_LICENCE_FACTS } from "./licences.server.ts";
import { readFrozenLicence } from "./write-licence.server.ts";

/* What anybody may know of a licence: an organisation is no person, so its number says whose it is. */

const WITH_NAME = {
  ...WITH_LICENCE_FACTS,
  organisation: { select: { name: true } },
} satisfies Prisma.LicenceInclude;

export async function checkLicence(code: string): Promise<CheckedLicence | null> {
  const row = await db.licence.findUnique({ where: { code }, include: WITH_NAME });
  return row && codeTells(row, await loadSchemes());
}

/** By the codes they were printed with; from paper there is none. */
export async function licencesWithCodes(codes: string[]): Promise<[code: string, CheckedLicence][]> {
  const rows = await db.licence.findMany({ where: { code: { in: codes } }, include: WITH_NAME });
  const book = await loadSchemes();
  return rows.map((row) => [row.code!, codeTells(row, book)]);
}

/** What the file of a licence is worth today, as steps of its check. */
export async function licenceSteps(licenceId: string): Promise<Step[]> {
  const row = await db.licence.findUniqueOrThrow({ where: { id: licenceId }, include: WITH_NAME });
  const book = await loadSchemes();
  const day = today(book.judging(row).timeZone);
  const { standing, validUntil: end } = shownOn(book, row, day, false);
  return standingSteps(standing, { validFrom: row.validFrom, printedEnd: row.validUntil, end }, day);
}

/** Whose a number is and what it is worth: no name of a person, and not the code. */
export async function checkLicenceNumber(number: string): Promise<LicenceOfNumber | null> {
  const row = await db.licence.findUnique({ where: { number }, include: WITH_NAME });
  return row && numberTells(row, await loadSchemes());
}

type Row = Prisma.LicenceGetPayload<{ include: typeof WITH_NAME }>;

const codeTells = (row: Row, book: SchemeBook): CheckedLicence => ({
  ...numberTells(row, book),
  facts: readFrozenLicence(row),
  factsSha256: row.certificateSha256,
});

function numberTells(row: Row, book: SchemeBook): LicenceOfNumber {
  const scheme = book.judging(row);
  return {
    number: row.number,
    organisation: row.organisation.name,
    schemeId: row.schemeId as LicenceSchemeId,
    imported: row.origin === "recorded",
    standing: licenceStandingOn(readLicence(row), scheme.validity, today(scheme.timeZone)),
  };
}

export type LicensedFilters = {
  country: string;
  schemeId: LicenceSchemeId | "";
  on: CalendarDay | null;
  page: number;
};

/** One page of the organisations licensed on a day, by name. */
export async function licensedOrganisations({ country, schemeId, on, page }: LicensedFilters) {
  const book = await loadSchemes();
  const licences = await db.licence.findMany({
    where: { ...(schemeId ? { schemeId } : {}), ...(country ? { organisation: { country } } : {}) },
    orderBy: [{ validFrom: "desc" }, { id: "desc" }],
    include: { ...WITH_LICENCE_FACTS, organisation: { select: { name: true, country: true } } },
  });
  const valid = LICENCE_SCHEME_IDS.flatMap((scheme) => {
    const of = licences.filter((row) => row.schemeId === scheme);
    const day = on ?? today(book.current(scheme).timeZone);
    return [...new Set(of.map(({ organisationId }) => organisationId))].flatMap((id): LicensedRow[] => {
      const row = answeringOn(
        of.filter(({ organisationId }) => organisationId === id),
        day,
      )!;
      const { standing, validUntil } = shownOn(book, row, day, false);
      if (!standing.valid) return [];
      const { organisation, number, validFrom } = row;
      return [{ key: row.id, ...organisation, schemeId: scheme, number, validFrom, validUntil }];
    });
  }).sort((one, other) => one.name.localeCompare(other.name));
  return { total: valid.length, rows: valid.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE) };
}
