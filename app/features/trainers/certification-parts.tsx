import { Button } from "#app/ui/button.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { Disclosure } from "#app/ui/disclosure.tsx";
import { FactList } from "#app/ui/fact-list.tsx";
import { Form } from "#app/ui/form.tsx";
import type { FormHelp } from "#app/ui/form-problem.tsx";
import { LanguageName } from "#app/ui/language-name.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { TextArea, TextInput } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";
import type { CertificationActKind } from "./certification-acts.ts";
import type { CertificationSheet } from "./certification-view.ts";
import type { SchemeId } from "./schemes.ts";

export function CertificationFacts({ certification }: { certification: CertificationSheet }) {
  const { t, date } = useWords();
  const { schemeId, schemeVersion, language, validFrom, dates, timeZone, basis, recordedBy } = certification;
  return (
    <Sheet title={t("trainers.facts.title")}>
      <FactList
        facts={[
          {
            term: t("trainers.facts.scheme"),
            value: t("trainers.facts.schemeVersion", {
              scheme: t(`trainers.scheme.${schemeId as SchemeId}`),
              version: schemeVersion,
            }),
          },
          { term: t("trainers.facts.language"), value: <LanguageName locale={language} /> },
          { term: t("trainers.facts.validFrom"), value: date(validFrom) },
          { term: t("trainers.facts.validUntil"), value: date(dates.validUntil) },
          { term: t("trainers.facts.windowOpens"), value: date(dates.windowOpens) },
          { term: t("trainers.facts.graceEnds"), value: date(dates.graceEnds) },
          { term: t("trainers.facts.timeZone"), value: timeZone },
          { term: t("trainers.facts.basis"), value: <DirText>{basis}</DirText> },
          { term: t("trainers.facts.recordedBy"), value: <DirText>{recordedBy}</DirText> },
        ]}
      />
    </Sheet>
  );
}

/** What was decided since, in the order it was recorded. */
export function CertificationHistory({ facts }: Pick<CertificationSheet, "facts">) {
  const { t, date } = useWords();
  return (
    <Sheet title={t("trainers.history.title")}>
      <DataTable
        caption={t("trainers.history.title")}
        hideCaption
        rows={facts}
        rowKey={({ id }) => id}
        columns={[
          {
            key: "what",
            header: t("trainers.history.what"),
            rowHeader: true,
            cell: ({ kind, until }) =>
              until
                ? t("trainers.history.until", { what: t(`trainers.fact.${kind}`), day: date(until) })
                : t(`trainers.fact.${kind}`),
          },
          { key: "day", header: t("trainers.history.day"), cell: ({ day }) => date(day) },
          {
            key: "reason",
            header: t("trainers.history.reason"),
            cell: ({ reason }) => <DirText>{reason}</DirText>,
          },
          { key: "by", header: t("trainers.history.by"), cell: ({ by }) => <DirText>{by}</DirText> },
        ]}
        empty={<p className="soft">{t("trainers.history.none")}</p>}
      />
    </Sheet>
  );
}

const WITH_DAY: readonly CertificationActKind[] = ["suspend", "extend"];

/** One act: what it means, until when, why. */
export function CertificationAct({ act, form }: { act: CertificationActKind; form: FormHelp }) {
  const { t } = useWords();
  const mine = form.value("intent") === act;
  const own = (name: string) => ({
    name,
    id: mine ? name : `${act}-${name}`,
    defaultValue: mine ? form.value(name) : "",
    error: mine ? form.error(name) : undefined,
    required: true,
  });
  return (
    <Disclosure summary={t(`trainers.act.${act}.title`)} open={mine || undefined}>
      <div className="stack">
        <p>{t(`trainers.act.${act}.consequence`)}</p>
        <Form>
          {WITH_DAY.includes(act) && (
            <TextInput
              type="date"
              label={t(act === "suspend" ? "trainers.act.decideBy" : "trainers.act.newEnd")}
              {...own("until")}
            />
          )}
          <TextArea
            rows={2}
            label={t("trainers.act.reason")}
            hint={t("trainers.act.reasonHint")}
            {...own("reason")}
          />
          <div className="actions">
            <Button name="intent" value={act} tone="quiet">
              {t(`trainers.act.${act}.do`)}
            </Button>
          </div>
        </Form>
      </div>
    </Disclosure>
  );
}
