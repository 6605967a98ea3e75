import { paths } from "#app/lib/paths.ts";
import { countsIn, type CourseProgress } from "./progress.ts";

/* Next and previous through a course: unit by unit, over the end of a module into the next one that counts. */

export type Neighbours = {
  previous: { moduleId: string; unitId: string } | null;
  next: { moduleId: string; unitId: string } | null;
};

export function neighbours(progress: CourseProgress, moduleId: string, unitId: string): Neighbours {
  const units = progress.sections.flatMap(({ modules }) =>
    modules
      .filter((each) => (countsIn(each) && each.state !== "locked") || each.module.id === moduleId)
      .flatMap(({ module, units: own }) => own.map(({ unit }) => ({ moduleId: module.id, unitId: unit.id }))),
  );
  const here = units.findIndex((unit) => unit.moduleId === moduleId && unit.unitId === unitId);
  return { previous: units[here - 1] ?? null, next: units[here + 1] ?? null };
}

/** After the last unit of all: back to the page of the course. */
export const pathAfter = (enrolmentId: string, { next }: Neighbours): string =>
  next ? paths.unit(enrolmentId, next.moduleId, next.unitId) : paths.myCourse(enrolmentId);

/** A language chosen in the address stays for the links that follow. */
export const withLanguage = (path: string, asked: string | null): string =>
  asked === null ? path : `${path}?lang=${asked}`;

export const askedLanguage = (url: URL): string | null => {
  const asked = url.searchParams.get("lang");
  return asked && /^[a-z]{2,3}$/.test(asked) ? asked : null;
};
