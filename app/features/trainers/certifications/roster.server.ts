import { recordAudit } from "#app/features/audit/record.server.ts";
import { now, today } from "#app/infra/clock.server.ts";
import { db, inTransaction, type Prisma } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { PAGE_SIZE } from "#app/lib/paging.ts";
import { datesOf, standingOn } from "./certification-status.ts";
import { DECIDED_ON_ITS_HOLDER, readCertification, WITH_FACTS, withHolder } from "./certifications.server.ts";
import { loadSchemes } from "#app/features/trainers/schemes/scheme-versions.server.ts";
import { RESTS_ON } from "#app/features/trainers/schemes/schemes.ts";
import {
  coversScope,
  topicsHeld,
  topicsOf,
  WHOLE,
  type AskedScope,
  type Topic,
} from "#app/features/trainers/schemes/topics.ts";

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
  /** One topic, or all of the scheme; empty: whatever it is. */
  scope: AskedScope | "";
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

/**
 * One page of those who agreed and are valid on the day (today in the scheme's zone where none is asked), by name. Where
 * nothing was recorded since, the days of the period say so and the database counts; the others are read and judged.
 */
export async function publicRoster({ language, country, schemeId, scope, on, page }: RosterFilters) {
  const book = await loadSchemes();
  const dayOf = (id: string) => on ?? today(book.current(id).timeZone);
  const agreed: Prisma.CertificationWhereInput = {
    ...(language ? { language } : {}),
    person: {
      deactivatedAt: null,
      rosterConsents: { some: { withdrawnAt: null } },
      ...(country ? { country } : {}),
    },
  };
  const schemes = book.ids.filter((id) => !schemeId || id === schemeId);
  const begun = schemes.map((id) => ({ schemeId: id, validFrom: { lte: dayOf(id) } }));
  const lasting = begun.map((each) => ({ ...each, validUntil: { gte: dayOf(each.schemeId) } }));
  const within = lasting.map((each) => ({ ...each, AND: storedWith(each.schemeId, scope) }));
  const judged = await db.certification.findMany({
    where: { AND: [agreed, { NOT: BY_ITS_DAYS }, { OR: [...lasting, ...begun.map(maybeLonger)] }] },
    include: WITH_FACTS,
  });
  const valid = judged.filter((row) => {
    const day = dayOf(row.schemeId);
    const { valid: holds } = standingOn(readCertification(row), book.judging(row, day).validity, day);
    return holds && (scope === "" || coversScope(row.schemeId, topicsHeld(row, day), scope));
  });
  const where = {
    AND: [
      agreed,
      { OR: [{ AND: [BY_ITS_DAYS, { OR: within }] }, { id: { in: valid.map(({ id }) => id) } }] },
    ],
  };
  const [total, rows] = await Promise.all([
    db.certification.count({ where }),
    db.certification.findMany({
      where,
      orderBy: [{ person: { name: "asc" } }, { id: "asc" }],
      skip: (page - 1) * PAGE_SIZE,
      take: PAGE_SIZE,
      include: withHolder({ name: true, printedName: true, country: true }),
    }),
  ]);
  return {
    total,
    rows: rows.map((row): RosterRow => {
      const day = dayOf(row.schemeId);
      const { person } = row;
      return {
        key: row.id,
        name: person.printedName ?? person.name,
        country: person.country,
        schemeId: row.schemeId,
        language: row.language,
        topics: topicsHeld(row, day),
        validFrom: row.validFrom,
        validUntil: datesOf(readCertification(row), book.judging(row, day).validity).validUntil,
      };
    }),
  };
}

/** Nothing was recorded since, of it or of its holder, and it rests on nothing but its own days. */
const BY_ITS_DAYS: Prisma.CertificationWhereInput = {
  facts: { none: {} },
  NOT: DECIDED_ON_ITS_HOLDER,
  attestation: null,
  schemeId: { notIn: Object.keys(RESTS_ON) },
};

/** What is stored of its scope is what was asked for; topics that were added since are facts, and read. */
function storedWith(schemeId: string, asked: AskedScope | ""): Prisma.CertificationWhereInput {
  if (asked === "") return {};
  const all = topicsOf(schemeId);
  if (!coversScope(schemeId, all, asked)) return { id: { in: [] } };
  const listed = asked === WHOLE ? JSON.stringify(all) : { contains: JSON.stringify(asked) };
  return { OR: [{ topics: null }, { topics: listed }] };
}

/** Its end was moved, or a file that was handed in keeps it. */
const maybeLonger = (begun: Prisma.CertificationWhereInput): Prisma.CertificationWhereInput => ({
  ...begun,
  facts: { some: { kind: { in: ["extended", "renewal-submitted"] } } },
});
