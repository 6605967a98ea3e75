import { db, type Prisma, type Tx } from "#app/infra/db.server.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { standingOn } from "#app/features/trainers/certifications/certification-status.ts";
import {
  readCertification,
  WITH_FACTS,
} from "#app/features/trainers/certifications/certifications.server.ts";
import { heldSince } from "#app/features/trainers/schemes/requirements.ts";
import { asksDeliveries, type Scheme } from "#app/features/trainers/schemes/scheme.ts";
import type { SchemeBook } from "#app/features/trainers/schemes/scheme-book.ts";
import { loadSchemes } from "#app/features/trainers/schemes/scheme-versions.server.ts";
import { inactiveOn, type Delivered, type Inactive } from "./inactive.ts";

/** Of these certifications, those whose holder was inactive on a day; of one that does not hold then nothing is said. */
export async function inactiveAmong(
  certificationIds: readonly string[],
  dayOf: (schemeId: string) => CalendarDay,
): Promise<ReadonlyMap<string, Inactive>> {
  const [book, rows] = await Promise.all([
    loadSchemes(),
    db.certification.findMany({ where: { id: { in: [...certificationIds] } }, include: WITH_FACTS }),
  ]);
  const asked = rows.flatMap((row) => {
    const day = dayOf(row.schemeId);
    const scheme = book.judging(row, day);
    const { valid } = standingOn(readCertification(row), scheme.validity, day);
    return valid ? [{ row, scheme, day }] : [];
  });
  const delivered = await deliveredBy(
    db,
    book,
    asked.map(({ row }) => row.personId),
  );
  return new Map(
    asked.flatMap(({ row, scheme, day }) => {
      const inactive = inactivityOf(row, scheme, delivered.get(row.personId) ?? [], day);
      return inactive ? [[row.id, inactive] as const] : [];
    }),
  );
}

/** Of a certification that holds on the day; null: active, or not asked to deliver. */
export function inactivityOf(
  row: Prisma.CertificationGetPayload<{ include: typeof WITH_FACTS }>,
  scheme: Scheme,
  delivered: readonly Delivered[],
  day: CalendarDay,
): Inactive | null {
  if (!asksDeliveries(scheme)) return null;
  const since = heldSince(row.schemeId, row.person.certifications, day) ?? row.validFrom;
  return inactiveOn({ since, fromPaper: row.origin === "recorded" }, delivered, scheme.renewal, day);
}

/** What each delivered of whichever course and somebody verified, what an officer entered from paper, and whose session was observed. */
export async function deliveredBy(
  tx: Tx,
  book: SchemeBook,
  people: readonly string[],
): Promise<Map<string, Delivered[]>> {
  const who = { in: [...new Set(people)] };
  const [held, entered, observed] = await Promise.all([
    tx.halfDayTrainer.findMany({
      where: {
        personId: who,
        role: { in: ["lead", "co-trainer"] },
        halfDay: { verifiedAt: { not: null }, cohort: { cancellation: null } },
      },
      select: {
        personId: true,
        halfDay: {
          select: {
            date: true,
            trainers: { where: { role: { in: ["lead", "co-trainer"] } }, select: { personId: true } },
          },
        },
      },
    }),
    tx.renewalEvidence.findMany({
      where: { personId: who, kind: { in: ["delivery", "training", "observation"] } },
      select: { personId: true, kind: true, day: true },
    }),
    tx.observation.findMany({
      where: { personId: who, settledAt: { not: null }, cancelledAt: null },
      select: { personId: true, day: true },
    }),
  ]);
  const beside = await certifiedOn(
    tx,
    book,
    held.flatMap(({ halfDay }) => halfDay.trainers.map(({ personId }) => personId)),
  );
  const all = new Map<string, Delivered[]>();
  const add = (personId: string, one: Delivered) => all.set(personId, [...(all.get(personId) ?? []), one]);
  for (const { personId, halfDay } of held) {
    const { date, trainers } = halfDay;
    const shows = trainers.some((other) => other.personId !== personId && beside(other.personId, date));
    add(personId, { on: date, shows });
  }
  for (const { personId, kind, day } of entered) add(personId, { on: day, shows: kind === "observation" });
  for (const { personId, day } of observed) add(personId, { on: day, shows: true });
  return all;
}

/** Whether somebody was certified to deliver, on whichever day. */
async function certifiedOn(tx: Tx, book: SchemeBook, people: readonly string[]) {
  const rows = await tx.certification.findMany({
    where: { personId: { in: [...new Set(people)] } },
    include: WITH_FACTS,
  });
  return (personId: string, day: CalendarDay): boolean =>
    rows.some((row) => {
      if (row.personId !== personId) return false;
      const scheme = book.judging(row, day);
      return asksDeliveries(scheme) && standingOn(readCertification(row), scheme.validity, day).valid;
    });
}
