import type { ReactNode } from "react";
import type { CandidacySheet } from "#app/features/trainers/candidacies/candidacy-view.ts";
import { stageWords } from "#app/features/trainers/candidacies/candidacy-words.tsx";
import { PanelDesk } from "#app/features/trainers/panels/panel-parts.tsx";
import type { PanelView } from "#app/features/trainers/panels/panel-view.ts";
import { Alert } from "#app/ui/alert.tsx";
import { Button } from "#app/ui/button.tsx";
import { FileInput } from "#app/ui/file-input.tsx";
import { Form } from "#app/ui/form.tsx";
import type { FormHelp } from "#app/ui/form-problem.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { TextArea } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";

type Shown = Pick<CandidacySheet, "appeal" | "stageNames" | "seen">;
type Props = { sheet: Shown; form: FormHelp; formId: string };

/** For the candidate: a decision they may appeal against, or that an appeal of theirs waits. */
export function MyCandidacyAppeal({ sheet, form, formId }: Props) {
  const words = useWords();
  const { t, date } = words;
  const { appeal, stageNames, seen } = sheet;
  if (appeal?.state !== "open") return <WaitingAppeal sheet={sheet} />;
  const { kind, on, until } = appeal;
  const stage = stageWords(words, appeal.stage, stageNames);
  const mine = form.value("intent") === "appeal";
  return (
    <Sheet title={t("candidacy.appeal.against", { what: t(`candidacy.event.${kind}`) })}>
      <div className="stack">
        <p>{t("candidacy.appeal.until", { day: date(on), stage, until: date(until) })}</p>
        <p>{t("candidacy.appeal.who")}</p>
        <Form encType="multipart/form-data">
          <input type="hidden" name="id" value={`${formId}-appeal`} />
          <input type="hidden" name="seen" value={seen} />
          <TextArea
            name="reason"
            id={mine ? "reason" : "appeal-reason"}
            rows={5}
            dir="auto"
            label={t("candidacy.appeal.why")}
            hint={t("candidacy.appeal.whyHint")}
            required
            maxLength={2000}
            defaultValue={mine ? form.value("reason") : ""}
            error={mine ? form.error("reason") : undefined}
          />
          <FileInput
            name="papers[]"
            id={mine ? "papers" : "appeal-papers"}
            multiple
            label={t("candidacy.appeal.papers")}
            hint={t("candidacy.appeal.papersHint")}
            error={mine ? form.error("papers") : undefined}
          />
          <div className="actions">
            <Button name="intent" value="appeal">
              {t("candidacy.appeal.send")}
            </Button>
          </div>
        </Form>
      </div>
    </Sheet>
  );
}

type StaffProps = Props & { panel: PanelView | null };

/** For staff: that an appeal waits, and to an officer who had no part in it its panel. */
export function CandidacyAppealDesk({ sheet, panel, form, formId }: StaffProps) {
  const { t } = useWords();
  return (
    <WaitingAppeal sheet={sheet}>
      {panel ? (
        <>
          <p>{t("candidacy.appeal.panel")}</p>
          <PanelDesk panel={panel} form={form} act={{ id: formId, seen: sheet.seen }} />
        </>
      ) : (
        <p className="soft">{t("candidacy.appeal.byAnother")}</p>
      )}
    </WaitingAppeal>
  );
}

function WaitingAppeal({ sheet, children }: { sheet: Shown; children?: ReactNode }) {
  const words = useWords();
  const { t, date } = words;
  const { appeal, stageNames } = sheet;
  if (appeal?.state !== "waits") return null;
  const { kind, on, since, dueOn, overdue } = appeal;
  const stage = stageWords(words, appeal.stage, stageNames);
  return (
    <Sheet title={t("candidacy.appeal.title", { what: t(`candidacy.event.${kind}`) })} accent>
      <div className="stack">
        <p>{t("candidacy.appeal.waits", { since: date(since), day: date(on), stage, due: date(dueOn) })}</p>
        {overdue && <Alert tone="warn">{t("candidacy.appeal.overdue")}</Alert>}
        {children}
      </div>
    </Sheet>
  );
}
