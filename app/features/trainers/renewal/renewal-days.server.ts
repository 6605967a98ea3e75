import type { FeedDay, FeedHolder } from "#app/features/cohorts/session-feed.server.ts";
import { today } from "#app/infra/clock.server.ts";
import { db } from "#app/infra/db.server.ts";
import { wordsFor } from "#app/infra/words.server.ts";
import { paths } from "#app/lib/paths.ts";
import { openToAppeal } from "#app/features/trainers/appeals/appeal.ts";
import { hearingOf } from "#app/features/trainers/certifications/certification-acts.ts";
import { datesOf, isRevoked } from "#app/features/trainers/certifications/certification-status.ts";
import {
  WITH_FACTS,
  factsThatCount,
  readCertification,
} from "#app/features/trainers/certifications/certifications.server.ts";
import { endOf, needsReminding } from "./reminder-ladder.ts";
import { loadSchemes } from "#app/features/trainers/schemes/scheme-versions.server.ts";

/**
 * The days of one's own certifications for one's calendar: of those about which there is something to do, a hearing that was
 * announced, and the last one to appeal against what was decided.
 */
export async function renewalDays(holder: FeedHolder): Promise<FeedDay[]> {
  const { t, date: inWords } = wordsFor(holder.locale, "UTC");
  const [book, rows] = await Promise.all([
    loadSchemes(),
    db.certification.findMany({
      where: { personId: holder.personId },
      orderBy: { validUntil: "asc" },
      include: WITH_FACTS,
    }),
  ]);
  return rows.flatMap((row) => {
    const day = today(book.current(row.schemeId).timeZone);
    const { validity } = book.judging(row, day);
    const certification = readCertification(row);
    const { windowOpens, validUntil, graceEnds } = datesOf(certification, validity);
    const end = endOf(certification, validity, day);
    const hearing = hearingOf(factsThatCount(row));
    const announced = row.facts.some(
      ({ kind, until }) => kind === "revocation-proposed" && until === hearing?.on,
    );
    const days = [
      ...(needsReminding(certification, validity, day)
        ? end.back
          ? ([["refresh", end.until]] as const)
          : ([
              ["window", windowOpens],
              ["until", validUntil],
              ["grace", graceEnds],
            ] as const)
        : []),
      ...(hearing && announced && !isRevoked(certification) ? ([["hearing", hearing.on]] as const) : []),
    ];
    const appeals = openToAppeal(row.facts, day).map(({ factId, kind, day: decidedOn, until }) => ({
      id: `${row.id}-appeal-${factId}`,
      date: until,
      summary: t(`trainers.calendar.appeal.${kind}`, { number: row.number, day: inWords(decidedOn) }),
      path: paths.myCertification(row.id),
    }));
    return [
      ...days.map(([what, date]) => ({
        id: `${row.id}-${what}`,
        date,
        summary: t(`trainers.calendar.${what}`, { number: row.number }),
        path: what === "hearing" ? paths.myCertification(row.id) : paths.myRenewal(row.id),
      })),
      ...appeals,
    ];
  });
}
