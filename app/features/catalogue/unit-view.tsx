import type { ReactNode } from "react";
import { cx } from "#app/ui/class-names.ts";
import { LanguageLinks } from "#app/ui/language-name.tsx";
import { useWords } from "#app/ui/words.tsx";
import { firstPicture } from "./lesson-links.ts";
import { LessonText } from "./lesson-text.tsx";
import { TranslationNotice } from "./translation-notice.tsx";
import type { UnitReading } from "./unit-reading.ts";
import { isWide } from "./tool-view.tsx";
import { writtenIn } from "./written-in.ts";

type UnitViewProps = {
  reading: UnitReading;
  /** Where links to other units lead: `/learn/…` or `/preview/…`. */
  unitsAt: string;
  /** This page in another language of the course. */
  inLanguage: (locale: string) => string;
  /** What comes under the text: "Done, next", the quiz, the plan. */
  children?: ReactNode;
};

/** A unit as its reader sees it, learner or staff. */
export function UnitView({ reading, unitsAt, inLanguage, children }: UnitViewProps) {
  const { t } = useWords();
  const { title, moduleTitle, number, of, minutes, kind, isCard, text, file } = reading;
  const picture = isCard && text && firstPicture(text.html);
  return (
    <article
      className={cx("lesson", reading.tool && isWide(reading.tool) && "roomy", isCard && "officer-card")}
    >
      <p className="eyebrow">
        <bdi {...writtenIn(moduleTitle.locale)}>{moduleTitle.words}</bdi>
        {" · "}
        {t("catalogue.unit.position", { number, of })}
        {" · "}
        {t(`catalogue.kind.${kind}`)}
        {" · "}
        {t("catalogue.minutes", { count: minutes })}
      </p>
      <h1 {...writtenIn(title.locale)}>{title.words}</h1>
      <LanguageChoice reading={reading} inLanguage={inLanguage} />
      {text && <TranslationNotice reading={text} source={reading.source} inLanguage={inLanguage} />}
      {file && kind === "media" && <Recording file={file} />}
      {text && kind === "media" && <h2>{t("catalogue.unit.transcript")}</h2>}
      {isCard && <p className="soft no-print">{t("catalogue.unit.printCard")}</p>}
      {text && <LessonText html={text.html} locale={text.locale} unitsAt={unitsAt} printed={isCard} />}
      {picture && <img className="picture-sheet print-only" src={picture} alt="" />}
      {file && kind !== "media" && <Download file={file} />}
      {children}
    </article>
  );
}

type LanguageChoiceProps = {
  reading: { text: { locale: string } | null; locales: string[] };
  inLanguage: (locale: string) => string;
};

/** The languages this text is in, where there is more than one. */
export function LanguageChoice({ reading, inLanguage }: LanguageChoiceProps) {
  const { t } = useWords();
  const { text, locales } = reading;
  if (!text) return null;
  const label = t("catalogue.unit.languages");
  return <LanguageLinks locales={locales} locale={text.locale} hrefOf={inLanguage} label={label} />;
}

type File = NonNullable<UnitReading["file"]>;

/** Nothing is fetched before one presses play: the line may be dear. */
function Recording({ file }: { file: File }) {
  const { t, size } = useWords();
  const video = file.mediaType.startsWith("video/");
  return (
    <div className="stack tight">
      {video ? (
        <video controls preload="none" src={file.href} />
      ) : (
        <audio controls preload="none" src={file.href} />
      )}
      <p className="soft">
        {t(video ? "catalogue.unit.video" : "catalogue.unit.audio", { size: size(file.bytes) })}
      </p>
      <Download file={file} />
    </div>
  );
}

function Download({ file }: { file: File }) {
  const { t, size } = useWords();
  const { href, name, format, bytes } = file;
  return (
    <p className="no-print">
      <a className="download" href={href} download={name}>
        {t("catalogue.unit.download", { name, format, size: size(bytes) })}
      </a>
    </p>
  );
}
