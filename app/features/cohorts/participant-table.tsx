import { paths } from "#app/lib/paths.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Meter } from "#app/ui/meter.tsx";
import type { Sortable } from "#app/ui/sortable.ts";
import { Tag } from "#app/ui/tag.tsx";
import { useWords } from "#app/ui/words.tsx";
import { attendedShare } from "./attendance.ts";
import type { ParticipantRow } from "./participants.server.ts";

type Props = {
  cohortId: string;
  rows: ParticipantRow[];
  mayEnrol: boolean;
  sortable: Sortable<"name">;
  filtered: boolean;
};

/** Who is where: modules, half-days, final test, plan, and what stands out. */
export function ParticipantTable({ cohortId, rows, mayEnrol, sortable, filtered }: Props) {
  const { t, number, percent } = useWords();
  return (
    <DataTable
      caption={t("cohorts.table.caption")}
      hideCaption
      rows={rows}
      rowKey={({ enrolmentId }) => enrolmentId}
      columns={[
        {
          key: "name",
          header: t("cohorts.table.name"),
          rowHeader: true,
          sort: sortable("name"),
          cell: ({ enrolmentId, name, organisation }) => (
            <>
              <a href={paths.participant(cohortId, enrolmentId)}>
                <DirText>{name}</DirText>
              </a>
              {organisation && (
                <>
                  <br />
                  <span className="soft">
                    <DirText>{organisation}</DirText>
                  </span>
                </>
              )}
            </>
          ),
        },
        {
          key: "modules",
          header: t("cohorts.table.modules"),
          numeric: true,
          cell: ({ modulesDone, modules }) => (
            <>
              {t("cohorts.table.of", { done: number(modulesDone), all: number(modules) })}{" "}
              <Meter value={modulesDone} max={modules} label={t("cohorts.table.modules")} />
            </>
          ),
        },
        {
          key: "attendance",
          header: t("cohorts.table.attendance"),
          numeric: true,
          cell: ({ attendance }) => (attendance.ofHalves ? percent(attendedShare(attendance)) : "–"),
        },
        {
          key: "final",
          header: t("cohorts.table.final"),
          numeric: true,
          cell: ({ final }) => (final?.share == null ? "–" : percent(final.share)),
        },
        {
          key: "plan",
          header: t("cohorts.table.plan"),
          cell: ({ plan }) => (plan ? t(`cohorts.plan.${plan}`) : "–"),
        },
        { key: "note", header: t("cohorts.table.standsOut"), cell: (row) => <StandsOut row={row} /> },
      ]}
      empty={
        <EmptyState
          title={t(filtered ? "cohorts.table.noneFound" : "cohorts.table.none")}
          action={
            mayEnrol &&
            !filtered && (
              <ButtonLink href={paths.enrolPeople(cohortId)} icon="plus">
                {t("cohorts.head.enrol")}
              </ButtonLink>
            )
          }
        >
          {t(filtered ? "cohorts.table.noneFoundText" : "cohorts.table.noneText")}
        </EmptyState>
      }
    />
  );
}

/** The one thing about a participant an administrator should see first. */
function StandsOut({ row }: { row: ParticipantRow }) {
  const { t } = useWords();
  const { attendance, final, status, nameConfirmed } = row;
  if (status === "no-show") return <Tag tone="danger">{t("cohorts.status.no-show")}</Tag>;
  if (attendance.ofHalves > 0 && attendance.mayMiss === null)
    return <Tag tone="danger">{t("cohorts.table.belowThreshold")}</Tag>;
  if (attendance.ofHalves > 0 && !attendance.met && attendance.mayMiss === 0)
    return <Tag tone="due">{t("cohorts.table.mayMissNone")}</Tag>;
  if (final?.share != null && !final.passed)
    return <Tag tone="warn">{t("cohorts.table.finalNotPassed")}</Tag>;
  if (!nameConfirmed) return <Tag tone="warn">{t("cohorts.table.nameOpen")}</Tag>;
  return <Tag tone="good">{t("cohorts.table.onCourse")}</Tag>;
}
