import { asHolderOf } from "#app/features/identity/person-file.server.ts";
import {
  datesOf,
  isInError,
  knownOn,
  revokedOn,
} from "#app/features/trainers/certifications/certification-status.ts";
import { readPeriod } from "#app/features/trainers/certifications/certifications.server.ts";
import type { SchemeBook } from "#app/features/trainers/schemes/scheme-book.ts";
import { loadSchemes } from "#app/features/trainers/schemes/scheme-versions.server.ts";
import { LICENCE_SCHEME_IDS, type LicenceSchemeId } from "#app/features/trainers/schemes/schemes.ts";
import { today } from "#app/infra/clock.server.ts";
import { db, type Prisma, type Tx } from "#app/infra/db.server.ts";
import { reachedIds, type Actor } from "#app/lib/actor.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { licencesInReach } from "./licence-scope.server.ts";
import { licenceStandingOn } from "./licence.ts";
import type { LicenceRow } from "./licence-view.ts";
import { trainersInForce } from "./qualification.server.ts";

export const OPEN_REQUEST = "open";

export const WITH_LICENCE_FACTS = {
  facts: { orderBy: { sequence: "asc" } },
} satisfies Prisma.LicenceInclude;

export type LicenceRecord = Prisma.LicenceGetPayload<{ include: typeof WITH_LICENCE_FACTS }>;

/** For the rules: a licence is judged as a certification is, and rests on no employment. */
export const readLicence = (row: Pick<LicenceRecord, "validFrom" | "validUntil" | "facts">) =>
  readPeriod(row);

/** Of an organisation under a scheme, the newest first. */
export const licencesOf = (tx: Tx, organisationId: string, schemeId: LicenceSchemeId) =>
  tx.licence.findMany({
    where: { organisationId, schemeId },
    orderBy: [{ validFrom: "desc" }, { id: "desc" }],
    include: WITH_LICENCE_FACTS,
  });

/**
 * A licence that never held answers only where no other one can: one given in error, for what it took over from stands
 * again, and one that was ended before its first day.
 */
function neverHeld(row: LicenceRecord, known: CalendarDay | null): boolean {
  const licence = known === null ? readLicence(row) : knownOn(readLicence(row), known);
  const back = licence.facts.flatMap((fact) => (fact.kind === "surrendered" ? [fact.on] : []));
  const over = revokedOn(licence) ?? back[0];
  return isInError(licence) || (over !== undefined && over < row.validFrom);
}

/** The one that answers for a day, as known now or on a day: of those begun by then the newest, else the first there was. */
export function answeringOn<Row extends LicenceRecord>(
  newestFirst: readonly Row[],
  day: CalendarDay,
  known: CalendarDay | null = null,
): Row | null {
  const begun = newestFirst.filter(({ validFrom }) => validFrom <= day);
  return begun.find((row) => !neverHeld(row, known)) ?? begun[0] ?? newestFirst.at(-1) ?? null;
}

// ── The list ────────────────────────────────────────────────────────────────────────────────────────

/** Licences in reach as they stand on a day, requests that wait, and the actor's own organisations. */
export async function listLicences(actor: Actor, on: CalendarDay | null): Promise<LicenceRow[]> {
  const where = licencesInReach(actor);
  const own = reachedIds(actor, "organisation");
  const [book, licences, requests, organisations] = await Promise.all([
    loadSchemes(),
    db.licence.findMany({
      where,
      orderBy: [{ validFrom: "desc" }, { id: "desc" }],
      include: { ...WITH_LICENCE_FACTS, organisation: { select: { name: true, country: true } } },
    }),
    db.licenceRequest.findMany({
      where: { AND: [{ openKey: OPEN_REQUEST }, where] },
      orderBy: [{ askedAt: "asc" }, { id: "asc" }],
      include: { organisation: { select: { name: true, country: true } } },
    }),
    db.organisation.findMany({
      where: { id: { in: own } },
      select: { id: true, name: true, country: true },
    }),
  ]);
  const rows: LicenceRow[] = [];
  for (const schemeId of LICENCE_SCHEME_IDS) {
    const of = <Row extends { schemeId: string }>(all: readonly Row[]) =>
      all.filter((row) => row.schemeId === schemeId);
    const scheme = book.current(schemeId);
    const current = today(scheme.timeZone);
    const day = on ?? current;
    const known = new Map([
      ...[...of(licences), ...of(requests)].map((row) => [row.organisationId, row.organisation] as const),
      ...organisations.map(({ id, ...organisation }) => [id, organisation] as const),
    ]);
    const trainers = await trainersInForce(db, book, [...known.keys()], scheme, current);
    const least = scheme.stages.flatMap(({ asks }) => asks).find(({ kind }) => kind === "trainers-in-force");
    for (const [organisationId, organisation] of known) {
      const past = on !== null && on < current;
      const row = answeringOn(
        of(licences).filter((one) => one.organisationId === organisationId),
        day,
        past ? day : null,
      );
      const request = of(requests).find((one) => one.organisationId === organisationId);
      const licence = row && shownOn(book, row, day, past);
      const people = new Set((trainers.get(organisationId) ?? []).map(({ personId }) => personId)).size;
      rows.push({
        organisationId,
        organisation: organisation.name,
        country: organisation.country,
        schemeId,
        licence,
        waits: request ? (request.assessedBy === null ? "assessment" : "decision") : null,
        short:
          licence?.standing.valid === true && least?.kind === "trainers-in-force" && people < least.count,
      });
    }
  }
  return rows.sort(
    (one, other) => order(one) - order(other) || one.organisation.localeCompare(other.organisation),
  );
}

/** What waits comes first, then what has been given, then who could ask. */
const order = ({ waits, licence }: LicenceRow): number => (waits ? 0 : licence ? 1 : 2);

export function shownOn(book: SchemeBook, row: LicenceRecord, day: CalendarDay, asKnownThen: boolean) {
  const { validity } = book.judging(row, day);
  const stored = readLicence(row);
  const licence = asKnownThen ? knownOn(stored, day) : stored;
  return {
    number: row.number,
    validUntil: datesOf(licence, validity).validUntil,
    standing: licenceStandingOn(licence, validity, day),
  };
}

/** Requests that wait for somebody to look at them, and for a decision, by whose turn it is. */
export async function licenceWork(actor: Actor) {
  const turns = [
    { kind: "licences-assess", permission: "assess:licences", assessedBy: null },
    { kind: "licences-decide", permission: "keep:licences", assessedBy: { not: null } },
  ] as const;
  const lines = await Promise.all(
    turns.map(async ({ kind, permission, assessedBy }) => {
      const holder = asHolderOf(actor, permission);
      const where = holder && { AND: [{ openKey: OPEN_REQUEST, assessedBy }, licencesInReach(holder)] };
      return { kind, count: where ? await db.licenceRequest.count({ where }) : 0, href: "/licences" };
    }),
  );
  return lines.filter(({ count }) => count > 0);
}

/** To open one that is on no list yet. */
export const organisationsToLicense = () =>
  db.organisation.findMany({ orderBy: [{ name: "asc" }, { id: "asc" }], select: { id: true, name: true } });
