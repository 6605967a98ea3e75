import { paths } from "#app/lib/paths.ts";
import { DataTable } from "#app/ui/data-table.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import type { Sortable } from "#app/ui/sortable.ts";
import { useWords } from "#app/ui/words.tsx";
import type { CertificateRecord } from "./certificate-view.ts";
import { StatusTag } from "./status-tag.tsx";

type Props = {
  rows: CertificateRecord[];
  filtered: boolean;
  sortable: Sortable<"holder" | "number" | "issued">;
};

export function RegisterTable({ rows, filtered, sortable }: Props) {
  const { t, date } = useWords();
  return (
    <DataTable
      caption={t("certification.register.title")}
      hideCaption
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        {
          key: "holder",
          header: t("certification.facts.holder"),
          rowHeader: true,
          sort: sortable("holder"),
          cell: ({ id, facts }) => (
            <a href={paths.issuedCertificate(id)}>
              <DirText>{facts.holder.name}</DirText>
            </a>
          ),
        },
        {
          key: "course",
          header: t("certification.facts.course"),
          cell: ({ facts }) => (
            <>
              {facts.course.title}
              <br />
              <span className="soft">{t(`certification.kind.${facts.kind}`)}</span>
            </>
          ),
        },
        {
          key: "number",
          header: t("certification.facts.number"),
          sort: sortable("number"),
          cell: ({ number }) => <span className="whole">{number}</span>,
        },
        {
          key: "issuedOn",
          header: t("certification.facts.issuedOn"),
          sort: sortable("issued"),
          cell: ({ facts }) => date(facts.issuedOn),
        },
        {
          key: "status",
          header: t("certification.facts.state"),
          cell: ({ status }) => <StatusTag status={status} />,
        },
      ]}
      empty={
        <EmptyState title={t(filtered ? "certification.register.noneFound" : "certification.register.none")}>
          {t(filtered ? "certification.register.noneFoundText" : "certification.register.noneText")}
        </EmptyState>
      }
    />
  );
}
