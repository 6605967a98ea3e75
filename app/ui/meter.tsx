import { cx } from "./class-names.ts";

type MeterProps = {
  value: number;
  max: number;
  /** What is measured, for those who cannot see the bar; put the figures beside it for everyone. */
  label: string;
  wide?: boolean | undefined;
};

export function Meter({ value, max, label, wide }: MeterProps) {
  return (
    <progress className={cx(wide && "wide")} value={Math.min(value, max)} max={max} aria-label={label} />
  );
}
