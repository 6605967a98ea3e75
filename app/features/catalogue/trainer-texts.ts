/* What a module holds for its trainers beside its units: published as texts under these ids, which no unit has. */

export const TRAINER_TEXTS = ["session-plan", "slides"] as const;
export type TrainerText = (typeof TRAINER_TEXTS)[number];

export const isTrainerText = (id: string): id is TrainerText =>
  (TRAINER_TEXTS as readonly string[]).includes(id);
