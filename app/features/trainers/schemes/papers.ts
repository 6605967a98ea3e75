import type { TrainerKind } from "#app/features/certification/trainer-facts.ts";
import type { Scheme, SchemeKind } from "./scheme.ts";
import { stageOf } from "./stage.ts";

/* Which papers a scheme leads to. */

export type Paper = TrainerKind | "licence";

export const PAPER_OF: Record<SchemeKind, Paper> = {
  trainer: "trainer",
  "master-trainer": "master-trainer",
  facilitator: "facilitator",
  "national-trainer": "national-trainer",
  licence: "licence",
};

/** In the order in which one comes to them; the short ways end in a certification of the scheme they widen. */
export const papersOf = (scheme: Scheme): Paper[] => [
  ...(stageOf(scheme, "provisional") ? ["provisional" as const] : []),
  ...(scheme.widens ? [] : [PAPER_OF[scheme.kind]]),
];

/** What is asked before a paper is given. */
export function stagesBefore({ stages }: Scheme, paper: Paper): Scheme["stages"] {
  const until = paper === "provisional" ? stages.findIndex(({ id }) => id === "provisional") : stages.length;
  return stages.slice(0, until);
}
