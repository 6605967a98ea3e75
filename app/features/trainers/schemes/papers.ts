import type { TrainerKind } from "#app/features/certification/trainer-facts.ts";
import type { Scheme, SchemeKind } from "./scheme.ts";
import { SCHEME_IDS } from "./schemes.ts";
import { stageOf } from "./stage.ts";

/* Which papers a scheme leads to. */

/** A licence names an organisation and is printed elsewhere. */
export const KIND_OF: Record<SchemeKind, TrainerKind | null> = {
  trainer: "trainer",
  "master-trainer": "master-trainer",
  facilitator: "facilitator",
  "national-trainer": "national-trainer",
  licence: null,
};

/** In the order in which one comes to them; the short ways end in a certification of the scheme they widen. */
export function papersOf(scheme: Scheme): TrainerKind[] {
  const last = SCHEME_IDS.some((id) => id === scheme.id) ? KIND_OF[scheme.kind] : null;
  return [...(stageOf(scheme, "provisional") ? ["provisional" as const] : []), ...(last ? [last] : [])];
}

/** What is asked before a paper is given. */
export function stagesBefore({ stages }: Scheme, paper: TrainerKind): Scheme["stages"] {
  const until = paper === "provisional" ? stages.findIndex(({ id }) => id === "provisional") : stages.length;
  return stages.slice(0, until);
}
