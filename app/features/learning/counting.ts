import type { TextState } from "#app/features/catalogue/course-outline.ts";

/*
 * Translations and tests (domain §0a): an item counts towards a pass only in the source or a reviewed
 * translation; otherwise the source stands beside it, or the result is practice.
 */

/** How the words of one item stand before the learner. */
export type Showing = { state: TextState; sourceBeside: boolean };

export const isTrusted = (state: TextState): boolean => state === "source" || state === "reviewed";

/** The page puts the source beside every text that is not trusted on its own. */
export const showingOf = (state: TextState): Showing => ({ state, sourceBeside: !isTrusted(state) });

export const counts = ({ state, sourceBeside }: Showing): boolean => isTrusted(state) || sourceBeside;

/** One item shown without a text that counts makes the whole sitting practice. */
export const isPractice = (showings: readonly Showing[]): boolean => !showings.every(counts);
