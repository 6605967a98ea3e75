import { paths } from "#app/lib/paths.ts";
import { DataTable } from "#app/ui/data-table.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { Tag, type TagTone } from "#app/ui/tag.tsx";
import { useWords } from "#app/ui/words.tsx";
import type { NameChangeState } from "./name-change.ts";
import type { NameChangeFacts } from "./name-changes.server.ts";

const TONES: Record<NameChangeState, TagTone> = {
  open: "due",
  approved: "good",
  declined: "danger",
  withdrawn: "quiet",
};

export function NameChangeTag({ state }: { state: NameChangeState }) {
  const { t } = useWords();
  return <Tag tone={TONES[state]}>{t(`rights.name.state.${state}`)}</Tag>;
}

/** What one has asked for, and what was answered. */
export function NameChangeHistory({ changes }: { changes: NameChangeFacts[] }) {
  const { t, dateTime } = useWords();
  if (changes.length === 0) return null;
  return (
    <Sheet title={t("rights.name.history")}>
      <ul className="plain stack">
        {changes.map(({ id, printedName, state, askedAt, note }) => (
          <li key={id}>
            <NameChangeTag state={state} /> <DirText>{printedName}</DirText>
            <br />
            <small className="soft">{t("rights.name.askedAt", { at: dateTime(askedAt) })}</small>
            {note && <p>{note}</p>}
          </li>
        ))}
      </ul>
    </Sheet>
  );
}

type Row = Pick<NameChangeFacts, "id" | "printedName" | "why" | "state" | "askedAt"> & {
  person: { name: string };
};

export function NameChangeTable({ rows, filtered }: { rows: Row[]; filtered: boolean }) {
  const { t, dateTime } = useWords();
  return (
    <DataTable
      caption={t("rights.names.title")}
      hideCaption
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        {
          key: "who",
          header: t("rights.names.who"),
          rowHeader: true,
          cell: ({ id, person }) => (
            <a href={paths.nameChange(id)}>
              <DirText>{person.name}</DirText>
            </a>
          ),
        },
        {
          key: "new",
          header: t("rights.name.new"),
          cell: ({ printedName }) => <DirText>{printedName}</DirText>,
        },
        { key: "why", header: t("rights.name.why"), cell: ({ why }) => t(`rights.name.reason.${why}`) },
        { key: "at", header: t("rights.names.askedAt"), cell: ({ askedAt }) => dateTime(askedAt) },
        {
          key: "state",
          header: t("rights.names.state"),
          cell: ({ state }) => <NameChangeTag state={state} />,
        },
      ]}
      empty={
        <EmptyState title={t(filtered ? "rights.names.none" : "rights.names.noneOpen")}>
          {t("rights.names.noneText")}
        </EmptyState>
      }
    />
  );
}
