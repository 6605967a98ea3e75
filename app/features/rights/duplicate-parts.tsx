import type { Alike, Likeness } from "#app/features/identity/likely-duplicates.ts";
import { paths } from "#app/lib/paths.ts";
import { Alert } from "#app/ui/alert.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { useWords } from "#app/ui/words.tsx";
import type { DuplicatePerson, DuplicateRow } from "./duplicate-list.server.ts";

/** Two people in a row, and what they have in common. */
export function DuplicateTable({ rows }: { rows: DuplicateRow[] }) {
  const { t } = useWords();
  return (
    <DataTable
      caption={t("admin.duplicates.title")}
      hideCaption
      rows={rows}
      rowKey={({ one, other }) => `${one.id} ${other.id}`}
      columns={[
        {
          key: "one",
          header: t("admin.duplicates.one"),
          rowHeader: true,
          cell: ({ one }) => <Who person={one} />,
        },
        { key: "other", header: t("admin.duplicates.other"), cell: ({ other }) => <Who person={other} /> },
        {
          key: "what",
          header: t("admin.duplicates.what"),
          cell: ({ likeness }) => <InCommon likeness={likeness} />,
        },
        {
          key: "look",
          header: t("admin.duplicates.look"),
          hideHeader: true,
          cell: ({ one, other }) => (
            <a href={paths.proposeMerge(one.id, other.id)}>{t("admin.duplicates.look")}</a>
          ),
        },
      ]}
    />
  );
}

export function InCommon({ likeness }: { likeness: Likeness[] }) {
  const { t, list } = useWords();
  return list(likeness.map((each) => t(`admin.duplicates.likeness.${each}`)));
}

function Who({ person: { id, name, username, organisations, createdAt } }: { person: DuplicatePerson }) {
  const { t, dateTime, list } = useWords();
  return (
    <>
      <a href={paths.person(id)}>
        <DirText>{name}</DirText>
      </a>
      <br />
      <span className="soft">
        <DirText>{username}</DirText>
        {organisations.length > 0 && (
          <>
            {" · "}
            <DirText>{list(organisations)}</DirText>
          </>
        )}
        <br />
        {t("admin.duplicates.since", { day: dateTime(createdAt) })}
      </span>
    </>
  );
}

type Merge = { id: string; state: string; goneId: string };

const wordsOf = ({ state, goneId }: Merge, personId: string) => {
  if (state === "proposed") return "admin.duplicates.mergeWaits";
  return goneId === personId ? "admin.duplicates.mergedAway" : "admin.duplicates.mergedHere";
};

/** On the page of a person who may be here twice. */
export function DuplicateAlert(props: { personId: string; alike: Alike[]; merges: Merge[] }) {
  const { personId, alike, merges } = props;
  const { t } = useWords();
  const [merge] = merges;
  if (merge)
    return (
      <Alert>
        {t(wordsOf(merge, personId))} <a href={paths.merge(merge.id)}>{t("rights.merge.one")}</a>
      </Alert>
    );
  if (alike.length === 0) return null;
  return (
    <Alert tone="warn" title={t("admin.duplicates.badge")}>
      <ul className="plain">
        {alike.map(({ id, name, likeness }) => (
          <li key={id}>
            {t("admin.duplicates.badgeText")}{" "}
            <a href={paths.person(id)}>
              <DirText>{name}</DirText>
            </a>{" "}
            (<InCommon likeness={likeness} />){" · "}
            <a href={paths.proposeMerge(personId, id)}>{t("admin.duplicates.look")}</a>
          </li>
        ))}
      </ul>
    </Alert>
  );
}
