import { Button } from "#app/ui/button.tsx";
import { Form } from "#app/ui/form.tsx";
import type { useForm } from "#app/ui/form-problem.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { TextArea } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";
import type { TrainingReportFacts } from "./training-reports.server.ts";

const PARTS = ["objectives", "deviations", "lessons", "incidents"] as const;
type FormHelp = ReturnType<typeof useForm>;

/** The four parts the trainer writes; saved as often as wanted, submitted once. */
export function ReportWriting({ report, form }: { report: TrainingReportFacts; form: FormHelp }) {
  const { t } = useWords();
  return (
    <Form>
      <input type="hidden" name="version" value={report.version} />
      {PARTS.map((part) => (
        <TextArea
          key={part}
          name={part}
          label={t(`cohorts.report.${part}`)}
          hint={t(`cohorts.report.${part}Hint`)}
          optional={part === "deviations" || part === "incidents" ? t("common.form.optional") : undefined}
          defaultValue={form.value(part, report[part])}
          error={form.error(part)}
        />
      ))}
      <div className="actions">
        <Button name="intent" value="submit">
          {t("cohorts.report.submit")}
        </Button>
        <Button name="intent" value="save" tone="quiet">
          {t("cohorts.report.save")}
        </Button>
      </div>
    </Form>
  );
}

export function ReportText({ report }: { report: TrainingReportFacts }) {
  const { t } = useWords();
  return (
    <Sheet title={t("cohorts.report.text")}>
      <div className="stack">
        {PARTS.map((part) => (
          <section key={part} className="stack tight">
            <h3>{t(`cohorts.report.${part}`)}</h3>
            <p className="as-written" dir={report[part] ? "auto" : undefined}>
              {report[part] || t("cohorts.report.nothingWritten")}
            </p>
          </section>
        ))}
      </div>
    </Sheet>
  );
}

/** Somebody else's word on it. */
export function ReportReview({ version, form }: { version: number; form: FormHelp }) {
  const { t } = useWords();
  return (
    <Sheet title={t("cohorts.report.review")} accent>
      <Form>
        <input type="hidden" name="version" value={version} />
        <TextArea
          name="note"
          rows={3}
          label={t("cohorts.report.note")}
          hint={t("cohorts.report.noteHint")}
          defaultValue={form.value("note")}
          error={form.error("note")}
        />
        <div className="actions">
          <Button name="intent" value="validate">
            {t("cohorts.report.validate")}
          </Button>
          <Button name="intent" value="return" tone="quiet">
            {t("cohorts.report.return")}
          </Button>
        </div>
      </Form>
    </Sheet>
  );
}
