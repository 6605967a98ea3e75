import type { FormProblem } from "#app/lib/form.ts";
import type { Refusal } from "#app/lib/result.ts";
import { Actions, Button } from "#app/ui/button.tsx";
import { Form } from "#app/ui/form.tsx";
import { useForm } from "#app/ui/form-problem.tsx";
import { TextInput } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";

type SignInFormProps = {
  /** Where to go afterwards, a path of ours. */
  next: string;
  /** Signed work that is sent again once its author is in. */
  kept: string | null;
  problem: FormProblem | null;
  refusal: Refusal | null;
};

/** On the sign-in page, and wherever a form was posted after the session had ended. */
export function SignInForm({ next, kept, problem, refusal }: SignInFormProps) {
  const { t } = useWords();
  const form = useForm(
    problem || refusal ? { problem: problem ?? { values: {}, errors: [] }, refusal } : undefined,
  );
  return (
    <Form action="/sign-in">
      {form.summary}
      <input type="hidden" name="next" value={next} />
      {kept && <input type="hidden" name="kept" value={kept} />}
      <TextInput
        name="identifier"
        label={t("identity.signIn.identifier")}
        error={form.error("identifier")}
        defaultValue={form.value("identifier")}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
      />
      <TextInput
        name="password"
        type="password"
        label={t("identity.signIn.password")}
        error={form.error("password")}
        autoComplete="current-password"
        required
      />
      <Actions>
        <Button>{t(kept ? "identity.signIn.submitKept" : "identity.signIn.submit")}</Button>
      </Actions>
    </Form>
  );
}
