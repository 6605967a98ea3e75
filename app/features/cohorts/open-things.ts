/** What somebody may still wait for when a cohort is closed, each with a sentence of its own. */
export const OPEN_THINGS = ["names", "plans", "papers", "certificates"] as const;
export type OpenThings = Record<(typeof OPEN_THINGS)[number], number>;
