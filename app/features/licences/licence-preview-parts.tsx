import { Sentences, WasDay } from "#app/features/trainers/schemes/scheme-preview-parts.tsx";
import { PAGE_SIZE } from "#app/lib/paging.ts";
import { paths } from "#app/lib/paths.ts";
import { DataTable } from "#app/ui/data-table.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { Pages } from "#app/ui/pages.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { useWords } from "#app/ui/words.tsx";
import { askWords } from "#app/features/trainers/candidacies/candidacy-words.tsx";
import type { LicencePreview, LicenceTouched } from "./licence-view.ts";
import type { LicencePart } from "./qualification.ts";

type Props = { preview: LicencePreview; schemeId: string; page: number };

/** To whom a draft means another date or another request, each with the old and the new. */
export function LicencesTouched({ preview: { running, touched, licences }, schemeId, page }: Props) {
  const { t, number } = useWords();
  return (
    <Sheet title={t("schemes.preview.licences.title")}>
      <p>
        {touched === 0
          ? t("schemes.preview.licences.none")
          : t("schemes.preview.licences.summary", { running: number(running), count: touched })}
      </p>
      <p className="soft">{t("schemes.publish.licences")}</p>
      {touched > 0 && (
        <>
          <LicenceTable rows={licences} schemeId={schemeId} />
          <Pages page={page} size={PAGE_SIZE} total={touched} />
        </>
      )}
    </Sheet>
  );
}

function LicenceTable({ rows, schemeId }: { rows: readonly LicenceTouched[]; schemeId: string }) {
  const { t, mediumDate } = useWords();
  const lacks = (key: "lacksNow" | "lacksNoMore") =>
    rows.some((row) => row[key].length > 0)
      ? [
          {
            key,
            header: t(`schemes.preview.licences.${key}`),
            cell: (row: LicenceTouched) => <Parts of={row[key]} />,
          },
        ]
      : [];
  return (
    <DataTable
      caption={t("schemes.preview.licences.title")}
      hideCaption
      rows={[...rows]}
      rowKey={({ number }) => number}
      columns={[
        {
          key: "name",
          header: t("schemes.preview.licences.organisation"),
          rowHeader: true,
          cell: ({ organisationId, name }) => (
            <a href={paths.licence(organisationId, schemeId)}>
              <DirText>{name}</DirText>
            </a>
          ),
        },
        {
          key: "until",
          header: t("schemes.preview.until"),
          cell: ({ validUntil }) => mediumDate(validUntil),
        },
        {
          key: "next",
          header: t("schemes.preview.next"),
          cell: ({ nextUntil }) => <WasDay days={nextUntil} />,
        },
        ...lacks("lacksNow"),
        ...lacks("lacksNoMore"),
      ]}
    />
  );
}

function Parts({ of }: { of: readonly LicencePart[] }) {
  const words = useWords();
  return (
    <Sentences
      of={of.map(({ asked }) => ({ key: JSON.stringify(asked), sentence: askWords(words, asked) }))}
    />
  );
}
