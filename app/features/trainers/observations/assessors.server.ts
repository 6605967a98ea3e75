import { whoNow } from "#app/features/identity/who-now.server.ts";
import { today } from "#app/infra/clock.server.ts";
import { db } from "#app/infra/db.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { addMonths, type CalendarDay } from "#app/lib/calendar-day.ts";
import { assessorLoad, type Judgement, type Load } from "./assessor-load.ts";
import { readEntry } from "#app/features/trainers/candidacies/candidacy-file.server.ts";
import type { RecordEntry } from "#app/features/trainers/candidacies/candidacy-history.ts";
import { judgesOf, JUDGING } from "#app/features/trainers/candidacies/candidacy-records.ts";
import { candidaciesInReach } from "#app/features/trainers/candidacies/candidacy-scope.server.ts";
import {
  standingOn,
  whatStands,
  type Standing,
} from "#app/features/trainers/certifications/certification-status.ts";
import {
  certificationsInReach,
  readCertification,
  WITH_FACTS,
} from "#app/features/trainers/certifications/certifications.server.ts";
import type { Scores } from "#app/features/trainers/schemes/criteria.ts";
import { OPEN_RATING, ratingFrom } from "./observations.server.ts";
import { drifts, raterDrift, type Drift } from "./rater-drift.ts";
import { minutesOf, scoresIn } from "./rating.ts";
import { loadSchemes } from "#app/features/trainers/schemes/scheme-versions.server.ts";

export type AssessorRow = {
  id: string;
  name: string;
  /** As a master trainer today; null: they hold no such certification. */
  standing: Standing | null;
  load: Load;
  /** Ratings assigned that are not signed yet. */
  open: number;
  drift: Drift | null;
  drifts: boolean;
};

/** So far back counts what somebody did. */
const MONTHS = 12;

/**
 * Master trainers in reach, and whoever else has judged a candidate or a holder in reach in the last year: what they did, and how far
 * their scores lie from those of people who rated the same delivery. Who has drifted first, then by name.
 */
export async function assessors(
  actor: Pick<Actor, "personId" | "reach">,
): Promise<{ since: CalendarDay; rows: AssessorRow[] }> {
  const since = addMonths(today(), -MONTHS);
  const book = await loadSchemes();
  const masterIds = book.ids.filter((id) => book.current(id).kind === "master-trainer");
  const [events, ratings, masters] = await Promise.all([
    db.candidacyEvent.findMany({
      where: {
        candidacy: candidaciesInReach(actor),
        OR: [
          { kind: { in: [...JUDGING] }, day: { gte: since } },
          { kind: "strike", day: { gte: since } },
        ],
      },
      orderBy: [{ candidacyId: "asc" }, { number: "asc" }],
      include: { candidacy: { select: { personId: true } } },
    }),
    db.observationRating.findMany({
      where: {
        ...OPEN_RATING,
        observation: {
          OR: [{ candidacy: candidaciesInReach(actor) }, { certification: certificationsInReach(actor) }],
          day: { gte: since },
          cancelledAt: null,
        },
      },
      include: {
        entries: { where: { kind: { not: "note" } } },
        observation: { select: { personId: true, day: true } },
      },
    }),
    db.certification.findMany({
      where: { AND: [certificationsInReach(actor), { schemeId: { in: masterIds } }] },
      orderBy: { validFrom: "asc" },
      include: WITH_FACTS,
    }),
  ]);
  const read = events.map((event) => ({
    personId: event.candidacy.personId,
    entry: readEntry(event) as RecordEntry,
  }));
  const struck = new Set(read.flatMap(({ entry }) => (entry.kind === "strike" ? [entry.body.eventId] : [])));
  const judges = read.flatMap(({ entry }) => judgesOf(entry, entry.by.personId));
  const now = await whoNow(db, [...ratings.map(({ assessorId }) => assessorId), ...judges]);
  const signed = ratings.flatMap(({ signedAt, assessorId, entries, observation }) => {
    if (signedAt === null) return [];
    const rating = ratingFrom(entries);
    const { personId, day: on } = observation;
    const of = { raterId: now(assessorId), personId, on, observed: true, minutes: minutesOf(rating) };
    return [{ ...of, scores: scoresIn(rating) }];
  });
  // What was signed has gone into the candidacy too, as what the two agreed on.
  const fed = new Set(signed.map(deliveryOf));
  const typed = read.flatMap(({ personId, entry }) =>
    entry.kind === "strike" || struck.has(entry.id) ? [] : typedOf(personId, entry, now),
  );
  const judgements = [...signed, ...typed.filter((one) => !(one.observed && fed.has(deliveryOf(one))))];
  const drift = raterDrift(
    judgements.flatMap(({ scores, ...one }) =>
      scores ? [{ raterId: one.raterId, of: `${one.personId} ${one.on}`, scores }] : [],
    ),
  );
  const waiting = ratings.filter(({ signedAt }) => signedAt === null).map((one) => now(one.assessorId));
  const standings = new Map<string, Standing[]>();
  for (const row of masters) {
    const { validity, timeZone } = book.judging(row);
    const standing = standingOn(readCertification(row), validity, today(timeZone));
    standings.set(row.personId, [...(standings.get(row.personId) ?? []), standing]);
  }
  const ids = [...new Set([...standings.keys(), ...judgements.map(({ raterId }) => raterId), ...waiting])];
  const people = await db.person.findMany({
    where: { id: { in: ids } },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    select: { id: true, name: true },
  });
  const loads = new Map(assessorLoad(ids, judgements).map((load) => [load.raterId, load]));
  const rows = people.map(({ id, name }): AssessorRow => {
    const own = drift.find(({ raterId }) => raterId === id) ?? null;
    return {
      id,
      name,
      standing: whatStands(standings.get(id) ?? []),
      load: loads.get(id)!,
      open: waiting.filter((one) => one === id).length,
      drift: own,
      drifts: own !== null && drifts(own),
    };
  });
  return { since, rows: rows.sort((a, b) => Number(b.drifts) - Number(a.drifts)) };
}

/** One assessor, one person they saw, one day: however it was written down, it is one delivery. */
const deliveryOf = ({ raterId, personId, on }: Judgement): string => `${raterId} ${personId} ${on}`;

function typedOf(
  personId: string,
  entry: RecordEntry,
  now: (id: string) => string,
): (Judgement & { scores?: Scores })[] {
  const { by, on, kind, body } = entry;
  const [raterId] = judgesOf(entry, by.personId);
  if (raterId === undefined) return [];
  const common = { raterId: now(raterId), personId, on: "on" in body ? body.on : on };
  if (kind === "observation")
    return [{ ...common, minutes: body.minutes, observed: true, scores: body.scores }];
  return [{ ...common, minutes: 0, observed: kind === "checklist" || kind === "cycle" }];
}
