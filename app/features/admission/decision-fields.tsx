import { Actions, Button } from "#app/ui/button.tsx";
import type { FormHelp } from "#app/ui/form-problem.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { TextArea, TextInput } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";

/** What to do with the applications ticked above; which of it writes a letter stands beside it. */
export function DecisionFields({ form, replyBy }: { form: FormHelp; replyBy: string }) {
  const { t } = useWords();
  return (
    <Sheet title={t("admission.decide.title")}>
      <div className="stack">
        <p className="soft">{t("admission.decide.text")}</p>
        <Actions>
          <Button name="intent" value="shortlist" tone="quiet">
            {t("admission.decide.shortlist")}
          </Button>
          <Button name="intent" value="reopen" tone="quiet">
            {t("admission.decide.reopen")}
          </Button>
        </Actions>
        <TextArea
          name="note"
          dir="auto"
          rows={3}
          label={t("admission.decide.note")}
          hint={t("admission.decide.noteHint")}
          optional={t("common.form.optional")}
          defaultValue={form.value("note")}
          error={form.error("note")}
        />
        <TextInput
          name="replyBy"
          type="date"
          span="medium"
          label={t("admission.decide.replyBy")}
          hint={t("admission.decide.replyByHint")}
          defaultValue={form.value("replyBy", replyBy)}
          error={form.error("replyBy")}
        />
        <Actions>
          <Button name="intent" value="offer" icon="check">
            {t("admission.decide.offer")}
          </Button>
          <Button name="intent" value="wait" tone="quiet">
            {t("admission.decide.wait")}
          </Button>
          <Button name="intent" value="decline" tone="danger">
            {t("admission.decide.decline")}
          </Button>
        </Actions>
      </div>
    </Sheet>
  );
}
