import { accountsOf } from "#app/features/identity/who-now.server.ts";
import { asHolderOf } from "#app/features/identity/person-file.server.ts";
import { today } from "#app/infra/clock.server.ts";
import { db, type Prisma } from "#app/infra/db.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { PAGE_SIZE } from "#app/lib/paging.ts";
import { barsDespite } from "#app/features/trainers/candidacies/impartiality.ts";
import { barsOn } from "#app/features/trainers/candidacies/judges.server.ts";
import { around } from "#app/features/trainers/candidacies/candidacy-file.server.ts";
import { missingInRating, mustModerate, standingOf, type ObservedFor, type Source } from "./observation.ts";
import {
  dayThere,
  loadObservation,
  ratedBy,
  readObservation,
  WITH_RATINGS,
  OPEN_RATING,
  SECOND_WANTED,
  TO_RATE,
  type ReadObservation,
  type ReadRating,
  type StoredObservation,
} from "./observations.server.ts";
import { assessorsOf } from "./ask-assessor.server.ts";
import { observable, observedFor, planPath, whereFor } from "./observed.server.ts";
import { certificationsInReach } from "#app/features/trainers/certifications/certifications.server.ts";
import { sessionsOf } from "./plan-observation.server.ts";
import { ratingEverGiven } from "./rate-candidate.server.ts";
import { clockRuns, minutesOf, type RatingEntry } from "./rating.ts";
import type {
  LateEntry,
  ObservationView,
  OutcomeView,
  RaterView,
  RatingPage,
  RatingRow,
  SaidBy,
} from "./rating-view.ts";

/* What the pages of observations read. */

/** One page of the actor's own ratings: what is to do first, then by day. */
export async function myRatings({ personId }: Pick<Actor, "personId">, page: number) {
  const where: Prisma.ObservationRatingWhereInput = {
    ...(await ratedBy(db, personId)),
    ...OPEN_RATING,
    observation: { cancelledAt: null },
  };
  const [total, rows] = await Promise.all([
    db.observationRating.count({ where }),
    db.observationRating.findMany({
      where,
      orderBy: [
        { signedAt: { sort: "asc", nulls: "first" } },
        { observation: { day: "asc" } },
        { id: "asc" },
      ],
      skip: (page - 1) * PAGE_SIZE,
      take: PAGE_SIZE,
      include: {
        observation: {
          include: {
            ratings: { where: OPEN_RATING, select: { turn: true, signedAt: true } },
            agreed: { orderBy: { number: "desc" }, take: 1, select: { signedAt: true } },
            person: { select: { name: true } },
          },
        },
      },
    }),
  ]);
  return {
    total,
    rows: rows.map(({ id, source, signedAt, observation }): RatingRow => ({
      id,
      candidate: observation.person.name,
      renewal: observedFor(observation).kind === "certification",
      day: observation.day,
      place: observation.place,
      source: source as Source,
      signed: signedAt !== null,
      standing: standingOf({
        cancelled: false,
        settled: observation.settledAt !== null,
        signed: observation.ratings.map((each) => ({ turn: each.turn, signed: each.signedAt !== null })),
        proposed: observation.agreed.some((each) => each.signedAt === null),
      }),
    })),
  };
}

/** For the work list of an assessor: how many ratings they have to sign, agree on or sign with the other. */
export async function ratingWork(actor: Actor) {
  if (!asHolderOf(actor, "assess:candidates")) return [];
  const rows = await db.observationRating.findMany({
    where: {
      ...(await ratedBy(db, actor.personId)),
      ...OPEN_RATING,
      observation: { cancelledAt: null, settledAt: null },
    },
    include: {
      observation: {
        include: {
          ratings: { where: OPEN_RATING, select: { turn: true, signedAt: true } },
          agreed: { orderBy: { number: "desc" }, take: 1 },
        },
      },
    },
  });
  const own = await accountsOf(db, actor.personId);
  const count = rows.filter(({ signedAt, observation: { ratings, agreed } }) => {
    const [proposal] = agreed;
    const waits = ratings.length > 1 && ratings.every((each) => each.signedAt !== null);
    return signedAt === null || (waits && !own.includes(proposal?.proposedBy ?? ""));
  }).length;
  return count > 0 ? [{ kind: "ratings-mine" as const, count, href: "/observations" }] : [];
}

