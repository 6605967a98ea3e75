import type { Locale } from "#app/lib/locales.ts";
import type { Scheme, Stage } from "./scheme.ts";

/* Which stage of a scheme is meant. */

/** What a scheme calls its stages where it does not call them as the platform does. */
export type StageNames = Readonly<Record<string, NonNullable<Stage["names"]>>>;

export const namesOf = ({ stages }: Scheme): StageNames =>
  Object.fromEntries(stages.flatMap(({ id, names }) => (names ? [[id, names]] : [])));

/** What a stage is called in a language; nothing where the platform's own word holds. */
export const ownName = (names: StageNames, stage: string, locale: string): string | undefined =>
  names[stage]?.[locale as Locale];

export const stageOf = (scheme: Scheme, state: string): Stage | undefined =>
  scheme.stages.find(({ id }) => id === state);

/** A decision looks at what was recorded in the practicum before it. */
export const evidenceStage = (scheme: Scheme, stage: Stage): string =>
  stage.id === "decision" ? scheme.stages[scheme.stages.indexOf(stage) - 1]!.id : stage.id;

/** Whether one sits in the cohort of a stage, rather than training a public course oneself. */
export function isCourse(scheme: Scheme, stageId: string): boolean {
  const stage = stageOf(scheme, stageId);
  const next: Stage | undefined = stage && scheme.stages[scheme.stages.indexOf(stage) + 1];
  return [stage, next].some((one) => one?.asks.some(({ kind }) => kind === "attendance"));
}
