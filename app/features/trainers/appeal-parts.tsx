import { Alert } from "#app/ui/alert.tsx";
import { Button } from "#app/ui/button.tsx";
import { RadioGroup } from "#app/ui/choices.tsx";
import { Form } from "#app/ui/form.tsx";
import type { FormHelp } from "#app/ui/form-problem.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { TextArea, TextInput } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";
import { PANEL_SIZE, type OpenToAppeal, type WaitingAppeal } from "./appeal.ts";
import { APPEAL_OUTCOMES } from "./certification-status.ts";

type FormFor = { form: FormHelp };
const MEMBERS = Array.from({ length: PANEL_SIZE }, (_, index) => `member${index + 1}`);

/** An appeal that waits for its panel: to everybody what it is about, to who may enter it the form. */
export function AppealSheet({
  appeal,
  mayDecide,
  form,
}: FormFor & { appeal: WaitingAppeal; mayDecide: boolean }) {
  const { t, date } = useWords();
  const { of, kind, day, dueOn, overdue } = appeal;
  const what = t(`trainers.fact.${kind}`);
  return (
    <Sheet title={t("trainers.appeal.title", { what })}>
      <div className="stack">
        <p>
          {t("trainers.appeal.since", { day: date(day), due: date(dueOn) })}{" "}
          {t(`trainers.appeal.meanwhile.${kind}`)}
        </p>
        {overdue && <Alert tone="warn">{t("trainers.appeal.overdue")}</Alert>}
        {mayDecide && (
          <Form>
            <input type="hidden" name="of" value={of} />
            <p>{t("trainers.appeal.panel")}</p>
            {MEMBERS.map((name, index) => (
              <TextInput
                key={name}
                name={name}
                label={t("trainers.appeal.member", { number: index + 1 })}
                autoCapitalize="none"
                required
                defaultValue={form.value(name)}
                error={form.error(name)}
              />
            ))}
            <RadioGroup
              name="outcome"
              legend={t("trainers.appeal.outcome")}
              choices={APPEAL_OUTCOMES.map((value) => ({
                value,
                label: t(`trainers.outcome.${value}`),
                hint: t(`trainers.outcomeHint.${value}`),
              }))}
              value={form.value("outcome")}
              error={form.error("outcome")}
              required
            />
            <TextArea
              name="reason"
              id="appeal-reason"
              rows={3}
              label={t("trainers.appeal.words")}
              hint={t("trainers.appeal.wordsHint")}
              required
              defaultValue={form.value("intent") === "decide-appeal" ? form.value("reason") : ""}
              error={form.value("intent") === "decide-appeal" ? form.error("reason") : undefined}
            />
            <div className="actions">
              <Button name="intent" value="decide-appeal">
                {t("trainers.appeal.decide")}
              </Button>
            </div>
          </Form>
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
