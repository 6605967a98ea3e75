import { Select } from "#app/ui/select.tsx";
import { TextInput } from "#app/ui/text-input.tsx";
import type { FormHelp } from "#app/ui/form-problem.tsx";
import { useWords } from "#app/ui/words.tsx";
import { LANGUAGE_OPTIONS } from "./language-options.ts";
import type { SchemeId, OpenSchemeId } from "./schemes.ts";

type Props = { who: string; schemes: readonly (SchemeId | OpenSchemeId)[]; form: FormHelp };

/** Somebody by their username, under which scheme, to train in which language. */
export function WhoAndWhat({ who, schemes, form }: Props) {
  const { t } = useWords();
  const field = (name: string) => ({
    name,
    defaultValue: form.value(name),
    error: form.error(name),
    required: true,
  });
  const placeholder = t("trainers.record.choose");
  return (
    <>
      <TextInput
        label={who}
        hint={t("trainers.record.usernameHint")}
        autoCapitalize="none"
        {...field("username")}
      />
      <Select
        label={t("trainers.facts.scheme")}
        placeholder={placeholder}
        options={schemes.map((value) => ({ value, label: t(`trainers.scheme.${value}`) }))}
        {...field("schemeId")}
      />
      <Select
        label={t("trainers.facts.language")}
        placeholder={placeholder}
        options={LANGUAGE_OPTIONS}
        {...field("language")}
      />
    </>
  );
}
