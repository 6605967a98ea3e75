import { chatLink, chatText, MEANS } from "#app/features/notifications/unreached.ts";
import { Actions, Button } from "#app/ui/button.tsx";
import { RadioGroup } from "#app/ui/choices.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { Disclosure } from "#app/ui/disclosure.tsx";
import { Form } from "#app/ui/form.tsx";
import type { FormHelp } from "#app/ui/form-problem.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { Tag } from "#app/ui/tag.tsx";
import { TextArea, TextInput } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";
import type { Unreached } from "./unreached.server.ts";

/** Room to write. */
const BLANK = "\u00a0";

type CardProps = { row: Unreached; day: string; form: FormHelp };

export function UnreachedCard({ row, day, form }: CardProps) {
  const { t, dateTime } = useWords();
  const text = chatText(row);
  const chat = chatLink(row.phone, text);
  const answered = form.value("message") === row.id;
  return (
    <li>
      <Sheet
        title={<DirText>{row.name}</DirText>}
        aside={row.why && <Tag tone="warn">{t(`notifications.unreached.why-${row.why}`)}</Tag>}
      >
        <div className="stack tight">
          <p>
            <DirText>{row.subject}</DirText> <span className="soft">{dateTime(row.at)}</span>
          </p>
          <p>{row.phone ? <Phone number={row.phone} /> : t("notifications.unreached.noPhone")}</p>
          {row.told ? (
            <ToldAlready row={row} />
          ) : (
            <Disclosure summary={t("notifications.unreached.passOn")} open={answered}>
              <TextArea
                name="text"
                id={`text-${row.id}`}
                readOnly
                rows={7}
                dir="auto"
                lang={row.locale}
                label={t("notifications.unreached.text")}
                hint={t("notifications.unreached.textHint")}
                defaultValue={text}
              />
              {chat && (
                <p>
                  <a href={chat} rel="noreferrer">
                    {t("notifications.unreached.whatsapp")}
                  </a>
                </p>
              )}
              <Told row={row} day={day} form={answered ? form : null} />
            </Disclosure>
          )}
        </div>
      </Sheet>
    </li>
  );
}

const Phone = ({ number }: { number: string }) => (
  <a href={`tel:${number.replace(/[^\d+]/g, "")}`}>
    <bdi>{number}</bdi>
  </a>
);

function Told({ row: { id, name }, day, form }: { row: Unreached; day: string; form: FormHelp | null }) {
  const { t } = useWords();
  return (
    <Form>
      <input type="hidden" name="message" value={id} />
      <RadioGroup
        name="means"
        id={`means-${id}`}
        inline
        legend={t("notifications.unreached.toldBy")}
        value={form?.value("means", "phone") ?? "phone"}
        error={form?.error("means")}
        choices={MEANS.map((value) => ({ value, label: t(`notifications.unreached.means-${value}`) }))}
      />
      <TextInput
        type="date"
        name="day"
        id={`day-${id}`}
        label={t("notifications.unreached.day")}
        defaultValue={form?.value("day", day) ?? day}
        error={form?.error("day")}
      />
      <Actions>
        <Button name="intent" value="told" aria-label={t("notifications.unreached.toldSpoken", { name })}>
          {t("notifications.unreached.told")}
        </Button>
      </Actions>
    </Form>
  );
}

function ToldAlready({ row: { id, name, told } }: { row: Unreached }) {
  const { t, date } = useWords();
  if (!told) return null;
  return (
    <form method="post" className="stack tight">
      <input type="hidden" name="message" value={id} />
      <p>{t(`notifications.unreached.told-${told.means}`, { day: date(told.day), by: told.by })}</p>
      <Actions>
        <Button
          tone="quiet"
          size="small"
          name="intent"
          value="take-back"
          aria-label={t("notifications.unreached.takeBackSpoken", { name })}
        >
          {t("notifications.unreached.takeBack")}
        </Button>
      </Actions>
    </form>
  );
}

/** To call along on paper: a line for each, and room for who called when. */
export function CallList({ rows }: { rows: Unreached[] }) {
  const { t } = useWords();
  return (
    <div className="signatures">
      <DataTable
        caption={t("notifications.unreached.calls")}
        hideCaption
        narrow="scroll"
        rows={rows}
        rowKey={({ id }) => id}
        columns={[
          {
            key: "name",
            header: t("notifications.unreached.name"),
            rowHeader: true,
            cell: ({ name }) => <DirText>{name}</DirText>,
          },
          {
            key: "phone",
            header: t("notifications.unreached.phone"),
            cell: ({ phone }) => (phone ? <bdi>{phone}</bdi> : "–"),
          },
          {
            key: "what",
            header: t("notifications.unreached.what"),
            cell: ({ subject }) => <DirText>{subject}</DirText>,
          },
          { key: "on", header: t("notifications.unreached.toldOn"), cell: () => BLANK },
          { key: "by", header: t("notifications.unreached.toldByWhom"), cell: () => BLANK },
        ]}
      />
    </div>
  );
}

/** One slip per message, to be cut apart and handed out. */
export function Slips({ rows }: { rows: Unreached[] }) {
  const { t, dateTime } = useWords();
  return (
    <ul className="plain work" aria-label={t("notifications.unreached.slips")}>
      {rows.map(({ id, name, subject, body, locale, at }) => (
        <li key={id}>
          <div>
            <strong>
              <DirText>{name}</DirText>
            </strong>
            <p className="soft">{dateTime(at)}</p>
            <p lang={locale} dir="auto">
              <b>{subject}</b>
            </p>
            <p className="written" lang={locale} dir="auto">
              {body.trim()}
            </p>
          </div>
        </li>
      ))}
    </ul>
  );
}
