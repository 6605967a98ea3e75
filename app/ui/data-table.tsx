import { useId, type ReactNode } from "react";
import { cx } from "./class-names.ts";

export type Column<Row> = {
  key: string;
  header: string;
  cell: (row: Row) => ReactNode;
  numeric?: boolean | undefined;
  /** The column that names the row; usually the first. */
  rowHeader?: boolean | undefined;
  /** The heading is spoken, not shown: a column of checkboxes or buttons. */
  hideHeader?: boolean | undefined;
  /** A GET link that sorts by this column, and how it is sorted now. */
  sort?: { href: string; direction?: "ascending" | "descending" | undefined } | undefined;
};

type DataTableProps<Row> = {
  caption: string;
  hideCaption?: boolean | undefined;
  columns: Column<Row>[];
  rows: Row[];
  rowKey: (row: Row) => string;
  /** Cells of a closing row, keyed like the columns. */
  totals?: Record<string, ReactNode> | undefined;
  /** Shown instead of a table without rows. */
  empty?: ReactNode;
  /** On a narrow screen: rows become small cards, or the table scrolls sideways. */
  narrow?: "stack" | "scroll" | undefined;
};

export function DataTable<Row>(props: DataTableProps<Row>) {
  const { caption, hideCaption, columns, rows, rowKey, totals, empty, narrow = "stack" } = props;
  const captionId = useId();
  const roles = narrow === "stack" ? tableRoles : noRoles;
  if (rows.length === 0 && empty) return <>{empty}</>;
  return (
    <div className="scroll" aria-labelledby={captionId} {...scrollRegion}>
      <table className={cx("data", narrow === "stack" && "stacked")} role={roles.table}>
        <caption id={captionId}>
          {hideCaption ? <span className="hidden-text">{caption}</span> : caption}
        </caption>
        <thead role={roles.group}>
          <tr role={roles.row}>
            {columns.map((column) => (
              <HeaderCell key={column.key} column={column} role={roles.head} />
            ))}
          </tr>
        </thead>
        <tbody role={roles.group}>
          {rows.map((row) => (
            <tr key={rowKey(row)} role={roles.row}>
              {columns.map((column) => (
                <BodyCell key={column.key} column={column} roles={roles}>
                  {column.cell(row)}
                </BodyCell>
              ))}
            </tr>
          ))}
        </tbody>
        {totals && (
          <tfoot role={roles.group}>
            <tr role={roles.row}>
              {columns.map((column) => (
                <BodyCell key={column.key} column={column} roles={roles}>
                  {totals[column.key]}
                </BodyCell>
              ))}
            </tr>
          </tfoot>
        )}
      </table>
    </div>
  );
}

/** What scrolls sideways must take the focus, or the keyboard cannot scroll it. */
const scrollRegion = { role: "region", tabIndex: 0 };

/** Rows drawn as cards stop being table rows for some screen readers unless they say what they are. */
const tableRoles = {
  table: "table",
  group: "rowgroup",
  row: "row",
  head: "columnheader",
  rowHead: "rowheader",
  cell: "cell",
};
type Roles = { [part in keyof typeof tableRoles]: string | undefined };
const noRoles: Roles = {
  table: undefined,
  group: undefined,
  row: undefined,
  head: undefined,
  rowHead: undefined,
  cell: undefined,
};

function HeaderCell<Row>({ column, role }: { column: Column<Row>; role: string | undefined }) {
  const words = column.hideHeader ? <span className="hidden-text">{column.header}</span> : column.header;
  return (
    <th
      scope="col"
      role={role}
      className={cx(column.numeric && "num")}
      aria-sort={column.sort ? (column.sort.direction ?? "none") : undefined}
    >
      {column.sort ? <a href={column.sort.href}>{words}</a> : words}
    </th>
  );
}

function BodyCell<Row>(props: { column: Column<Row>; roles: Roles; children: ReactNode }) {
  const { column, roles, children } = props;
  const className = cx(column.numeric && "num");
  if (column.rowHeader) {
    return (
      <th scope="row" role={roles.rowHead} className={className}>
        {children}
      </th>
    );
  }
  return (
    <td role={roles.cell} className={className} data-label={column.hideHeader ? undefined : column.header}>
      {children}
    </td>
  );
}
