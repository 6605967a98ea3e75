import { paths } from "#app/lib/paths.ts";
import type { WordKey } from "#app/locales/keys.ts";
import { Alert } from "#app/ui/alert.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { Tag, type TagTone } from "#app/ui/tag.tsx";
import { useWords } from "#app/ui/words.tsx";
import type { Change } from "./import-people.ts";
import type { ImportPreview, PreviewRow } from "./import-preview.ts";

const TONES: Record<PreviewRow["kind"], TagTone> = {
  new: "good",
  update: "warn",
  same: "quiet",
  leave: "due",
  left: "quiet",
  cannot: "danger",
};

/** What each row of a list does, in words; after the import the same table says what it did. */
export function ImportReport({ preview, done }: { preview: ImportPreview; done?: boolean | undefined }) {
  const { t, number, list } = useWords();
  const { rows, hidden, unknown } = preview;
  return (
    <>
      {unknown.length > 0 && (
        <Alert title={t("admin.import.unknownColumns")}>
          {t("admin.import.unknownColumnsText", { columns: list(unknown) })}
        </Alert>
      )}
      <DataTable
        caption={t("admin.import.rows")}
        rows={rows}
        rowKey={({ row }) => String(row)}
        columns={[
          { key: "row", header: t("admin.import.row"), numeric: true, cell: ({ row }) => number(row) },
          {
            key: "name",
            header: t("admin.import.name"),
            rowHeader: true,
            cell: ({ name, username }) => <Name name={name} username={username} />,
          },
          {
            key: "what",
            header: t("admin.import.what"),
            cell: ({ kind }) => (
              <Tag tone={TONES[kind]}>{t(`admin.import.${done ? "did" : "will"}-${kind}`)}</Tag>
            ),
          },
          { key: "why", header: t("admin.import.why"), cell: (row) => <Why row={row} /> },
        ]}
      />
      {hidden > 0 && <p className="soft">{t("admin.import.hidden", { count: hidden })}</p>}
    </>
  );
}

function Name({ name, username }: { name: string; username: string | null }) {
  return (
    <>
      {name === "" ? "–" : <DirText>{name}</DirText>}
      {username && (
        <>
          <br />
          <span className="soft">{username}</span>
        </>
      )}
    </>
  );
}

function Why({ row: { reasons, changes, until, alike } }: { row: PreviewRow }) {
  const { t, date } = useWords();
  if (until) return t("admin.import.lastDay", { day: date(until) });
  if (reasons.length + changes.length + alike.length === 0) return "–";
  return (
    <ul className="plain">
      {reasons.map(({ key, params }) => (
        <li key={key}>{t(`admin.import.reason.${key}` as WordKey, params)}</li>
      ))}
      {changes.map((change) => (
        <li key={change.column}>
          <ChangeInWords change={change} />
        </li>
      ))}
      {alike.map((person) => (
        <li key={person.id}>
          <LooksLike {...person} />
        </li>
      ))}
    </ul>
  );
}

/** A warning and no refusal: whoever imports knows whether these are two. */
function LooksLike({ id, name, likeness }: PreviewRow["alike"][number]) {
  const { t, list } = useWords();
  return (
    <>
      <Tag tone="due">{t("admin.duplicates.looksLike")}</Tag>{" "}
      <a href={paths.person(id)}>
        <DirText>{name}</DirText>
      </a>{" "}
      <span className="soft">{list(likeness.map((each) => t(`admin.duplicates.likeness.${each}`)))}</span>
    </>
  );
}

function ChangeInWords({ change: { column, from, to } }: { change: Change }) {
  const { t } = useWords();
  const label = t(`admin.import.column.${column}`);
  return from === null
    ? t("admin.import.added", { column: label, to })
    : t("admin.import.changed", { column: label, from, to });
}

/** "12 new, 3 changed, 40 as they are, 2 left out." */
export function ImportCounts({ counts }: { counts: ImportPreview["counts"] }) {
  const { t, list } = useWords();
  const parts = (["new", "update", "leave", "same", "left", "cannot"] as const).filter(
    (kind) => counts[kind] > 0,
  );
  return <p>{list(parts.map((kind) => t(`admin.import.count-${kind}`, { count: counts[kind] })))}</p>;
}

/** Who is not in a list of everybody, or why nobody is closed by it. */
export function LeaverTable({ preview, done }: { preview: ImportPreview; done?: boolean | undefined }) {
  const { t, date } = useWords();
  const { leavers, tooMany } = preview;
  if (tooMany)
    return (
      <Alert tone="warn" title={t("admin.staffList.tooMany")}>
        {t("admin.staffList.tooManyText", { count: tooMany.missing, staff: tooMany.staff })}
      </Alert>
    );
  if (leavers.length === 0) return null;
  return (
    <DataTable
      caption={t(done ? "admin.staffList.closed" : "admin.staffList.missing")}
      rows={leavers}
      rowKey={({ id }) => id}
      columns={[
        {
          key: "name",
          header: t("admin.import.name"),
          rowHeader: true,
          cell: ({ name, username }) => <Name name={name} username={username} />,
        },
        { key: "until", header: t("admin.staffList.lastDay"), cell: ({ until }) => date(until) },
      ]}
    />
  );
}
