import { db } from "#app/infra/db.server.ts";
import { OPEN_RATING, ratingFrom } from "./observations.server.ts";
import { minutesOf, saidOf, scoresIn } from "./rating.ts";
import type { SignedRating } from "./rating-view.ts";

/** Every rating of a candidate that was signed and counts, the oldest first, with what its assessor noted. */
export async function signedRatings(candidacyId: string): Promise<SignedRating[]> {
  const rows = await db.observationRating.findMany({
    where: { signedAt: { not: null }, ...OPEN_RATING, observation: { candidacyId, cancelledAt: null } },
    orderBy: { signedAt: "asc" },
    include: { entries: true, observation: { select: { day: true, place: true } } },
  });
  const people = await db.person.findMany({
    where: { id: { in: rows.map(({ assessorId }) => assessorId) } },
    select: { id: true, name: true },
  });
  const nameOf = new Map(people.map(({ id, name }) => [id, name]));
  return rows.map(({ id, assessorId, entries, observation }) => {
    const rating = ratingFrom(entries);
    return {
      id,
      assessor: nameOf.get(assessorId) ?? "",
      ...observation,
      minutes: minutesOf(rating),
      scores: scoresIn(rating),
      notes: rating.notes.map((note) => ({ id: note.id, about: note.about, text: note.text, at: note.at })),
      feedback: saidOf(rating, "feedback")?.text ?? "",
    };
  });
}
