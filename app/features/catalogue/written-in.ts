import { directionOf } from "#app/lib/locales.ts";

/** For an element whose words may be in another language than the page: their language and their direction. */
export const writtenIn = (locale: string): { lang: string; dir: "ltr" | "rtl" } => ({
  lang: locale,
  dir: directionOf(locale),
});
