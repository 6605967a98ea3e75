import { paths } from "#app/lib/paths.ts";
import { askedLanguage } from "./course-path.ts";

/** How the paper is looked at: in a language asked for, one item or all of it, and whether to check for gaps. */
export type PaperView = { asked: string | null; only: number | null; checking: boolean };

export function paperView(url: URL): PaperView {
  const only = Number(url.searchParams.get("q"));
  return {
    asked: askedLanguage(url),
    only: Number.isInteger(only) && only >= 1 ? only : null,
    checking: url.searchParams.has("check"),
  };
}

export const paperHref = (attemptId: string, view: PaperView): string =>
  hrefAt(paths.attempt(attemptId), view);

/** The same of any paper, by the path of its page. */
export function hrefAt(path: string, { asked, only, checking }: PaperView): string {
  const parameters = new URLSearchParams();
  if (only !== null) parameters.set("q", String(only));
  if (asked !== null) parameters.set("lang", asked);
  if (checking) parameters.set("check", "1");
  const search = parameters.toString();
  return `${path}${search && `?${search}`}${checking ? "#hand-in" : ""}`;
}

/** One at a time: on to the next item (the page of an item there is none of shows all); all on one page: back to it. */
export const afterSave = (attemptId: string, view: PaperView, saved: number): string =>
  afterSaveAt(paths.attempt(attemptId), view, saved);

export function afterSaveAt(path: string, view: PaperView, saved: number): string {
  if (view.only === null) return `${hrefAt(path, { ...view, checking: false })}#q${saved}`;
  return hrefAt(path, { ...view, checking: false, only: saved + 1 });
}

/** Where a paper is first opened: one item at a time on a phone (Sec-CH-UA-Mobile), else all on one page. */
export const startHref = (attemptId: string, asked: string | null, mobile: string | null): string =>
  paperHref(attemptId, { asked, only: mobile === "?1" ? 1 : null, checking: false });
