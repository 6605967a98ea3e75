import { PanelDesk } from "#app/features/trainers/panels/panel-parts.tsx";
import type { PanelView } from "#app/features/trainers/panels/panel-view.ts";
import { Alert } from "#app/ui/alert.tsx";
import { Button } from "#app/ui/button.tsx";
import { Form } from "#app/ui/form.tsx";
import type { FormHelp } from "#app/ui/form-problem.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { TextArea } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";
import type { OpenToAppeal, WaitingAppeal } from "./appeal.ts";

type FormFor = { form: FormHelp };

/** An appeal that waits for its panel: to everybody what it is about, to who may handle it the panel. */
export function AppealSheet({
  appeal,
  panels = [],
  form,
}: FormFor & { appeal: WaitingAppeal; panels?: readonly PanelView[] }) {
  const { t, date } = useWords();
  const { of, kind, day, dueOn, overdue } = appeal;
  const panel = panels.find((one) => one.of === of);
  return (
    <Sheet title={t("trainers.appeal.title", { what: t(`trainers.fact.${kind}`) })}>
      <div className="stack">
        <p>
          {t("trainers.appeal.since", { day: date(day), due: date(dueOn) })}{" "}
          {t(`trainers.appeal.meanwhile.${kind}`)}
        </p>
        {overdue && <Alert tone="warn">{t("trainers.appeal.overdue")}</Alert>}
        {panel && (
          <>
            <p>{t("trainers.appeal.panel")}</p>
            <PanelDesk panel={panel} form={form} />
          </>
        )}
      </div>
    </Sheet>
  );
}

/** For the holder: a decision they may still appeal against. */
export function AppealForm({ decision, form }: FormFor & { decision: OpenToAppeal }) {
  const { t, date } = useWords();
  const { factId, kind, day, until } = decision;
  const mine = form.value("of") === factId;
  return (
    <Sheet title={t("trainers.appeal.against", { what: t(`trainers.fact.${kind}`) })}>
      <div className="stack">
        <p>
          {t("trainers.appeal.until", { day: date(day), until: date(until) })}{" "}
          {t(`trainers.appeal.meanwhile.${kind}`)}
        </p>
        <Form>
          <input type="hidden" name="of" value={factId} />
          <TextArea
            name="reason"
            id={mine ? "reason" : `reason-${factId}`}
            rows={4}
            label={t("trainers.appeal.why")}
            hint={t("trainers.appeal.whyHint")}
            required
            maxLength={2000}
            defaultValue={mine ? form.value("reason") : ""}
            error={mine ? form.error("reason") : undefined}
          />
          <div className="actions">
            <Button name="intent" value="appeal">
              {t("trainers.appeal.send")}
            </Button>
          </div>
        </Form>
      </div>
    </Sheet>
  );
}
