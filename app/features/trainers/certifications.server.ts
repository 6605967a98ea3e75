import { holdsToday } from "#app/features/identity/current-affiliation.server.ts";
import { peopleInReach } from "#app/features/identity/people-scope.server.ts";
import { searchWords } from "#app/features/identity/people-filters.ts";
import { today } from "#app/infra/clock.server.ts";
import { db, type Prisma, type Tx } from "#app/infra/db.server.ts";
import { reachedIds, reachesAll, type Actor } from "#app/lib/actor.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { PAGE_SIZE } from "#app/lib/paging.ts";
import {
  datesOf,
  knownOn,
  standingOn,
  type Certification,
  type CertificationFact,
} from "./certification-status.ts";
import type { CertificationRow, CertificationSheet } from "./certification-view.ts";
import { schemeOf } from "./schemes.ts";

type Reaching = Pick<Actor, "personId" | "reach">;

/** Those of the actor's programmes, and those of people the actor reaches. */
export const certificationsInReach = (actor: Reaching): Prisma.CertificationWhereInput =>
  reachesAll(actor)
    ? {}
    : { OR: [{ programme: { in: reachedIds(actor, "programme") } }, { person: peopleInReach(actor) }] };

export type CertificationFilters = { q: string; schemeId: string; on: CalendarDay | null; page: number };

/** One page of the register, by name, each with what it is worth on a day (today in the scheme's zone if none is asked). */
export async function listCertifications(actor: Reaching, { q, schemeId, on, page }: CertificationFilters) {
  const where: Prisma.CertificationWhereInput = {
    AND: [
      certificationsInReach(actor),
      schemeId ? { schemeId } : {},
      q
        ? {
            OR: [
              { number: { contains: q.toUpperCase() } },
              { person: { AND: searchWords(q).map((word) => ({ searchText: { contains: word } })) } },
            ],
          }
        : {},
    ],
  };
  const [total, rows] = await Promise.all([
    db.certification.count({ where }),
    db.certification.findMany({
      where,
      orderBy: [{ person: { name: "asc" } }, { id: "asc" }],
      skip: (page - 1) * PAGE_SIZE,
      take: PAGE_SIZE,
      include: {
        facts: IN_ORDER,
        person: {
          select: {
            name: true,
            affiliations: {
              where: holdsToday(),
              orderBy: { from: "desc" },
              take: 1,
              select: { organisation: { select: { name: true } } },
            },
          },
        },
      },
    }),
  ]);
  return {
    total,
    rows: rows.map(({ person, ...row }): CertificationRow => {
      const { validity, timeZone } = schemeOf(row.schemeId);
      const certification = readCertification(row);
      return {
        id: row.id,
        name: person.name,
        organisation: person.affiliations[0]?.organisation.name ?? null,
        number: row.number,
        schemeId: row.schemeId,
        language: row.language,
        validUntil: datesOf(certification, validity).validUntil,
        standing: standingOn(certification, validity, on ?? today(timeZone)),
      };
    }),
  };
}

/** Only whether it is the actor's to see or to act on. */
export const reachableCertification = (actor: Reaching, certificationId: string) =>
  db.certification.findFirst({
    where: { AND: [{ id: certificationId }, certificationsInReach(actor)] },
    select: { id: true },
  });

/** One certification as it stands on a day, as known on a day; null when it is not the actor's to see. */
export async function findCertification(
  actor: Reaching,
  certificationId: string,
  asked: { on: CalendarDay | null; known: CalendarDay | null } = { on: null, known: null },
): Promise<CertificationSheet | null> {
  const row = await db.certification.findFirst({
    where: { AND: [{ id: certificationId }, certificationsInReach(actor)] },
    include: { facts: IN_ORDER, person: { select: { name: true } } },
  });
  if (!row) return null;
  const { validity, timeZone } = schemeOf(row.schemeId);
  const stored = readCertification(row);
  const day = today(timeZone);
  const certification = asked.known ? knownOn(stored, asked.known) : stored;
  const writers = await db.person.findMany({
    where: { id: { in: [row.recordedBy, ...row.facts.map(({ recordedBy }) => recordedBy)] } },
    select: { id: true, name: true },
  });
  const nameOf = new Map(writers.map(({ id, name }) => [id, name]));
  return {
    id: row.id,
    personId: row.personId,
    name: row.person.name,
    number: row.number,
    schemeId: row.schemeId,
    schemeVersion: row.schemeVersion,
    timeZone,
    language: row.language,
    validFrom: row.validFrom,
    basis: row.basis,
    recordedBy: nameOf.get(row.recordedBy) ?? "",
    dates: datesOf(certification, validity),
    on: asked.on ?? day,
    today: day,
    standing: standingOn(certification, validity, asked.on ?? day),
    standingToday: standingOn(stored, validity, day),
    suspendedBy: lastSuspension(row.facts)?.recordedBy ?? null,
    facts: row.facts.map(({ id, kind, day: from, until, reason, recordedOn, recordedBy }) => ({
      id,
      kind: kind as CertificationFact["kind"],
      day: from,
      until,
      reason,
      recordedOn,
      by: nameOf.get(recordedBy) ?? "",
    })),
  };
}

// ── Rows ────────────────────────────────────────────────────────────────────────────────────────────

const IN_ORDER = {
  orderBy: { sequence: "asc" },
} satisfies Prisma.Certification$factsArgs;

type StoredFact = {
  id: string;
  kind: string;
  day: string;
  until: string | null;
  recordedOn: string;
  recordedBy: string;
};
type Stored = { validFrom: string; validUntil: string; facts: readonly StoredFact[] };

export const lastSuspension = (facts: readonly StoredFact[]): StoredFact | undefined =>
  facts.filter(({ kind }) => kind === "suspended").at(-1);

export const readCertification = ({ validFrom, validUntil, facts }: Stored): Certification => ({
  validFrom,
  validUntil,
  facts: facts.map(readFact),
});

/** The row with its facts in a transaction, for an act. */
export const loadCertification = (tx: Tx, actor: Reaching, certificationId: string) =>
  tx.certification.findFirst({
    where: { AND: [{ id: certificationId }, certificationsInReach(actor)] },
    include: { facts: IN_ORDER },
  });

/** @throws on a kind that no act of ours writes. */
function readFact({ id, kind, day, until, recordedOn }: StoredFact): CertificationFact {
  switch (kind) {
    case "suspended":
      return { id, recordedOn, kind, on: day, decideBy: until ?? day };
    case "extended":
      return { id, recordedOn, kind, validUntil: until ?? day };
    case "lifted":
    case "surrendered":
      return { id, recordedOn, kind, on: day };
    default:
      throw new Error(`No fact ${kind}`);
  }
}
