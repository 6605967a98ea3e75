import { DataTable } from "#app/ui/data-table.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Tag } from "#app/ui/tag.tsx";
import { useWords } from "#app/ui/words.tsx";
import type { AssessorRow } from "./assessors.server.ts";
import { ENOUGH_COMPARED } from "./rater-drift.ts";
import { StandingTag } from "#app/features/trainers/certifications/standing-tag.tsx";

/** What each assessor did, and how far their scores lie from those of others. */
export function AssessorTable({ rows }: { rows: AssessorRow[] }) {
  const { t, date, number } = useWords();
  const hours = (minutes: number) => number(minutes / 60, 1);
  return (
    <DataTable
      caption={t("candidacy.assessors.title")}
      hideCaption
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        {
          key: "name",
          header: t("candidacy.assessors.name"),
          rowHeader: true,
          cell: ({ name, standing }) => (
            <>
              <DirText>{name}</DirText>
              <br />
              {standing ? (
                <StandingTag standing={standing} />
              ) : (
                <span className="soft">{t("candidacy.assessors.noMaster")}</span>
              )}
            </>
          ),
        },
        {
          key: "candidates",
          header: t("candidacy.assessors.candidates"),
          cell: ({ load }) => number(load.candidates),
        },
        {
          key: "judgements",
          header: t("candidacy.assessors.judgements"),
          cell: ({ load }) => number(load.judgements),
        },
        {
          key: "observations",
          header: t("candidacy.assessors.observations"),
          cell: ({ load }) =>
            load.observations === 0
              ? number(0)
              : t("candidacy.assessors.observed", {
                  count: number(load.observations),
                  hours: hours(load.minutes),
                }),
        },
        {
          key: "open",
          header: t("candidacy.assessors.open"),
          cell: ({ open }) => number(open),
        },
        {
          key: "last",
          header: t("candidacy.assessors.last"),
          cell: ({ load }) => (load.last ? date(load.last) : t("candidacy.assessors.never")),
        },
        {
          key: "drift",
          header: t("candidacy.assessors.drift"),
          cell: (row) => <DriftInWords row={row} />,
        },
      ]}
      empty={
        <EmptyState title={t("candidacy.assessors.none")}>{t("candidacy.assessors.noneText")}</EmptyState>
      }
    />
  );
}

function DriftInWords({ row: { drift, drifts } }: { row: AssessorRow }) {
  const { t, number } = useWords();
  if (!drift || drift.mean === null || drift.distance === null)
    return <span className="soft">{t("candidacy.assessors.alone")}</span>;
  const marks = number(Math.abs(drift.mean) / 100, 2);
  const side = drift.mean > 0 ? "higher" : drift.mean < 0 ? "lower" : "same";
  return (
    <>
      {t(`candidacy.assessors.${side}`, { marks })}{" "}
      {drifts && <Tag tone="warn">{t("candidacy.assessors.drifts")}</Tag>}
      <br />
      <span className="soft">
        {t("candidacy.assessors.from", {
          shared: number(drift.shared),
          compared: number(drift.compared),
          distance: number(drift.distance / 100, 2),
        })}
        {drift.compared < ENOUGH_COMPARED && <> {t("candidacy.assessors.few")}</>}
      </span>
    </>
  );
}
