import { paths } from "#app/lib/paths.ts";
import { DataTable } from "#app/ui/data-table.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { Tag, type TagTone } from "#app/ui/tag.tsx";
import { useWords } from "#app/ui/words.tsx";
import type { RequestState } from "./data-request.ts";
import type { DataRequestFacts } from "./data-requests.server.ts";
import type { ErasureLine } from "./erasure.server.ts";

const TONES: Record<RequestState, TagTone> = {
  answered: "good",
  open: "quiet",
  "due-soon": "due",
  overdue: "danger",
};

export function RequestTag({ state }: { state: RequestState }) {
  const { t } = useWords();
  return <Tag tone={TONES[state]}>{t(`rights.request.state.${state}`)}</Tag>;
}

/** What one has asked for, by when it is answered, and what was answered. */
export function MyDataRequests({ requests }: { requests: DataRequestFacts[] }) {
  const { t, date } = useWords();
  if (requests.length === 0) return null;
  return (
    <Sheet title={t("rights.data.requests")}>
      <ul className="plain stack">
        {requests.map(({ id, kind, state, askedOn, due, outcome, answer }) => (
          <li key={id}>
            <RequestTag state={state} /> {t(`rights.request.kind.${kind}`)}
            <br />
            <small className="soft">
              {t("rights.request.clock", { asked: date(askedOn), due: date(due) })}
            </small>
            {outcome && (
              <p>
                <strong>{t(`rights.request.outcome.${outcome}`)}</strong> {answer}
              </p>
            )}
          </li>
        ))}
      </ul>
    </Sheet>
  );
}

type Row = DataRequestFacts & { person: { name: string } };

export function DataRequestTable({ rows, waiting }: { rows: Row[]; waiting: boolean }) {
  const { t, date } = useWords();
  return (
    <DataTable
      caption={t("rights.register.title")}
      hideCaption
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        {
          key: "who",
          header: t("rights.names.who"),
          rowHeader: true,
          cell: ({ id, person }) => (
            <a href={paths.dataRequest(id)}>
              <DirText>{person.name}</DirText>
            </a>
          ),
        },
        {
          key: "kind",
          header: t("rights.request.what"),
          cell: ({ kind }) => t(`rights.request.kind.${kind}`),
        },
        { key: "asked", header: t("rights.request.askedOn"), cell: ({ askedOn }) => date(askedOn) },
        { key: "due", header: t("rights.request.due"), cell: ({ due }) => date(due) },
        { key: "state", header: t("rights.names.state"), cell: ({ state }) => <RequestTag state={state} /> },
      ]}
      empty={
        <EmptyState title={t(waiting ? "rights.register.noneWaits" : "rights.register.none")}>
          {t("rights.register.noneText")}
        </EmptyState>
      }
    />
  );
}

/** What an erasure does, before it is done. */
export function ErasureList({ lines }: { lines: ErasureLine[] }) {
  const { t, number } = useWords();
  return (
    <DataTable
      caption={t("rights.erasure.title")}
      hideCaption
      rows={lines}
      rowKey={({ kind }) => kind}
      columns={[
        {
          key: "kind",
          header: t("rights.erasure.kind"),
          rowHeader: true,
          cell: ({ kind }) => t(`rights.held.${kind}`),
        },
        {
          key: "count",
          header: t("rights.erasure.count"),
          numeric: true,
          cell: ({ count }) => number(count),
        },
        {
          key: "what",
          header: t("rights.erasure.what"),
          cell: ({ erasing, kind }) =>
            kind === "certificates" ? t("rights.erasure.certificates") : t(`rights.erasure.${erasing}`),
        },
      ]}
    />
  );
}
