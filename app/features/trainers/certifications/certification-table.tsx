import { paths } from "#app/lib/paths.ts";
import { DataTable } from "#app/ui/data-table.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { LanguageName } from "#app/ui/language-name.tsx";
import type { Sortable } from "#app/ui/sortable.ts";
import { useWords } from "#app/ui/words.tsx";
import type { CertificationRow } from "./certification-view.ts";
import type { SchemeId } from "#app/features/trainers/schemes/schemes.ts";
import type { Inactive } from "#app/features/trainers/renewal/inactive.ts";
import { InactiveTag } from "#app/features/trainers/renewal/inactive-parts.tsx";
import { StandingTag } from "./standing-tag.tsx";

type Props = {
  rows: (CertificationRow & { inactive?: Inactive | undefined })[];
  filtered: boolean;
  sortable: Sortable<"name" | "number" | "until">;
};

export function CertificationTable({ rows, filtered, sortable }: Props) {
  const { t, date } = useWords();
  return (
    <DataTable
      caption={t("trainers.register.title")}
      hideCaption
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        {
          key: "name",
          header: t("trainers.facts.holder"),
          rowHeader: true,
          sort: sortable("name"),
          cell: ({ id, name, organisation }) => (
            <>
              <a href={paths.certification(id)}>
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
          key: "number",
          header: t("trainers.facts.number"),
          sort: sortable("number"),
          cell: ({ number }) => <span className="whole">{number}</span>,
        },
        {
          key: "until",
          header: t("trainers.facts.validUntil"),
          sort: sortable("until"),
          cell: ({ validUntil }) => date(validUntil),
        },
        {
          key: "status",
          header: t("trainers.facts.status"),
          cell: ({ standing, inactive }) => (
            <>
              <StandingTag standing={standing} />
              <InactiveTag inactive={inactive} />
            </>
          ),
        },
      ]}
      empty={
        <EmptyState title={t(filtered ? "trainers.register.noneFound" : "trainers.register.none")}>
          {t(filtered ? "trainers.register.noneFoundText" : "trainers.register.noneText")}
        </EmptyState>
      }
    />
  );
}
