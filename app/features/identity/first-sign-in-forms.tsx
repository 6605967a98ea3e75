import { Actions, Button } from "#app/ui/button.tsx";
import { Form } from "#app/ui/form.tsx";
import { useForm, type FormAnswer } from "#app/ui/form-problem.tsx";
import { TextInput } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";
import { NewPasswordFields } from "./new-password-fields.tsx";

/** Step one: what stands on the card. */
export function CardForm({ answer }: { answer: FormAnswer }) {
  const { t } = useWords();
  const form = useForm(answer);
  return (
    <Form>
      {form.summary}
      <TextInput
        name="identifier"
        label={t("identity.firstSignIn.identifier")}
        error={form.error("identifier")}
        defaultValue={form.value("identifier")}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
      />
      <TextInput
        name="code"
        label={t("identity.firstSignIn.code")}
        hint={t("identity.firstSignIn.codeHint")}
        error={form.error("code")}
        span="medium"
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        required
      />
      <Actions>
        <Button name="intent" value="check">
          {t("identity.firstSignIn.check")}
        </Button>
      </Actions>
    </Form>
  );
}

type CardPasswordFormProps = {
  answer: FormAnswer;
  card: { identifier: string; code: string };
  offered: string[];
  shortest: number;
};

/** Step two: the password; the card goes along and is used up with it. */
export function CardPasswordForm({ answer, card, offered, shortest }: CardPasswordFormProps) {
  const { t } = useWords();
  const form = useForm(answer);
  return (
    <Form>
      {form.summary}
      <input type="hidden" name="identifier" value={card.identifier} />
      <input type="hidden" name="code" value={card.code} />
      <NewPasswordFields form={form} offered={offered} shortest={shortest} />
      <Actions>
        <Button name="intent" value="choose">
          {t("identity.firstSignIn.submit")}
        </Button>
      </Actions>
    </Form>
  );
}
