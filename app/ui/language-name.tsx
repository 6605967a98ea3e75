import { LANGUAGE_NAMES } from "#app/lib/locales.ts";
import { useWords } from "./words.tsx";

const LATIN = /^\p{Script=Latin}/u;

/**
 * A language by its own name. No page fetches a font for the name of a language it is not written in (`.language-name`):
 * where a device lacks the letters, the name beside it, in the reader's language, can be read.
 */
export function LanguageName({ locale }: { locale: string }) {
  const { language, locale: reader } = useWords();
  const name = LANGUAGE_NAMES[locale] ?? locale;
  if (locale === reader) return name;
  return (
    <>
      <bdi className="language-name" lang={locale}>
        {name}
      </bdi>
      {!LATIN.test(name) && ` (${language(locale)})`}
    </>
  );
}

type LanguageLinksProps = {
  locales: string[];
  /** The one that is shown. */
  locale: string;
  hrefOf: (locale: string) => string;
  label: string;
};

/** The same page in the other languages there are; nothing where there is one. */
export function LanguageLinks({ locales, locale, hrefOf, label }: LanguageLinksProps) {
  if (locales.length < 2) return null;
  return (
    <nav className="actions no-print" aria-label={label}>
      {locales.map((each) =>
        each === locale ? (
          <strong key={each} aria-current="true">
            <LanguageName locale={each} />
          </strong>
        ) : (
          <a key={each} href={hrefOf(each)}>
            <LanguageName locale={each} />
          </a>
        ),
      )}
    </nav>
  );
}
