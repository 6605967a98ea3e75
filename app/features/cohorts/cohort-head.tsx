import { paths } from "#app/lib/paths.ts";
import { Actions, ButtonLink } from "#app/ui/button.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { FactList } from "#app/ui/fact-list.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { useWords } from "#app/ui/words.tsx";
import { isArchived, type CohortPhase } from "./cohort-phase.ts";
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
  may: {
    edit: boolean;
    select: boolean;
    enrol: boolean;
    attend: boolean;
    report: boolean;
    certify: boolean;
    handOver: boolean;
    evidence: boolean;
    codes: boolean;
    fees: boolean;
  };
};

/** The cohort's name and facts, and what the actor may do with it; one primary act. */
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
      <Actions>
        {may.select && (
          <ButtonLink href={paths.applications(cohort.id)} tone="quiet">
            {t("cohorts.head.applications")}
          </ButtonLink>
        )}
        {may.attend && (
          <ButtonLink href={paths.calendar(cohort.id)} tone="quiet" icon="calendar">
            {t("cohorts.head.calendar")}
          </ButtonLink>
        )}
        {may.report && (
          <ButtonLink href={paths.trainingReport(cohort.id)} tone="quiet" icon="edit">
            {t("cohorts.head.report")}
          </ButtonLink>
        )}
        {may.attend && (
          <ButtonLink href={paths.behind(cohort.id)} tone="quiet">
            {t("cohorts.head.behind")}
          </ButtonLink>
        )}
        {may.attend && (cohort.phase === "ended" || cohort.phase === "closed") && (
          <ButtonLink href={paths.followUps(cohort.id)} tone="quiet">
            {t("cohorts.head.followUps")}
          </ButtonLink>
        )}
        {may.report && (
          <ButtonLink href={paths.evaluations(cohort.id)} tone="quiet">
            {t("cohorts.head.evaluations")}
          </ButtonLink>
        )}
        {may.attend && (
          <ButtonLink href={paths.travel(cohort.id)} tone="quiet">
            {t("cohorts.head.travel")}
          </ButtonLink>
        )}
        {may.fees && (
          <ButtonLink href={paths.fees(cohort.id)} tone="quiet">
            {t("cohorts.head.fees")}
          </ButtonLink>
        )}
        {may.attend && (
          <ButtonLink href={paths.cohortTest(cohort.id)} tone="quiet">
            {t("cohorts.head.test")}
          </ButtonLink>
        )}
        <ButtonLink href={paths.reportOf(cohort.id)} tone="quiet">
          {t("cohorts.head.figures")}
        </ButtonLink>
        {may.certify && cohort.phase !== "cancelled" && (
          <ButtonLink href={paths.issueCertificates(cohort.id)} tone="quiet" icon="certificate">
            {t("cohorts.head.certificates")}
          </ButtonLink>
        )}
        {may.handOver && (
          <ButtonLink href={paths.handOver(cohort.id)} tone="quiet">
            {t("cohorts.head.handOver")}
          </ButtonLink>
        )}
        {may.evidence && (
          <ButtonLink href={paths.evidence(cohort.id)} tone="quiet" icon="download">
            {t("cohorts.head.evidence")}
          </ButtonLink>
        )}
        {may.edit && open && (
          <ButtonLink href={paths.enrolmentCode(cohort.id)} tone="quiet">
            {t("cohorts.code.title")}
          </ButtonLink>
        )}
        {may.codes && open && (
          <ButtonLink href={paths.signInCodes(cohort.id)} tone="quiet" icon="print">
            {t("cohorts.head.codes")}
          </ButtonLink>
        )}
        {may.edit && (
          <ButtonLink href={paths.moveCohort(cohort.id)} tone="quiet">
            {t("cohorts.head.move")}
          </ButtonLink>
        )}
        {may.edit && open && (
          <ButtonLink href={paths.editCohort(cohort.id)} tone="quiet">
            {t("common.action.edit")}
          </ButtonLink>
        )}
      </Actions>
    </>
  );
}
