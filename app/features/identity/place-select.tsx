import { Select } from "#app/ui/select.tsx";
import { useWords } from "#app/ui/words.tsx";

export type PlaceChoice = { id: string; name: string; units: { id: string; name: string }[] };

type Props = {
  places: PlaceChoice[];
  value: string;
  error: string | undefined;
  /** Somebody may belong to no organisation. */
  optional?: boolean | undefined;
  id?: string | undefined;
};

/** An organisation or one of its units in one list, so that the two always fit together. */
export function PlaceSelect({ places, value, error, optional, id }: Props) {
  const { t } = useWords();
  return (
    <Select
      name="place"
      id={id}
      label={t("admin.place.label")}
      optional={optional ? t("common.form.optional") : undefined}
      placeholder={t(optional ? "admin.place.none" : "admin.place.choose")}
      options={places.flatMap(({ id: organisationId, name, units }) => [
        { value: organisationId, label: name },
        ...units.map((unit) => ({
          value: `${organisationId}/${unit.id}`,
          label: t("admin.place.unit", { organisation: name, unit: unit.name }),
        })),
      ])}
      defaultValue={value}
      error={error}
    />
  );
}
