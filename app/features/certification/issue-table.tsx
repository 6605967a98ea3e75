import { paths } from "#app/lib/paths.ts";
import { Button } from "#app/ui/button.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Tag } from "#app/ui/tag.tsx";
import { useWords } from "#app/ui/words.tsx";
import type { CertificateKind } from "./issue-gate.ts";
import type { IssueRow } from "./issue-rows.ts";

type Props = { cohortId: string; rows: IssueRow[]; filtered: boolean };

/** Everybody with what they would get, or the reason why not and what cures it. */
export function IssueTable({ cohortId, rows, filtered }: Props) {
  const { t } = useWords();
  return (
    <DataTable
      caption={t("certification.issue.caption")}
      hideCaption
      rows={rows}
      rowKey={({ enrolmentId }) => enrolmentId}
      columns={[
        {
          key: "name",
          header: t("certification.issue.name"),
          rowHeader: true,
          cell: (row) => <Name cohortId={cohortId} row={row} />,
        },
        {
          key: "held",
          header: t("certification.issue.held"),
          cell: ({ held }) => <HeldList held={held} />,
        },
        { key: "due", header: t("certification.issue.now"), cell: (row) => <Due row={row} /> },
        {
          key: "act",
          header: t("certification.issue.act"),
          hideHeader: true,
          cell: (row) => row.due && <IssueOne row={row} kind={row.due} />,
        },
      ]}
      empty={
        <EmptyState title={t(filtered ? "certification.issue.noneFound" : "certification.issue.none")}>
          {t(filtered ? "certification.issue.noneFoundText" : "certification.issue.noneText")}
        </EmptyState>
      }
    />
  );
}

function Name({ cohortId, row }: { cohortId: string; row: IssueRow }) {
  const { t } = useWords();
  const { enrolmentId, name, printedName, nameConfirmed } = row;
  return (
    <>
      <a href={paths.participant(cohortId, enrolmentId)}>
        <DirText>{name}</DirText>
      </a>
      {printedName && printedName !== name && (
        <>
          <br />
          <span className="soft">
            <DirText>{printedName}</DirText>
          </span>
        </>
      )}{" "}
      {!nameConfirmed && <Tag tone="warn">{t("certification.issue.nameOpen")}</Tag>}
    </>
  );
}

function HeldList({ held }: Pick<IssueRow, "held">) {
  const { t } = useWords();
  if (held.length === 0) return <>–</>;
  return (
    <ul className="plain">
      {held.map(({ id, number, kind, revoked, inError }) => (
        <li key={id}>
          {t(`certification.short.${kind}`)}{" "}
          <a className="whole" href={paths.issuedCertificate(id)}>
            {number}
          </a>{" "}
          <a href={paths.certificatePdf(id)}>{t("certification.issue.pdf")}</a>{" "}
          {revoked && (
            <Tag tone="danger">{t(`certification.status.${inError ? "in-error" : "revoked"}`)}</Tag>
          )}
        </li>
      ))}
    </ul>
  );
}

function Due({ row: { due, because, held } }: { row: IssueRow }) {
  const { t, refusal } = useWords();
  return (
    <>
      {due && <Tag tone="due">{t(`certification.short.${due}`)}</Tag>}
      {!due && !because && held.length > 0 && <Tag tone="good">{t("certification.issue.complete")}</Tag>}
      {because && (
        <p className="soft">
          {due || held.length > 0
            ? t("certification.issue.notAchievement", { reason: refusal(because) })
            : refusal(because)}
        </p>
      )}
    </>
  );
}

function IssueOne({ row, kind }: { row: IssueRow; kind: CertificateKind }) {
  const { t } = useWords();
  return (
    <form method="post">
      <input type="hidden" name="enrolmentId" value={row.enrolmentId} />
      <input type="hidden" name="kind" value={kind} />
      <Button name="intent" value="one" tone="quiet" size="small">
        {t("certification.issue.one")} <span className="hidden-text">{row.name}</span>
      </Button>
    </form>
  );
}
