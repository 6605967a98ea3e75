import { SCALES, SHOWN_FROM } from "#app/features/cohorts/evaluation.ts";
import { accountsOf, whoNow } from "#app/features/identity/who-now.server.ts";
import { today } from "#app/infra/clock.server.ts";
import { db, type Prisma, type Tx } from "#app/infra/db.server.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { CRITERIA, SCORES, type Scores } from "#app/features/trainers/schemes/criteria.ts";
import {
  criteriaAsked,
  differences,
  secondAsked,
  standingOf,
  type AskedOfRating,
  type Source,
} from "./observation.ts";
import {
  figuresWith,
  readRating,
  scoresIn,
  type EntryKind,
  type Figures,
  type Rating,
  type RatingEntry,
} from "./rating.ts";
import { judgedBy, WITH_OBSERVED } from "./observed.server.ts";
import type { Scheme } from "#app/features/trainers/schemes/scheme.ts";

/* An observation as it is stored, read with the rules it is rated by. */

export const WITH_RATINGS = {
  ratings: { orderBy: { turn: "asc" }, include: { entries: true } },
  agreed: { orderBy: { number: "asc" } },
  ...WITH_OBSERVED,
} satisfies Prisma.ObservationInclude;
export type StoredObservation = Prisma.ObservationGetPayload<{ include: typeof WITH_RATINGS }>;

export const loadObservation = (where: Prisma.ObservationWhereInput, tx: Tx = db) =>
  tx.observation.findFirst({ where, include: WITH_RATINGS });

/** Of two who sign, agree, assign or call off at once, one waits, and then sees what the other did. False: it is called off. */
export const holdObservation = async (tx: Tx, id: string): Promise<boolean> =>
  (await tx.observation.updateMany({ where: { id, cancelledAt: null }, data: { cancelledAt: null } }))
    .count === 1;

/** The day it is for the scheme, or where the session is held or who rates it lives: there it may be a day later. */
export async function dayThere(
  { halfDayId, ratings }: StoredObservation,
  { timeZone }: Scheme,
  tx: Tx = db,
): Promise<CalendarDay> {
  const sessions = await tx.halfDay.findMany({
    where: { id: halfDayId ?? "" },
    select: { cohort: { select: { timeZone: true } } },
  });
  const people = await tx.person.findMany({
    where: { id: { in: ratings.map(({ assessorId }) => assessorId) } },
    select: { timeZone: true },
  });
  const zones = [
    timeZone,
    ...sessions.map(({ cohort }) => cohort.timeZone),
    ...people.map((one) => one.timeZone),
  ];
  return zones.map((zone) => today(zone)).reduce((latest, day) => (day > latest ? day : latest));
}

type StoredEntry = StoredObservation["ratings"][number]["entries"][number];

const readEntry = ({ id, kind, about, value, text, replaces, at }: StoredEntry): RatingEntry => ({
  id,
  kind: kind as EntryKind,
  about,
  value,
  text,
  replaces: JSON.parse(replaces) as string[],
  at: at.getTime(),
});

type StoredRating = StoredObservation["ratings"][number];

export const OPEN_RATING = { openKey: "open" } as const;
const isOpen = ({ openKey }: StoredRating): boolean => openKey === OPEN_RATING.openKey;

/** What the person rates, under whichever account they were asked. */
export const ratedBy = async (tx: Tx, personId: string) =>
  ({ assessorId: { in: await accountsOf(tx, personId) } }) satisfies Prisma.ObservationRatingWhereInput;

const OPEN_OBSERVATION = { cancelledAt: null, settledAt: null } as const;
/** The first rating is signed and did not settle it, and nobody is asked for a second one. */
export const SECOND_WANTED = {
  ...OPEN_OBSERVATION,
  AND: [
    { ratings: { some: { ...OPEN_RATING, turn: 1, signedAt: { not: null } } } },
    { ratings: { none: { ...OPEN_RATING, turn: 2 } } },
  ],
} satisfies Prisma.ObservationWhereInput;
/** Its day is over, and its assessors have not signed or agreed. */
export const TO_RATE = () =>
  ({ ...OPEN_OBSERVATION, day: { lt: today() } }) satisfies Prisma.ObservationWhereInput;

/** What was entered, but for what came after the signature. */
export const ratingFrom = (entries: readonly StoredEntry[]): Rating =>
  readRating(entries.filter(({ late }) => !late).map(readEntry));

/** Of the session's own register and evaluations; means of fewer than five ballots would tell who said what. */
export async function figuresOfSession(halfDayId: string | null, tx: Tx = db): Promise<Figures> {
  const none: Figures = { minutes: null, present: null, women: null, men: null, responses: null, mean: null };
  const session =
    halfDayId === null
      ? null
      : await tx.halfDay.findUnique({
          where: { id: halfDayId },
          select: {
            cohortId: true,
            date: true,
            marks: {
              where: { mark: { in: ["present", "late", "left-early"] } },
              select: { enrolmentId: true },
            },
          },
        });
  if (!session) return none;
  const { cohortId, date, marks } = session;
  const there = await tx.person.findMany({
    where: { enrolments: { some: { id: { in: marks.map(({ enrolmentId }) => enrolmentId) } } } },
    select: { sex: true },
  });
  const of = (sex: string) => there.filter((person) => person.sex === sex).length;
  const known = of("female") + of("male") === marks.length && marks.length > 0;
  const ballots = await tx.evaluationBallot.findMany({ where: { cohortId, date } });
  const marked = ballots.reduce(
    (sum, ballot) => sum + SCALES.reduce((all, scale) => all + ballot[scale], 0),
    0,
  );
  const shown = ballots.length >= SHOWN_FROM;
  return {
    ...none,
    present: marks.length > 0 ? marks.length : null,
    women: known ? of("female") : null,
    men: known ? of("male") : null,
    responses: shown ? ballots.length : null,
    mean: shown ? Math.round((marked * 100) / (ballots.length * SCALES.length)) : null,
  };
}

