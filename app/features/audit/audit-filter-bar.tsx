import { FilterBar } from "#app/ui/filter-bar.tsx";
import { TextInput } from "#app/ui/text-input.tsx";
import { Select } from "#app/ui/select.tsx";
import { useWords } from "#app/ui/words.tsx";
import { ACTION_GROUPS } from "./action-groups.ts";

type Typed = { action: string; by: string; about: string; day: string; detail: string };

/** What was done, by whom, to whom, on which day. */
export function AuditFilterBar({ typed, filtered }: { typed: Typed; filtered: boolean }) {
  const { t } = useWords();
  const known = ACTION_GROUPS.map((group) => ({ value: group as string, label: t(`audit.group.${group}`) }));
  const own = known.some(({ value }) => value === typed.action) || typed.action === "" ? [] : [typed.action];
  return (
    <FilterBar
      label={t("audit.filter")}
      submit={t("common.action.show")}
      reset={filtered ? { href: "/audit", label: t("audit.all") } : undefined}
    >
      <Select
        name="action"
        label={t("audit.act")}
        placeholder={t("audit.anything")}
        options={[...known, ...own.map((action) => ({ value: action, label: action }))]}
        defaultValue={typed.action}
      />
      <TextInput name="by" type="search" label={t("audit.by")} defaultValue={typed.by} />
      <TextInput name="about" type="search" label={t("audit.about")} defaultValue={typed.about} />
      <TextInput name="day" type="date" label={t("audit.day")} defaultValue={typed.day} />
      <Select
        name="detail"
        label={t("audit.detail")}
        placeholder={t("audit.inBrief")}
        options={[{ value: "all", label: t("audit.asRecorded") }]}
        defaultValue={typed.detail}
      />
    </FilterBar>
  );
}
