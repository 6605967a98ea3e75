import { useId, type ReactNode } from "react";
import { CHART_WIDTH, type BarChartParts, type LineChartParts } from "#app/lib/chart.ts";
import { useWords } from "./words.tsx";

/* Charts as SVG: named and described for those who do not see them, with their figures in a table beneath. */

type Frame = {
  title: string;
  /** What one would say of it in a sentence. */
  description: string;
  /** The same figures. */
  table: ReactNode;
};

/** Bars one below the other; in a right-to-left language they grow from the right. */
export function BarChart({ parts, ...frame }: Frame & { parts: BarChartParts }) {
  const { direction } = useWords();
  const end = direction === "rtl" ? 0 : CHART_WIDTH;
  return (
    <Chart {...frame} height={parts.height}>
      {parts.bars.map(({ label, value, top, length }) => (
        <g key={`${top} ${label}`}>
          <text x={CHART_WIDTH - end} y={top + 14}>
            {label}
          </text>
          <text x={end} y={top + 14} textAnchor="end" className="value">
            {value}
          </text>
          <rect x={direction === "rtl" ? CHART_WIDTH - length : 0} y={top + 20} width={length} height={9} />
        </g>
      ))}
    </Chart>
  );
}

/** A line over time; time runs as the language is read. */
export function LineChart({ parts, ...frame }: Frame & { parts: LineChartParts }) {
  const { direction } = useWords();
  const turned = direction === "rtl";
  const at = (x: number) => (turned ? CHART_WIDTH - x : x);
  return (
    <Chart {...frame} height={parts.height}>
      {parts.levels.map(({ y, label }) => (
        <g key={y}>
          <path className="level" d={`M${at(34)} ${y}H${at(CHART_WIDTH)}`} />
          <text x={at(28)} y={y + 4} textAnchor="end" className="value">
            {label}
          </text>
        </g>
      ))}
      <g transform={turned ? `translate(${CHART_WIDTH} 0) scale(-1 1)` : undefined}>
        <path className="line" d={parts.line} />
        {parts.points.map(({ x, y }) => (
          <circle key={x} cx={x} cy={y} r={3} />
        ))}
      </g>
      {parts.labels.map(({ x, label, anchor }) => (
        <text key={x} x={at(x)} y={parts.height - 6} textAnchor={anchor}>
          {label}
        </text>
      ))}
    </Chart>
  );
}

function Chart(props: Frame & { height: number; children: ReactNode }) {
  const { title, description, table, height, children } = props;
  const { direction } = useWords();
  const id = useId();
  return (
    <figure className="chart">
      <svg
        viewBox={`0 0 ${CHART_WIDTH} ${height}`}
        role="img"
        direction={direction}
        aria-labelledby={`${id}t`}
        aria-describedby={`${id}d`}
      >
        <title id={`${id}t`}>{title}</title>
        <desc id={`${id}d`}>{description}</desc>
        {children}
      </svg>
      {table}
    </figure>
  );
}
