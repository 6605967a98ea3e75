import { paths } from "#app/lib/paths.ts";
import { Actions, Button, ButtonLink } from "#app/ui/button.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { Form } from "#app/ui/form.tsx";
import type { useForm } from "#app/ui/form-problem.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { Tag } from "#app/ui/tag.tsx";
import { TextInput } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";
import { actsFrom, amountText, mayEditFee, type FeeState, type FeeTotal } from "./fee.ts";
import type { FeeLine, Money } from "./fees.server.ts";

type FormHelp = ReturnType<typeof useForm>;

const TONES = { due: "warn", invoiced: undefined, paid: "good", waived: undefined } as const;

export function FeeTag({ state }: { state: FeeState }) {
  const { t } = useWords();
  return <Tag tone={TONES[state]}>{t(`cohorts.fee.state.${state}`)}</Tag>;
}

function MoneyFields({ fee, form, optional }: { fee: Money | null; form: FormHelp; optional?: string }) {
  const { t } = useWords();
  return (
    <div className="field-row">
      <TextInput
        name="amount"
        inputMode="decimal"
        label={t("cohorts.fee.amount")}
        hint={t("cohorts.fee.amountHint")}
        optional={optional}
        maxLength={40}
        defaultValue={form.value("amount", fee ? amountText(fee.amount, fee.currency) : "")}
        error={form.error("amount")}
      />
      <TextInput
        name="currency"
        label={t("cohorts.fee.currency")}
        hint={t("cohorts.fee.currencyHint")}
        maxLength={3}
        dir="ltr"
        autoCapitalize="characters"
        defaultValue={form.value("currency", fee?.currency ?? "USD")}
        error={form.error("currency")}
      />
    </div>
  );
}

/** What the cohort costs; whoever has no line of their own owes it. */
export function CohortFeeSheet({ fee, form }: { fee: Money | null; form: FormHelp }) {
  const { t } = useWords();
  return (
    <Sheet title={t("cohorts.fee.cohort")}>
      <p>{t("cohorts.fee.cohortText")}</p>
      <Form>
        <MoneyFields fee={fee} form={form} optional={t("common.form.optional")} />
        <Actions>
          <Button tone={fee ? "quiet" : "primary"}>{t("cohorts.fee.set")}</Button>
        </Actions>
      </Form>
    </Sheet>
  );
}

export function FeeTotals({ totals }: { totals: FeeTotal[] }) {
  const { t, number, money } = useWords();
  return (
    <DataTable
      caption={t("cohorts.fee.totals")}
      rows={totals}
      rowKey={({ currency, state }) => `${currency} ${state}`}
      columns={[
        {
          key: "state",
          header: t("cohorts.fee.stateOf"),
          rowHeader: true,
          cell: ({ state }) => <FeeTag state={state} />,
        },
        {
          key: "people",
          header: t("cohorts.fee.people"),
          numeric: true,
          cell: ({ people }) => number(people),
        },
        {
          key: "amount",
          header: t("cohorts.fee.amount"),
          numeric: true,
          cell: ({ amount, currency }) => money(amount, currency),
        },
      ]}
    />
  );
}

export function FeeTable({ cohortId, rows }: { cohortId: string; rows: FeeLine[] }) {
  const { t, money } = useWords();
  return (
    <DataTable
      caption={t("cohorts.fee.lines")}
      rows={rows}
      rowKey={({ enrolmentId }) => enrolmentId}
      columns={[
        {
          key: "name",
          header: t("cohorts.table.name"),
          rowHeader: true,
          cell: ({ enrolmentId, name }) => (
            <a href={paths.fee(cohortId, enrolmentId)}>
              <DirText>{name}</DirText>
            </a>
          ),
        },
        {
          key: "amount",
          header: t("cohorts.fee.amount"),
          numeric: true,
          cell: ({ amount, currency }) => money(amount, currency),
        },
        {
          key: "payer",
          header: t("cohorts.fee.payer"),
          cell: ({ payer }) => (payer ? <DirText>{payer}</DirText> : t("cohorts.fee.themselves")),
        },
        { key: "state", header: t("cohorts.fee.stateOf"), cell: ({ state }) => <FeeTag state={state} /> },
        { key: "invoice", header: t("cohorts.fee.invoice"), cell: ({ invoice }) => invoice ?? "–" },
      ]}
    />
  );
}

/** The steps that can be taken from here; what was done can be undone. */
export function FeeSteps({ cohortId, line }: { cohortId: string; line: FeeLine }) {
  const { t } = useWords();
  return (
    <Form>
      <input type="hidden" name="version" value={line.version} />
      <Actions>
        {actsFrom(line).map((act, index) => (
          <Button
            key={act}
            name="intent"
            value={act}
            tone={index === 0 && act !== "undo" ? "primary" : "quiet"}
          >
            {t(`cohorts.fee.act.${act}`)}
          </Button>
        ))}
        {line.invoice && (
          <ButtonLink href={paths.invoice(cohortId, line.enrolmentId)} tone="quiet" icon="download">
            {t("cohorts.fee.invoicePdf")}
          </ButtonLink>
        )}
      </Actions>
    </Form>
  );
}

export function FeeEditing({ line, form }: { line: FeeLine; form: FormHelp }) {
  const { t } = useWords();
  if (!mayEditFee(line)) return <p className="soft">{t("cohorts.fee.locked")}</p>;
  return (
    <Sheet title={t("cohorts.fee.edit")}>
      <Form>
        <input type="hidden" name="version" value={line.version} />
        <MoneyFields fee={line} form={form} />
        <TextInput
          name="payer"
          dir="auto"
          maxLength={200}
          label={t("cohorts.fee.payer")}
          hint={t("cohorts.fee.payerHint")}
          optional={t("common.form.optional")}
          defaultValue={form.value("payer", line.payer)}
          error={form.error("payer")}
        />
        <Actions>
          <Button name="intent" value="edit">
            {t("common.action.save")}
          </Button>
        </Actions>
      </Form>
    </Sheet>
  );
}
