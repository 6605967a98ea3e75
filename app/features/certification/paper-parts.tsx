import { Button } from "#app/ui/button.tsx";
import { RadioGroup } from "#app/ui/choices.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { Disclosure } from "#app/ui/disclosure.tsx";
import { Form } from "#app/ui/form.tsx";
import type { FormHelp } from "#app/ui/form-problem.tsx";
import { Select } from "#app/ui/select.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { TextInput } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";
import { WAYS, type PaperLogForm, type PaperLine, type PaperOffers } from "./paper-log.ts";

type Intent = PaperLogForm["intent"];
type Props = {
  lines: PaperLine[];
  /** Null: the reader only reads. */
  offers: PaperOffers | null;
  /** Where a copy is opened to put it on paper, by who could print one now. */
  href: (copy: number) => string;
  today: string;
  form: FormHelp;
};

/** What happened to a certificate on paper, and the forms that add to it. */
export function PaperSheet({ lines, offers, href, today, form }: Props) {
  const { t } = useWords();
  if (lines.length === 0 && !offers?.print) return null;
  return (
    <Sheet title={t("certification.paper.title")}>
      <div className="stack">
        {lines.length === 0 ? (
          <p className="soft">{t("certification.paper.none")}</p>
        ) : (
          <PaperTable lines={lines} href={offers?.print ? href : null} />
        )}
        {offers && <PaperForms offers={offers} again={lines.length > 0} today={today} form={form} />}
      </div>
    </Sheet>
  );
}

function PaperTable({ lines, href }: { lines: PaperLine[]; href: Props["href"] | null }) {
  const { t, date } = useWords();
  return (
    <DataTable
      caption={t("certification.paper.title")}
      hideCaption
      rows={lines}
      rowKey={({ id }) => id}
      columns={[
        { key: "day", header: t("certification.paper.day"), cell: ({ day }) => date(day) },
        {
          key: "what",
          header: t("certification.paper.what"),
          rowHeader: true,
          cell: ({ kind, copy }) => {
            const what = t(`certification.paper.kind.${kind}`, { copy });
            return kind === "printed" && href ? <a href={href(copy)}>{what}</a> : what;
          },
        },
        {
          key: "more",
          header: t("certification.paper.more"),
          cell: (line) => <More line={line} />,
        },
        { key: "by", header: t("certification.paper.by"), cell: ({ by }) => <DirText>{by}</DirText> },
      ]}
    />
  );
}

function More({ line: { kind, toWhom, how, reason } }: { line: PaperLine }) {
  const { t } = useWords();
  if (kind !== "handed-over") return reason ? <DirText>{reason}</DirText> : <>–</>;
  return (
    <>
      {toWhom ? <DirText>{toWhom}</DirText> : t("certification.paper.toHolder")}
      <br />
      <span className="soft">{t(`certification.paper.how.${how ?? "in-person"}`)}</span>
    </>
  );
}

/** The fields of one form of three: what was typed and what is wrong belong to the one that was sent. */
function fieldsOf(form: FormHelp, intent: Intent) {
  const mine = form.value("intent") === intent;
  const own = (name: string, stored = "") => ({
    name,
    id: mine ? name : `${intent}-${name}`,
    defaultValue: mine ? form.value(name) : stored,
    error: mine ? form.error(name) : undefined,
  });
  return { mine, own };
}

type FormsProps = { offers: PaperOffers; again: boolean; today: string; form: FormHelp };

function PaperForms({ offers: { print, handOver, comeBack }, again, today, form }: FormsProps) {
  const { t } = useWords();
  const printing = fieldsOf(form, "print-paper");
  const handing = fieldsOf(form, "hand-over-paper");
  const coming = fieldsOf(form, "paper-came-back");
  const copies = (numbers: number[]) =>
    numbers.map((copy) => ({ value: String(copy), label: t("certification.paper.copy", { copy }) }));
  const newest = (numbers: number[]) => String(numbers.at(-1) ?? "");
  return (
    <>
      {print && !again && (
        <Form>
          <div className="actions">
            <Button name="intent" value="print-paper" tone="quiet" icon="print">
              {t("certification.paper.print")}
            </Button>
          </div>
        </Form>
      )}
      {print && again && (
        <Disclosure summary={t("certification.paper.printAgain")} open={printing.mine || undefined}>
          <Form>
            <p>{t("certification.paper.printAgainText")}</p>
            <TextInput
              label={t("certification.paper.whyAgain")}
              hint={t("certification.paper.whyAgainHint")}
              required
              {...printing.own("reason")}
            />
            <div className="actions">
              <Button name="intent" value="print-paper" tone="quiet" icon="print">
                {t("certification.paper.printAgainDo")}
              </Button>
            </div>
          </Form>
        </Disclosure>
      )}
      {handOver.length > 0 && (
        <Disclosure summary={t("certification.paper.handOver")} open={handing.mine || undefined}>
          <Form>
            <Select
              label={t("certification.paper.which")}
              options={copies(handOver)}
              {...handing.own("copy", newest(handOver))}
            />
            <TextInput
              label={t("certification.paper.toWhom")}
              hint={t("certification.paper.toWhomHint")}
              optional={t("common.form.optional")}
              {...handing.own("toWhom")}
            />
            <RadioGroup
              legend={t("certification.paper.howAsk")}
              name="how"
              id={handing.own("how").id}
              value={handing.mine ? form.value("how") : "in-person"}
              error={handing.own("how").error}
              choices={WAYS.map((value) => ({ value, label: t(`certification.paper.how.${value}`) }))}
            />
            <TextInput
              type="date"
              max={today}
              label={t("certification.handOver.on")}
              required
              {...handing.own("handedOn", today)}
            />
            <div className="actions">
              <Button name="intent" value="hand-over-paper" tone="quiet">
                {t("certification.paper.handOverDo")}
              </Button>
            </div>
          </Form>
        </Disclosure>
      )}
      {comeBack.length > 0 && (
        <Disclosure summary={t("certification.paper.cameBack")} open={coming.mine || undefined}>
          <Form>
            <Select
              label={t("certification.paper.which")}
              options={copies(comeBack)}
              {...coming.own("copy", newest(comeBack))}
            />
            <TextInput
              type="date"
              max={today}
              label={t("certification.paper.cameBackOn")}
              required
              {...coming.own("cameBackOn", today)}
            />
            <TextInput
              label={t("certification.paper.whyBack")}
              hint={t("certification.paper.whyBackHint")}
              required
              {...coming.own("reason")}
            />
            <div className="actions">
              <Button name="intent" value="paper-came-back" tone="quiet">
                {t("certification.paper.cameBackDo")}
              </Button>
            </div>
          </Form>
        </Disclosure>
      )}
    </>
  );
}
