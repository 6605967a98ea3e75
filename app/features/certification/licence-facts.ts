import * as z from "zod";
import { COMMON_FACTS, day, line } from "./certificate-facts.ts";
import { AnyFacts, type TrainerFacts } from "./trainer-facts.ts";

/* What the certificate of a licensed organisation says, frozen on the day it is given (licences/write-licence.server.ts). */

export const LicenceFacts = z.strictObject({
  ...COMMON_FACTS,
  kind: z.literal("licence"),
  scheme: z.strictObject({ id: line(80), version: line(40), title: line(200) }),
  /** Civil days in the scheme's zone, both included. */
  validFrom: day,
  validUntil: day,
  timeZone: line(60),
  /** Certified trainers it rested on when it was asked for. */
  trainers: z.int().nonnegative(),
  /** The recorded decision, and the fingerprint of what was decided on. */
  decision: z.strictObject({ event: line(40), on: day, inputsSha256: z.string().length(64) }),
});
export type LicenceFacts = z.infer<typeof LicenceFacts>;

/** All but what the moment of issue adds. */
export const LicenceDraft = LicenceFacts.omit({ number: true, code: true, verifyUrl: true });
export type LicenceDraft = z.infer<typeof LicenceDraft>;

/** All that is printed by one drawing. */
export const PrintedFacts = z.union([AnyFacts, LicenceFacts]);
export type PrintedFacts = z.infer<typeof PrintedFacts>;

export const isOfOrganisation = (facts: PrintedFacts): facts is LicenceFacts => facts.kind === "licence";

/** Of a trainer or of an organisation: it certifies under a scheme, and has an end. */
export const isUnderScheme = (facts: PrintedFacts): facts is TrainerFacts | LicenceFacts => "scheme" in facts;
