import { fold } from "#app/lib/fold.ts";

/* Usernames are what a person can type on any phone: small Latin letters, digits and dots. Many have no e-mail. */

const LONGEST = 32;
const FALLBACK = "learner";

export const isUsername = (text: string): boolean =>
  /^[a-z0-9](?:[._-]?[a-z0-9])+$/.test(text) && text.length >= 3 && text.length <= 40;

/** "Sok Dara" is sok.dara; a name in another script takes the e-mail's first part; else simply "learner". */
export function usernameFrom(name: string, email?: string | null): string {
  const local = email?.split("@")[0] ?? "";
  return [name, local].map(asUsername).find(isUsername) ?? FALLBACK;
}

const asUsername = (text: string) =>
  fold(text)
    .replaceAll("'", "")
    .replace(/[^a-z0-9]+/g, ".")
    .replace(/^\.+|\.+$/g, "")
    .slice(0, LONGEST)
    .replace(/\.+$/, "");

/** The name itself, then with a small number: what one tries before a random number. */
export const usernameCandidates = (base: string): string[] => [
  base,
  ...Array.from({ length: 8 }, (_, index) => `${base}${index + 2}`),
];
