import { Titled } from "#app/features/learning/titled.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { Meter } from "#app/ui/meter.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { useWords } from "#app/ui/words.tsx";
import type { ElectiveDemand } from "./elective-demand.server.ts";

/** Which electives are wanted: the agenda is built from the top. */
export function ElectiveDemandTable({ demand }: { demand: ElectiveDemand }) {
  const { t, number } = useWords();
  const { people, undecided, modules } = demand;
  return (
    <Sheet title={t("cohorts.calendar.demand")}>
      <p>
        {t("cohorts.calendar.demandText")}{" "}
        {undecided > 0 && t("cohorts.calendar.undecided", { count: undecided })}
      </p>
      <DataTable
        caption={t("cohorts.calendar.demand")}
        hideCaption
        rows={modules}
        rowKey={({ moduleId }) => moduleId}
        columns={[
          {
            key: "module",
            header: t("cohorts.calendar.elective"),
            rowHeader: true,
            cell: ({ title }) => <Titled of={title} />,
          },
          {
            key: "chosen",
            header: t("cohorts.calendar.chosenBy"),
            numeric: true,
            cell: ({ chosen }) => number(chosen),
          },
          {
            key: "share",
            header: t("cohorts.calendar.share"),
            hideHeader: true,
            cell: ({ chosen }) => (
              <Meter
                value={chosen}
                max={Math.max(people, 1)}
                label={t("cohorts.calendar.ofPeople", { chosen, count: people })}
              />
            ),
          },
        ]}
        empty={null}
      />
    </Sheet>
  );
}
