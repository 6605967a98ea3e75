import type { Formula } from "#app/lib/formula.ts";

/** A column of balances: `running(start, changes)` is, on each line, what there is after it. */
export function runningColumn(formula: Formula): { start: Formula; changes: Formula } | null {
  if (formula.kind !== "call" || formula.name !== "running") return null;
  const [start, changes] = formula.inputs;
  return start && changes && formula.inputs.length === 2 ? { start, changes } : null;
}
