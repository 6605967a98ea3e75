import { Actions, Button } from "#app/ui/button.tsx";
import { TextInput } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";

/** Where a code from a poster is typed. */
export function CodeBox({ typed }: { typed?: string | undefined }) {
  const { t } = useWords();
  return (
    <form method="get" action="/enrol" className="stack">
      <TextInput
        name="code"
        label={t("cohorts.code.code")}
        hint={t("cohorts.code.codeHint")}
        defaultValue={typed}
      />
      <Actions>
        <Button>{t("common.action.show")}</Button>
      </Actions>
    </form>
  );
}