/** For the work list of an officer: observations of holders whose day is over, or that need a second assessor. */
export async function holderObservationWork(asking: Actor) {
  const actor = asHolderOf(asking, "keep:certifications");
  if (!actor) return [];
  const where = { certification: certificationsInReach(actor), OR: [SECOND_WANTED, TO_RATE()] };
  const [count, first] = await Promise.all([
    db.observation.count({ where }),
    db.observation.findFirst({ where, orderBy: [{ day: "asc" }, { id: "asc" }] }),
  ]);
  return first ? [{ kind: "renewal-observations" as const, count, href: planPath(observedFor(first)) }] : [];
}

const said = ({ id, value, text, at }: RatingEntry): SaidBy => ({ id, value, text, at });

const lateOf = ({ late }: ReadRating): LateEntry[] =>
  late
    .map(({ id, kind, about, value, text, at }) => ({ id, kind, about, value, text, at }))
    .sort((one, other) => one.at - other.at);

/** The instrument of one rating, or what somebody noted in one that is over for them; null: not the actor's. */
export async function ratingPage(
  actor: Pick<Actor, "personId">,
  ratingId: string,
): Promise<RatingPage | null> {
  const row = await loadObservation({ ratings: { some: await ratingEverGiven(db, actor, ratingId) } });
  if (!row) return null;
  const read = await readObservation(row);
  const replaced = read.replaced.find(({ id }) => id === ratingId);
  const own = replaced ?? read.ratings.find(({ id }) => id === ratingId)!;
  const over = replaced ? "replaced" : row.cancelledAt ? "cancelled" : null;
  const asked = read.asked(own);
  return {
    id: ratingId,
    personId: actor.personId,
    candidate: row.person.name,
    day: row.day,
    place: row.place,
    source: own.source,
    video: own.source === "video" && !over ? own.video : "",
    signedAt: own.signedAt,
    over,
    criteria: asked.criteria,
    anchors: read.anchorsAt(own.signedAt),
    toRateFrom: own.source === "notes" && !over ? toRateFrom(read, own) : null,
    notes: own.rating.notes.map(({ id, about, text, at }) => ({ id, about, text, at })),
    spans: own.rating.spans,
    running: clockRuns(own.rating),
    minutes: minutesOf(own.rating),
    minutesLeft: own.turn === 1 && own.signedAt === null ? read.rules.minutesLeft : 0,
    cells: [...own.rating.cells].map(([name, { heads, clash }]) => ({ name, heads: heads.map(said), clash })),
    missing:
      own.signedAt === null ? missingInRating(own.rating, asked, await dayThere(row, read.scheme)) : [],
    session: read.session,
    late: lateOf(own),
    outcome: over ? null : await outcomeOf(read, actor.personId),
    waitsForOther: !over && own.signedAt !== null && read.ratings.some(({ signedAt }) => signedAt === null),
  };
}

/** The notes of whoever was in the room and their minutes; none of what they scored. */
function toRateFrom(read: ReadObservation, own: ReadRating): RatingPage["toRateFrom"] {
  const ratings = read.ratedFrom(own);
  return {
    there: ratings.length > 0,
    minutes: Math.max(0, ...ratings.map(({ rating }) => minutesOf(rating))),
    notes: ratings
      .flatMap(({ rating }) => rating.notes)
      .map(({ id, about, text, at }) => ({ id, about, text, at }))
      .sort((one, other) => one.at - other.at),
  };
}

