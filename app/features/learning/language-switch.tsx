import { LanguageLinks } from "#app/ui/language-name.tsx";
import { useWords } from "#app/ui/words.tsx";

type LanguageSwitchProps = { locales: string[]; locale: string; hrefOf: (locale: string) => string };

/** The same page in another language of the course; the paper stays the paper. */
export function LanguageSwitch(props: LanguageSwitchProps) {
  const { t } = useWords();
  return <LanguageLinks {...props} label={t("learning.language")} />;
}
