import { Actions, Button } from "#app/ui/button.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import type { FormHelp } from "#app/ui/form-problem.tsx";
import { TextInput } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";
import type { HandOverRow } from "./hand-overs.server.ts";

/** Room to write. */
const BLANK = "\u00a0";
const RECORD = "record";
const TAKE_BACK = "take-back";

type Props = { rows: HandOverRow[]; first: number; today: string; form: FormHelp };

/** On the screen a box to tick for each, on paper a line to sign. */
export function HandOverList({ rows, first, today, form }: Props) {
  const { t, number } = useWords();
  if (rows.length === 0)
    return (
      <EmptyState title={t("certification.handOver.none")}>{t("certification.handOver.noneText")}</EmptyState>
    );
  const open = rows.some(({ handedOver }) => !handedOver);
  const before = form.values("certificates");
  return (
    <>
      <div className="signatures">
        <DataTable
          caption={t("certification.handOver.title")}
          hideCaption
          narrow="scroll"
          rows={rows}
          rowKey={({ certificateId }) => certificateId}
          columns={[
            {
              key: "place",
              header: t("cohorts.print.number"),
              cell: ({ certificateId }) =>
                number(first + rows.findIndex((row) => row.certificateId === certificateId)),
            },
            {
              key: "name",
              header: t("cohorts.table.name"),
              rowHeader: true,
              cell: ({ name }) => <DirText>{name}</DirText>,
            },
            {
              key: "certificate",
              header: t("certification.facts.kind"),
              cell: (row) => (
                <>
                  {t(`certification.kind.${row.kind}`)}
                  <br />
                  <span dir="ltr" className="soft">
                    {row.number}
                  </span>
                </>
              ),
            },
            {
              key: "handed",
              header: t("certification.handOver.signature"),
              cell: (row) => <Handed row={row} ticked={before.includes(row.certificateId)} />,
            },
          ]}
        />
      </div>
      {open && (
        <form method="post" id={RECORD} className="stack no-print">
          <input type="hidden" name="intent" value="record" />
          <TextInput
            name="handedOn"
            type="date"
            max={today}
            label={t("certification.handOver.on")}
            defaultValue={form.value("handedOn", today)}
            error={form.error("handedOn")}
            required
          />
          <Actions>
            <Button>{t("certification.handOver.record")}</Button>
          </Actions>
        </form>
      )}
      <form method="post" id={TAKE_BACK} className="no-print">
        <input type="hidden" name="intent" value="take-back" />
      </form>
    </>
  );
}

function Handed({ row, ticked }: { row: HandOverRow; ticked: boolean }) {
  const { t, date } = useWords();
  const { certificateId, name, handedOver } = row;
  if (!handedOver)
    return (
      <>
        <label className="choice no-print">
          <input
            type="checkbox"
            form={RECORD}
            name="certificates[]"
            value={certificateId}
            defaultChecked={ticked}
            aria-label={t("certification.handOver.tick", { name })}
          />
          <span>{t("certification.handOver.ticked")}</span>
        </label>
        <span className="print-only">{BLANK}</span>
      </>
    );
  return (
    <>
      {t("certification.handOver.handed", { day: date(handedOver.on), name: handedOver.by })}{" "}
      <Button
        form={TAKE_BACK}
        name="certificateId"
        value={certificateId}
        tone="quiet"
        size="small"
        icon="undo"
      >
        {t("certification.handOver.takeBack")}
      </Button>
    </>
  );
}
