import { withPicturesAtOnce, withUnitLinks } from "./lesson-links.ts";
import { writtenIn } from "./written-in.ts";

type LessonTextProps = {
  /** As it was sanitised when the version was published; never anything else. */
  html: string;
  /** The language of the text, which may be another than that of the page around it. */
  locale: string;
  /** Where links to other units lead: `/learn/…` or `/preview/…`. */
  unitsAt: string;
  /** It is made to be printed: a picture nobody scrolled to would print blank. */
  printed?: boolean | undefined;
};

/**
 * A lesson's text. The only component that puts HTML into a page: what it is given was rebuilt tag by tag from
 * an allow-list at publication (lesson-html.server.ts, tested against an XSS corpus) and cannot change since.
 */
export function LessonText({ html, locale, unitsAt, printed = false }: LessonTextProps) {
  const text = { __html: withUnitLinks(printed ? withPicturesAtOnce(html) : html, unitsAt) };
  // oxlint-disable-next-line react/no-danger -- the one exception, see above
  return <div className="lesson" {...writtenIn(locale)} dangerouslySetInnerHTML={text} />;
}
