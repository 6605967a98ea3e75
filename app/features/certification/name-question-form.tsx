import { Actions, Button } from "#app/ui/button.tsx";
import { Disclosure } from "#app/ui/disclosure.tsx";
import { Form } from "#app/ui/form.tsx";
import { useForm, type FormAnswer } from "#app/ui/form-problem.tsx";
import { TextInput } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";

type Props = { number?: string; name?: string; answer?: FormAnswer };

/** Asks of a number or a code whether it belongs to a name; posted, so that the name stands in no address. */
export function NameQuestion({ number = "", name = "", answer }: Props) {
  const { t } = useWords();
  const form = useForm(answer);
  return (
    <>
      {form.summary}
      <Form action="/v/name">
        <TextInput
          name="number"
          label={t("certification.check.field")}
          defaultValue={form.value("number", number)}
          error={form.error("number")}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={200}
          required
        />
        <TextInput
          name="name"
          dir="auto"
          label={t("certification.check.name.field")}
          hint={t("certification.check.name.hint")}
          defaultValue={form.value("name", name)}
          error={form.error("name")}
          autoComplete="off"
          maxLength={200}
          required
        />
        <Actions>
          <Button icon="search">{t("certification.check.name.act")}</Button>
        </Actions>
      </Form>
    </>
  );
}

/** The question folded away beneath an answer that shows no name. */
export function AskForName({ number }: { number: string }) {
  const { t } = useWords();
  return (
    <Disclosure summary={t("certification.check.name.title")}>
      <NameQuestion number={number} />
    </Disclosure>
  );
}
