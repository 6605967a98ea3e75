import type { EnrolmentFacts } from "#app/features/learning/enrolment-facts.ts";
import { countsIn, type ModuleProgress } from "#app/features/learning/progress.ts";
import { moduleTitle, type Title } from "#app/features/learning/titles.ts";

export type ModuleState = {
  id: string;
  title: Title;
  state: ModuleProgress["state"];
  settled: number;
  units: number;
};

/** The modules that count for a participant, and how far each is. */
export const modulesOf = ({ progress, version }: EnrolmentFacts, locale: string): ModuleState[] =>
  progress.sections
    .flatMap(({ modules }) => modules.filter(countsIn))
    .map(({ module, state, settled, units }) => ({
      id: module.id,
      title: moduleTitle(version.outline, module.id, locale),
      state,
      settled,
      units: units.length,
    }));
