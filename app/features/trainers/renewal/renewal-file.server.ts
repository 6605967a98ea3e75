import { today } from "#app/infra/clock.server.ts";
import { db, type Prisma, type Tx } from "#app/infra/db.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { addDays, dayIn, type CalendarDay } from "#app/lib/calendar-day.ts";
import {
  datesOf,
  renewalWaiting,
  type Certification,
  standingOn,
  type Standing,
} from "#app/features/trainers/certifications/certification-status.ts";
import {
  certificationsInReach,
  withHolder,
  readCertification,
} from "#app/features/trainers/certifications/certifications.server.ts";
import { OPEN_RATING } from "#app/features/trainers/observations/observations.server.ts";
import type { EvidenceRow, RenewalSheet } from "./renewal-view.ts";
import { evidenceKindsFor, evidenceOf, renewalFile, type Entered } from "./renewal-file.ts";
import { handInRenewal, renewalBand, type Delivery, reEntry } from "./renewal.ts";
import type { SchemeBook } from "#app/features/trainers/schemes/scheme-book.ts";
import type { SchemeKind } from "#app/features/trainers/schemes/scheme.ts";
import { loadSchemes } from "#app/features/trainers/schemes/scheme-versions.server.ts";
import { PROGRAMME_OF, type SchemeId } from "#app/features/trainers/schemes/schemes.ts";

/** The file of one's own renewal; null: not one's own. */
export const myRenewal = ({ personId }: Pick<Actor, "personId">, id: string) => findRenewal({ id, personId });

/** The same, for staff who see the certification. */
export const renewalInReach = (actor: Pick<Actor, "personId" | "reach">, id: string) =>
  findRenewal({ AND: [{ id }, certificationsInReach(actor)] });

const WITH_HOLDER = withHolder({ name: true });

async function findRenewal(where: Prisma.CertificationWhereInput): Promise<RenewalSheet | null> {
  const row = await db.certification.findFirst({ where, include: WITH_HOLDER });
  if (!row) return null;
  const book = await loadSchemes();
  const day = today(book.current(row.schemeId).timeZone);
  const { validity, renewal, kind } = book.judging(row, day);
  const certification = readCertification(row);
  const dates = datesOf(certification, validity);
  const waits = renewalWaiting(certification, day);
  const { file, deliveries, entered } = await gather(db, book, row, certification, waits ?? day);
  const missing = file.filter(({ met }) => !met).map(({ part }) => part);
  const may = handInRenewal(certification, validity, missing, day);
  return {
    id: row.id,
    personId: row.personId,
    name: row.person.name,
    number: row.number,
    schemeId: row.schemeId as SchemeId,
    observedBy: renewal.observedBy,
    kinds: evidenceKindsFor(renewal),
    today: day,
    dates,
    waits,
    band: renewalBand(validity, dates.validUntil, waits ?? day),
    file,
    deliveries,
    entered,
    mayHandIn: may.ok,
    refusal: may.ok ? null : may.reason,
    back: wayBack(standingOn(certification, validity, day), dates.graceEnds, kind, day),
  };
}

/** Only for who has none any more: what the rule asks by how long ago it ended. */
function wayBack(
  { status, day: since }: Standing,
  graceEnds: CalendarDay,
  kind: SchemeKind,
  day: CalendarDay,
): RenewalSheet["back"] {
  if (status !== "expired" && status !== "revoked") return null;
  const way = reEntry(addDays(graceEnds, 1), status === "revoked" ? since : null, day, kind);
  return way.ok ? { way: way.value } : { from: way.reason.params!["day"] as CalendarDay };
}

type Row = Parameters<SchemeBook["judging"]>[0] & { personId: string; validFrom: string };

/** Everything that counts on a day, from what the platform knows and what was entered. */
export async function gather(
  tx: Tx,
  book: SchemeBook,
  row: Row,
  certification: Certification,
  day: CalendarDay,
) {
  const schemeId = row.schemeId as SchemeId;
  const { validity, renewal } = book.judging(row, day);
  const { version } = book.current(schemeId);
  const [deliveries, rated, refreshers, entered] = await Promise.all([
    deliveriesOf(tx, row.personId, PROGRAMME_OF[schemeId], renewal.trainings ?? []),
    ratedBy(tx, row.personId),
    refreshersOf(tx, row.personId, renewal.refreshers),
    enteredOf(tx, row),
  ]);
  const evidence = evidenceOf(
    renewal,
    {
      deliveries,
      refreshers,
      rated,
      suspensions: suspensionsOf(certification),
      currentEdition: row.schemeVersion.split(".")[0] === version.split(".")[0],
    },
    entered,
  );
  const waivers = certification.facts.flatMap((fact) => (fact.kind === "waived" ? [fact] : []));
  const period = { validFrom: row.validFrom, validUntil: datesOf(certification, validity).validUntil };
  return { file: renewalFile(renewal, evidence, waivers, period, day), deliveries, entered };
}

