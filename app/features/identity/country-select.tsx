import { COUNTRIES } from "#app/lib/countries.ts";
import { Select } from "#app/ui/select.tsx";
import { useWords } from "#app/ui/words.tsx";

type Props = {
  value: string;
  error: string | undefined;
  id?: string;
  name?: string;
  /** Left out: the country somebody or something is in. */
  label?: string;
  /** What none means where one searches; left out: one is to be chosen. */
  any?: string;
};

/** A country, by its name in the reader's language and in that language's order. */
export function CountrySelect({ value, error, id, name = "country", label, any }: Props) {
  const { t, country, locale } = useWords();
  const countries = COUNTRIES.map((code) => ({ value: code, label: country(code) }));
  const byName = new Intl.Collator(locale.slice(0, 2));
  return (
    <Select
      name={name}
      id={id}
      label={label ?? t("admin.organisation.country")}
      placeholder={any ?? t("admin.organisation.chooseCountry")}
      options={countries.sort((one, other) => byName.compare(one.label, other.label))}
      defaultValue={value}
      error={error}
    />
  );
}
