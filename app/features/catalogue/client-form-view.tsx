import { Alert } from "#app/ui/alert.tsx";
import { ButtonLink } from "#app/ui/button.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { useWords } from "#app/ui/words.tsx";
import {
  answerKey,
  type AnswerAt,
  CLIENT_FORM_PAGES,
  CLIENT_OPTIONS,
  fingersOf,
  type ClientForm,
  type ClientFormPage,
  type ClientFormReading,
} from "./client-forms.ts";
import { labelsIn } from "./lesson-labels.ts";
import { TranslationNotice } from "./translation-notice.tsx";
import { LanguageChoice } from "./unit-view.tsx";
import { writtenIn } from "./written-in.ts";

type ClientFormViewProps = {
  reading: ClientFormReading;
  pageAt: (page: ClientFormPage) => string;
  /** This page in another language of the course. */
  inLanguage: (locale: string) => string;
  /** That of the module, or of the course. */
  back: { href: string; label: string };
};

/** What an officer reads aloud to clients and ticks, and the key to keep apart. */
export function ClientFormView({ reading, pageAt, inLanguage, back }: ClientFormViewProps) {
  const { t } = useWords();
  const { page, moduleTitle, source, locales, locale } = reading;
  return (
    <article className="lesson client-form">
      <p className="eyebrow">
        <bdi {...writtenIn(moduleTitle.locale)}>{moduleTitle.words}</bdi>
        {" · "}
        {t("catalogue.clientForm.title")}
      </p>
      {page === "key" ? (
        <h1>{t("catalogue.clientForm.page.key")}</h1>
      ) : (
        <h1 {...writtenIn(locale)}>{labelsIn(locale).clientForm[page]}</h1>
      )}
      <ClientFormLinks here={page} pageAt={pageAt} />
      <LanguageChoice reading={{ text: { locale }, locales }} inLanguage={inLanguage} />
      <TranslationNotice reading={reading} source={source} inLanguage={inLanguage} />
      {page === "key" ? <AnswerKey reading={reading} /> : <Questions reading={reading} form={page} />}
      <div className="actions lesson-next">
        <ButtonLink href={back.href} tone="quiet">
          {back.label}
        </ButtonLink>
      </div>
    </article>
  );
}

type ClientFormLinksProps = { here?: ClientFormPage; pageAt: (page: ClientFormPage) => string };

/** The two forms and their key. */
export function ClientFormLinks({ here, pageAt }: ClientFormLinksProps) {
  const { t } = useWords();
  return (
    <nav className="actions no-print" aria-label={t("catalogue.clientForm.title")}>
      {CLIENT_FORM_PAGES.map((page) =>
        page === here ? (
          <strong key={page} aria-current="page">
            {t(`catalogue.clientForm.page.${page}`)}
          </strong>
        ) : (
          <a key={page} href={pageAt(page)}>
            {t(`catalogue.clientForm.page.${page}`)}
          </a>
        ),
      )}
    </nav>
  );
}

const BLANKS = ["group", "date", "present", "asker"] as const;

function Questions({ reading, form }: { reading: ClientFormReading; form: ClientForm }) {
  const { t } = useWords();
  const { forms, words, locale, dontKnow } = reading;
  const labels = labelsIn(locale).clientForm;
  return (
    <>
      <p {...writtenIn(locale)}>{labels.how}</p>
      <p className="no-print soft">{t("catalogue.clientForm.print")}</p>
      <dl className="print-only blanks" {...writtenIn(locale)}>
        {BLANKS.map((blank) => (
          <div key={blank}>
            <dt>{labels[blank]}</dt>
            <dd />
          </div>
        ))}
      </dl>
      <ol className="asked" {...writtenIn(locale)}>
        {forms[form].map(({ id }) => (
          <li key={id}>
            <p>{words[id]?.say}</p>
            <ul className="plain">
              {CLIENT_OPTIONS.map((option) => (
                <Tally key={option} fingers={fingersOf(option)} words={words[id]?.options[option]} />
              ))}
              <Tally fingers={0} words={dontKnow} />
            </ul>
          </li>
        ))}
      </ol>
    </>
  );
}

/** One answer, and a box to tick for each person who shows it. */
function Tally({ fingers, words }: { fingers: number; words: string | undefined }) {
  const { number } = useWords();
  return (
    <li>
      <span>
        <b>{number(fingers)}</b>
        <span>{words}</span>
      </span>
      <img src="/tally.svg" alt="" width="352" height="12" />
    </li>
  );
}

function AnswerKey({ reading }: { reading: ClientFormReading }) {
  const { t } = useWords();
  const { objectives, locale } = reading;
  const answer = ({ number, fingers, answer: words }: AnswerAt) => (
    <>
      <strong>{t("catalogue.clientForm.answer", { number, count: fingers })}</strong>{" "}
      <bdi {...writtenIn(locale)}>{words}</bdi>
    </>
  );
  return (
    <>
      <Alert tone="warn">{t("catalogue.clientForm.keep")}</Alert>
      <DataTable
        caption={t("catalogue.clientForm.key")}
        rows={answerKey(reading)}
        rowKey={({ a }) => String(a.number)}
        columns={[
          {
            key: "a",
            header: t("catalogue.clientForm.page.a"),
            rowHeader: true,
            cell: ({ a }) => answer(a),
          },
          { key: "b", header: t("catalogue.clientForm.page.b"), cell: ({ b }) => answer(b) },
          {
            key: "objective",
            header: t("catalogue.clientForm.asksFor"),
            cell: ({ objective }) => (
              <bdi {...writtenIn(objectives.locale)}>{objectives.words[objective]}</bdi>
            ),
          },
        ]}
      />
      <p>{t("catalogue.clientForm.count")}</p>
      <p>{t("catalogue.clientForm.compare")}</p>
    </>
  );
}
