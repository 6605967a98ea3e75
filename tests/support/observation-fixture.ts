import {
  planObservation,
  assignSecond,
} from "#app/features/trainers/observations/plan-observation.server.ts";
import { CRITERIA, type Scores } from "#app/features/trainers/schemes/criteria.ts";
import type { Source } from "#app/features/trainers/observations/observation.ts";
import { loadObservation, readObservation } from "#app/features/trainers/observations/observations.server.ts";
import type { RatingEntry } from "#app/features/trainers/observations/rating.ts";
import { db } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { on, walk } from "#prisma/seed/candidate-story.ts";
import { castFor, masterTrainer } from "./candidacy-fixture.ts";

const WAY = { schemeId: "mmw-volume-1-trainer", language: "km", from: "2026-01-05" } as const;
export const NEVER_DRAWN = 9999;

/** The assessor role as it is stored: who is chosen from must hold it. */
export const isAssessor = ({ personId }: Actor) =>
  db.roleAssignment.create({
    data: {
      id: newId(),
      personId,
      role: "assessor",
      scopeKind: "programme",
      scopeId: "management",
      grantedAt: new Date(),
      grantedBy: "test",
    },
  });

/** A candidate who trains in public, and an officer who has them observed. */
export async function practising() {
  const { cast, candidate } = await castFor();
  const { id, day } = await walk(cast, candidate, WAY, "phase-3");
  const other = await masterTrainer("Rosa Quispe");
  for (const assessor of [cast.assessor, cast.master, other]) await isAssessor(assessor);
  const plan = (assessor: Actor, draw = NEVER_DRAWN, observed = day, exception = "") =>
    on(day, () =>
      planObservation(
        cast.officer,
        { kind: "candidacy", id },
        {
          intent: "plan",
          halfDayId: "",
          day: observed,
          place: "Kampong Cham",
          assessorId: assessor.personId,
          source: "live",
          video: "",
          exception,
        },
        draw,
      ),
    );
  const video = "https://video.example/kampong-cham";
  const second = (observationId: string, assessor: Actor, source: Source = "video", exception = "") =>
    on(day, () =>
      assignSecond(
        cast.officer,
        { kind: "candidacy", id },
        {
          observationId,
          assessorId: assessor.personId,
          source,
          video,
          exception,
        },
      ),
    );
  return { cast, candidate, id, day, other, plan, second };
}

export const ratingOf = async (observationId: string, turn: 1 | 2) =>
  (await db.observationRating.findFirstOrThrow({ where: { observationId, turn, openKey: "open" } })).id;

export const entry = (own: Partial<RatingEntry>): RatingEntry => ({
  id: newId(),
  kind: "note",
  about: "",
  value: null,
  text: "",
  replaces: [],
  at: Date.UTC(2026, 4, 4, 9),
  ...own,
});

export const rated = (scores: Scores): RatingEntry[] => [
  ...CRITERIA.map((about) => entry({ kind: "score", about, value: scores[about]! })),
  entry({ kind: "figure", about: "minutes", value: 185 }),
  entry({ kind: "feedback", text: "Calm and clear" }),
];

export const value = (planned: Awaited<ReturnType<typeof planObservation>>) => {
  if (!planned?.ok) throw new Error(JSON.stringify(planned));
  return planned.value;
};
export const why = (answer: { ok: boolean; reason?: { key: string } } | null) =>
  answer === null ? "not theirs" : answer.ok ? "ok" : answer.reason!.key;

export const standing = async (id: string) => {
  const row = (await loadObservation({ id }))!;
  return readObservation(row);
};
