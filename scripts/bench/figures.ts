export type Figures = Record<string, number>;

export const round = (value: number, digits = 2): number => Number(value.toFixed(digits));

export const quantile = (values: readonly number[], part: number): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length * part)]!;
