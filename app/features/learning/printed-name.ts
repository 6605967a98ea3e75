import { ok, refuse, type Result } from "#app/lib/result.ts";

/*
 * The participant confirms the name to be printed, in Latin letters and if they like in their own script, before
 * the end; one word is a whole name (domain §0a). Afterwards a change is a request to the administrator.
 */

export type PrintedName = { printedName: string; printedNameLocal: string };

const singleSpaces = (text: string) => text.normalize("NFC").replace(/\s+/g, " ").trim();

export const tidyName = ({ printedName, printedNameLocal }: PrintedName): PrintedName => ({
  printedName: singleSpaces(printedName),
  printedNameLocal: singleSpaces(printedNameLocal),
});

export type Unprintable = { field: keyof PrintedName; characters: string };

/** `uncovered` lists the characters of a text that no printing font has: better refused now than left out in print. */
export function unprintable(name: PrintedName, uncovered: (text: string) => string[]): Unprintable | null {
  for (const field of ["printedName", "printedNameLocal"] as const) {
    const missing = uncovered(name[field]);
    if (missing.length > 0) return { field, characters: missing.join(" ") };
  }
  return null;
}

/** Until the cohort is closed; what is printed then stays. */
export const mayConfirmName = (cohortClosed: boolean): Result<void> =>
  cohortClosed ? refuse("learning.name-is-fixed") : ok(undefined);
