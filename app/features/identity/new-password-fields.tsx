import { RadioGroup } from "#app/ui/choices.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import type { FormHelp } from "#app/ui/form-problem.tsx";
import { TextInput } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";

type NewPasswordFieldsProps = {
  form: FormHelp;
  /** Passphrases to take as they are: nothing to type on a small keyboard. */
  offered: string[];
  shortest: number;
};

export function NewPasswordFields({ form, offered, shortest }: NewPasswordFieldsProps) {
  const { t } = useWords();
  const phrases = offered.map((phrase) => ({
    value: phrase,
    label: (
      <b>
        <DirText>{phrase}</DirText>
      </b>
    ),
  }));
  return (
    <>
      <RadioGroup
        name="offeredPassword"
        legend={t("identity.newPassword.legend")}
        hint={t("identity.newPassword.legendHint")}
        boxed
        choices={[...phrases, { value: "", label: t("identity.newPassword.own") }]}
        value=""
      />
      <TextInput
        name="password"
        type="password"
        label={t("identity.newPassword.password")}
        hint={t("identity.newPassword.passwordHint", { min: shortest })}
        error={form.error("password")}
        autoComplete="new-password"
      />
      <TextInput
        name="passwordAgain"
        type="password"
        label={t("identity.newPassword.again")}
        error={form.error("passwordAgain")}
        autoComplete="new-password"
      />
    </>
  );
}
