import { Actions, Button, ButtonLink } from "#app/ui/button.tsx";
import { RadioGroup } from "#app/ui/choices.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { Disclosure } from "#app/ui/disclosure.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Form } from "#app/ui/form.tsx";
import type { FormHelp } from "#app/ui/form-problem.tsx";
import { TextInput } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";
import { paths } from "#app/lib/paths.ts";
import type { HandOverRow, Printing } from "./hand-overs.server.ts";

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
  const open = rows.some(({ paper }) => paper && !paper.out);
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
  const { certificateId, name, paper } = row;
  if (!paper)
    return (
      <>
        <span className="soft no-print">{t("certification.handOver.notPrinted")}</span>
        <span className="print-only">{BLANK}</span>
      </>
    );
  const copy = paper.copy > 1 && (
    <span className="soft">{t("certification.paper.copy", { copy: paper.copy })} </span>
  );
  if (!paper.out)
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
          <span>
            {t("certification.handOver.ticked")} {copy}
          </span>
        </label>
        <span className="print-only">{BLANK}</span>
      </>
    );
  return (
    <>
      {t("certification.handOver.handed", { day: date(paper.on), name: paper.by })} {copy}
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

type PrintProps = { cohortId: string; rows: HandOverRow[]; printing: Printing | null; form: FormHelp };

/** Writes down what is printed, and leads to it: first those that never were, and what was once more with a reason. */
export function PrintPart({ cohortId, rows, printing, form }: PrintProps) {
  const { t, date, number } = useWords();
  const fresh = rows.filter(({ paper }) => paper === null).length;
  const again = form.value("intent") === "print" && form.value("which") === "all";
  const choices = [
    {
      value: "new",
      label: t("certification.handOver.printNew", { count: fresh, number: number(fresh) }),
      disabled: fresh === 0,
    },
    {
      value: "all",
      label: t("certification.handOver.printAll", { count: rows.length, number: number(rows.length) }),
    },
  ];
  return (
    <div className="stack no-print">
      {printing && (
        <Actions>
          <ButtonLink href={paths.handOverPdf(cohortId, printing.id)} icon="print">
            {t("certification.handOver.pdf", { count: number(printing.count) })}
          </ButtonLink>
          <span className="soft">
            {t("certification.handOver.printed", { day: date(printing.on), name: printing.by })}
          </span>
        </Actions>
      )}
      <Disclosure
        summary={t(printing ? "certification.handOver.printMore" : "certification.handOver.printFirst")}
        open={!printing || again || undefined}
      >
        <Form>
          <p className="soft">{t("certification.handOver.printText")}</p>
          <RadioGroup
            legend={t("certification.handOver.which")}
            name="which"
            value={again || fresh === 0 ? "all" : "new"}
            error={form.error("which")}
            choices={choices}
          />
          {fresh < rows.length && (
            <TextInput
              name="reason"
              label={t("certification.paper.whyAgain")}
              hint={t("certification.handOver.whyAgainHint")}
              defaultValue={form.value("reason")}
              error={form.error("reason")}
            />
          )}
          <Actions>
            <Button name="intent" value="print" icon="print">
              {t("certification.handOver.printDo")}
            </Button>
          </Actions>
        </Form>
      </Disclosure>
    </div>
  );
}
