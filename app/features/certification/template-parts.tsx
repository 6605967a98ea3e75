import { LANGUAGE_NAMES, LOCALES } from "#app/lib/locales.ts";
import { paths } from "#app/lib/paths.ts";
import { Button } from "#app/ui/button.tsx";
import { Checkbox } from "#app/ui/choices.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { Disclosure } from "#app/ui/disclosure.tsx";
import { FileInput } from "#app/ui/file-input.tsx";
import type { FormHelp } from "#app/ui/form-problem.tsx";
import { Select } from "#app/ui/select.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { TextInput } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";
import { HOLDER_ROWS, wordingField } from "./template-forms.ts";
import type { TemplateSheet } from "./template-view.ts";
import { TEMPLATES, wordingParts, type TemplateId, type WordingPart } from "./template.ts";

type Props = { sheet: TemplateSheet; form: FormHelp };

/** Colours, logo, second language, who signs, and the words in each language. */
export function TemplateFields(props: Props) {
  const { t } = useWords();
  return (
    <>
      <Sheet title={t("certification.template.look")}>
        <LookFields {...props} />
      </Sheet>
      <Sheet title={t("certification.template.signing")}>
        <HolderFields {...props} />
      </Sheet>
      <Sheet title={t("certification.template.wording")}>
        <div className="stack tight">
          <p className="soft">{t("certification.template.wordingHint")}</p>
          {LOCALES.map((locale) => (
            <WordingFields key={locale} locale={locale} {...props} />
          ))}
        </div>
      </Sheet>
    </>
  );
}

function LookFields({ sheet: { fields, logo }, form }: Props) {
  const { t } = useWords();
  return (
    <div className="form">
      <p className="soft">{t("certification.template.colours")}</p>
      <div className="field-row">
        {(["accent", "frame"] as const).map((name) => (
          <TextInput
            key={name}
            type="color"
            name={name}
            label={t(`certification.template.${name}`)}
            defaultValue={form.value(name, fields[name])}
            error={form.error(name)}
          />
        ))}
      </div>
      <FileInput
        name="logo"
        accept="image/png,image/jpeg,image/svg+xml"
        label={logo ? t("certification.template.otherLogo") : t("certification.template.logo")}
        hint={t("certification.template.logoHint")}
        optional={t("common.form.optional")}
        error={form.error("logo")}
      />
      {logo && (
        <Checkbox
          name="withoutLogo"
          value="yes"
          defaultChecked={form.value("withoutLogo") === "yes"}
          label={t("certification.template.withoutLogo")}
        />
      )}
      <Select
        name="second"
        label={t("certification.template.second")}
        hint={t("certification.template.secondHint")}
        placeholder={t("certification.template.oneLanguage")}
        options={languages()}
        defaultValue={form.value("second", fields["second"])}
        error={form.error("second")}
      />
    </div>
  );
}

const languages = () => LOCALES.map((value) => ({ value, label: LANGUAGE_NAMES[value]! }));

const LABELS = {
  role: "certification.template.role",
  name: "certification.template.nameOf",
  from: "certification.template.from",
  until: "certification.template.until",
} as const;

/** The rows that are filled in, and two more. */
function HolderFields({ sheet: { fields }, form }: Props) {
  const { t } = useWords();
  const typed = (row: number) =>
    (["role", "name", "from", "until"] as const).some((part) =>
      form.value(`${part}${row}`, fields[`${part}${row}`]),
    );
  const last = HOLDER_ROWS.filter(typed).at(-1) ?? 0;
  return (
    <div className="stack">
      <p className="soft">{t("certification.template.signingHint")}</p>
      {HOLDER_ROWS.filter((row) => row <= last + 2).map((row) => (
        <div className="field-row" key={row}>
          {(["role", "name", "from", "until"] as const).map((part) => (
            <TextInput
              key={part}
              name={`${part}${row}`}
              type={part === "from" || part === "until" ? "date" : "text"}
              dir={part === "role" || part === "name" ? "auto" : undefined}
              label={t(LABELS[part], { row })}
              defaultValue={form.value(`${part}${row}`, fields[`${part}${row}`])}
              error={form.error(`${part}${row}`)}
            />
          ))}
        </div>
      ))}
    </div>
  );
}

function WordingFields({ sheet: { id, fields }, form, locale }: Props & { locale: string }) {
  const { t } = useWords();
  const parts = wordingParts(id).map((part) => ({ ...part, field: wordingField(locale, part.name) }));
  const open = parts.some(({ field }) => form.error(field) ?? fields[field]);
  const label = ({ part, kind }: WordingPart) =>
    kind
      ? t(`certification.template.${part as "title" | "completed"}Of`, {
          kind: t(`certification.kind.${kind}`),
        })
      : t("certification.template.closing");
  return (
    <Disclosure summary={LANGUAGE_NAMES[locale]} open={open}>
      <div className="form">
        {parts.map(({ field, most, ...part }) => (
          <TextInput
            key={field}
            name={field}
            lang={locale}
            dir="auto"
            maxLength={most}
            label={label({ most, ...part })}
            optional={t("common.form.optional")}
            defaultValue={form.value(field, fields[field])}
            error={form.error(field)}
          />
        ))}
      </div>
    </Disclosure>
  );
}

type PreviewProps = { id: TemplateId; form: FormHelp; language: string };

/** Part of the form: its button sends what is typed into the frame beneath. */
export function TemplatePreview({ id, form, language }: PreviewProps) {
  const { t } = useWords();
  const at = paths.templatePreview(id);
  // Readers that know it leave their side panel closed.
  const bare = `${at}#navpanes=0`;
  return (
    <Sheet title={t("certification.template.preview")} accent>
      <div className="stack">
        <p className="soft">{t("certification.template.previewHint")}</p>
        <div className="field-row">
          <Select
            name="kind"
            label={t("certification.template.shown")}
            options={TEMPLATES[id].kinds.map((kind) => ({
              value: kind,
              label: t(`certification.kind.${kind}`),
            }))}
            defaultValue={form.value("kind")}
          />
          <Select
            name="language"
            label={t("certification.template.language")}
            options={languages()}
            defaultValue={form.value("language", language)}
          />
        </div>
        <div className="actions">
          <Button tone="quiet" formAction={bare} formTarget="preview" formNoValidate data-preview>
            {t("certification.template.previewAct")}
          </Button>
          <a href={at} target="_blank" rel="noreferrer">
            {t("certification.template.open")}
          </a>
        </div>
        {/* oxlint-disable-next-line react/iframe-missing-sandbox -- our own PDF; browsers show none in a sandbox */}
        <iframe className="paper" name="preview" src={bare} title={t("certification.template.preview")} />
      </div>
    </Sheet>
  );
}

export function TemplateHistory({ history }: Pick<TemplateSheet, "history">) {
  const { t, dateTime } = useWords();
  if (history.length === 0) return <p className="soft">{t("certification.template.noHistory")}</p>;
  return (
    <DataTable
      caption={t("certification.template.published")}
      hideCaption
      rows={history}
      rowKey={({ version }) => String(version)}
      columns={[
        {
          key: "version",
          header: t("certification.template.version"),
          rowHeader: true,
          cell: ({ version }) => version,
        },
        {
          key: "since",
          header: t("certification.template.since"),
          cell: ({ publishedAt }) => dateTime(publishedAt),
        },
        { key: "by", header: t("certification.template.by"), cell: ({ by }) => by ?? "–" },
        {
          key: "reason",
          header: t("certification.template.reason"),
          cell: ({ reason }) => <span dir="auto">{reason}</span>,
        },
      ]}
    />
  );
}
