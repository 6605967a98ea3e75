import type { EnrolmentStatus } from "#app/features/learning/enrolment.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { paths } from "#app/lib/paths.ts";
import { DataTable } from "#app/ui/data-table.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { useWords } from "#app/ui/words.tsx";

type Row = {
  id: string;
  status: EnrolmentStatus;
  cohortId: string;
  cohort: string;
  course: string;
  startDate: CalendarDay;
  endDate: CalendarDay;
};

/** What a person learns and learned here. */
export function PersonEnrolments({ enrolments }: { enrolments: Row[] }) {
  const { t, date } = useWords();
  return (
    <Sheet title={t("admin.enrolments.title")}>
      <DataTable
        caption={t("admin.enrolments.table")}
        hideCaption
        rows={enrolments}
        rowKey={({ id }) => id}
        empty={<p className="soft">{t("admin.enrolments.none")}</p>}
        columns={[
          {
            key: "cohort",
            header: t("admin.enrolments.cohort"),
            rowHeader: true,
            cell: ({ id, cohortId, cohort, course }) => (
              <>
                <a href={paths.participant(cohortId, id)}>
                  <DirText>{cohort}</DirText>
                </a>
                <br />
                <span className="soft">{course}</span>
              </>
            ),
          },
          {
            key: "dates",
            header: t("admin.enrolments.dates"),
            cell: ({ startDate, endDate }) =>
              t("admin.affiliations.fromTo", { from: date(startDate), until: date(endDate) }),
          },
          {
            key: "status",
            header: t("admin.enrolments.status"),
            cell: ({ status }) => t(`cohorts.status.${status}`),
          },
        ]}
      />
    </Sheet>
  );
}
