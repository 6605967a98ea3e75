import type { Tx } from "#app/infra/db.server.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import {
  asOnePeriod,
  datesOf,
  standingOn,
} from "#app/features/trainers/certifications/certification-status.ts";
import {
  readCertification,
  WITH_FACTS,
} from "#app/features/trainers/certifications/certifications.server.ts";
import type { SchemeBook } from "#app/features/trainers/schemes/scheme-book.ts";
import type { Scheme } from "#app/features/trainers/schemes/scheme.ts";

export type Widened = {
  schemeId: string;
  schemeVersion: string;
  topics: string | null;
  validUntil: CalendarDay;
  countsFrom: CalendarDay;
  widensId: string;
};

/**
 * The certification a short way widens: the one of its holder that is valid on the day and lasts longest. Null: there is
 * none, and nothing to widen. Another volume is trained in a language one is certified in.
 */
export async function toWiden(
  tx: Tx,
  book: SchemeBook,
  { widens, into }: Scheme,
  { personId, language }: { personId: string; language: string },
  day: CalendarDay,
): Promise<Widened | null> {
  if (!widens) return null;
  const held = await tx.certification.findMany({
    where: { personId, schemeId: widens, ...(into ? { language } : {}) },
    orderBy: { id: "asc" },
    include: WITH_FACTS,
  });
  const valid = held.flatMap((row): Widened[] => {
    const { validity, version } = book.judging(row, day);
    const certification = readCertification(row);
    if (!standingOn(certification, validity, day).valid) return [];
    const { validUntil } = datesOf(certification, validity);
    const ends = { validUntil, countsFrom: asOnePeriod(certification).validFrom, widensId: row.id };
    if (into) return [{ schemeId: into, schemeVersion: book.current(into).version, topics: null, ...ends }];
    return [{ schemeId: widens, schemeVersion: version, topics: row.topics, ...ends }];
  });
  return valid.reduce<Widened | null>(
    (best, one) => (best && best.validUntil >= one.validUntil ? best : one),
    null,
  );
}
