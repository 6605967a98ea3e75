import { paths } from "#app/lib/paths.ts";
import type { Role } from "#app/lib/actor.ts";
import { Checkbox } from "#app/ui/choices.tsx";
import { DataTable, type Column } from "#app/ui/data-table.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import type { Sortable } from "#app/ui/sortable.ts";
import { Tag } from "#app/ui/tag.tsx";
import { useWords } from "#app/ui/words.tsx";

type Row = {
  id: string;
  name: string;
  username: string;
  organisations: string[];
  roles: Role[];
  hasPassword: boolean;
  deactivated: boolean;
  lastSeenAt: Date | null;
};

type Props = { rows: Row[]; choosing: boolean; sortable: Sortable<"name"> };

/** People by name; with boxes to tick where something may be done to several at once. */
export function PeopleTable({ rows, choosing, sortable }: Props) {
  const { t } = useWords();
  const choice = useChoice();
  const facts = useFacts(sortable);
  return (
    <DataTable
      caption={t("admin.people.title")}
      hideCaption
      rows={rows}
      rowKey={({ id }) => id}
      columns={choosing ? [choice, ...facts] : facts}
    />
  );
}

function useChoice(): Column<Row> {
  const { t } = useWords();
  return {
    key: "choose",
    header: t("admin.people.choose"),
    hideHeader: true,
    cell: ({ id, name }) => (
      <Checkbox
        bare
        name="people[]"
        id={`person-${id}`}
        value={id}
        label={t("admin.people.chooseOne", { name })}
      />
    ),
  };
}

function useFacts(sortable: Props["sortable"]): Column<Row>[] {
  const { t, list } = useWords();
  return [
    {
      key: "name",
      header: t("admin.people.name"),
      rowHeader: true,
      sort: sortable("name"),
      cell: ({ id, name, username }) => (
        <>
          <a href={paths.person(id)}>
            <DirText>{name}</DirText>
          </a>
          <br />
          <span className="soft">
            <DirText>{username}</DirText>
          </span>
        </>
      ),
    },
    {
      key: "organisation",
      header: t("admin.people.organisation"),
      cell: ({ organisations }) =>
        organisations.length === 0 ? "–" : <DirText>{list(organisations)}</DirText>,
    },
    {
      key: "roles",
      header: t("admin.people.role"),
      cell: ({ roles }) =>
        list((roles.length === 0 ? (["learner"] as const) : roles).map((role) => t(`common.role.${role}`))),
    },
    { key: "seen", header: t("admin.people.lastSeen"), cell: (row) => <LastSeen {...row} /> },
  ];
}

/** When somebody was here last, or why nobody knows. */
export function LastSeen({
  hasPassword,
  deactivated,
  lastSeenAt,
}: Pick<Row, "hasPassword" | "deactivated" | "lastSeenAt">) {
  const { t, dateTime } = useWords();
  if (deactivated) return <Tag tone="danger">{t("admin.people.deactivated")}</Tag>;
  if (lastSeenAt) return dateTime(lastSeenAt);
  return hasPassword ? t("admin.people.longAgo") : <Tag tone="due">{t("admin.people.notYet")}</Tag>;
}
