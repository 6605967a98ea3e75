import { fold } from "#app/lib/fold.ts";

export type SearchableFacts = {
  name: string;
  username: string;
  email?: string | null | undefined;
  phone?: string | null | undefined;
  printedName?: string | null | undefined;
  printedNameLocal?: string | null | undefined;
};

/** Everything staff look a person up by, folded; written whenever one of these changes. */
export function searchTextOf(person: SearchableFacts): string {
  const { name, printedName, printedNameLocal, username, email, phone } = person;
  const digits = phone?.replace(/\D/g, "");
  const parts = [name, printedName, printedNameLocal, username, email, digits]
    .map((part) => fold(part ?? ""))
    .filter((part) => part !== "");
  return [...new Set(parts)].join(" ");
}
