import type { Translate } from "#app/locales/keys.ts";

/** What a route tells the document: its title, and which part of the navigation it belongs to. */
export type PageHandle = {
  title: (t: Translate, data: never) => string;
  /** Extra files that enhance the page in the browser; it is complete without them. */
  scripts?: string[];
  /** Public pages that must not be found by search engines. */
  noIndex?: boolean;
};
