import { Fragment } from "react";
import { LANGUAGE_NAMES } from "#app/lib/locales.ts";
import type { WordKey } from "#app/locales/keys.ts";
import { Alert } from "#app/ui/alert.tsx";
import { LanguageName } from "#app/ui/language-name.tsx";
import { Tag, type TagTone } from "#app/ui/tag.tsx";
import { useWords } from "#app/ui/words.tsx";
import type { TextState } from "./course-outline.ts";
import { needsCaution, type TranslationState } from "./translation-state.ts";

type TranslationNoticeProps = {
  reading: { locale: string; state: TextState; fallback: boolean };
  source: string;
  inLanguage: (locale: string) => string;
};

const CAUTION: Partial<Record<TextState, WordKey>> = {
  draft: "catalogue.translation.draftText",
  "machine-drafted": "catalogue.translation.machineText",
  outdated: "catalogue.translation.outdatedText",
};

/** Said before the text, so that nobody learns a wrong word unwarned; nothing for a source or a reviewed text. */
export function TranslationNotice({ reading, source, inLanguage }: TranslationNoticeProps) {
  const { t } = useWords();
  const { locale, state, fallback } = reading;
  if (fallback)
    return (
      <Alert>{t("catalogue.translation.fallbackText", { language: LANGUAGE_NAMES[locale] ?? locale })}</Alert>
    );
  const caution = needsCaution(state) ? CAUTION[state] : undefined;
  if (!caution) return null;
  const original = LANGUAGE_NAMES[source] ?? source;
  return (
    <Alert tone="warn">
      <p>{t(caution)}</p>
      <p>
        <a href={inLanguage(source)}>{t("catalogue.translation.original", { original })}</a>
      </p>
    </Alert>
  );
}

const TONE: Partial<Record<TranslationState, TagTone>> = {
  source: "good",
  reviewed: "good",
  outdated: "warn",
  missing: "warn",
};

/** "Français: machine translation, not reviewed". */
export const LanguageTag = ({ locale, state }: { locale: string; state: TranslationState }) => (
  <StateTag locales={[locale]} state={state} />
);

/** Languages that are worth the same stand in one tag. */
export function LanguageTags({ states }: { states: Record<string, TranslationState> }) {
  return [...new Set(Object.values(states))].map((state) => (
    <Fragment key={state}>
      <StateTag
        locales={Object.keys(states).filter((locale) => states[locale] === state)}
        state={state}
      />{" "}
    </Fragment>
  ));
}

function StateTag({ locales, state }: { locales: string[]; state: TranslationState }) {
  const { t } = useWords();
  return (
    <Tag tone={TONE[state] ?? "quiet"}>
      {/* one run of text: a tag sets its parts side by side */}
      <span>
        {locales.map((locale, index) => (
          <Fragment key={locale}>
            {index > 0 && ", "}
            <LanguageName locale={locale} />
          </Fragment>
        ))}
        : {t(`catalogue.translation.${state}`)}
      </span>
    </Tag>
  );
}
