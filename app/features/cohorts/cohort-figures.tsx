import { FactList } from "#app/ui/fact-list.tsx";
import { useWords } from "#app/ui/words.tsx";
import type { CohortFigures } from "./cohort-figures.server.ts";

export function CohortFigureList({ figures }: { figures: CohortFigures }) {
  const { t, number } = useWords();
  const { bySex, participants } = figures;
  const ofAll = (count: number) => t("cohorts.table.of", { done: number(count), all: number(participants) });
  return (
    <FactList
      facts={[
        { term: t("cohorts.figures.participants"), value: number(participants) },
        {
          term: t("cohorts.figures.bySex"),
          value: t("cohorts.figures.sexes", {
            female: number(bySex.female),
            male: number(bySex.male),
            other: number(bySex.other),
            unknown: number(bySex.unknown),
          }),
        },
        { term: t("cohorts.figures.organisations"), value: number(figures.organisations) },
        { term: t("cohorts.figures.halfDays"), value: number(figures.halfDays) },
        { term: t("cohorts.figures.attendanceMet"), value: ofAll(figures.attendanceMet) },
        ...(figures.hasFinal
          ? [
              { term: t("cohorts.figures.finalTaken"), value: ofAll(figures.finalTaken) },
              { term: t("cohorts.figures.finalPassed"), value: ofAll(figures.finalPassed) },
            ]
          : []),
        { term: t("cohorts.figures.plansApproved"), value: ofAll(figures.plansApproved) },
      ]}
    />
  );
}
