/* A published text does not know where it is read: its links to other units are kept as #unit:module/unit and
 * lead to a learner's own course, or to a preview, when the page is drawn. */

const KEPT = 'href="#unit:';

/** `base` is the address of the course being read: `/learn/…` or `/preview/…`. */
export const withUnitLinks = (html: string, base: string): string =>
  html.includes(KEPT) ? html.replaceAll(KEPT, `href="${base}/`) : html;

/** A published text fetches a picture when one comes to it. */
export const withPicturesAtOnce = (html: string): string => html.replaceAll(' loading="lazy"', "");

/** Where the first picture of a text is. */
export const firstPicture = (html: string): string | null =>
  /<img\b[^>]* src="([^"]*)"/.exec(html)?.[1] ?? null;
