import { Button } from "#app/ui/button.tsx";
import { Form } from "#app/ui/form.tsx";
import { TextInput } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";

/** Asks for the number or the code; the address with the question in it may be kept and sent on. */
export function CheckForm({ typed = "", error }: { typed?: string; error?: string | undefined }) {
  const { t } = useWords();
  return (
    <Form method="get" action="/v">
      <TextInput
        name="q"
        label={t("certification.check.field")}
        hint={t("certification.check.hint")}
        defaultValue={typed}
        error={error}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={200}
        required
      />
      <div className="actions">
        <Button icon="search">{t("certification.check.act")}</Button>
      </div>
    </Form>
  );
}
