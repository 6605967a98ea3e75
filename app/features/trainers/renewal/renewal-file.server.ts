import { ownersOf, whoNow } from "#app/features/identity/who-now.server.ts";
import { today } from "#app/infra/clock.server.ts";
import { db, type Prisma, type Tx } from "#app/infra/db.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { addMonths, type CalendarDay } from "#app/lib/calendar-day.ts";
import {
  asOnePeriod,
  datesOf,
  renewalWaiting,
  type Certification,
} from "#app/features/trainers/certifications/certification-status.ts";
import {
  certificationsInReach,
  withHolder,
  readCertification,
} from "#app/features/trainers/certifications/certifications.server.ts";
import { OPEN } from "#app/features/trainers/candidacies/candidacy-queue.ts";
import { asksInstrument } from "#app/features/trainers/observations/observation.ts";
import { ratedRecordings } from "#app/features/trainers/observations/calibrations.server.ts";
import { OPEN_RATING } from "#app/features/trainers/observations/observations.server.ts";
import {
  renewalObservations,
  withBars,
} from "#app/features/trainers/observations/renewal-observations.server.ts";
import type { RenewalSheet } from "./renewal-view.ts";
import { byPerson, gradedTests, onDaysOf } from "./graded-tests.server.ts";
import {
  asHandedIn,
  coursesToTake,
  deliveriesUnder,
  editionFor,
  evidenceKindsFor,
  fileUnder,
  frozenFile,
  testsUnder,
  widenedFrom,
  type Entered,
  type Work,
} from "./renewal-file.ts";
import { coursesOffered, withTitles } from "./courses-to-take.server.ts";
import { coursesAssigned, handInRenewal, renewalBand, sumOfDays, wayBackOf, type DayLed } from "./renewal.ts";
import { allTestCourses } from "#app/features/trainers/schemes/courses.ts";
import type { SchemeBook } from "#app/features/trainers/schemes/scheme-book.ts";
import type { RenewalPart, Scheme } from "#app/features/trainers/schemes/scheme.ts";
import { loadSchemes } from "#app/features/trainers/schemes/scheme-versions.server.ts";
import { PROGRAMME_OF, type SchemeId } from "#app/features/trainers/schemes/schemes.ts";

/** The file of one's own renewal; null: not one's own. */
export const myRenewal = ({ personId, locale }: Pick<Actor, "personId" | "locale">, id: string) =>
  findRenewal({ id, personId }, locale);

/** The same, for staff who see the certification. */
export const renewalInReach = (actor: Pick<Actor, "personId" | "reach" | "locale">, id: string) =>
  findRenewal({ AND: [{ id }, certificationsInReach(actor)] }, actor.locale);

const WITH_HOLDER = withHolder({ name: true });

async function findRenewal(
  where: Prisma.CertificationWhereInput,
  locale: string,
): Promise<RenewalSheet | null> {
  const row = await db.certification.findFirst({ where, include: WITH_HOLDER });
  if (!row) return null;
  const book = await loadSchemes();
  const day = today(book.current(row.schemeId).timeZone);
  const scheme = book.judging(row, day);
  const { validity, renewal, kind } = scheme;
  const certification = readCertification(row);
  const dates = datesOf(certification, validity);
  const waits = renewalWaiting(certification, day);
  const gathered = await gather(db, book, row, certification, waits ?? day);
  const { file: counted, edition, widens, deliveries, calibrations, observed, entered } = gathered;
  const file = waits ? asHandedIn(counted) : counted;
  const missing = file.filter(({ met }) => !met).map(({ part }) => part);
  const may = handInRenewal(certification, validity, missing, day);
  return {
    id: row.id,
    personId: row.personId,
    name: row.person.name,
    number: row.number,
    schemeId: row.schemeId as SchemeId,
    observedBy: renewal.observedBy,
    onInstrument: asksInstrument(scheme),
    floor: renewal.asks.floor,
    kinds: evidenceKindsFor(renewal),
    today: day,
    dates,
    waits,
    band: renewalBand(validity, dates.validUntil, waits ?? day),
    file,
    ...(waits && (await beside(book, row, certification, day))),
    past: pastOf(row),
    widens,
    deliveries,
    tests: await withTitles(gathered.tests, locale),
    calibrations,
    observed,
    entered,
    toTake: coursesAssigned(certification, validity, day)
      ? await coursesOffered(coursesToTake(scheme, edition, missing), locale, row.personId)
      : null,
    mayHandIn: may.ok,
    refusal: may.ok ? null : may.reason,
    back: await wayBack(row, wayBackOf(certification, validity, kind, day)),
  };
}

type Facts = {
  facts: readonly { kind: string; day: CalendarDay; word: string | null; inputs: string | null }[];
};

/** The hand-in that was last. */
export const handedInOf = ({ facts }: Facts) =>
  facts.filter(({ kind }) => kind === "renewal-submitted").at(-1);

