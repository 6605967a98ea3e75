import { Alert } from "#app/ui/alert.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { useWords } from "#app/ui/words.tsx";
import { LanguageSwitch } from "./language-switch.tsx";
import { paperHref, type PaperView } from "./paper-path.ts";
import type { PaperPage } from "./question-view.ts";
import { Titled } from "./titled.tsx";

const MINUTE = 60_000;

/** The top of the paper: of what, how long still, in which language, all of it or one item at a time. */
export function PaperHead({ paper, view, now }: { paper: PaperPage; view: PaperView; now: number }) {
  const { t, time } = useWords();
  const { attemptId, title, course, deadlineAt, locale, locales, questions } = paper;
  const at = (part: Partial<PaperView>) => paperHref(attemptId, { ...view, checking: false, ...part });
  const minutesLeft = deadlineAt === null ? 0 : Math.max(0, Math.ceil((deadlineAt - now) / MINUTE));
  return (
    <>
      <PageHeader
        eyebrow={<Titled of={course} />}
        title={title ? <Titled of={title} /> : t("learning.final.title")}
        lead={
          deadlineAt === null
            ? t("learning.paper.noLimit")
            : t("learning.paper.until", { time: time(deadlineAt), count: minutesLeft })
        }
      />
      <div className="actions no-print">
        <a href={at({ only: view.only === null ? 1 : null })}>
          {t(view.only === null ? "learning.paper.oneByOne" : "learning.paper.allTogether")}
        </a>
        <LanguageSwitch locales={locales} locale={locale} hrefOf={(asked) => at({ asked })} />
      </div>
      {questions.some(({ source }) => source !== null) && <Alert>{t("learning.paper.unreviewed")}</Alert>}
    </>
  );
}