export type ReadRating = {
  id: string;
  turn: number;
  assessorId: string;
  source: Source;
  /** Where the recording is seen; "": nobody said. */
  video: string;
  signedAt: number | null;
  /** Why somebody who has trained the candidate rates; "": they have not. */
  exception: string;
  rating: Rating;
  scores: Scores;
  /** Came after the signature, or after somebody else was asked instead: kept, not counted. */
  late: readonly RatingEntry[];
};

export type ReadObservation = Awaited<ReturnType<typeof readObservation>>;

/** With its rules: what is asked of a rating, whether a second one is, and where the two differ; people as who they are by now. */
export async function readObservation(row: StoredObservation, tx: Tx = db) {
  const { scheme, rules, anchorsAt } = await judgedBy(row, tx);
  const { thresholds } = rules;
  const session = await figuresOfSession(row.halfDayId, tx);
  const now = await whoNow(tx, [
    ...row.ratings.map(({ assessorId }) => assessorId),
    ...row.agreed.flatMap(({ proposedBy, signedBy }) => [proposedBy, ...(signedBy ? [signedBy] : [])]),
  ]);
  const read = (stored: StoredRating): ReadRating => {
    const rating = ratingFrom(stored.entries);
    return {
      id: stored.id,
      turn: stored.turn,
      assessorId: now(stored.assessorId),
      source: stored.source as Source,
      video: stored.video,
      signedAt: stored.signedAt?.getTime() ?? null,
      exception: stored.exception,
      rating,
      scores: scoresIn(rating),
      late: stored.entries.filter(({ late }) => late).map(readEntry),
    };
  };
  const ratings = row.ratings.filter(isOpen).map(read);
  /** Of those somebody else rates in the place of: their notes are there to be rated from. */
  const replaced = row.ratings.filter((stored) => !isOpen(stored)).map(read);
  const [first, second] = [1, 2].map((turn) => ratings.find((each) => each.turn === turn));
  const criteria = criteriaAsked(rules.standing);
  const ratedFrom = (own: ReadRating): ReadRating[] => [
    ...ratings.filter(({ id, signedAt }) => id !== own.id && signedAt !== null),
    ...replaced,
  ];
  const asked = (own: ReadRating): AskedOfRating => ({
    criteria,
    watched: own.turn === 1,
    day: row.day,
    notesToCome: own.source === "notes" && ratedFrom(own).length === 0,
    session: own.turn === 1 && rules.hears ? session : null,
  });
  const figures = first ? figuresWith(first.rating, session) : session;
  const both = Boolean(first?.signedAt && second?.signedAt);
  // A proposal made with somebody who does not rate any more is none.
  const since = Math.max(0, ...ratings.map(({ signedAt }) => signedAt ?? Infinity));
  const agreed = row.agreed.filter(({ proposedAt }) => proposedAt.getTime() >= since).at(-1) ?? null;
  return {
    scheme,
    rules,
    anchorsAt,
    session,
    figures,
    ratings,
    replaced,
    ratedFrom,
    first,
    second,
    asked,
    /** Only of what is signed: nobody rates against a reason they know. */
    reasons:
      first?.signedAt && thresholds
        ? secondAsked(
            {
              scores: { ...rules.standing, ...first.scores },
              mean: figures.mean,
              draw: row.draw,
              excepted: first.exception !== "",
            },
            thresholds,
          )
        : [],
    differences: both && thresholds ? differences(first!.scores, second!.scores, thresholds) : [],
    agreed: agreed && {
      number: agreed.number,
      scores: readScores(agreed.scores),
      reason: agreed.reason,
      proposedBy: now(agreed.proposedBy),
      signedBy: agreed.signedBy && now(agreed.signedBy),
    },
    standing: standingOf({
      cancelled: row.cancelledAt !== null,
      settled: row.settledAt !== null,
      signed: ratings.map(({ turn, signedAt }) => ({ turn, signed: signedAt !== null })),
      proposed: agreed !== null && agreed.signedAt === null,
    }),
  };
}

const readScores = (text: string): Scores => {
  const said = JSON.parse(text) as Record<string, unknown>;
  return Object.fromEntries(
    CRITERIA.flatMap((criterion) => {
      const score = SCORES.find((one) => one === said[criterion]);
      return score ? [[criterion, score]] : [];
    }),
  );
};

/** What the two agreed on in words, with both names under it; null: nothing had to be. */
export function agreedScoresOf(agreed: StoredObservation["agreed"]): Scores | null {
  const signed = agreed.find(({ signedAt }) => signedAt !== null);
  return signed ? readScores(signed.scores) : null;
}

/** What stands of one that is settled: the first rating, or what the two agreed on. */
export function settledScores({ ratings, agreed }: Pick<StoredObservation, "ratings" | "agreed">): Scores {
  const both = agreedScoresOf(agreed);
  if (both) return both;
  const first = ratings.find((rating) => rating.turn === 1 && isOpen(rating));
  return first ? scoresIn(ratingFrom(first.entries)) : {};
}
