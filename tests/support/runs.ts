/* How often a property is tried. `npm run mutants` runs the same tests once for each mutant, and asks for fewer. */

const divisor = Number(process.env.MUTANT_RUNS_DIVISOR ?? 1);

export const runs = (times: number): number => Math.ceil(times / divisor);

/** How often at least a property has to reach what it is about; of so few runs nothing is asked. */
export const enough = (times: number): number => (divisor > 1 ? 0 : times);
