/* How often a property is tried. `npm run mutants` runs the same tests once for each mutant, and asks for fewer. */

const divisor = Number(process.env.MUTANT_RUNS_DIVISOR ?? 1);

export const runs = (times: number): number => Math.ceil(times / divisor);
