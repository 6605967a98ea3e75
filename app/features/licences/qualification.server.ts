import { datesOf, standingOn } from "#app/features/trainers/certifications/certification-status.ts";
import {
  readCertification,
  withHolder,
} from "#app/features/trainers/certifications/certifications.server.ts";
import type { SchemeBook } from "#app/features/trainers/schemes/scheme-book.ts";
import type { Scheme } from "#app/features/trainers/schemes/scheme.ts";
import { PROGRAMME_OF, type LicenceSchemeId } from "#app/features/trainers/schemes/schemes.ts";
import type { Tx } from "#app/infra/db.server.ts";
import { addDays, addMonths, type CalendarDay } from "#app/lib/calendar-day.ts";
import type { FileLine, TrainerLine } from "./licence-view.ts";
import { qualification, type LicencePart } from "./qualification.ts";

/* What is recorded of an organisation, counted for its licence on a day. */

export type Gathered = { parts: LicencePart[]; trainers: TrainerLine[]; files: FileLine[] };

type Asked = { organisationId: string; schemeId: LicenceSchemeId; scheme: Scheme };

const asksOf = (scheme: Scheme) => scheme.stages.flatMap(({ asks }) => asks);

/** @param since the first day of the licence there is: a document is handed in anew for each period */
export async function gatherQualification(
  tx: Tx,
  book: SchemeBook,
  { organisationId, schemeId, scheme }: Asked,
  since: CalendarDay | null,
  day: CalendarDay,
): Promise<Gathered> {
  const asks = asksOf(scheme);
  const { withinDays = 0 } = asks.find((asked) => asked.kind === "reports-filed") ?? {};
  const [trainersAt, rows, contacts, courses] = await Promise.all([
    trainersInForce(tx, book, [organisationId], scheme, day),
    tx.licenceFile.findMany({
      where: { organisationId, schemeId },
      orderBy: [{ addedAt: "desc" }, { id: "desc" }],
      select: { id: true, document: true, name: true, bytes: true, addedOn: true },
    }),
    tx.organisationContact.count({ where: { organisationId } }),
    tx.cohort.findMany({
      where: {
        hostId: organisationId,
        programme: PROGRAMME_OF[schemeId],
        cancellation: null,
        selfPaced: false,
        endDate: { gte: since ?? addMonths(day, -24), lt: addDays(day, -withinDays) },
      },
      select: { report: { select: { state: true } } },
    }),
  ]);
  const files = rows.map((row) => ({ ...row, counts: since === null || row.addedOn > since }));
  const trainers = trainersAt.get(organisationId) ?? [];
  const filed = courses.filter(({ report }) => report && ["submitted", "validated"].includes(report.state));
  const parts = qualification(asks, {
    trainers,
    documents: files.filter(({ counts }) => counts).map(({ document }) => document),
    contacts,
    reports: { owed: courses.length, filed: filed.length },
  });
  return { parts, trainers, files };
}

/** Who works at each of these organisations on the day and is certified under what the scheme asks for. */
export async function trainersInForce(
  tx: Tx,
  book: SchemeBook,
  organisationIds: string[],
  scheme: Scheme,
  day: CalendarDay,
): Promise<Map<string, TrainerLine[]>> {
  const schemes = asksOf(scheme).flatMap((asked) =>
    asked.kind === "trainers-in-force" ? asked.schemes : [],
  );
  const there = {
    organisationId: { in: organisationIds },
    from: { lte: day },
    OR: [{ until: null }, { until: { gte: day } }],
  };
  const rows = await tx.certification.findMany({
    where: {
      schemeId: { in: [...schemes] },
      validFrom: { lte: day },
      person: { deactivatedAt: null, affiliations: { some: there } },
    },
    orderBy: [{ person: { name: "asc" } }, { id: "asc" }],
    include: withHolder({ name: true, affiliations: { where: there, select: { organisationId: true } } }),
  });
  const found = new Map<string, TrainerLine[]>();
  for (const row of rows) {
    const { person } = row;
    const { validity } = book.judging(row, day);
    const certification = readCertification(row);
    if (!standingOn(certification, validity, day).valid) continue;
    const { validUntil } = datesOf(certification, validity);
    const { id: certificationId, personId, schemeId } = row;
    const line = { certificationId, personId, name: person.name, schemeId, validUntil };
    for (const organisationId of new Set(person.affiliations.map((place) => place.organisationId)))
      found.set(organisationId, [...(found.get(organisationId) ?? []), line]);
  }
  return found;
}
