import { paths } from "#app/lib/paths.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { FactList } from "#app/ui/fact-list.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { useWords } from "#app/ui/words.tsx";
import { isArchived, type CohortPhase } from "./cohort-phase.ts";
import type { MayInCohort } from "./cohort-ways.ts";
import { CohortWays } from "./cohort-ways.tsx";
import type { Format } from "./completion.ts";
import { PhaseTag } from "./phase-tag.tsx";
import type { ReportState } from "./training-report.ts";

type Props = {
  cohort: {
    id: string;
    name: string;
    courseTitle: string;
    format: Format;
    place: string;
    codes: { activity: string; project: string };
    cancelledBecause: string;
    startDate: string;
    endDate: string;
    phase: CohortPhase;
    halfDays: number;
    unverified: number;
    reportState: ReportState | null;
  };
  may: MayInCohort;
};

/** The cohort's name and facts, and where the actor may go from here; one primary act. */
export function CohortHead({ cohort, may }: Props) {
  const { t, date } = useWords();
  const open = !isArchived(cohort.phase);
  return (
    <>
      <PageHeader
        eyebrow={
          <>
            {cohort.courseTitle} <PhaseTag phase={cohort.phase} />
          </>
        }
        title={cohort.name}
        actions={
          may.enrol &&
          open && (
            <ButtonLink href={paths.enrolPeople(cohort.id)} icon="plus">
              {t("cohorts.head.enrol")}
            </ButtonLink>
          )
        }
      />
      <FactList
        facts={[
          {
            term: t("cohorts.list.dates"),
            value: t("cohorts.list.fromTo", { from: date(cohort.startDate), to: date(cohort.endDate) }),
          },
          { term: t("cohorts.list.place"), value: cohort.place },
          ...(cohort.codes.activity
            ? [{ term: t("cohorts.form.activity"), value: <DirText>{cohort.codes.activity}</DirText> }]
            : []),
          ...(cohort.codes.project
            ? [{ term: t("cohorts.form.project"), value: <DirText>{cohort.codes.project}</DirText> }]
            : []),
          ...(cohort.phase === "cancelled"
            ? [{ term: t("cohorts.cancel.because"), value: <DirText>{cohort.cancelledBecause}</DirText> }]
            : []),
          { term: t("cohorts.form.format"), value: t(`cohorts.format.${cohort.format}`) },
          {
            term: t("cohorts.head.attendance"),
            value:
              cohort.halfDays === 0
                ? t("cohorts.head.noHalfDays")
                : cohort.unverified === 0
                  ? t("cohorts.head.allVerified", { count: cohort.halfDays })
                  : t("cohorts.head.unverified", { count: cohort.unverified, of: cohort.halfDays }),
          },
          {
            term: t("cohorts.head.report"),
            value: t(`cohorts.report.state.${cohort.reportState ?? "draft"}`),
          },
        ]}
      />
      <CohortWays cohortId={cohort.id} phase={cohort.phase} may={may} />
    </>
  );
}
