import { Titled } from "#app/features/learning/titled.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { useWords } from "#app/ui/words.tsx";
import type { ModuleState } from "./module-states.ts";

/** How far somebody is in each module. */
export function ParticipantProgress({ modules }: { modules: ModuleState[] }) {
  const { t, number } = useWords();
  return (
    <DataTable
      caption={t("cohorts.participant.progress")}
      rows={modules}
      rowKey={({ id }) => id}
      columns={[
        {
          key: "module",
          header: t("cohorts.participant.module"),
          rowHeader: true,
          cell: ({ title }) => <Titled of={title} />,
        },
        {
          key: "units",
          header: t("cohorts.participant.units"),
          numeric: true,
          cell: ({ settled, units }) => t("cohorts.table.of", { done: number(settled), all: number(units) }),
        },
        {
          key: "state",
          header: t("cohorts.participant.state"),
          cell: ({ state }) => t(`cohorts.participant.moduleState.${state}`),
        },
      ]}
    />
  );
}
