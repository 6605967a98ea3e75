import { paths } from "#app/lib/paths.ts";
import type { Translate, WordKey } from "#app/locales/keys.ts";
import { DataTable, type Column } from "#app/ui/data-table.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { useWords } from "#app/ui/words.tsx";

type Row = {
  id: string;
  at: Date;
  actorId: string | null;
  actorName: string | null;
  action: string;
  subjectKind: string;
  subjectId: string;
  subjectName: string | null;
  detail: Record<string, unknown>;
  behalf: string[];
};

type Props = {
  rows: Row[];
  /** On the page of the subject itself it need not be named in every row. */
  ownPage?: boolean | undefined;
  /** For readers to whom the trail itself is closed: no name leads there. */
  unlinked?: boolean | undefined;
  /** Everything as it was written down, with all ids. */
  asRecorded?: boolean | undefined;
};

/** Who did what to whom, when; each name leads to what else is recorded of them. */
export function AuditTable({ rows, ownPage, unlinked, asRecorded = false }: Props) {
  const { t, dateTime } = useWords();
  const subject: Column<Row> = {
    key: "subject",
    header: t("audit.subject"),
    cell: (row) => <Subject row={row} />,
  };
  return (
    <DataTable
      caption={t("audit.table")}
      hideCaption
      rows={rows}
      rowKey={({ id }) => id}
      empty={<p className="soft">{t("audit.none")}</p>}
      columns={[
        { key: "at", header: t("audit.at"), cell: ({ at }) => dateTime(at) },
        { key: "actor", header: t("audit.actor"), cell: (row) => <Actor row={row} linked={!unlinked} /> },
        {
          key: "action",
          header: t("audit.act"),
          rowHeader: true,
          cell: ({ action, detail }) => (
            <>
              {actionInWords(t, action)}
              <Detail detail={detail} asRecorded={asRecorded} />
            </>
          ),
        },
        ...(ownPage ? [] : [subject]),
      ]}
    />
  );
}

/** The words for an action, or its own name where it has none yet. */
export function actionInWords(t: Translate, action: string): string {
  const key = `audit.action.${action}`;
  const words = t(key as WordKey);
  return words === key ? action : words;
}

function Actor({ row: { actorId, actorName, behalf }, linked }: { row: Row; linked: boolean }) {
  const { t, list } = useWords();
  if (actorId === null) return t("audit.platform");
  const name = <DirText>{actorName ?? actorId}</DirText>;
  return (
    <>
      {linked ? <a href={`/audit?by=${actorId}`}>{name}</a> : name}
      {behalf.length > 0 && (
        <>
          <br />
          <small>{t("audit.behalf", { names: list(behalf) })}</small>
        </>
      )}
    </>
  );
}

const PAGES: Record<string, (id: string) => string> = {
  person: paths.person,
  cohort: paths.cohort,
  organisation: paths.organisation,
  certificate: paths.issuedCertificate,
};

function Subject({ row: { subjectKind, subjectId, subjectName } }: { row: Row }) {
  const { t } = useWords();
  const page = PAGES[subjectKind];
  const name = subjectName && <DirText>{subjectName}</DirText>;
  return (
    <>
      {page ? <a href={page(subjectId)}>{name ?? subjectId}</a> : name}
      {name && <br />}
      <a className="soft" href={`/audit?about=${subjectId}`}>
        {kindInWords(t, subjectKind)}
      </a>
    </>
  );
}

function kindInWords(t: Translate, kind: string): string {
  const key = `audit.kind.${kind}`;
  const words = t(key as WordKey);
  return words === key ? kind : words;
}

/** In brief: reasons, states and figures. Ids and lists only where all is asked for. */
function Detail({ detail, asRecorded }: { detail: Row["detail"]; asRecorded: boolean }) {
  const parts = Object.entries(detail).filter(([name, value]) => asRecorded || saysSomething(name, value));
  if (parts.length === 0) return null;
  return (
    <>
      <br />
      <small className="soft">{parts.map(([name, value]) => `${name}: ${plain(value)}`).join("; ")}</small>
    </>
  );
}

const saysSomething = (name: string, value: unknown): boolean =>
  !name.endsWith("Id") && value !== null && value !== "" && typeof value !== "object";

const plain = (value: unknown): string => (typeof value === "object" ? JSON.stringify(value) : String(value));
