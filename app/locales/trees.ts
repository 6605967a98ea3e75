import type { Locale } from "#app/lib/locales.ts";
import type { WordTree } from "#app/lib/pseudo-locale.ts";
import { en } from "./en.ts";
import { es } from "./es.ts";
import { fr } from "./fr.ts";
import { km } from "./km.ts";

/** Every word of the interface, by language. */
export const trees = { en, fr, es, km } satisfies Record<Locale, WordTree>;
