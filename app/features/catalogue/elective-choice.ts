import { modulesInOrder, type CourseOutline, type ModuleOutline } from "./course-outline.ts";

/* Which electives a learner must choose: so many in all, so many of each group (domain 6.7: Volume II wants
 * seven, at least three products and three segments). More is always allowed; a module counts once. */

export type UnmetPart = { part: "total" | "products" | "segments"; needed: number; chosen: number };

const electiveIds = ({ sections }: CourseOutline, group?: string): string[] =>
  sections
    .filter((section) => section.kind === "elective" && (group === undefined || section.group === group))
    .flatMap(({ modules }) => modules);

/** Chosen modules that are electives of this course, each once, in the order of the course. */
export const validChoice = (outline: CourseOutline, chosen: readonly string[]): string[] =>
  electiveIds(outline).filter((id) => chosen.includes(id));

/** What is still missing from the choice; empty when it is complete, or when there is nothing to choose. */
export function unmetParts(outline: CourseOutline, chosen: readonly string[]): UnmetPart[] {
  const rule = outline.selection;
  if (!rule) return [];
  const choice = validChoice(outline, chosen);
  const ofGroup = (group: string) => {
    const ids = electiveIds(outline, group);
    return choice.filter((id) => ids.includes(id)).length;
  };
  const parts: UnmetPart[] = [
    { part: "total", needed: rule.total, chosen: choice.length },
    { part: "products", needed: rule.products, chosen: ofGroup("products") },
    { part: "segments", needed: rule.segments, chosen: ofGroup("segments") },
  ];
  return parts.filter(({ needed, chosen: count }) => count < needed);
}

/** How many modules more must be chosen at least, and of each group: one of a group counts in the total too. */
export function electivesMissing(outline: CourseOutline, chosen: readonly string[]) {
  const left = { total: 0, products: 0, segments: 0 };
  for (const { part, needed, chosen: count } of unmetParts(outline, chosen)) left[part] = needed - count;
  const { total, products, segments } = left;
  return { count: Math.max(total, products + segments), products, segments };
}

export const electivesLeft = (outline: CourseOutline, chosen: readonly string[]): number =>
  electivesMissing(outline, chosen).count;

/** The modules that count for this learner: everything but the electives they left out. */
export function countedModules(outline: CourseOutline, chosen: readonly string[]): ModuleOutline[] {
  const electives = new Set(electiveIds(outline));
  const choice = new Set(validChoice(outline, chosen));
  return modulesInOrder(outline).filter(({ id }) => !electives.has(id) || choice.has(id));
}
