import { readFrozenLicence } from "#app/features/certification/certificate-record.server.ts";
import type { SchemeBook } from "#app/features/trainers/schemes/scheme-book.ts";
import { publicStanding } from "#app/features/trainers/certifications/public-standing.ts";
import { loadSchemes } from "#app/features/trainers/schemes/scheme-versions.server.ts";
import { LICENCE_SCHEME_IDS, type LicenceSchemeId } from "#app/features/trainers/schemes/schemes.ts";
import { today } from "#app/infra/clock.server.ts";
import { db, type Prisma } from "#app/infra/db.server.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { PAGE_SIZE } from "#app/lib/paging.ts";
import type { CheckedLicence, LicenceOfNumber, LicensedRow, PublicLicenceStanding } from "./licence-check.ts";
import { licenceStandingOn } from "./licence.ts";
import {
  answeringOn,
  readLicence,
  shownOn,
  WITH_LICENCE_FACTS,
  type LicenceRecord,
} from "./licences.server.ts";

/* What anybody may know of a licence: an organisation is no person, so its number says whose it is. */

const WITH_NAME = {
  ...WITH_LICENCE_FACTS,
  organisation: { select: { name: true } },
} satisfies Prisma.LicenceInclude;

export async function checkLicence(code: string): Promise<CheckedLicence | null> {
  const [found] = await licencesWithCodes([code]);
  return found?.[1] ?? null;
}

/** By the codes they were printed with; from paper there is none. */
export async function licencesWithCodes(codes: string[]): Promise<[code: string, CheckedLicence][]> {
  const rows = await readLicences({ code: { in: codes } });
  return rows.map(({ row, told }) => [
    row.code!,
    { ...told, facts: readFrozenLicence(row), factsSha256: row.certificateSha256 },
  ]);
}

/** Whose a number is and what it is worth: no name of a person, and not the code. */
export async function checkLicenceNumber(number: string): Promise<LicenceOfNumber | null> {
  const [found] = await readLicences({ number });
  return found?.told ?? null;
}

type Row = Prisma.LicenceGetPayload<{ include: typeof WITH_NAME }>;

/** With as many questions for many as for one. */
async function readLicences(where: Prisma.LicenceWhereInput): Promise<{ row: Row; told: LicenceOfNumber }[]> {
  const book = await loadSchemes();
  const rows = await db.licence.findMany({ where, include: WITH_NAME });
  const told = rows.map((row) => ({ row, standing: standingToday(row, book) }));
  const past = told.filter(({ standing }) => standing.status === "superseded").map(({ row }) => row);
  const periods = await db.licence.findMany({
    where: { organisationId: { in: past.map(({ organisationId }) => organisationId) } },
    orderBy: [{ validFrom: "desc" }, { id: "desc" }],
    include: WITH_LICENCE_FACTS,
  });
  const presentOf = ({ id, organisationId, schemeId }: Row): LicenceOfNumber["present"] => {
    const own = periods.filter((one) => one.organisationId === organisationId && one.schemeId === schemeId);
    const newest = answeringOn(own, today(book.current(schemeId).timeZone));
    if (!newest || newest.id === id) return null;
    return { number: newest.number, standing: standingToday(newest, book) };
  };
  return told.map(({ row, standing }) => ({
    row,
    told: {
      number: row.number,
      organisation: row.organisation.name,
      schemeId: row.schemeId as LicenceSchemeId,
      imported: row.origin === "recorded",
      standing,
      present: past.includes(row) ? presentOf(row) : null,
    },
  }));
}

function standingToday(row: LicenceRecord, book: SchemeBook): PublicLicenceStanding {
  const { validity, timeZone } = book.judging(row);
  const day = today(timeZone);
  return publicStanding(licenceStandingOn(readLicence(row), validity, day), day);
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
