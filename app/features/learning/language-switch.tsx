import { LANGUAGE_NAMES } from "#app/lib/locales.ts";
import { useWords } from "#app/ui/words.tsx";

type LanguageSwitchProps = { locales: string[]; locale: string; hrefOf: (locale: string) => string };

/** The same page in another language of the course; the paper stays the paper. */
export function LanguageSwitch({ locales, locale, hrefOf }: LanguageSwitchProps) {
  const { t } = useWords();
  if (locales.length < 2) return null;
  return (
    <nav className="actions no-print" aria-label={t("learning.language")}>
      {locales.map((each) => {
        const name = LANGUAGE_NAMES[each] ?? each;
        return each === locale ? (
          <strong key={each} lang={each} aria-current="true">
            {name}
          </strong>
        ) : (
          <a key={each} href={hrefOf(each)} lang={each}>
            {name}
          </a>
        );
      })}
    </nav>
  );
}
