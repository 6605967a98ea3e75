import { Actions, Button } from "#app/ui/button.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { FileInput } from "#app/ui/file-input.tsx";
import { Form } from "#app/ui/form.tsx";
import { useForm, type FormAnswer } from "#app/ui/form-problem.tsx";
import { Tag } from "#app/ui/tag.tsx";
import { TextArea } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";
import type { CheckedRow } from "./check-many.server.ts";
import { MOST_CODES, writeCodeList } from "./code-list.ts";

/** A file of codes, or codes pasted one below the other. */
export function CodeListFields({ answer }: { answer: FormAnswer }) {
  const { t } = useWords();
  const form = useForm(answer);
  return (
    <>
      {form.summary}
      <Form encType="multipart/form-data">
        <FileInput
          name="file"
          label={t("credentials.list.file")}
          hint={t("credentials.list.fileHint", { most: MOST_CODES })}
          accept=".csv,.txt,.tsv,.xlsx,text/csv,text/plain"
          error={form.error("file")}
        />
        <TextArea
          name="list"
          label={t("credentials.list.paste")}
          hint={t("credentials.list.pasteHint")}
          defaultValue={form.value("list")}
          error={form.error("list")}
          rows={5}
          optional={t("common.form.optional")}
        />
        <Actions>
          <Button icon="search">{t("credentials.list.act")}</Button>
        </Actions>
      </Form>
      <p>
        <a href="/api/openapi.json">{t("credentials.list.machines")}</a>
      </p>
    </>
  );
}

export function CheckedList({ rows }: { rows: CheckedRow[] }) {
  const { t } = useWords();
  return (
    <DataTable
      caption={t("credentials.list.caption")}
      columns={[
        {
          key: "code",
          header: t("credentials.list.column.code"),
          rowHeader: true,
          cell: ({ code, typed }) => <code className="break">{code ?? typed}</code>,
        },
        {
          key: "holds",
          header: t("credentials.list.column.holds"),
          cell: ({ worth }) => (
            <span className="whole">
              <Tag tone={worth?.valid ? "good" : "danger"}>
                {t(`credentials.list.holds.${worth?.valid ? "yes" : "no"}`)}
              </Tag>
            </span>
          ),
        },
        { key: "words", header: t("credentials.list.column.words"), cell: ({ words }) => words },
        {
          key: "number",
          header: t("credentials.list.column.number"),
          cell: ({ worth }) => worth && <span className="whole">{worth.number}</span>,
        },
      ]}
      rows={rows}
      rowKey={({ line }) => String(line)}
    />
  );
}

/** Checked again while it is written: nothing was kept. */
export function SaveList({ rows }: { rows: CheckedRow[] }) {
  const { t } = useWords();
  const codes = writeCodeList(t("credentials.list.column.code"), rows);
  return (
    <Form action="/api/credentials">
      <input type="hidden" name="list" value={codes} />
      <Actions>
        <Button tone="quiet" icon="download">
          {t("credentials.list.save")}
        </Button>
      </Actions>
    </Form>
  );
}
