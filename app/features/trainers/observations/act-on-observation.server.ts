import { randomInt } from "node:crypto";
import type { Actor } from "#app/lib/actor.ts";
import type { Planned } from "./ask-assessor.server.ts";
import type { ObservationsForm } from "./observation-forms.ts";
import type { ObservedFor } from "./observation.ts";
import { assignSecond, cancelObservation, planObservation } from "./plan-observation.server.ts";
import { replaceRater } from "./replace-rater.server.ts";

/** What an officer's page of observations sends. Null: not the actor's. */
export function actOnObservation(
  actor: Actor,
  of: ObservedFor,
  form: ObservationsForm,
): Promise<Planned | null> {
  switch (form.intent) {
    case "plan":
      return planObservation(actor, of, form, randomInt(10_000));
    case "second":
      return assignSecond(actor, of, form);
    case "replace":
      return replaceRater(actor, of, form);
    case "cancel":
      return cancelObservation(actor, of, form);
  }
}