async function outcomeOf(read: ReadObservation, readerId: string): Promise<OutcomeView | null> {
  const { first, second, agreed, standing } = read;
  if (!first?.signedAt || !second?.signedAt) return null;
  const proposer =
    agreed && (await db.person.findUnique({ where: { id: agreed.proposedBy }, select: { name: true } }));
  return {
    anchors: read.anchorsAt(second.signedAt),
    standing,
    differences: read.differences,
    moderate: mustModerate(read.differences),
    agreed: agreed && {
      number: agreed.number,
      scores: agreed.scores,
      reason: agreed.reason,
      proposedBy: proposer?.name ?? "",
      mine: agreed.proposedBy === readerId,
      signed: agreed.signedBy !== null,
    },
  };
}

/** For the officer: every observation of a candidate or a holder, the newest first. */
export async function observationsOf(
  actor: Pick<Actor, "personId">,
  of: ObservedFor,
): Promise<ObservationView[]> {
  const rows = await db.observation.findMany({
    where: whereFor(of),
    orderBy: { id: "desc" },
    include: WITH_RATINGS,
  });
  const observed: { row: StoredObservation; read: ReadObservation }[] = [];
  for (const row of rows) observed.push({ row, read: await readObservation(row) });
  const raters = observed.flatMap(({ read }) => [...read.ratings, ...read.replaced]);
  const people = await db.person.findMany({
    where: { id: { in: raters.map(({ assessorId }) => assessorId) } },
    select: { id: true, name: true },
  });
  const nameOf = new Map(people.map(({ id, name }) => [id, name]));
  const views: ObservationView[] = [];
  for (const { row, read } of observed) {
    views.push({
      id: row.id,
      day: row.day,
      place: row.place,
      standing: read.standing,
      cancelReason: row.cancelReason,
      reasons: read.reasons,
      ratings: read.ratings.map((rating) => raterOf(rating, nameOf)),
      replaced: read.replaced.map((rating) => {
        const { replacedAt, replaceReason } = row.ratings.find(({ id }) => id === rating.id)!;
        return { ...raterOf(rating, nameOf), at: replacedAt!.getTime(), reason: replaceReason };
      }),
      outcome: await outcomeOf(read, actor.personId),
    });
  }
  return views;
}

function raterOf(rating: ReadRating, nameOf: ReadonlyMap<string, string>): RaterView {
  const { id, turn, assessorId, source, signedAt, exception } = rating;
  const assessor = nameOf.get(assessorId) ?? "";
  return { id, turn, assessorId, assessor, source, signedAt, exception, late: lateOf(rating) };
}

const MOST_CHOICES = 200;

/** What the officer's forms choose from: assessors who may rate them, and sessions they train in. */
export async function planChoices(of: ObservedFor) {
  const { personId, programme, scheme, ...now } = (await observable(db, of))!;
  const { open, seen, since, onVideo } = now;
  const goesOn = open || of.kind === "certification";
  if (!goesOn) return { open, goesOn, seen, since, onVideo, assessors: [], trained: [], sessions: [] };
  const day = today(scheme.timeZone);
  const assessors = await db.person.findMany({
    where: assessorsOf(programme),
    orderBy: [{ name: "asc" }, { id: "asc" }],
    take: MOST_CHOICES,
    select: { id: true, name: true },
  });
  const about = await around({ personId }, scheme, true);
  const [may, trained]: [typeof assessors, typeof assessors] = [[], []];
  for (const person of assessors) {
    const bars = await barsOn("assess", person.id, about, day, db);
    if (bars.length === 0) may.push(person);
    else if (barsDespite(bars, true).length === 0) trained.push(person);
  }
  const sessions = await db.halfDay.findMany({
    where: { AND: [sessionsOf(personId), since === null ? {} : { date: { gte: since } }] },
    orderBy: [{ date: "desc" }, { part: "asc" }],
    take: MOST_CHOICES,
    select: { id: true, date: true, part: true, cohort: { select: { name: true } } },
  });
  return {
    open,
    goesOn,
    seen,
    since,
    onVideo,
    assessors: may,
    trained,
    sessions: sessions.map(({ id, date, part, cohort }) => ({
      id,
      date,
      part: part as "am" | "pm",
      cohort: cohort.name,
    })),
  };
}
