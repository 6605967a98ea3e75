import { recordAudit } from "#app/features/audit/record.server.ts";
import { now, today } from "#app/infra/clock.server.ts";
import { db, inTransaction, type Prisma } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { PAGE_SIZE } from "#app/lib/paging.ts";
import { datesOf, standingOn } from "./certification-status.ts";
import { withHolder, readCertification } from "./certifications.server.ts";
import { loadSchemes } from "./scheme-versions.server.ts";
import { topicsHeld, type Topic } from "./topics.ts";

/* The public register: whoever agreed to stand in it, while they are certified. */

/** Since when the holder agrees; null: they do not. */
export async function rosterConsent({ personId }: Pick<Actor, "personId">): Promise<CalendarDay | null> {
  const row = await db.rosterConsent.findFirst({
    where: { personId, withdrawnAt: null },
    orderBy: { id: "desc" },
    select: { givenOn: true },
  });
  return row?.givenOn ?? null;
}

/** Given and taken back by the holder alone; each leaves its line. Done twice is done once. */
export const setRosterConsent = (actor: Actor, given: boolean): Promise<void> =>
  inTransaction(async (tx) => {
    const { personId } = actor;
    const standing = { personId, withdrawnAt: null };
    const there = await tx.rosterConsent.findFirst({ where: standing, select: { id: true } });
    if ((there !== null) === given) return;
    if (given)
      await tx.rosterConsent.create({ data: { id: newId(), personId, givenAt: now(), givenOn: today() } });
    else await tx.rosterConsent.updateMany({ where: standing, data: { withdrawnAt: now() } });
    const action = given ? "certification.roster-given" : "certification.roster-withdrawn";
    await recordAudit(tx, actor, action, { kind: "person", id: personId });
  });

export type RosterFilters = {
  language: string;
  country: string;
  schemeId: string;
  on: CalendarDay | null;
  page: number;
};

/** All that is shown of anybody. */
export type RosterRow = {
  key: string;
  name: string;
  country: string | null;
  schemeId: string;
  language: string;
  topics: Topic[];
  validFrom: CalendarDay;
  validUntil: CalendarDay;
};

/** One page of those who agreed and are valid on the day (today in the scheme's zone where none is asked), by name. */
export async function publicRoster({ language, country, schemeId, on, page }: RosterFilters) {
  const where: Prisma.CertificationWhereInput = {
    ...(language ? { language } : {}),
    ...(schemeId ? { schemeId } : {}),
    ...(on ? { validFrom: { lte: on } } : {}),
    person: {
      deactivatedAt: null,
      rosterConsents: { some: { withdrawnAt: null } },
      ...(country ? { country } : {}),
    },
  };
  const rows = await db.certification.findMany({
    where,
    orderBy: [{ person: { name: "asc" } }, { id: "asc" }],
    include: withHolder({ name: true, printedName: true, country: true }),
  });
  const book = await loadSchemes();
  const valid = rows.flatMap((row): RosterRow[] => {
    const { person } = row;
    const day = on ?? today(book.current(row.schemeId).timeZone);
    const { validity } = book.judging(row, day);
    const certification = readCertification(row);
    if (!standingOn(certification, validity, day).valid) return [];
    return [
      {
        key: row.id,
        name: person.printedName ?? person.name,
        country: person.country,
        schemeId: row.schemeId,
        language: row.language,
        topics: topicsHeld(row, day),
        validFrom: row.validFrom,
        validUntil: datesOf(certification, validity).validUntil,
      },
    ];
  });
  return { total: valid.length, rows: valid.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE) };
}
