import { Button } from "#app/ui/button.tsx";
import { Disclosure } from "#app/ui/disclosure.tsx";
import { FactList } from "#app/ui/fact-list.tsx";
import { Form } from "#app/ui/form.tsx";
import type { FormHelp } from "#app/ui/form-problem.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { TextArea } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";
import type { Ending, ShownEnding } from "./ending.ts";

/** First person: what it means, and why. */
export function ProposeEnding({ as, form }: { as: Ending; form: FormHelp }) {
  const { t } = useWords();
  const mine = form.value("intent") === "propose-ending" && form.value("as") === as;
  return (
    <Disclosure summary={t(`certification.ending.${as}.title`)} open={mine || undefined}>
      <div className="stack">
        <p>{t(`certification.ending.${as}.consequence`)}</p>
        <Form>
          <input type="hidden" name="as" value={as} />
          <TextArea
            name="reason"
            id={mine ? "reason" : `${as}-reason`}
            rows={2}
            label={t("certification.ending.reason")}
            hint={t("certification.ending.reasonHint")}
            defaultValue={mine ? form.value("reason") : ""}
            error={mine ? form.error("reason") : undefined}
            required
          />
          <p className="soft">{t("certification.ending.nextStep")}</p>
          <div className="actions">
            <Button name="intent" value="propose-ending" tone="quiet">
              {t(`certification.ending.${as}.propose`)}
            </Button>
          </div>
        </Form>
      </div>
    </Disclosure>
  );
}

/** Second person: what was proposed, what it means, and the act. */
export function ProposedEnding({ ending }: { ending: ShownEnding }) {
  const { t, dateTime } = useWords();
  const { as, reason, proposedBy, proposedAt, confirmed, mayConfirm, mayTakeBack, seen } = ending;
  const who = { name: proposedBy, at: dateTime(proposedAt) };
  if (confirmed) return <p className="soft">{t("certification.ending.confirmedBy", who)}</p>;
  return (
    <Sheet accent title={t(`certification.ending.${as}.waits`)}>
      <div className="stack tight">
        <p>{t("certification.ending.proposed", who)}</p>
        <FactList facts={[{ term: t("certification.ending.reason"), value: reason }]} />
        <p>
          {t(mayConfirm ? `certification.ending.${as}.consequence` : "certification.ending.needsAnother")}
        </p>
        {mayTakeBack && (
          <form method="post" className="actions">
            <input type="hidden" name="as" value={as} />
            <input type="hidden" name="seen" value={seen} />
            {mayConfirm && (
              <Button name="intent" value="confirm-ending" tone="danger">
                {t(`certification.ending.${as}.confirm`)}
              </Button>
            )}
            <Button name="intent" value="take-back-ending" tone="quiet">
              {t("certification.ending.takeBack")}
            </Button>
          </form>
        )}
      </div>
    </Sheet>
  );
}