/** Of a file that waits: what it held when it was handed in, and what would count today. */
async function beside(
  book: SchemeBook,
  row: Row & Facts,
  certification: Certification,
  day: CalendarDay,
): Promise<Pick<RenewalSheet, "handedIn" | "now">> {
  return {
    handedIn: frozenFile(handedInOf(row)?.inputs ?? null),
    now: (await gather(db, book, row, certification, day)).file,
  };
}

/** Each time it was handed in or decided on, with what it was then. */
const pastOf = ({ facts }: Facts): RenewalSheet["past"] =>
  facts.flatMap(({ kind, day, word, inputs }) => {
    const what =
      kind === "succeeded"
        ? word === "renewed"
          ? ("renewed" as const)
          : null
        : PAST.find((one) => one === kind);
    const file = what ? frozenFile(inputs) : null;
    return what && file ? [{ what, day, file }] : [];
  });

const PAST = ["renewal-submitted", "renewal-refused"] as const;

type Back = NonNullable<RenewalSheet["back"]>;

/** What the way back asks, with the candidacy that was opened on it. */
async function wayBack(
  { personId, schemeId, language }: { personId: string; schemeId: string; language: string },
  way: ReturnType<typeof wayBackOf>,
): Promise<Back | null> {
  if (!way) return null;
  if (!way.ok) return { from: way.reason.params!["day"] as CalendarDay };
  const open = await db.candidacy.findFirst({
    where: { personId, schemeId, language, openKey: OPEN },
    select: { id: true },
  });
  return { way: way.value, candidacyId: open?.id ?? null };
}

type Row = Parameters<SchemeBook["judging"]>[0] & { personId: string };

/** Everything that counts on a day, from what the platform knows and what was entered. */
export async function gather(
  tx: Tx,
  book: SchemeBook,
  row: Row,
  certification: Certification,
  day: CalendarDay,
) {
  const scheme = book.judging(row, day);
  const edition = editionFor(book, row);
  // The version that is judged by names its refreshers and workshops, the current one what bridges to it.
  const versions = [scheme, book.current(row.schemeId)];
  const { entered, ...work } = (await workOf(tx, { id: row.personId }, row.schemeId, versions))(row.personId);
  const since = earliest(
    asOnePeriod(certification).validFrom,
    addMonths(day, -scheme.renewal.asks.recentMonths),
  );
  const seen = work.observed.filter(({ on }) => on >= since && on <= day);
  const observed = await withBars(tx, row, scheme, seen);
  const holder = {
    certification,
    work: { ...work, observed: observed.filter(({ bars }) => bars.length === 0), entered },
    edition,
    widens: widenedFrom(book, certification),
  };
  return {
    file: fileUnder(scheme, holder, day),
    edition,
    widens: holder.widens.flatMap(({ id }) => (id === row.schemeId ? [] : [id as SchemeId])),
    deliveries: deliveriesUnder(scheme, holder.work, holder.widens),
    tests: testsUnder(scheme, edition, work.tests),
    calibrations: work.calibrations,
    observed,
    entered: await withWriters(tx, entered),
  };
}

const earliest = (one: CalendarDay, other: CalendarDay): CalendarDay => (one < other ? one : other);

// ── What is recorded ────────────────────────────────────────────────────────────────────────────────

/** Of one person or of many with the same questions; `versions` say which courses have a test that may count, and what is asked at all. */
export async function workOf(
  tx: Tx,
  who: Prisma.PersonWhereInput,
  schemeId: string,
  versions: readonly Pick<Scheme, "renewal" | "timeZone">[],
) {
  const { timeZone } = versions[0]!;
  const asks = (part: RenewalPart) => versions.some(({ renewal }) => renewal.parts.includes(part));
  const [deliveries, tests, rated, recordings, observed, entered] = await Promise.all([
    deliveriesOf(tx, who, PROGRAMME_OF[schemeId as SchemeId]),
    gradedTests(tx, who, allTestCourses(versions)),
    asks("M2") ? ratedBy(tx, who) : new Map<string, { day: CalendarDay }[]>(),
    asks("M4") ? ratedRecordings(tx, who) : [],
    renewalObservations(tx, who, schemeId),
    tx.renewalEvidence.findMany({
      where: { schemeId, person: who },
      orderBy: [{ day: "desc" }, { id: "desc" }],
    }),
  ]);
  return (personId: string) => ({
    deliveries: deliveries.get(personId) ?? [],
    tests: onDaysOf(timeZone, tests.get(personId) ?? []),
    rated: (rated.get(personId) ?? []).map(({ day }) => day),
    calibrations: recordings
      .filter((one) => one.personId === personId)
      .map(({ on, place, difference }) => ({ on, place, difference })),
    observed: observed.filter((one) => one.personId === personId),
    entered: entered
      .filter((row) => row.personId === personId)
      .map((row) => ({ ...row, kind: row.kind as Entered["kind"] })),
  });
}

