import { ButtonLink } from "#app/ui/button.tsx";
import { useWords } from "#app/ui/words.tsx";
import { LessonText } from "./lesson-text.tsx";
import { TranslationNotice } from "./translation-notice.tsx";
import type { TrainerReading } from "./unit-reading.ts";
import { LanguageChoice } from "./unit-view.tsx";
import { writtenIn } from "./written-in.ts";

type TrainerTextViewProps = {
  reading: TrainerReading;
  /** The address of this page. */
  here: string;
  /** That of the course, and of its units below. */
  preview: string;
};

/** A session plan, or slides; on paper a slide takes a page of its own. */
export function TrainerTextView({ reading, here, preview }: TrainerTextViewProps) {
  const { t } = useWords();
  const { id, minutes, moduleTitle, text, source } = reading;
  const inLanguage = (locale: string) => `${here}?in=${locale}`;
  return (
    <article className={id === "slides" ? "lesson slides" : "lesson"}>
      <p className="eyebrow">
        <bdi {...writtenIn(moduleTitle.locale)}>{moduleTitle.words}</bdi>
        {" · "}
        {t(`catalogue.trainer.${id}`)}
        {id === "session-plan" && ` · ${t("catalogue.minutes", { count: minutes })}`}
      </p>
      <h1 {...writtenIn(text.locale)}>{text.title}</h1>
      <LanguageChoice reading={reading} inLanguage={inLanguage} />
      <TranslationNotice reading={text} source={source} inLanguage={inLanguage} />
      {id === "slides" && <p className="soft no-print">{t("catalogue.trainer.print")}</p>}
      <LessonText html={text.html} locale={text.locale} unitsAt={preview} printed={id === "slides"} />
      <div className="actions lesson-next">
        <ButtonLink href={preview} tone="quiet">
          {t("catalogue.preview.back")}
        </ButtonLink>
      </div>
    </article>
  );
}
