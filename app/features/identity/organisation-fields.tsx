import type { FormHelp } from "#app/ui/form-problem.tsx";
import { Select } from "#app/ui/select.tsx";
import { TextInput } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";
import { CountrySelect } from "./country-select.tsx";
import { ORGANISATION_KINDS } from "./organisation-forms.ts";

type Props = { form: FormHelp; stored: { name: string; kind: string; country: string } };

/** What an organisation is called, what it is, and where. */
export function OrganisationFields({ form, stored }: Props) {
  const { t } = useWords();
  return (
    <>
      <TextInput
        name="name"
        label={t("admin.organisation.name")}
        dir="auto"
        defaultValue={form.value("name", stored.name)}
        error={form.error("name")}
      />
      <Select
        name="kind"
        label={t("admin.organisation.kind")}
        placeholder={t("admin.organisation.chooseKind")}
        options={ORGANISATION_KINDS.map((kind) => ({
          value: kind,
          label: t(`admin.organisation.kind-${kind}`),
        }))}
        defaultValue={form.value("kind", stored.kind)}
        error={form.error("kind")}
      />
      <CountrySelect value={form.value("country", stored.country)} error={form.error("country")} />
    </>
  );
}
