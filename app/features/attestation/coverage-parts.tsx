import { paths } from "#app/lib/paths.ts";
import { Disclosure } from "#app/ui/disclosure.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { Tag, type TagTone } from "#app/ui/tag.tsx";
import { useWords } from "#app/ui/words.tsx";
import type { Topic } from "#app/features/trainers/schemes/topics.ts";
import {
  COVERAGE_STATES,
  shouldHold,
  validIn,
  type Cell,
  type CoverageRow,
  type CoverageState,
} from "./coverage.ts";
import type { CoveragePage } from "./coverage-view.ts";

export const STATE_TONE: Record<CoverageState, TagTone> = {
  attested: "good",
  due: "due",
  lapsed: "warn",
  never: "quiet",
  away: "quiet",
};

export function StateTag({ state }: { state: CoverageState }) {
  const { t } = useWords();
  return <Tag tone={STATE_TONE[state]}>{t(`attestation.state.${state}`)}</Tag>;
}

type Of = { page: CoveragePage; on: string | null };

/** Branch × topic: how many of those who should hold it may deliver it, and what is wrong with the others. */
export function CoverageMatrix({ page, on }: Of) {
  const { t } = useWords();
  const { topics, rows, total } = page;
  const shown = topics.filter((topic) => shouldHold(total.cells[topic]!) + total.cells[topic]!.away > 0);
  const cellOf = (row: CoverageRow, topic: string) => (
    <MatrixCell cell={row.cells[topic]!} href={cellHref(page, on, row, topic)} />
  );
  return (
    <DataTable
      caption={t("attestation.coverage.matrix")}
      hideCaption
      rows={rows}
      rowKey={rowKey}
      columns={[
        {
          key: "unit",
          header: t("attestation.coverage.unit"),
          rowHeader: true,
          cell: (row) => <UnitName row={row} />,
        },
        {
          key: "all",
          header: t("attestation.coverage.all"),
          cell: ({ all }) => <MatrixCell cell={all} href={null} />,
        },
        ...shown.map((topic) => ({
          key: topic,
          header: t(`trainers.topic.${topic as Topic}`),
          cell: (row: CoverageRow) => cellOf(row, topic),
        })),
      ]}
      narrow="scroll"
      totals={{
        unit: t("attestation.coverage.total"),
        all: <MatrixCell cell={total.all} href={null} />,
        ...Object.fromEntries(shown.map((topic) => [topic, cellOf(total, topic)])),
      }}
    />
  );
}

const rowKey = ({ unit }: CoverageRow) => unit?.id ?? "nowhere";

const cellHref = (
  { employer }: CoveragePage,
  on: string | null,
  { unit }: CoverageRow,
  topic: string,
  state = "",
) => paths.coverageCell({ organisation: employer.id, unit: unit?.id, topic, on, state });

function UnitName({ row: { unit } }: { row: CoverageRow }) {
  const { t } = useWords();
  if (!unit) return <>{t("attestation.coverage.nowhere")}</>;
  return (
    <span className="whole">
      {unit.depth > 0 && <span aria-hidden="true">{"\u2003".repeat(unit.depth - 1)}└ </span>}
      <DirText>{unit.name}</DirText>
    </span>
  );
}

/** In words; nobody who should hold it: a dash. */
function MatrixCell({ cell, href }: { cell: Cell; href: string | null }) {
  const { t, number } = useWords();
  const should = shouldHold(cell);
  if (should + cell.away === 0) return <span className="soft">–</span>;
  const figure = t("attestation.coverage.figure", { valid: number(validIn(cell)), should: number(should) });
  const wrong = (["due", "lapsed", "never", "away"] as const).filter((state) => cell[state] > 0);
  return (
    <span className="coverage">
      {href ? <a href={href}>{figure}</a> : <strong>{figure}</strong>}
      {wrong.map((state) => (
        <span key={state} className="soft">
          {t(`attestation.coverage.count.${state}`, { count: cell[state] })}
        </span>
      ))}
    </span>
  );
}

/** One topic: a branch a line, each state a number that leads to who they are. */
export function TopicTable({ page, on, topic }: Of & { topic: Topic }) {
  const { t, number, percent } = useWords();
  const { rows, total } = page;
  const shown = rows.filter(({ cells }) => shouldHold(cells[topic]!) + cells[topic]!.away > 0);
  const share = (cell: Cell) => {
    const should = shouldHold(cell);
    return should === 0 ? "–" : percent(validIn(cell) / should);
  };
  const count = (row: CoverageRow, state: CoverageState) => {
    const found = row.cells[topic]![state];
    return found === 0 ? number(0) : <a href={cellHref(page, on, row, topic, state)}>{number(found)}</a>;
  };
  return (
    <DataTable
      caption={t(`trainers.topic.${topic}`)}
      rows={shown}
      rowKey={rowKey}
      columns={[
        {
          key: "unit",
          header: t("attestation.coverage.unit"),
          rowHeader: true,
          cell: (row) => <UnitName row={row} />,
        },
        {
          key: "share",
          header: t("attestation.coverage.share"),
          numeric: true,
          cell: ({ cells }) => share(cells[topic]!),
        },
        {
          key: "should",
          header: t("attestation.coverage.should"),
          numeric: true,
          cell: (row) => <a href={cellHref(page, on, row, topic)}>{number(shouldHold(row.cells[topic]!))}</a>,
        },
        ...COVERAGE_STATES.map((state) => ({
          key: state,
          header: t(`attestation.state.${state}`),
          numeric: true,
          cell: (row: CoverageRow) => count(row, state),
        })),
      ]}
      totals={{
        unit: t("attestation.coverage.total"),
        share: share(total.cells[topic]!),
        should: number(shouldHold(total.cells[topic]!)),
        ...Object.fromEntries(COVERAGE_STATES.map((state) => [state, count(total, state)])),
      }}
      empty={<p>{t("attestation.coverage.nobody")}</p>}
    />
  );
}

/** What the words mean, and who is counted. */
export function CoverageWords() {
  const { t } = useWords();
  return (
    <Disclosure summary={t("attestation.coverage.words")}>
      <ul>
        {COVERAGE_STATES.map((state) => (
          <li key={state}>
            <StateTag state={state} /> {t(`attestation.meaning.${state}`)}
          </li>
        ))}
      </ul>
      <p>{t("attestation.coverage.counted")}</p>
    </Disclosure>
  );
}
