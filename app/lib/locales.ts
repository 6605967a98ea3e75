/** The languages of the interface. `ar-XB` is English turned right to left, for tests and for looking. */
export const LOCALES = ["en", "fr", "es", "km"] as const;
export type Locale = (typeof LOCALES)[number];
export const PSEUDO_LOCALE = "ar-XB";

/** Languages whose words a machine wrote and no person has checked yet: pages, mails and letters say so (ADR 0036). */
const MACHINE_DRAFTED: readonly string[] = ["fr", "es", "km"] satisfies Locale[];

export const isMachineDrafted = (locale: string): boolean => MACHINE_DRAFTED.includes(locale);

/** Languages with their own names; courses may exist in more languages than the interface. */
export const LANGUAGE_NAMES: Record<string, string> = {
  en: "English",
  fr: "Français",
  es: "Español",
  km: "ខ្មែរ",
  ar: "العربية",
  [PSEUDO_LOCALE]: "‮hsilgnE‬ (RTL)",
};

export const directionOf = (locale: string): "ltr" | "rtl" =>
  /^(ar|he|fa|ur)(-|$)/.test(locale) ? "rtl" : "ltr";
