import { paths } from "#app/lib/paths.ts";
import { DataTable } from "#app/ui/data-table.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { LanguageName } from "#app/ui/language-name.tsx";
import { Tag } from "#app/ui/tag.tsx";
import { useWords } from "#app/ui/words.tsx";
import { StageTag } from "./candidacy-parts.tsx";
import type { CandidacyRow } from "./candidacy-view.ts";
import type { SchemeId } from "#app/features/trainers/schemes/schemes.ts";

export function CandidacyTable({ rows, filtered }: { rows: CandidacyRow[]; filtered: boolean }) {
  const { t, date } = useWords();
  return (
    <DataTable
      caption={t("candidacy.queue.title")}
      hideCaption
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        {
          key: "name",
          header: t("candidacy.page.candidate"),
          rowHeader: true,
          cell: ({ id, name }) => (
            <a href={paths.candidate(id)}>
              <DirText>{name}</DirText>
            </a>
          ),
        },
        {
          key: "scheme",
          header: t("trainers.facts.scheme"),
          cell: ({ schemeId, language }) => (
            <>
              {t(`trainers.scheme.${schemeId as SchemeId}`)}
              <br />
              <span className="soft">
                <LanguageName locale={language} />
              </span>
            </>
          ),
        },
        {
          key: "stage",
          header: t("candidacy.queue.stage"),
          cell: ({ state, stageNames, enteredOn }) => (
            <>
              <StageTag state={state} stageNames={stageNames} />
              <br />
              <span className="soft">{t("candidacy.mine.since", { day: date(enteredOn) })}</span>
            </>
          ),
        },
        {
          key: "turn",
          header: t("candidacy.queue.turn"),
          cell: ({ waitsFor }) => t(`candidacy.waits.${waitsFor}`),
        },
        {
          key: "due",
          header: t("candidacy.page.due"),
          cell: ({ dueOn, overdue }) =>
            dueOn && (
              <>
                {date(dueOn)} {overdue && <Tag tone="danger">{t("candidacy.queue.overdue")}</Tag>}
              </>
            ),
        },
      ]}
      empty={
        <EmptyState title={t(filtered ? "candidacy.queue.noneFound" : "candidacy.queue.none")}>
          {t(filtered ? "candidacy.queue.noneFoundText" : "candidacy.queue.noneText")}
        </EmptyState>
      }
    />
  );
}
