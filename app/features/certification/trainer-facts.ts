import * as z from "zod";
import { CertificateFacts, COMMON_FACTS, day, line, MOST_MODULES } from "./certificate-facts.ts";

/*
 * What a trainer's certificate says, frozen on the day it is issued: the same as a course's, but for what it certifies.
 * What it is worth on a day follows from the certification's facts, not from here (trainers/certification-status.ts).
 */

export const TRAINER_KINDS = [
  "provisional",
  "trainer",
  "master-trainer",
  "facilitator",
  "national-trainer",
] as const;
export type TrainerKind = (typeof TRAINER_KINDS)[number];

export const TrainerFacts = z.strictObject({
  ...COMMON_FACTS,
  kind: z.enum(TRAINER_KINDS),
  scheme: z.strictObject({ id: line(80), version: line(40), title: line(200) }),
  /** Its number in the register; who is on the way has none yet. */
  certification: line(60).optional(),
  /** The language to train in. */
  language: line(20),
  /** Empty: all of the scheme. */
  topics: z.array(line(160)).max(MOST_MODULES),
  /** Civil days in the scheme's zone, both included. */
  validFrom: day,
  validUntil: day,
  timeZone: line(60),
  /** The recorded decision it rests on, and the fingerprint of what was decided on. */
  decision: z.strictObject({
    event: line(40),
    on: day,
    inputsSha256: z.string().length(64).optional(),
    /** Each of the twelve criteria was rated at least this, of five. */
    floor: z.int().min(1).max(5).optional(),
  }),
});
export type TrainerFacts = z.infer<typeof TrainerFacts>;

/** All but what the moment of issue adds. */
export const TrainerDraft = TrainerFacts.omit({ number: true, code: true, verifyUrl: true });
export type TrainerDraft = z.infer<typeof TrainerDraft>;

/** As they are stored in one table. */
export const AnyFacts = z.discriminatedUnion("kind", [CertificateFacts, TrainerFacts]);
export type AnyFacts = z.infer<typeof AnyFacts>;

export const isOfTrainer = (facts: AnyFacts): facts is TrainerFacts => "scheme" in facts;
