import type { ModuleOutline } from "#app/features/catalogue/course-outline.ts";
import { paths } from "#app/lib/paths.ts";

/* Next and previous inside a module; its end leads to the passbook page, where the new stamp is. */

export type Neighbours = { previous: string | null; next: string | null };

export function neighbours({ units }: ModuleOutline, unitId: string): Neighbours {
  const here = units.findIndex(({ id }) => id === unitId);
  return { previous: units[here - 1]?.id ?? null, next: units[here + 1]?.id ?? null };
}

export const pathAfter = (enrolmentId: string, module: ModuleOutline, unitId: string): string => {
  const { next } = neighbours(module, unitId);
  return next ? paths.unit(enrolmentId, module.id, next) : paths.myCourse(enrolmentId);
};

/** A language chosen in the address stays for the links that follow. */
export const withLanguage = (path: string, asked: string | null): string =>
  asked === null ? path : `${path}?lang=${asked}`;

export const askedLanguage = (url: URL): string | null => {
  const asked = url.searchParams.get("lang");
  return asked && /^[a-z]{2,3}$/.test(asked) ? asked : null;
};
