import { FactList } from "#app/ui/fact-list.tsx";
import { useWords } from "#app/ui/words.tsx";
import type { OrganisationKind } from "#app/features/identity/organisation-forms.ts";
import type { CohortFigures, Counted } from "./cohort-figures.server.ts";
import { useTestFacts } from "./cohort-test-parts.tsx";
import { SCALES } from "./evaluation.ts";

type Props = { figures: CohortFigures; codes: { activity: string; project: string } };

export function CohortFigureList({ figures, codes }: Props) {
  const { t, number, percent, country, list } = useWords();
  const testFacts = useTestFacts(figures.test);
  const { bySex, participants, evaluation } = figures;
  const counts = (counted: Counted[], nameOf: (value: string) => string) =>
    list(
      counted.map(({ value, count }) =>
        t("cohorts.figures.counted", {
          name: value ? nameOf(value) : t("cohorts.figures.unknown"),
          count: number(count),
        }),
      ),
    );
  const hours = (minutes: number) => number(minutes / 60, 1);
  const ofAll = (count: number) => t("cohorts.table.of", { done: number(count), all: number(participants) });
  return (
    <FactList
      facts={[
        ...(codes.activity ? [{ term: t("cohorts.form.activity"), value: codes.activity }] : []),
        ...(codes.project ? [{ term: t("cohorts.form.project"), value: codes.project }] : []),
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
        { term: t("cohorts.figures.countries"), value: counts(figures.countries, country) },
        { term: t("cohorts.figures.organisations"), value: number(figures.organisations) },
        {
          term: t("cohorts.figures.organisationKinds"),
          value: counts(figures.organisationKinds, (kind) =>
            t(`admin.organisation.kind-${kind as OrganisationKind}`),
          ),
        },
        { term: t("cohorts.figures.halfDays"), value: number(figures.halfDays) },
        { term: t("cohorts.figures.delivered"), value: hours(figures.deliveredMinutes) },
        ...(figures.trainers.length > 0
          ? [
              {
                term: t("cohorts.session.trainers"),
                value: list(
                  figures.trainers.map(({ name, minutes }) =>
                    t("cohorts.figures.trainer", { name, hours: hours(minutes) }),
                  ),
                ),
              },
            ]
          : []),
        { term: t("cohorts.figures.attendanceMet"), value: ofAll(figures.attendanceMet) },
        ...testFacts,
        ...(figures.hasFinal
          ? [
              { term: t("cohorts.figures.finalTaken"), value: ofAll(figures.finalTaken) },
              { term: t("cohorts.figures.finalPassed"), value: ofAll(figures.finalPassed) },
            ]
          : []),
        { term: t("cohorts.figures.plansHandedIn"), value: ofAll(figures.plansHandedIn) },
        { term: t("cohorts.figures.plansApproved"), value: ofAll(figures.plansApproved) },
        {
          term: t("cohorts.evaluation.results"),
          value: evaluation?.means
            ? t("cohorts.figures.evaluation", {
                means: list(
                  SCALES.map((scale) =>
                    t("cohorts.figures.counted", {
                      name: t(`cohorts.evaluation.${scale}`),
                      count: number(evaluation.means![scale] / 100, 1),
                    }),
                  ),
                ),
                count: evaluation.ballots,
                share: percent(evaluation.expected > 0 ? evaluation.ballots / evaluation.expected : 0, 0),
              })
            : t("cohorts.figures.noEvaluation"),
        },
      ]}
    />
  );
}