/** The courses one led or helped to lead: by cohort, on the last of one's own half-days. */
async function deliveriesOf(
  tx: Tx,
  personId: string,
  programme: string,
  trainings: readonly string[],
): Promise<Delivery[]> {
  const held = await tx.halfDayTrainer.findMany({
    where: {
      personId,
      role: { in: ["lead", "co-trainer"] },
      halfDay: { cohort: { programme, cancellation: null } },
    },
    select: {
      role: true,
      halfDay: {
        select: {
          date: true,
          modules: true,
          verifiedAt: true,
          cohortId: true,
          cohort: {
            select: { report: { select: { state: true } }, courseVersion: { select: { courseId: true } } },
          },
        },
      },
    },
  });
  const byCohort = new Map<string, typeof held>();
  for (const one of held) {
    const { cohortId } = one.halfDay;
    byCohort.set(cohortId, [...(byCohort.get(cohortId) ?? []), one]);
  }
  const ballots = await tx.evaluationBallot.findMany({
    where: { cohortId: { in: [...byCohort.keys()] } },
    select: {
      cohortId: true,
      date: true,
      relevance: true,
      knowledge: true,
      clarity: true,
      timing: true,
      participation: true,
    },
  });
  return [...byCohort].map(([cohortId, own]) => {
    const days = new Set(own.map(({ halfDay }) => halfDay.date));
    const led = own.filter(({ role }) => role === "lead");
    const { cohort } = own[0]!.halfDay;
    const heard = ballots.filter((ballot) => ballot.cohortId === cohortId && days.has(ballot.date));
    const marks = heard.map(
      ({ relevance, knowledge, clarity, timing, participation }) =>
        (relevance + knowledge + clarity + timing + participation) * 20, // a fifth of each, in hundredths
    );
    return {
      on: [...days].sort().at(-1)!,
      verified: own.every(({ halfDay }) => halfDay.verifiedAt !== null),
      modulesLed: new Set(led.flatMap(({ halfDay }) => JSON.parse(halfDay.modules) as string[])).size,
      reportFiled: ["submitted", "validated"].includes(cohort.report?.state ?? ""),
      training: led.length > 0 && trainings.includes(cohort.courseVersion.courseId),
      responses: marks.length,
      marks: marks.reduce((sum, mark) => sum + mark, 0),
    };
  });
}

/** The days of observations whose ratings they signed. */
async function ratedBy(tx: Tx, personId: string): Promise<CalendarDay[]> {
  const rows = await tx.observationRating.findMany({
    where: { assessorId: personId, ...OPEN_RATING, signedAt: { not: null } },
    select: { observation: { select: { day: true } } },
  });
  return rows.map(({ observation }) => observation.day);
}

/** Graded tests of a refresher course, in hundredths of a percent. */
async function refreshersOf(tx: Tx, personId: string, courses: readonly string[]) {
  const rows = await tx.attempt.findMany({
    where: {
      state: "graded",
      practice: false,
      enrolment: { personId, cohort: { courseVersion: { courseId: { in: [...courses] } } } },
    },
    select: { gradedAt: true, points: true, maxPoints: true },
  });
  return rows.flatMap(({ gradedAt, points, maxPoints }) =>
    gradedAt && points !== null && maxPoints > 0
      ? [{ on: dayIn("UTC", gradedAt), score: Math.floor((points * 10_000) / maxPoints) }]
      : [],
  );
}

async function enteredOf(tx: Tx, { personId, schemeId }: Row): Promise<EvidenceRow[]> {
  const rows = await tx.renewalEvidence.findMany({
    where: { personId, schemeId },
    orderBy: [{ day: "desc" }, { id: "desc" }],
  });
  const writers = await tx.person.findMany({
    where: { id: { in: rows.map(({ recordedBy }) => recordedBy) } },
    select: { id: true, name: true },
  });
  const nameOf = new Map(writers.map(({ id, name }) => [id, name]));
  return rows.map(({ kind, recordedBy, ...row }) => ({
    ...row,
    kind: kind as Entered["kind"],
    by: nameOf.get(recordedBy) ?? "",
  }));
}

/** From each suspension to the lift that ended it. */
function suspensionsOf({ facts }: Certification) {
  const lifts = facts.flatMap((fact) => (fact.kind === "lifted" ? [fact.on] : []));
  return facts.flatMap((fact) =>
    fact.kind === "suspended" ? [{ from: fact.on, until: lifts.find((on) => on >= fact.on) ?? null }] : [],
  );
}
