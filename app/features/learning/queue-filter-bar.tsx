import { FilterBar } from "#app/ui/filter-bar.tsx";
import { TextInput } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";

export function QueueFilterBar({ q, at }: { q: string; at: string }) {
  const { t } = useWords();
  return (
    <FilterBar
      label={t("learning.queue.filter")}
      submit={t("common.action.show")}
      reset={q ? { href: at, label: t("learning.queue.all") } : undefined}
    >
      <TextInput name="q" type="search" label={t("learning.queue.find")} defaultValue={q} />
    </FilterBar>
  );
}
