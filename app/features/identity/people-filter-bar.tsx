import { ROLES } from "#app/lib/actor.ts";
import { FilterBar } from "#app/ui/filter-bar.tsx";
import { Select } from "#app/ui/select.tsx";
import { TextInput } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";
import { PEOPLE_STATES, type PeopleFilters } from "./people-filters.ts";

type Props = {
  filters: PeopleFilters;
  organisations: { id: string; name: string }[];
  filtered: boolean;
};

/** Whom to show: by words, where they work, what they are, whether they come in. */
export function PeopleFilterBar({ filters, organisations, filtered }: Props) {
  const { t } = useWords();
  return (
    <FilterBar
      label={t("admin.people.filter")}
      submit={t("common.action.show")}
      reset={filtered ? { href: "/people", label: t("admin.people.everyone") } : undefined}
    >
      <TextInput name="q" type="search" label={t("admin.people.find")} defaultValue={filters.q} />
      <Select
        name="organisation"
        label={t("admin.people.organisation")}
        placeholder={t("admin.people.anyOrganisation")}
        options={organisations.map(({ id, name }) => ({ value: id, label: name }))}
        defaultValue={filters.organisation}
      />
      <Select
        name="role"
        label={t("admin.people.role")}
        placeholder={t("admin.people.anyRole")}
        options={ROLES.map((role) => ({ value: role, label: t(`common.role.${role}`) }))}
        defaultValue={filters.role}
      />
      <Select
        name="state"
        label={t("admin.people.state")}
        placeholder={t("admin.people.active")}
        options={PEOPLE_STATES.map((state) => ({ value: state, label: t(`admin.people.state-${state}`) }))}
        defaultValue={filters.state}
      />
    </FilterBar>
  );
}
