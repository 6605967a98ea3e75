import { ok, refuse, type Result } from "#app/lib/result.ts";

/*
 * The participant confirms the name to be printed, in Latin letters and if they like in their own script, before
 * the end; one word is a whole name (domain §0a). Afterwards a change is a request to the administrator.
 */

export type PrintedName = { printedName: string; printedNameLocal: string };
export type NameProblem = { field: keyof PrintedName; key: string; params?: Record<string, string> };

const singleSpaces = (text: string) => text.normalize("NFC").replace(/\s+/g, " ").trim();

export const tidyName = ({ printedName, printedNameLocal }: PrintedName): PrintedName => ({
  printedName: singleSpaces(printedName),
  printedNameLocal: singleSpaces(printedNameLocal),
});

/** `uncovered` lists the characters of a text that no printing font has. */
export function nameProblem(name: PrintedName, uncovered: (text: string) => string[]): NameProblem | null {
  const { printedName, printedNameLocal } = name;
  if (!isName(printedName)) return { field: "printedName", key: "name-letters" };
  if (hasOtherScript(printedName)) return { field: "printedName", key: "name-latin" };
  if (printedNameLocal !== "" && !isName(printedNameLocal))
    return { field: "printedNameLocal", key: "name-letters" };
  for (const field of ["printedName", "printedNameLocal"] as const) {
    const missing = uncovered(name[field]);
    if (missing.length > 0)
      return { field, key: "name-not-printable", params: { characters: missing.join(" ") } };
  }
  return null;
}

/** At least one letter, and nothing but letters, marks, spaces and the signs that stand in names. */
const isName = (text: string) => /^[\p{L}\p{M}\u200b-\u200d '’.\-·]+$/u.test(text) && /\p{L}/u.test(text);

const hasOtherScript = (text: string) => /(?!\p{Script=Latin})\p{L}/u.test(text);

/** Until the cohort is closed; what is printed then stays. */
export const mayConfirmName = (cohortClosed: boolean): Result<void> =>
  cohortClosed ? refuse("learning.name-is-fixed") : ok(undefined);
