import { WhyAnew } from "#app/features/certification/edition-table.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { useWords } from "#app/ui/words.tsx";
import type { TrainerEdition } from "./trainer-certificate-view.ts";

/** The editions of a trainer's certificate, and why there is another one: among staff. */
export function TrainerEditions({ editions }: { editions: readonly TrainerEdition[] }) {
  const { t, date, number } = useWords();
  if (editions.length < 2) return null;
  return (
    <DataTable
      caption={t("certification.editions.title")}
      rows={[...editions]}
      rowKey={({ number: one }) => one}
      columns={[
        {
          key: "edition",
          header: t("certification.facts.edition"),
          rowHeader: true,
          cell: ({ edition }) => number(edition),
        },
        {
          key: "number",
          header: t("certification.facts.number"),
          cell: ({ number: one }) => <span className="whole">{one}</span>,
        },
        {
          key: "issuedOn",
          header: t("certification.facts.issuedOn"),
          cell: ({ issuedOn }) => date(issuedOn),
        },
        {
          key: "why",
          header: t("certification.editions.why"),
          cell: ({ correctedBecause }) => <WhyAnew because={correctedBecause} />,
        },
      ]}
    />
  );
}
