import type { Topic } from "#app/features/trainers/schemes/topics.ts";
import type { Table } from "#app/infra/table-files.server.ts";
import type { Words } from "#app/locales/words.ts";
import { COVERAGE_STATES, shouldHold, validIn } from "./coverage.ts";
import type { CoveragePage } from "./coverage-view.ts";

/** The same matrix, a line for each branch and topic somebody there should hold. */
export function coverageTable({ employer, day, topics, rows, total }: CoveragePage, words: Words): Table {
  const { t, direction } = words;
  return {
    name: t("attestation.coverage.title"),
    headings: [
      t("attestation.coverage.day"),
      t("attestation.coverage.employer"),
      t("attestation.coverage.unit"),
      t("attestation.coverage.kind"),
      t("attestation.coverage.topic"),
      t("attestation.coverage.should"),
      ...COVERAGE_STATES.map((state) => t(`attestation.state.${state}`)),
      t("attestation.coverage.share"),
    ],
    rows: [...rows, total].flatMap((row) =>
      topics.flatMap((topic) => {
        const cell = row.cells[topic]!;
        const should = shouldHold(cell);
        if (should + cell.away === 0) return [];
        const whole = row === total ? t("attestation.coverage.total") : t("attestation.coverage.nowhere");
        return [
          [
            day,
            employer.name,
            row.unit?.name ?? whole,
            row.unit?.kind ?? "",
            t(`trainers.topic.${topic as Topic}`),
            should,
            ...COVERAGE_STATES.map((state) => cell[state]),
            should === 0 ? null : Math.round((validIn(cell) * 1000) / should) / 10,
          ],
        ];
      }),
    ),
    rightToLeft: direction === "rtl",
  };
}