/** Of many, only what says whether they have taken a refresher or a workshop: of all else of their work, nothing. */
export async function refreshersTaken(
  tx: Tx,
  who: Prisma.PersonWhereInput,
  schemeId: string,
  versions: readonly Pick<Scheme, "renewal" | "timeZone">[],
): Promise<(personId: string) => Work> {
  const { timeZone } = versions[0]!;
  const [tests, entered] = await Promise.all([
    gradedTests(tx, who, allTestCourses(versions)),
    tx.renewalEvidence.findMany({
      where: { schemeId, person: who, kind: { in: ["refresher", "workshop"] } },
    }),
  ]);
  const papers = byPerson(entered.map((row) => ({ ...row, kind: row.kind as Entered["kind"] })));
  return (personId) => ({
    deliveries: [],
    rated: [],
    calibrations: [],
    observed: [],
    tests: onDaysOf(timeZone, tests.get(personId) ?? []),
    entered: papers.get(personId) ?? [],
  });
}

/** The courses one led or helped to lead: by cohort, with one's own days of it. */
async function deliveriesOf(tx: Tx, who: Prisma.PersonWhereInput, programme: string) {
  const held = await tx.halfDayTrainer.findMany({
    where: {
      person: who,
      role: { in: ["lead", "co-trainer"] },
      halfDay: { cohort: { programme, cancellation: null } },
    },
    select: {
      personId: true,
      role: true,
      halfDay: {
        select: {
          date: true,
          modules: true,
          verifiedAt: true,
          cohortId: true,
          cohort: {
            select: {
              report: { select: { state: true } },
              courseVersion: { select: { courseId: true } },
              halfDays: { select: { date: true }, orderBy: { date: "desc" }, take: 1 },
            },
          },
        },
      },
    },
  });
  const ballots = await ballotsOf(tx, [...new Set(held.map(({ halfDay }) => halfDay.cohortId))]);
  type Held = (typeof held)[number];
  const delivery = (own: readonly Held[]): Work["deliveries"][number] => {
    const { cohort, cohortId } = own[0]!.halfDay;
    const led = own.filter(({ role }) => role === "lead");
    const days = [...new Set(own.map(({ halfDay }) => halfDay.date))].map((on): DayLed => {
      const marks = (ballots.get(cohortId) ?? []).filter(({ date }) => date === on);
      return {
        on,
        modules: led
          .filter(({ halfDay }) => halfDay.date === on)
          .flatMap(({ halfDay }) => JSON.parse(halfDay.modules) as string[]),
        responses: marks.length,
        marks: marks.reduce((sum, { mark }) => sum + mark, 0),
      };
    });
    return {
      ...sumOfDays(days),
      days,
      courseId: cohort.courseVersion.courseId,
      asLead: led.length > 0,
      training: false,
      verified: own.every(({ halfDay }) => halfDay.verifiedAt !== null),
      reportFiled: ["submitted", "validated"].includes(cohort.report?.state ?? ""),
      reportOwed: cohort.halfDays[0]!.date,
    };
  };
  const inCohorts = (own: readonly Held[]): Work["deliveries"] =>
    [...new Set(own.map(({ halfDay }) => halfDay.cohortId))].map((cohortId) =>
      delivery(own.filter(({ halfDay }) => halfDay.cohortId === cohortId)),
    );
  return new Map([...byPerson(held)].map(([personId, own]) => [personId, inCohorts(own)]));
}

/** What participants said on a day of a cohort, a fifth of each mark, in hundredths. */
async function ballotsOf(tx: Tx, cohortIds: readonly string[]) {
  const rows = await tx.evaluationBallot.findMany({
    where: { cohortId: { in: [...cohortIds] } },
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
  const ballots = new Map<string, { date: CalendarDay; mark: number }[]>();
  for (const { cohortId, date, relevance, knowledge, clarity, timing, participation } of rows) {
    const mark = (relevance + knowledge + clarity + timing + participation) * 20;
    ballots.set(cohortId, [...(ballots.get(cohortId) ?? []), { date, mark }]);
  }
  return ballots;
}

/** The days of observations whose ratings they signed. */
async function ratedBy(tx: Tx, who: Prisma.PersonWhereInput) {
  const people = await tx.person.findMany({ where: who, select: { id: true } });
  const owners = await ownersOf(
    tx,
    people.map(({ id }) => id),
  );
  const rows = await tx.observationRating.findMany({
    where: { assessorId: { in: [...owners.keys()] }, ...OPEN_RATING, signedAt: { not: null } },
    select: { assessorId: true, observation: { select: { day: true } } },
  });
  return byPerson(
    rows.map(({ assessorId, observation: { day } }) => ({ personId: owners.get(assessorId)!, day })),
  );
}

/** With who entered each, as who they are by now. */
async function withWriters<Row extends { recordedBy: string }>(tx: Tx, rows: readonly Row[]) {
  const entered = rows.map(({ recordedBy }) => recordedBy);
  const now = await whoNow(tx, entered);
  const writers = await tx.person.findMany({
    where: { id: { in: entered.map(now) } },
    select: { id: true, name: true },
  });
  const nameOf = new Map(writers.map(({ id, name }) => [id, name]));
  return rows.map((row) => {
    const recordedBy = now(row.recordedBy);
    return { ...row, recordedBy, by: nameOf.get(recordedBy) ?? "" };
  });
}
