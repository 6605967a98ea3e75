import { NEW_NAME } from "./correction.ts";
import { paths } from "#app/lib/paths.ts";
import { DataTable } from "#app/ui/data-table.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { useWords } from "#app/ui/words.tsx";
import type { CertificateRecord } from "./certificate-view.ts";
import { StatusTag } from "./status-tag.tsx";

/** Why an edition was issued in place of the one before. */
export function WhyAnew({ because }: { because: string | null }) {
  const { t } = useWords();
  if (because?.startsWith(NEW_NAME)) return t("certification.editions.newName");
  return because ? <DirText>{because}</DirText> : "–";
}

type Props = { editions: CertificateRecord[]; current: string };

/** A certificate's editions: the one looked at, those before and after it. */
export function EditionTable({ editions, current }: Props) {
  const { t, date, number } = useWords();
  return (
    <DataTable
      caption={t("certification.editions.title")}
      rows={editions}
      rowKey={({ id }) => id}
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
          cell: (one) =>
            one.id === current ? one.number : <a href={paths.issuedCertificate(one.id)}>{one.number}</a>,
        },
        {
          key: "holder",
          header: t("certification.facts.holder"),
          cell: ({ facts }) => <DirText>{facts.holder.name}</DirText>,
        },
        {
          key: "issuedOn",
          header: t("certification.facts.issuedOn"),
          cell: ({ facts }) => date(facts.issuedOn),
        },
        {
          key: "why",
          header: t("certification.editions.why"),
          cell: ({ correctedBecause }) => <WhyAnew because={correctedBecause} />,
        },
        {
          key: "status",
          header: t("certification.facts.state"),
          cell: ({ status }) => <StatusTag status={status} />,
        },
      ]}
    />
  );
}
